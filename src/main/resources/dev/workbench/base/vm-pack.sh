#!/bin/sh
# Makes the disk, kernel and ramdisk of a virtual machine base from the root file system in /work/root.
# shellcheck source=vm-disk.sh
. /var/tmp/workbench/vm-disk.sh

root=/work/root
mkdir -p /image
mv "$root/var/tmp/packages" /image/packages
release=$(basename "$root"/lib/modules/*)
cp "$root/boot/vmlinuz-$release" /image/kernel
make_initrd "$root/lib/modules/$release"

# Engines put their own files over these three.
echo debian >"$root/etc/hostname"
printf '127.0.0.1 localhost\n::1 localhost ip6-localhost ip6-loopback\n' >"$root/etc/hosts"
: >"$root/etc/resolv.conf"
mkdir -p "$root/dev" "$root/proc" "$root/sys" "$root/run" "$root/tmp"
chmod 1777 "$root/tmp"

truncate -s "$disk_size" /work/root.ext4
mke2fs -q -t ext4 -L root -m 1 -E lazy_itable_init=0,lazy_journal_init=0,root_owner=0:0 -d "$root" /work/root.ext4
make_disk /work/root.ext4
rm -rf /work
