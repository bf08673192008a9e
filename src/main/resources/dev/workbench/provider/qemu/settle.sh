# shellcheck shell=bash
# Runs in a guest that was booted to be kept as a snapshot, under a name and keys that nobody uses. Ends with status 3, and
# says why, when copies of this guest would not be as good as machines that were booted.
set -eu
unfit() {
    echo "$1"
    exit 3
}

state=$(systemctl is-system-running --wait || true)
udevadm settle --timeout=60 || true # what is still being loaded would be loaded in every copy
case "$state" in running | degraded) ;; *) unfit "its image does not finish booting ($state)" ;; esac
command -v perl >/dev/null || unfit "its image has no perl, which reseeds random numbers"
command -v ip >/dev/null || unfit "its image has no ip command"
[ -s /run/sshd.pid ] || unfit "its image runs no SSH server of its own"

# A service of the image's own may have made a secret, or remembered a name or an address, when it started.
own=
unit=
while IFS='=' read -r name value; do
    case "$name" in
        Id) unit=$value ;;
        InactiveExitTimestampMonotonic)
            [ "$value" != 0 ] || continue
            case "$unit" in
                systemd-*.service | *getty@*.service | modprobe@*.service | dbus.service | kmod-static-nodes.service) ;;
                qemu-guest-agent.service | ssh.service | keyboard-setup.service | console-setup.service) ;;
                apt-daily*.service | dpkg-db-backup.service | e2scrub*.service | man-db.service | networking.service) ;;
                systemd-*.timer | apt-daily*.timer | dpkg-db-backup.timer | e2scrub*.timer | fstrim.timer | man-db.timer) ;;
                systemd-*.socket | dbus.socket) ;;
                *) own+=" $unit" ;;
            esac
            ;;
    esac
done < <(systemctl show --property=Id --property=InactiveExitTimestampMonotonic '*.service' '*.timer' '*.socket')
[ -z "$own" ] || unfit "its image starts services of its own:$own"

# What a login needs is in memory then. Nobody logs in for that: it would be in the logs of every copy.
{
    cat /usr/sbin/sshd /bin/bash /bin/sh /usr/bin/perl /usr/bin/date /usr/bin/mv /usr/bin/sudo "$(command -v ip)" \
        /usr/bin/systemctl /etc/ssh/moduli /usr/lib/openssh/sftp-server /usr/lib/*/security/*.so /etc/pam.d/*
    ldd /usr/sbin/sshd /usr/bin/systemctl /usr/bin/sudo "$(command -v ip)" | awk '$3 ~ /^\// {print $3}' | sort -u | xargs cat
    systemctl is-system-running
    ip -batch - </dev/null
    perl -e 1
} >/dev/null 2>&1 || true

rm -f /var/lib/systemd/random-seed
journalctl --quiet --rotate --vacuum-time=1s >/dev/null 2>&1 || true
sync
