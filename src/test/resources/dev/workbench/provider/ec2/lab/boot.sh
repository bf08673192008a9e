# The main process of a machine: what firmware, hypervisor and systemd do elsewhere.
trap 'exit 0' TERM INT
ip addr add 169.254.169.254/32 dev lo
nft -f /run/lab/filter.nft
python3 /run/lab/metadata.py &
[ -s /etc/machine-id ] || tr -d - </proc/sys/kernel/random/uuid >/etc/machine-id
echo 'Linux version lab (boots)'
cloud-init init --local
cloud-init init
install -d -m 0755 /run/sshd
/usr/sbin/sshd -D -e &
cloud-init modules --mode=config
cloud-init modules --mode=final
echo 'boot finished'
while :; do
    sleep 3600 &
    wait $!
done
