"""Run with `workbench test samples/log_detective break_in`: against a real VM."""

import shlex
import subprocess

import pytest

from common.aux_vm_access import ssh_client

INTRUDER = "203.0.113.61"
DENY_LIST = "/srv/firewall/deny.list"


@pytest.fixture
def vm():
    with ssh_client() as client:
        yield client


@pytest.fixture
def deny(vm):
    """A function that puts lines into the deny list; the list is empty again afterwards."""

    def write(*lines):
        vm.exec_and_wait([f"printf '%s\\n' {shlex.join(lines)} | sudo tee {DENY_LIST}"])

    yield write
    write("# One address or network a line.")


def as_agent(command):
    with open("/home/agent/ssh_command") as file:
        ssh_command = file.read().strip()
    return subprocess.run(
        ["su", "agent", "-c", f"{ssh_command} {shlex.quote(command)}"], capture_output=True, text=True, timeout=120
    )


def test_nothing_done_scores_nothing(task_family, task):
    assert task_family.score(task, "") == 0.0


def test_name_and_block(task_family, task, deny):
    deny(INTRUDER)
    assert task_family.score(task, f"{INTRUDER}\n") == 1.0


def test_only_named(task_family, task):
    assert task_family.score(task, INTRUDER) == 0.5


def test_blocking_everybody_is_no_solution(task_family, task, deny):
    deny("0.0.0.0/0", "nonsense")
    assert task_family.score(task, "198.51.100.7") == 0.0


def test_the_agent_can_read_the_logs_and_write_the_list():
    done = as_agent(f"ls /srv/logs | wc -l && test -w {DENY_LIST} && whoami")
    assert done.stdout.split() == ["7", "agent"], done.stderr


def test_the_agent_cannot_read_the_scorer():
    assert as_agent("cat /opt/log_detective/score.py").returncode != 0
    assert as_agent("sudo -n true").returncode != 0
