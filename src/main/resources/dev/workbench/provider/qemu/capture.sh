#!/bin/sh
# Runs in a machine's container: switches the machine off, boots its disk once more just to take its identity away, and
# leaves what differs from the image it started from in a file. Prints that file's size.
# Arguments: the file, and how many seconds the machine may take to switch itself off.
set -eu
here=/vm
run=$here/run
# shellcheck disable=SC1091
. "$here/settings"

: >"$here/capture"
captured=$1
left=$(($2 * 5))
printf '{"execute":"qmp_capabilities"}\n{"execute":"system_powerdown"}\n' |
    socat -t 1 - "UNIX-CONNECT:$run/monitor" >/dev/null
while [ ! -e "$here/off" ]; do
    [ "$left" -gt 0 ] || { echo "the machine did not switch itself off" >&2 && exit 3; }
    sleep 0.2
    left=$((left - 1))
done

set --
while IFS= read -r word; do set -- "$@" "$word"; done <"$here/seal-command"
timeout 120 setpriv --reuid "$QEMU_USER" --regid "$QEMU_USER" --clear-groups --no-new-privs --inh-caps=-all \
    --bounding-set=-all "$@" </dev/null >"$run/seal.log" 2>&1 || true
grep -q 'workbench: sealed' "$run/seal.log" || {
    tail -20 "$run/seal.log" >&2
    echo "the machine's identity could not be taken off its disk" >&2
    exit 4
}
qemu-img convert -f qcow2 -O qcow2 -B "/image/$(cat /image/disk)" -F qcow2 "$run/disk.qcow2" "$captured"
stat -c %s "$captured"
