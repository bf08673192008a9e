#!/bin/bash
# Lets a machine run on that QEMU loads from a snapshot, and makes it this environment's own through the guest's agent.
# Ends with status 0 when that is done. Otherwise says why it is not, with status 1 when it never will be and 2 when that
# may have been the host's load.
# Arguments: QEMU's process.
set -u
here=/vm
run=$here/run
# shellcheck source=/dev/null
. "$here/settings" # NAME INSTANCE ADMIN ADDRESS GATEWAY RELAY RESOLVERS
# shellcheck source=links.sh
. "$here/links.sh"

give_up() { # reason, status
    echo "$1"
    exit "${2:-1}"
}

assign() { printf "%s='%s'\\n" "$1" "${2//\'/\'\\\'\'}"; }

member() { tar -xOf "$here/identity.tar" "$1"; }

until [ -S "$run/agent" ] && [ -S "$run/monitor" ]; do
    kill -0 "$1" 2>/dev/null || give_up "QEMU refused its snapshot"
    sleep 0.02
done
open_monitor || give_up "QEMU refused its snapshot"
while ask 10 '{"execute":"query-status"}'; do
    case "$reply" in
        *'"inmigrate"'*) sleep 0.02 ;;
        *'"paused"'*) break ;;
        *) give_up "QEMU could not load its snapshot" ;;
    esac
done
ask 10 '{"execute":"cont"}' || give_up "QEMU could not load its snapshot"
close_link

# Prepared while the guest wakes up. The seed comes from the container: what the guest's own source of random numbers
# would give now, it would give to every other copy of the snapshot too.
script=$(
    assign NAME "$NAME"
    assign INSTANCE "$INSTANCE"
    assign ADMIN "$ADMIN"
    assign ADDRESS "$ADDRESS"
    assign GATEWAY "$GATEWAY"
    assign RELAY "$RELAY"
    assign RESOLVERS "$RESOLVERS"
    assign MACHINE_ID "$(member etc/machine-id)"
    assign HOST_KEY "$(member etc/ssh/ssh_host_ed25519_key)"
    assign PUBLIC_HOST_KEY "$(member etc/ssh/ssh_host_ed25519_key.pub)"
    assign ADMIN_KEY "$(cat "$here/authorized_key")"
    assign SEED "$(head -c 64 /dev/urandom | od -An -v -tx1 | tr -d ' \n')"
    cat "$here/become.sh"
)
open_agent 45 || give_up "the guest's agent did not answer" 2
in_guest 60 /bin/sh "NOW=$(date +%s.%N)
$script" || give_up "the guest did not take its identity: $(output_of err | tail -1)"
close_link
