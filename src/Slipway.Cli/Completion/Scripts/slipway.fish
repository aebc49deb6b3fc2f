# Completion of slipway for fish. Load it with: slipway completion fish | source
function __slipway_complete
    set -l before (commandline --tokenize --cut-at-cursor --current-process)
    set -l word (commandline --current-token --cut-at-cursor)
    slipway complete "--word="(string unescape -- "$word") -- $before[2..] 2>/dev/null </dev/null
end
complete --command slipway --arguments '(__slipway_complete)'
