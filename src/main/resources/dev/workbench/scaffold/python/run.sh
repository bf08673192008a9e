#!/bin/sh
# Solves the task, to prove that it can be solved: workbench validate __NAME__ --tier oracle
set -eu
grep -c ' ERROR ' /home/agent/service.log >/home/agent/submission.txt
