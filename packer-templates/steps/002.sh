#!/bin/sh -e
[ ! -r /dev/shm/workbench-proxies ] || . /dev/shm/workbench-proxies
echo hello
