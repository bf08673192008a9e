#!/bin/sh
# Makes a virtual machine base from an official cloud image: $IMAGE_URL, whose SHA-512 is $IMAGE_SHA512. Its root partition
# becomes the whole disk, as in the bases that are made from packages; the kernel is taken out of it.
# shellcheck source=vm-disk.sh
. /var/tmp/workbench/vm-disk.sh

mkdir -p /image /work/modules.d
echo "downloading the cloud image"
curl --fail --silent --show-error --location --retry 3 --connect-timeout 10 --output /work/image "$IMAGE_URL"
echo "$IMAGE_SHA512  /work/image" | sha512sum --check --quiet - || {
    echo "the downloaded image is not the one that was asked for: its SHA-512 is $(sha512sum </work/image | cut -d' ' -f1)" >&2
    exit 1
}
qemu-img convert -O raw /work/image /work/raw
rm /work/image

# The root file system is the largest partition.
partition=$(partx --raw --noheadings --output SECTORS,START /work/raw | sort -n | tail -1)
sectors=${partition% *}
start=${partition#* }
dd if=/work/raw of=/work/root.ext4 bs=1M iflag=skip_bytes,count_bytes conv=sparse status=none \
    skip=$((start * 512)) count=$((sectors * 512))
rm /work/raw
e2fsck -fy /work/root.ext4 >/dev/null || [ $? -le 1 ]
truncate -s "$disk_size" /work/root.ext4
resize2fs /work/root.ext4 >/dev/null 2>&1

look() { debugfs -R "$1" /work/root.ext4 2>/dev/null; }
release=$(look 'ls -p /usr/lib/modules' | awk -F/ '$6 !~ /^\.*$/ {print $6}' | sort -V | tail -1)
look "dump /boot/vmlinuz-$release /image/kernel"
look "rdump /usr/lib/modules/$release /work/modules.d"
look "dump /var/lib/dpkg/status /image/packages"
[ -s /image/kernel ] || { echo "the cloud image has no kernel in /boot" >&2 && exit 1; }
make_initrd "/work/modules.d/$release"

echo '/dev/vda / ext4 defaults 0 1' >/work/fstab
: >/work/machine-id
# The address is set before the guest's init starts: its network manager would take it away again, and wait for another.
printf '[Match]\nName=eth0\n\n[Link]\nUnmanaged=yes\n' >/work/unmanaged
debugfs -w -f - /work/root.ext4 >/dev/null 2>&1 <<COMMANDS
rm /etc/fstab
write /work/fstab /etc/fstab
rm /etc/machine-id
write /work/machine-id /etc/machine-id
mkdir /etc/systemd/network
write /work/unmanaged /etc/systemd/network/00-workbench.network
symlink /etc/systemd/system/systemd-networkd-wait-online.service /dev/null
symlink /etc/systemd/system/apt-daily.timer /dev/null
symlink /etc/systemd/system/apt-daily-upgrade.timer /dev/null
COMMANDS
make_disk /work/root.ext4
rm -rf /work
