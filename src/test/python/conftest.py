"""Shared by the tests of what the workbench puts into a main container.

They run with plain pytest anywhere: `PYTHONPATH=src/main/resources/dev/workbench/python python3 -m pytest src/test/python`.
Those that change users or files outside their own directory run only as root and where WORKBENCH_TESTS_MAY_CHANGE_MACHINE
is set, which is to say in a container that is thrown away afterwards.
"""

import base64
import dataclasses
import json
import os
import pathlib
import subprocess
import sys
import textwrap

import pytest

import workbench_task

RUNTIME = pathlib.Path(workbench_task.__file__).resolve().parent.parent
DISPOSABLE = "WORKBENCH_TESTS_MAY_CHANGE_MACHINE"

pytest_plugins = ["pytester"]


def pytest_configure(config):
    config.addinivalue_line("markers", f"changes_machine: changes users and system files; runs only as root with {DISPOSABLE} set")


def pytest_runtest_setup(item):
    allowed = os.geteuid() == 0 and os.environ.get(DISPOSABLE)
    if not allowed and any(item.iter_markers("changes_machine")):
        pytest.skip(f"runs only as root with {DISPOSABLE} set, in a container to throw away")


@dataclasses.dataclass
class Answer:
    """What the driver said, and what the task printed meanwhile."""

    line: dict
    printed: str

    @property
    def result(self):
        assert self.line["ok"], self.line
        return self.line["result"]

    @property
    def error(self):
        assert not self.line["ok"], self.line
        return self.line["error"]


class Family:
    """A family in a directory of its own, and the driver beside it."""

    def __init__(self, directory: pathlib.Path, name: str):
        self.directory = directory
        self.name = name

    def write(self, source: str, file: str | None = None) -> "Family":
        self.directory.joinpath(file or f"{self.name}.py").write_text(textwrap.dedent(source))
        return self

    def members(self, source: str) -> "Family":
        """Writes a TaskFamily with the two mandatory methods and more."""
        mandatory = """
            import math, os, subprocess, sys, threading, time

            class TaskFamily:
                @staticmethod
                def get_tasks(): return {"main": {"number": 7}, "other": {}}
                @staticmethod
                def get_instructions(t): return "Do it."
            """
        return self.write(textwrap.dedent(mandatory) + textwrap.indent(textwrap.dedent(source), "    "))

    def popen(self, *arguments) -> subprocess.Popen:
        environment = {**os.environ, "PYTHONPATH": str(RUNTIME), "PYTHONDONTWRITEBYTECODE": "1"}
        return subprocess.Popen(
            [sys.executable, *arguments, "-m", "workbench_task"],
            cwd=self.directory,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )

    def call(self, op: str, task: str | None = "main", **fields) -> Answer:
        request = {"op": op, "family": self.name, "task": task, "env": {}, **fields}
        return self.send(json.dumps(request).encode() + b"\n")

    def send(self, data: bytes) -> Answer:
        driver = self.popen("-P")
        out, err = driver.communicate(data, timeout=60)
        assert driver.returncode == 0, err.decode()
        assert out.endswith(b"\n") and out.count(b"\n") == 1, out
        return Answer(json.loads(out, parse_constant=pytest.fail), err.decode())

    def score(self, submission: str | bytes = "") -> Answer:
        content = submission.encode() if isinstance(submission, str) else submission
        return self.call("score", submission_b64=base64.b64encode(content).decode())


@pytest.fixture
def family(tmp_path):
    return Family(tmp_path, "little_family")
