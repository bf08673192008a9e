# shellcheck shell=bash disable=SC2034,SC2154 # used and set by who reads it; a coprocess sets its own number
# Read by scripts: requests to QEMU's monitor and to the agent in the guest, one line of JSON each way.

open_link() { # socket
    coproc link { exec socat - "UNIX-CONNECT:$1" 2>/dev/null; }
    link_process=$link_PID
}

close_link() {
    kill "$link_process" 2>/dev/null || true
    wait "$link_process" 2>/dev/null || true
}

# The answer is in $reply; events and greetings are none.
ask() { # seconds, request
    reply=
    printf '%s\n' "$2" >&"${link[1]}"
    while IFS= read -r -t "$1" reply <&"${link[0]}"; do
        case "$reply" in
            *'"event"'* | *'"QMP"'*) ;;
            *'"error"'*) return 1 ;;
            *'"return"'*) return 0 ;;
        esac
    done
    return 1
}

open_monitor() {
    open_link "$run/monitor"
    ask 10 '{"execute":"qmp_capabilities"}'
}

# The agent gets requests before it listens, and answers them all later: so each has a number.
open_agent() { # seconds
    local number=0 deadline=$((SECONDS + $1))
    open_link "$run/agent"
    while [ "$SECONDS" -lt "$deadline" ]; do
        number=$((number + 1))
        printf '{"execute":"guest-sync","arguments":{"id":%d}}\n' "$number" >&"${link[1]}"
        while IFS= read -r -t 0.3 reply <&"${link[0]}"; do
            case "$reply" in *"\"return\": $number}"*) return 0 ;; esac
        done
    done
    return 1
}

output_of() { # "out" or "err": what the last command printed there
    local data=${reply#*\""$1"-data\": \"}
    [ "$data" = "$reply" ] || base64 -d <<<"${data%%\"*}"
}

# Runs a script in the guest, as root, and takes its exit code; what it needs is in the script, which no process list shows.
in_guest() { # seconds, shell, script
    local deadline=$((SECONDS + $1)) number status
    ask 10 "{\"execute\":\"guest-exec\",\"arguments\":{\"path\":\"$2\",\"arg\":[\"-s\"],\"capture-output\":true,\"input-data\":\"$(base64 -w0 <<<"$3")\"}}" || return 125
    number=${reply//[!0-9]/}
    while [ "$SECONDS" -lt "$deadline" ] && ask 10 "{\"execute\":\"guest-exec-status\",\"arguments\":{\"pid\":$number}}"; do
        case "$reply" in
            *'"exited": true'*)
                status=${reply#*\"exitcode\": }
                return "${status%%[!0-9]*}"
                ;;
        esac
        sleep 0.2 # each look is an entry in the guest's journal
    done
    return 124
}
