# shellcheck shell=sh disable=SC2034 # used by who reads it
# Read by the recipes of virtual machine bases: turns a root file system into what QEMU boots, in /image.
set -eu
inputs=/var/tmp/workbench
disk_size=20G

# The first ramdisk: one static program, the drivers of the disk, the network and QEMU's configuration device, our script.
make_initrd() { # directory with modules.dep
    modules=$1
    tree=/work/initrd
    mkdir -p "$tree/bin" "$tree/modules"
    cp /bin/busybox "$tree/bin/busybox"
    install -m 0755 "$inputs/vm-initrd.sh" "$tree/init"
    awk '
        { name = $1; sub(/:$/, "", name); path[base(name)] = name; line[base(name)] = $0 }
        function base(file,   parts, n) {
            n = split(file, parts, "/"); sub(/\.ko(\.[a-z]+)?$/, "", parts[n]); gsub("-", "_", parts[n]); return parts[n]
        }
        function need(file) { if (!(file in seen)) { seen[file] = 1; print file } }
        END {
            count = split("virtio_pci virtio_mmio virtio_blk virtio_net qemu_fw_cfg ext4", wanted, " ")
            for (w = 1; w <= count; w++) {
                if (!(wanted[w] in path)) continue # built in
                n = split(line[wanted[w]], words, " ")
                for (i = n; i >= 2; i--) need(words[i])
                need(path[wanted[w]])
            }
        }' "$modules/modules.dep" >/work/modules
    : >"$tree/modules/order"
    while read -r module; do
        name=$(basename "$module")
        case "$name" in
            *.xz) name=${name%.xz} && xz -dc "$modules/$module" >"$tree/modules/$name" ;;
            *.zst) name=${name%.zst} && zstd -qdc "$modules/$module" >"$tree/modules/$name" ;;
            *) cp "$modules/$module" "$tree/modules/$name" ;;
        esac
        echo "$name" >>"$tree/modules/order"
    done </work/modules
    (cd "$tree" && find . | cpio --quiet -o -H newc) >/image/initrd
}

# Sparse all the way: what is zero takes no room in the disk image.
make_disk() { # ext4 file system in a raw file
    qemu-img convert -f raw -O qcow2 "$1" /image/disk.qcow2
    echo disk.qcow2 >/image/disk
}
