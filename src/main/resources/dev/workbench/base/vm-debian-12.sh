#!/bin/sh
# The root file system of the virtual machine base debian-12, made in a container; it offers what Debian's own cloud
# image does. The kernel is booted from outside the disk, so that the disk needs no boot loader and no initrd.
# shellcheck source=lib.sh
. /var/tmp/workbench/lib.sh

case "$(dpkg --print-architecture)" in
    amd64) kernel=linux-image-cloud-amd64 ;;
    arm64) kernel=linux-image-cloud-arm64 ;;
    *) echo "no cloud kernel for this architecture" >&2 && exit 1 ;;
esac

# What an engine's image leaves out or forbids, a machine has.
rm -f /usr/sbin/policy-rc.d /etc/apt/apt.conf.d/docker-* /etc/dpkg/dpkg.cfg.d/docker*
rm -f /.dockerenv

# Manuals are for people: without them the disk has a third of the files.
echo 'path-exclude=/usr/share/man/*' >/etc/dpkg/dpkg.cfg.d/workbench

INITRD=No install_packages systemd-sysv udev dbus openssh-server sudo python3 curl wget iproute2 iputils-ping \
    procps cloud-init qemu-guest-agent "$kernel" kmod initramfs-tools ca-certificates less vim-tiny nano gnupg \
    netbase
rm -f /etc/dpkg/dpkg.cfg.d/workbench
trust_host_authorities

# An initrd would only be rebuilt (minutes, under emulation) and never booted.
sed -i 's/^update_initramfs=.*/update_initramfs=no/' /etc/initramfs-tools/update-initramfs.conf
rm -f /boot/initrd.img-* /initrd.img* /etc/ssh/ssh_host_*

useradd --create-home --user-group --groups sudo,adm --shell /bin/bash admin
echo 'admin ALL=(ALL) NOPASSWD:ALL' >/etc/sudoers.d/90-workbench-admin
chmod 0440 /etc/sudoers.d/90-workbench-admin

# Jobs that a machine of some hours does not need, and that hold the package manager's lock when a build step wants it.
systemctl mask --quiet apt-daily.timer apt-daily-upgrade.timer dpkg-db-backup.timer e2scrub_all.timer e2scrub_reap.service \
    fstrim.timer getty-static.service systemd-pstore.service
# Networking is set before the machine's init starts; what waits for it need not wait.
systemctl disable --quiet systemd-networkd-wait-online.service 2>/dev/null || true

: >/etc/machine-id
rm -f /var/lib/dbus/machine-id
echo '/dev/vda / ext4 defaults 0 1' >/etc/fstab
dpkg-query --show >/var/tmp/packages
