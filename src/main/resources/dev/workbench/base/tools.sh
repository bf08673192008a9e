#!/bin/sh
# The tools image: what runs, measures and makes virtual machines. Its packages depend on the architecture of the engine.
# shellcheck source=lib.sh
. /var/tmp/workbench/lib.sh

case "$(dpkg --print-architecture)" in
    amd64) emulator=qemu-system-x86 ;;
    arm64) emulator="qemu-system-arm qemu-efi-aarch64 ipxe-qemu" ;;
    *) echo "no emulator for this architecture" >&2 && exit 1 ;;
esac

# shellcheck disable=SC2086 # several words on purpose
install_packages $emulator qemu-utils e2fsprogs busybox-static cpio xz-utils zstd \
    packer openssh-client socat iproute2 nftables ca-certificates curl
trust_host_authorities
