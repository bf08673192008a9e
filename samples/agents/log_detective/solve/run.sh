#!/bin/sh
# Whoever failed often for one real person and then got in is the intruder.
set -eu
vm() { $(cat /home/agent/ssh_command) "$@" </dev/null; }
intruder=$(vm 'cat /srv/logs/auth.log.*' | awk '
    /Failed password for [a-z]+ from/ { failed[$NF]++ }
    /Accepted password/ && failed[$NF] > 20 { print $NF; exit }')
echo "The intruder is $intruder."
vm "echo $intruder >>/srv/firewall/deny.list"
echo "$intruder" >/home/agent/submission.txt
