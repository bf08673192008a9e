# shellcheck shell=sh
# Read by every recipe. Its directory holds what the workbench uploaded: ca/*.crt, sources.list, and the recipe's own files.
set -eu
export DEBIAN_FRONTEND=noninteractive
inputs=/var/tmp/workbench

# The mirrors that the host uses, when it is a Debian of the same release.
if [ -s "$inputs/sources.list" ]; then
    rm -f /etc/apt/sources.list.d/debian.sources
    cp "$inputs/sources.list" /etc/apt/sources.list
fi

install_packages() {
    apt-get -q -o Acquire::Retries=3 update
    apt-get -q -y -o Acquire::Retries=3 -o Acquire::Languages=none \
        -o Dpkg::Use-Pty=0 -o Dpkg::Options::=--force-unsafe-io \
        install --no-install-recommends "$@"
    apt-get clean
    rm -rf /var/lib/apt/lists/*
}

# The certificate authorities that the host's administrator added.
trust_host_authorities() {
    for certificate in "$inputs"/ca/*.crt; do
        [ -e "$certificate" ] || continue
        mkdir -p /usr/local/share/ca-certificates
        cp "$certificate" /usr/local/share/ca-certificates/
    done
    update-ca-certificates >/dev/null
}
