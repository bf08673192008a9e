#!/bin/sh
# Runs in a machine's container: switches the machine off, boots its disk once more just to take its identity away, and
# leaves what differs from the image it started from in a file. Prints that file's checksum and size.
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

# After a layer was kept the machine writes to another file, which builds on the one that was kept.
disk=$run/disk.qcow2
below=/image/$(cat /image/disk)
layer=
if [ -s "$run/layers" ]; then
    tail -n 1 "$run/layers" >"$run/layer"
    read -r below disk layer <"$run/layer"
fi
set --
while IFS= read -r word; do
    case "$word" in *",file=$run/disk.qcow2") word=${word%,file=*},file=$disk ;; esac
    set -- "$@" "$word"
done <"$here/seal-command"
timeout 120 setpriv --reuid "$QEMU_USER" --regid "$QEMU_USER" --clear-groups --no-new-privs --inh-caps=-all \
    --bounding-set=-all "$@" </dev/null >"$run/seal.log" 2>&1 || true
grep -q 'workbench: sealed' "$run/seal.log" || {
    tail -20 "$run/seal.log" >&2
    echo "the machine's identity could not be taken off its disk" >&2
    exit 4
}
qemu-img convert -f qcow2 -O qcow2 -B "$below" -F qcow2 "$disk" "$captured"
[ -z "$layer" ] || qemu-img rebase -u -f qcow2 -F qcow2 -b "/image/$layer" "$captured"
cksum <"$captured"
