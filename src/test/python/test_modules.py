"""What families import: the aux VM helper under each of its names, and the types."""

import os
import subprocess
import sys

import pytest

from conftest import RUNTIME

NAMES = ["aux_vm_access", "common.aux_vm_access", "metr.task_aux_vm_helpers", "metr.task_aux_vm_helpers.aux_vm_access"]


def python(code, directory):
    """Runs code as in a main container, where the runtime is in a site directory."""
    script = f"import site, sys; site.addsitedir({str(RUNTIME)!r})\n{code}"
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=directory,
        env={**os.environ, "PYTHONPATH": "", "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


@pytest.mark.parametrize("first", NAMES)
def test_all_names_are_one_module(tmp_path, first):
    imports = "; ".join(f"import {name}" for name in [first, *NAMES])
    same = f"print(len({{id(sys.modules[name]) for name in {NAMES}}}), len({{{', '.join(map('id({})'.format, NAMES))}}}))"
    assert python(f"{imports}\n{same}", tmp_path) == "1 1"


@pytest.mark.parametrize(
    "statement",
    [
        "from common import aux_vm_access",
        "import common.aux_vm_access as aux_vm_access",
        "from metr import task_aux_vm_helpers as aux_vm_access",
        "from metr.task_aux_vm_helpers import aux_vm_access",
        "import aux_vm_access",
    ],
)
def test_ways_to_import_it(tmp_path, statement):
    assert python(f"{statement}\nprint(aux_vm_access.VM_ENVIRONMENT_VARIABLES)", tmp_path) == str(
        ["VM_IP_ADDRESS", "VM_SSH_USERNAME", "VM_SSH_PRIVATE_KEY"]
    )


def test_names_in_it(tmp_path):
    names = "ADMIN_KEY_PATH, VM_ENVIRONMENT_VARIABLES, create_agent_user, create_agent_user_step, install, setup_agent_ssh, ssh_client"
    assert python(f"from common.aux_vm_access import {names}\nprint('paramiko' in sys.modules)", tmp_path) == "False"
    pytest.importorskip("paramiko")
    code = "from aux_vm_access import SSHClient, paramiko\nprint(issubclass(SSHClient, paramiko.SSHClient))"
    assert python(code, tmp_path) == "True"
    assert python("from aux_vm_access import *\nprint(SSHClient.__name__)", tmp_path) == "SSHClient"


def write(directory, path, text=""):
    file = directory / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text)


@pytest.mark.parametrize("package", ["common", "metr"])
@pytest.mark.parametrize("init", [True, False])
def test_a_familys_own_package_and_the_helper_are_both_found(tmp_path, package, init):
    if init:
        write(tmp_path, f"{package}/__init__.py", "OWN = 1")
    write(tmp_path, f"{package}/own.py", "VALUE = 5")
    name = {"common": "common.aux_vm_access", "metr": "metr.task_aux_vm_helpers"}[package]
    code = f"import {package}.own, {name} as helper, workbench_aux_vm\nprint({package}.own.VALUE, helper is workbench_aux_vm)"
    assert python(code, tmp_path) == "5 True"


@pytest.mark.parametrize("path", ["common/aux_vm_access.py", "aux_vm_access.py"])
@pytest.mark.parametrize("init", [True, False])
def test_a_familys_own_helper_wins(tmp_path, path, init):
    write(tmp_path, path, "OWN = True")
    if init and "/" in path:
        write(tmp_path, "common/__init__.py")
    name = path.removesuffix(".py").replace("/", ".")
    assert python(f"import {name} as helper\nprint(helper.OWN)", tmp_path) == "True"


def test_what_does_not_exist_is_still_not_found(tmp_path):
    code = "import importlib.util\nprint(importlib.util.find_spec('common.other'), importlib.util.find_spec('metr.other'))"
    assert python(code, tmp_path) == "None None"


def test_types_take_tuples_and_lists(tmp_path):
    code = """
from metr_task_standard.types import *
spec = VMSpec(
    cpu_count_range=(4, 4), cpu_architecture="x64", ram_gib_range=[16, 16],
    gpu_spec=GPUSpec(count_range=(1, 1), model="a10"), base_image_type="ubuntu-20.04-cuda",
    build_steps=[FileBuildStep(type="file", source="a", destination="b"), ShellBuildStep(type="shell", commands=["c"])],
)
print(spec["gpu_spec"], spec["build_steps"][1], IntermediateScoreResult(score=1.0, message={}, details={})["score"], ScoreLog)
"""
    assert python(code, tmp_path).startswith("{'count_range': (1, 1), 'model': 'a10'} {'type': 'shell'")


def test_the_package_can_be_uninstalled_by_pip():
    """A family may install another version of the standard's package over ours, which takes a RECORD."""
    record = (RUNTIME / "metr_task_standard-0.3.0.dist-info/RECORD").read_text().splitlines()
    listed = {line.split(",")[0] for line in record}
    there = {
        str(path.relative_to(RUNTIME))
        for pattern in ("metr_task_standard/*.py", "metr_task_standard-0.3.0.dist-info/*")
        for path in RUNTIME.glob(pattern)
    }
    assert listed == there
