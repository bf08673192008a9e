#!/bin/busybox sh
# First process of a guest: loads the disk's and the network's drivers, mounts the root file system, makes the machine
# itself (once), sets its address, and hands over to its own init. With workbench.seal on the kernel's command line it
# takes the machine's identity away again and switches off.
export PATH=/bin
busybox mkdir -p /dev /proc /sys /root
busybox mount -t devtmpfs dev /dev
busybox mount -t proc proc /proc
busybox mount -t sysfs sys /sys
while read -r module; do busybox insmod "/modules/$module"; done </modules/order

tries=0
while [ ! -b /dev/vda ] && [ "$tries" -lt 200 ]; do
    busybox sleep 0.05
    tries=$((tries + 1))
done
if ! busybox mount -t ext4 -o rw,relatime /dev/vda /root; then
    echo "workbench: the disk could not be mounted"
    busybox poweroff -f
fi

given=/sys/firmware/qemu_fw_cfg/by_name/opt/dev.workbench
# shellcheck disable=SC1091
. "$given/settings/raw" # NAME INSTANCE ADMIN ADDRESS GATEWAY RELAY RESOLVERS

own_line() { # file, pattern, line: replaces the lines that match
    busybox touch "$1"
    busybox sed -i "/$2/d" "$1"
    echo "$3" >>"$1"
}

take_identity() {
    [ "$(busybox cat /root/var/lib/workbench/instance 2>/dev/null)" != "$INSTANCE" ] || return 0
    if ! busybox grep -q "^$ADMIN:" /root/etc/passwd; then
        busybox chroot /root /usr/sbin/useradd --create-home --user-group --groups sudo --shell /bin/bash "$ADMIN"
        echo "$ADMIN ALL=(ALL) NOPASSWD:ALL" >/root/etc/sudoers.d/90-workbench-admin
        busybox chmod 0440 /root/etc/sudoers.d/90-workbench-admin
    fi
    busybox tar -x -C /root -f "$given/identity/raw" # host key, machine-id
    home=/root/home/$ADMIN
    busybox mkdir -p "$home/.ssh"
    busybox cat "$given/authorized_key/raw" >>"$home/.ssh/authorized_keys"
    busybox chmod 0700 "$home/.ssh"
    busybox chmod 0600 "$home/.ssh/authorized_keys"
    busybox chroot /root /bin/chown -R "$ADMIN:" "/home/$ADMIN/.ssh"
    echo "$NAME" >/root/etc/hostname
    own_line /root/etc/hosts '^127\.0\.1\.1[[:space:]]' "127.0.1.1 $NAME"
    busybox grep -q '^127\.0\.0\.1[[:space:]]' /root/etc/hosts || echo "127.0.0.1 localhost" >>/root/etc/hosts
    if [ -n "$RESOLVERS" ]; then
        busybox rm -f /root/etc/resolv.conf
        for resolver in $RESOLVERS; do echo "nameserver $resolver"; done >/root/etc/resolv.conf
    fi
    busybox mkdir -p /root/var/lib/workbench
    echo "$INSTANCE" >/root/var/lib/workbench/instance
}

lose_identity() {
    keys=/root/home/$ADMIN/.ssh/authorized_keys
    if [ -f "$keys" ]; then
        busybox cp "$given/authorized_key/raw" /authorized_key
        busybox grep -vFf /authorized_key "$keys" >/remaining
        busybox cat /remaining >"$keys"
    fi
    busybox rm -f /root/etc/ssh/ssh_host_* /root/var/lib/dbus/machine-id /root/var/lib/systemd/random-seed \
        /root/home/*/.bash_history /root/root/.bash_history
    : >/root/etc/machine-id
    busybox rm -rf /root/var/lib/workbench /root/var/lib/cloud/instance /root/var/lib/cloud/instances \
        /root/var/lib/cloud/sem /root/var/lib/cloud/data /root/var/log/journal/* /root/run/* /root/tmp/* /root/tmp/.[!.]*
    busybox find /root/var/log -type f -size +0 | while read -r log; do : >"$log"; done
    busybox fstrim /root
}

if busybox grep -q workbench.seal /proc/cmdline; then
    lose_identity
    busybox sync
    busybox umount /root || busybox mount -o remount,ro /root
    echo "workbench: sealed"
    busybox poweroff -f
fi

take_identity
busybox ip link set lo up
busybox ip addr add "$ADDRESS" dev eth0
busybox ip link set eth0 up
busybox ip route add "$RELAY" dev eth0
[ -z "$GATEWAY" ] || busybox ip route add default via "$GATEWAY" dev eth0
busybox umount /proc /sys
busybox mount --move /dev /root/dev
exec busybox switch_root /root /sbin/init
