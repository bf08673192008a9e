#!/bin/sh
# The container that stands in for a Debian virtual machine: an SSH server, an administrator, the tools of a cloud image.
# shellcheck source=lib.sh
. /var/tmp/workbench/lib.sh

install_packages openssh-server sudo python3 curl wget iproute2 procps ca-certificates less vim-tiny nano \
    socat init-system-helpers
trust_host_authorities

rm -f /etc/ssh/ssh_host_*
useradd --create-home --user-group --groups sudo --shell /bin/bash admin
echo 'admin ALL=(ALL) NOPASSWD:ALL' >/etc/sudoers.d/90-workbench-admin
chmod 0440 /etc/sudoers.d/90-workbench-admin
mkdir -p /run/sshd

# Build steps wait for it, as they have to on a real VM; here it has nothing to do.
cat >/usr/bin/cloud-init <<'EOF'
#!/bin/sh
[ "${1:-}" != status ] || echo 'status: done'
EOF
chmod 0755 /usr/bin/cloud-init
