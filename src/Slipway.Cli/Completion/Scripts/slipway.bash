# Completion of slipway for bash. Load it with: source <(slipway completion bash)
_slipway() {
    # Bash's own words end at ':' and '=', too; these end where the shell's do.
    local line=${COMP_LINE:0:COMP_POINT} words=() word= raw= quote= c i
    for ((i = 0; i < ${#line}; i++)); do
        c=${line:i:1}
        raw+=$c
        if [[ $quote == "'" ]]; then
            if [[ $c == "'" ]]; then quote=; else word+=$c; fi
        elif [[ $c == '\' ]]; then
            ((++i))
            word+=${line:i:1}
            raw+=${line:i:1}
        elif [[ $quote == '"' ]]; then
            if [[ $c == '"' ]]; then quote=; else word+=$c; fi
        elif [[ $c == "'" || $c == '"' ]]; then
            quote=$c
        elif [[ $c == [[:space:]] ]]; then
            if [[ $raw != "$c" ]]; then words+=("$word"); fi
            word= raw=
        else
            word+=$c
        fi
    done
    COMPREPLY=()
    local candidates candidate head=
    candidates=$("$1" complete "--word=$word" -- "${words[@]:1}" 2>/dev/null </dev/null) || return 0
    # Readline replaces what follows the last ':' or '=' only, and within quotes it quotes by itself.
    if [[ -z $quote && $raw == *[=:]* ]]; then
        head=${raw%"${raw##*[=:]}"}
    fi
    while IFS= read -r candidate; do
        [[ -n $candidate ]] || continue
        if [[ -z $quote ]]; then
            printf -v candidate '%q' "$candidate"
        fi
        COMPREPLY+=("${candidate#"$head"}")
    done <<< "$candidates"
}
complete -o default -F _slipway slipway
