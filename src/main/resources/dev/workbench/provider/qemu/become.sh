# shellcheck shell=sh disable=SC2154 # resume.sh puts the variables before it
# Runs in a guest that was resumed from a snapshot: gives it this environment's clock, random numbers, names, keys and at
# last its address. Few processes, because under emulation each takes a tenth of a second.
set -eu
umask 077
date --set="@$NOW" >/dev/null

read -r snapshots_id </etc/machine-id
echo "$MACHINE_ID" >/etc/machine-id

# RNDADDENTROPY and RNDRESEEDCRNG: nothing that the kernel makes from here on is known to another copy. The journal has a
# directory that is called after the machine id, and its service would need a restart to notice that it has another one.
SEED=$SEED OLD=/var/log/journal/$snapshots_id NEW=/var/log/journal/$MACHINE_ID perl -e '
    my $seed = pack("H*", $ENV{SEED});
    open(my $random, "+<", "/dev/random") or die "no random device: $!\n";
    ioctl($random, 0x40085203, pack("ii", 8 * length($seed), length($seed)) . $seed) or die "cannot seed: $!\n";
    ioctl($random, 0x5207, 0) or die "cannot reseed: $!\n";
    rename($ENV{OLD}, $ENV{NEW}) and symlink($ENV{NEW}, $ENV{OLD});'

echo "$NAME" >/proc/sys/kernel/hostname
echo "$NAME" >/etc/hostname
hosts=
while IFS= read -r line || [ -n "$line" ]; do
    case "$line" in
        127.0.1.1[[:space:]]*) ;;
        *) hosts="$hosts$line
" ;;
    esac
done </etc/hosts
printf '%s127.0.1.1 %s\n' "$hosts" "$NAME" >/etc/hosts
if [ -n "$RESOLVERS" ]; then
    : >/etc/resolv.conf
    for resolver in $RESOLVERS; do echo "nameserver $resolver"; done >/etc/resolv.conf
fi

echo "$HOST_KEY" >/etc/ssh/ssh_host_ed25519_key
echo "$PUBLIC_HOST_KEY" >/etc/ssh/ssh_host_ed25519_key.pub
echo "$ADMIN_KEY" >>"/home/$ADMIN/.ssh/authorized_keys"
echo "$INSTANCE" >/var/lib/workbench/instance
read -r server </run/sshd.pid
kill -HUP "$server" # it starts itself anew, with the new key

ip -batch - <<COMMANDS
address flush dev eth0
address add $ADDRESS dev eth0
route add $RELAY dev eth0
${GATEWAY:+route add default via $GATEWAY dev eth0}
COMMANDS
