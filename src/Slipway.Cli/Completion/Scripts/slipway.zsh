#compdef slipway
# Completion of slipway for zsh. Load it with: source <(slipway completion zsh)
_slipway() {
    local -a candidates
    candidates=("${(@f)$("${words[1]}" complete "--word=${(Q)PREFIX}" -- "${(@Q)words[2,CURRENT-1]}" 2>/dev/null </dev/null)}")
    candidates=(${candidates:#})
    if (( ${#candidates} )); then
        compadd -- "${candidates[@]}"
    else
        _files
    fi
}
if [[ "${funcstack[1]}" == _slipway ]]; then
    _slipway "$@"
else
    compdef _slipway slipway
fi
