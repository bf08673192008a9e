# A machine: cloud-init as Debian's AMI has it, on top of the stand-in for a virtual machine.
set -eu
export DEBIAN_FRONTEND=noninteractive
apt-get update -q
apt-get install -q -y --no-install-recommends cloud-init nftables iproute2 curl python3-pip
# As on Ubuntu 20.04, whose CUDA image this also stands for.
rm -f /usr/lib/python3*/EXTERNALLY-MANAGED
apt-get clean
rm -rf /var/lib/apt/lists/*
cat >/etc/cloud/cloud.cfg.d/95_lab.cfg <<'CFG'
datasource_list: [NoCloud]
locale: C.UTF-8
apt_preserve_sources_list: true
CFG
# A container has no power button: its main process ends, which the lab tells the API.
printf '#!/bin/sh\nkill -TERM 1\n' >/usr/sbin/shutdown
chmod 0755 /usr/sbin/shutdown
ln -sf shutdown /usr/sbin/poweroff
