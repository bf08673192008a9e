#!/bin/bash
# Runs in a machine's container: leaves what differs from the image it started from, or from its last layer, in a file, as
# it is now; the machine runs on. Prints that file's checksum and size. Its argument is the file.
set -eu
here=/vm
run=$here/run
kept=$1
# shellcheck source=links.sh
. "$here/links.sh"

below=/image/$(cat /image/disk)
disk=$run/disk.qcow2
layer=
number=1
if [ -s "$run/layers" ]; then
    number=$(($(wc -l <"$run/layers") + 1))
    read -r below disk layer < <(tail -n 1 "$run/layers")
fi
next=$run/disk-$number.qcow2

# The agent has the guest write out what is in its memory, and write nothing until the disk is another file. Without an
# agent the file system is as after a power cut, which its journal is there for.
thaw() {
    open_agent 10 && ask 10 '{"execute":"guest-fsfreeze-thaw"}' || echo "the guest's file systems did not thaw" >&2
    close_link
}
frozen=
if open_agent 10 && ask 60 '{"execute":"guest-fsfreeze-freeze"}'; then
    frozen=1
    trap thaw EXIT
fi
close_link

open_monitor || { echo "QEMU did not answer" >&2 && exit 1; }
ask 30 "{\"execute\":\"blockdev-snapshot-sync\",\"arguments\":{\"device\":\"disk\",\"snapshot-file\":\"$next\",\"format\":\"qcow2\"}}" ||
    { echo "QEMU could not begin another file: $reply" >&2 && exit 1; }
close_link
trap - EXIT
[ -z "$frozen" ] || thaw

qemu-img convert -U -f qcow2 -O qcow2 -B "$below" -F qcow2 "$disk" "$kept"
[ -z "$layer" ] || qemu-img rebase -u -f qcow2 -F qcow2 -b "/image/$layer" "$kept"
echo "$disk $next ${kept##*/}" >>"$run/layers"
cksum <"$kept"
