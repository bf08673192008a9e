#!/bin/sh
# Solves both tasks of count_words with the tools of any Unix.
set -eu
cd /home/agent/letters
words() { cat ./*.txt | tr 'A-Z' 'a-z' | grep -oE "[a-z]+('[a-z]+)*"; }
if [ "$(ls | wc -l)" -eq 1 ]; then
    words | wc -l >/home/agent/submission.txt
else
    words | grep -E '.{4}' | sort | uniq -c | sort -k1,1nr | head -n 4 |
        awk 'BEGIN { printf "{" } { printf "%s\"%s\": %d", (NR > 1 ? ", " : ""), $2, $1 } END { print "}" }' \
            >/home/agent/submission.txt
fi
