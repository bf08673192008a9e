#!/bin/bash
# Makes a snapshot of an image's machine: boots it under a name and keys that nobody uses, without a network, and keeps its
# memory and what its disk has become in /image/warm, with their checksums. Ends with status 3, and says why, when this
# image's machines have to be booted each time.
set -eu
here=/vm
run=$here/run
warm=/image/warm
# shellcheck source=/dev/null
. "$here/settings"
# shellcheck source=links.sh
. "$here/links.sh"

give_up() {
    echo "$1" >&2
    [ ! -s "$run/console" ] || tail -20 "$run/console" >&2
    exit "${2:-1}"
}

as_qemu() {
    setpriv --reuid "$QEMU_USER" --regid "$QEMU_USER" --clear-groups --no-new-privs --inh-caps=-all --bounding-set=-all "$@"
}

placeholder_identity() {
    mkdir -p "$here/identity/etc/ssh"
    ssh-keygen -q -t ed25519 -N '' -C snapshot -f "$here/identity/etc/ssh/ssh_host_ed25519_key"
    tr -d - </proc/sys/kernel/random/uuid >"$here/identity/etc/machine-id"
    chmod 0444 "$here/identity/etc/machine-id"
    tar -C "$here/identity" --owner=0 --group=0 -cf "$here/identity.tar" \
        etc/ssh/ssh_host_ed25519_key etc/ssh/ssh_host_ed25519_key.pub etc/machine-id
}

"$here/check.sh" || exit 1
mkdir -p "$run" "$warm"
ip tuntap add dev tap0 mode tap user "$QEMU_USER"
ip link set tap0 up
placeholder_identity
qemu-img create -q -f qcow2 -b "/image/$(cat /image/disk)" -F qcow2 "$run/disk.qcow2"
for device in /dev/net/tun /dev/kvm; do
    [ ! -e "$device" ] || chown "$QEMU_USER" "$device" || true
done
chown -R "$QEMU_USER" "$run" "$warm"

mapfile -t words <"$here/command"
as_qemu "${words[@]}" </dev/null >"$run/console" 2>&1 3<"$here/identity.tar" &
qemu=$!
trap 'kill "$qemu" 2>/dev/null || true' EXIT
until [ -S "$run/agent" ] && [ -S "$run/monitor" ]; do
    kill -0 "$qemu" 2>/dev/null || give_up "QEMU did not start"
    sleep 0.05
done

# An image that boots but has no agent has a login prompt instead.
prompts=0
until open_agent 5; do
    close_link
    kill -0 "$qemu" 2>/dev/null || give_up "QEMU ended"
    ! grep -q 'login:' "$run/console" || prompts=$((prompts + 1))
    if [ "$prompts" -ge 4 ]; then
        echo "its image has no guest agent"
        exit 3
    fi
    [ "$SECONDS" -lt 180 ] || give_up "the guest did not boot"
done
in_guest 120 /bin/bash "$(cat "$here/settle.sh")" && status=0 || status=$?
case "$status" in
    0) ;;
    3)
        output_of out
        exit 3
        ;;
    *) give_up "the guest could not be made ready (status $status): $(output_of err | tail -1)" ;;
esac
close_link

open_monitor || give_up "QEMU did not answer"
ask 10 '{"execute":"stop"}' || give_up "QEMU did not stop the guest"
ask 10 '{"execute":"migrate-set-parameters","arguments":{"max-bandwidth":100000000000}}' || give_up "$reply"
ask 10 "{\"execute\":\"migrate\",\"arguments\":{\"uri\":\"exec:zstd -q -1 >$warm/memory.zst\"}}" || give_up "$reply"
while ask 10 '{"execute":"query-migrate"}'; do
    case "$reply" in
        *'"completed"'*) break ;;
        *'"failed"'* | *'"cancelled"'*) give_up "QEMU could not save the guest's memory: $reply" ;;
    esac
    sleep 0.05
done
ask 10 '{"execute":"quit"}' || true
close_link
trap - EXIT
wait "$qemu" || give_up "QEMU could not write the guest's disk"

mv "$run/disk.qcow2" "$warm/disk.qcow2"
zstd -q -t "$warm/memory.zst" || give_up "the guest's memory was not saved whole"
chown -R 0:0 "$warm"
chmod 0644 "$warm"/*
(cd "$warm" && cksum disk.qcow2 memory.zst >sums)
rm -rf "$here"
