#!/bin/sh
# At each boot: the instance's metadata, with its user data, is for root alone, public keys are public, and the timer runs.
ip rule add to 169.254.169.254/32 uidrange 1-4294967294 prohibit
chmod 0644 /etc/ssh/ssh_host_*_key.pub
setsid %1$s </dev/null >/dev/null 2>&1 &
