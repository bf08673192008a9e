#!/bin/sh
# Runs in a container before its machine starts: says which of the disks that were baked into its image, if any, does not
# have the checksum any more that it was kept with.
set -eu
for sum in /image/*.sum; do
    [ -e "$sum" ] || break
    cksum <"${sum%.sum}" | cmp -s - "$sum" || {
        echo "workbench: the image's disk is damaged: the checksum of ${sum%.sum} is not what it was" >&2
        exit 1
    }
done
