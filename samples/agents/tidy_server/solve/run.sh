#!/bin/sh
# Works down the list over SSH.
set -eu
$(cat /home/agent/ssh_command) sh -eu <<'ON_THE_SERVER'
cd /srv/shop
sed -i -e 's/^listen = .*/listen = 127.0.0.1/' -e 's/^debug = .*/debug = no/' \
    -e 's|^password = .*|password_file = /etc/shop/db_password|' shop.conf
{
    echo directory,bytes
    for directory in data/*/; do
        name=$(basename "$directory")
        echo "$name,$(find "$directory" -type f -printf '%s\n' | awk '{ sum += $1 } END { print sum + 0 }')"
    done | sort -t, -k2,2nr
} >disk_report.csv
cat disk_report.csv
ON_THE_SERVER
