#!/bin/sh
# Runs one virtual machine in its container: takes over the container's address for the guest, starts QEMU without
# privileges, ends it at its expiry or on SIGTERM. Its directory holds what the workbench uploaded: settings, the guest's
# identity, QEMU's command line (one word a line).
# shellcheck disable=SC2317 # the trap calls functions
set -eu
here=/vm
run=$here/run
warm=/image/warm

# shellcheck disable=SC1091
. "$here/settings"

# The guest owns the container's address: packets for it go on to the tap device, and the container answers for both
# sides on the link. What stays with the container is a link-local address, for the relay of the workbench's own SSH.
move_address_to_guest() {
    cidr=$(ip -4 -o address show dev eth0 | awk '{print $4; exit}')
    address=${cidr%/*}
    subnet=$(ip -4 route show dev eth0 scope link | awk '{print $1; exit}')
    gateway=$(ip -4 route show default | awk '{print $3; exit}')
    ip tuntap add dev tap0 mode tap user "$QEMU_USER"
    ip address add "$RELAY/32" dev tap0
    ip address flush dev eth0
    ip link set tap0 mtu "$(cat /sys/class/net/eth0/mtu)" up
    ip route add "$subnet" dev eth0
    [ -z "$gateway" ] || ip route add default via "$gateway" dev eth0
    ip route add "$address/32" dev tap0 src "$RELAY"
    echo "$address" >"$here/address"
    printf "ADDRESS='%s'\nGATEWAY='%s'\n" "$cidr" "$gateway" >>"$here/settings"
}

monitor() { # QMP command
    printf '{"execute":"qmp_capabilities"}\n{"execute":"%s"}\n' "$1" | socat -t 1 - "UNIX-CONNECT:$run/monitor" >/dev/null 2>&1 || true
}

running() { kill -0 "$qemu" 2>/dev/null; }

# A press of the power button, and the plug when that does not help within the given seconds.
switch_off() {
    monitor system_powerdown
    left=$((${1} * 5))
    while running && [ "$left" -gt 0 ]; do
        sleep 0.2
        left=$((left - 1))
    done
    kill "$qemu" 2>/dev/null || true
}

expire() {
    while [ "$(date +%s)" -lt "$(cat "$here/expires")" ]; do sleep 5; done
    echo "workbench: the machine's time is up" >&2
    : >"$here/expired"
    kill "$qemu" 2>/dev/null || true
}

# QEMU reads the identity from a descriptor, so that nothing of it stays in the container.
start() { # file with its words
    words=$1
    set --
    chown -R "$QEMU_USER" "$run"
    while IFS= read -r word; do set -- "$@" "$word"; done <"$words"
    exec 3<"$here/identity.tar"
    setpriv --reuid "$QEMU_USER" --regid "$QEMU_USER" --clear-groups --no-new-privs --inh-caps=-all --bounding-set=-all \
        "$@" </dev/null &
    qemu=$!
    exec 3<&-
}

boot() {
    qemu-img create -q -f qcow2 -b "/image/$(cat /image/disk)" -F qcow2 "$run/disk.qcow2"
    start "$here/command"
}

# Goes on where the image's snapshot was taken. When that does not work, nothing of it is left but $verdict (damaged, unfit
# or slow) and $reason.
resume() {
    verdict=damaged
    reason="its checksum is not what it was"
    (cd "$warm" && cksum disk.qcow2 memory.zst | cmp -s - sums) || return 1
    cp "$warm/disk.qcow2" "$run/disk.qcow2"
    start "$here/resume-command"
    reason=$(timeout 120 "$here/resume.sh" "$qemu") && return 0 || status=$?
    verdict=slow
    [ "$status" != 1 ] || verdict=unfit
    reason=${reason:-the guest did not wake up in time}
    kill -9 "$qemu" 2>/dev/null || true
    wait "$qemu" || true
    rm -rf "${run:?}"/*
    return 1
}

"$here/check.sh" || exit 76
mkdir -p "$run"
move_address_to_guest
for device in /dev/net/tun /dev/kvm; do
    [ ! -e "$device" ] || chown "$QEMU_USER" "$device" || true
done
qemu=
trap 'switch_off 5' TERM INT
if [ ! -e "$warm/sums" ]; then
    boot
elif echo "workbench: the machine is resumed from its image's snapshot" && resume; then # or its console would be empty
    echo resumed >"$here/start"
else
    echo "workbench: its snapshot could not be resumed: $reason" >&2
    printf '%s\n%s\n' "$verdict" "$reason" >"$here/start"
    boot
fi
rm "$here/identity.tar"
expire &

wait "$qemu" && status=0 || status=$?
while running; do # a signal ends the wait, not the machine
    wait "$qemu" && status=0 || status=$?
done

# A capture goes on from here: it reads the disk of a machine that is off.
if [ -e "$here/capture" ] && [ ! -e "$here/expired" ]; then
    : >"$here/off"
    while [ "$(date +%s)" -lt "$(cat "$here/expires")" ]; do sleep 1; done
fi
[ ! -e "$here/expired" ] || exit 75
exit "$status"
