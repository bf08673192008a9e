#!/bin/sh
# Makes something like an official cloud image out of a VM base: smaller, partitioned, with another user than ours and a
# network manager that wants DHCP; leaves its SHA-512 in /srv/sha512 and serves it.
set -eu
mkdir -p /srv /look
cd /look
qemu-img convert -O raw "/image/$(cat /image/disk)" ext4
for file in passwd shadow group gshadow; do
    debugfs -R "dump /etc/$file $file" ext4 2>/dev/null
    sed -i 's/\badmin\b/debian/g' "$file"
    printf 'rm /etc/%s\nwrite %s /etc/%s\n' "$file" "$file" "$file" >>changes
done
printf '[Match]\nName=eth*\n\n[Network]\nDHCP=yes\n' >dhcp
cat >>changes <<COMMANDS
rm /etc/sudoers.d/90-workbench-admin
ln /home/admin /home/debian
unlink /home/admin
rm /etc/systemd/system/apt-daily.timer
rm /etc/systemd/system/apt-daily-upgrade.timer
write dhcp /etc/systemd/network/90-default.network
symlink /etc/systemd/system/multi-user.target.wants/systemd-networkd.service /lib/systemd/system/systemd-networkd.service
COMMANDS
debugfs -w -f changes ext4 >/dev/null 2>&1
e2fsck -fy ext4 >/dev/null || [ $? -le 1 ]
resize2fs ext4 1200M >/dev/null 2>&1
# A partition table with one Linux partition, from sector 2048.
sectors=$((1200 * 2048))
truncate -s 1M disk
printf '\000\000\000\000\203\000\000\000\000\010\000\000' | dd of=disk bs=1 seek=446 conv=notrunc status=none
for shift in 0 8 16 24; do
    byte=$((sectors >> shift & 255))
    # shellcheck disable=SC2059 # the format is the byte
    printf "\\$(printf %03o "$byte")"
done | dd of=disk bs=1 seek=458 conv=notrunc status=none
printf '\125\252' | dd of=disk bs=1 seek=510 conv=notrunc status=none
dd if=ext4 of=disk bs=1M seek=1 count=1200 conv=sparse,notrunc status=none
truncate -s 1201M disk
qemu-img convert -f raw -O qcow2 disk /srv/image.qcow2
rm -rf /look
sha512sum /srv/image.qcow2 | cut -d' ' -f1 >/srv/part
cd /srv
mv part sha512
exec busybox httpd -f -p 8080 -h /srv
