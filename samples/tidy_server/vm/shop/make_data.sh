#!/bin/sh
# Fills a directory with what a shop has after a year. Sizes are fixed: score.py knows the sums.
set -eu
make() {
    mkdir -p "$1/$(dirname "$2")"
    head -c "$3" /dev/zero >"$1/$2"
}
make "$1" images/lamps/red.jpg 48211
make "$1" images/lamps/blue.jpg 51740
make "$1" images/chairs/oak.jpg 60302
make "$1" invoices/2023.pdf 30419
make "$1" invoices/2024/q1.pdf 22107
make "$1" invoices/2024/q2.pdf 19885
make "$1" "old backups/shop.tar" 204800
make "$1" cache/.index 4097
make "$1" cache/a/b/c/page.html 1203
mkdir -p "$1/incoming"
