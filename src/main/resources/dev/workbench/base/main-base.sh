#!/bin/sh
# The base of every main container: Python 3.11, common tools, the users and files that task families expect, the runtime.
# shellcheck source=lib.sh
. /var/tmp/workbench/lib.sh

install_packages python3 python3-pip python3-venv python3-setuptools python3-wheel python-is-python3 \
    python3-paramiko python3-pytest \
    ca-certificates openssh-client openssh-server sudo curl wget git procps iproute2 less vim-tiny nano \
    bash-completion file gnupg jq rsync tmux unzip xz-utils zip
trust_host_authorities
# The SSH server is there for tasks that want one; two containers must not have one identity.
rm -f /etc/ssh/ssh_host_*

# Families run `pip install` as on Python's own images.
rm -f /usr/lib/python3*/EXTERNALLY-MANAGED

useradd --create-home --uid 1000 --user-group --shell /bin/bash agent
groupadd --system protected
mkdir /protected
: >/protected/score.log
chown -R root:protected /protected
chmod 0750 /protected
chmod 0620 /protected/score.log

python=$(python3 -c 'import sys; print("python%d.%d" % sys.version_info[:2])')
packages=/usr/local/lib/$python/dist-packages
mkdir -p "$packages"
cp -r "$inputs/python/." "$packages/"
python3 -m compileall -q "$packages"
