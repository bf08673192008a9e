"""What is known of a family before its code runs."""

import base64

import pytest


def inspect(family, source):
    return family.write(source).call("inspect", task=None).result


def test_a_usual_family(family):
    found = inspect(
        family,
        """
        import not_installed_yet
        class TaskFamily:
            standard_version = "0.3.0"
            required_environment_variables = ["A", "B"]
            @staticmethod
            def get_tasks(): return {"main": {}, "hard": {}}
            @staticmethod
            async def score(t, s): return 1
            install = print
        """,
    )
    assert found == {
        "has_class": True,
        "members": ["get_tasks", "install", "required_environment_variables", "score", "standard_version"],
        "standard_version": "0.3.0",
        "required_environment_variables": ["A", "B"],
        "tasks": ["main", "hard"],
    }


@pytest.mark.parametrize(
    "expression, names",
    [
        ("[]", []),
        ("('A',)", ["A"]),
        ("VM_ENVIRONMENT_VARIABLES", ["VM_IP_ADDRESS", "VM_SSH_USERNAME", "VM_SSH_PRIVATE_KEY"]),
        ("vm.VM_ENVIRONMENT_VARIABLES + ['A']", ["VM_IP_ADDRESS", "VM_SSH_USERNAME", "VM_SSH_PRIVATE_KEY", "A"]),
        ("['A', *vm.VM_ENVIRONMENT_VARIABLES]", ["A", "VM_IP_ADDRESS", "VM_SSH_USERNAME", "VM_SSH_PRIVATE_KEY"]),
        ("[name for name in KEYS]", None),
        ("[PREFIX + 'A']", None),
        ("load()", None),
    ],
)
def test_required_variables(family, expression, names):
    source = f"class TaskFamily:\n    required_environment_variables: list[str] = {expression}\n"
    assert inspect(family, source)["required_environment_variables"] == names


@pytest.mark.parametrize(
    "source, names",
    [
        ("class TaskFamily: pass", []),
        ("class TaskFamily(object): pass", []),
        ("class TaskFamily(Base): pass", None),
        ("class TaskFamily(metaclass=M): pass", None),
        ("class TaskFamily(Base):\n    required_environment_variables = ['A']", ["A"]),
        ("from base import TaskFamily", None),
        ("TaskFamily = make()", None),
    ],
)
def test_required_variables_that_may_come_from_elsewhere_are_unknown(family, source, names):
    assert inspect(family, source)["required_environment_variables"] == names


def test_the_code_tells_the_required_variables_that_the_source_does_not(family):
    family.write(
        """
        class Base:
            required_environment_variables = ["A"] + [each for each in "B"]
        class TaskFamily(Base):
            def get_tasks(): return {}
            def get_instructions(t): return ""
        """
    )
    assert family.call("variables", task=None).result == {"required_environment_variables": ["A", "B"]}


@pytest.mark.parametrize(
    "source, has_class",
    [
        ("", False),
        ("class Family: pass", False),
        ("from base import TaskFamily", True),
        ("from base import *", True),
        ("TaskFamily = make()", True),
        ("if True:\n    class TaskFamily: pass", True),
    ],
)
def test_ways_to_have_the_class(family, source, has_class):
    assert inspect(family, source)["has_class"] is has_class


def test_source_may_come_with_the_request(family):
    source = base64.b64encode(b"class TaskFamily:\n  def x(:\n").decode()
    error = family.call("inspect", task=None, source_b64=source).error
    assert (error["kind"], error["file"], error["line"]) == ("syntax", "little_family.py", 2)


def test_a_file_with_zero_bytes_is_a_syntax_error(family):
    error = family.call("inspect", task=None, source_b64=base64.b64encode(b"a\0b").decode()).error
    assert error["kind"] == "syntax"
