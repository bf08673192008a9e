"""Runs a task family's pytest files inside a task environment.

Fixtures: `task_family` (the class), `task_name`, `task` (that task's entry of `get_tasks()`).
Marker: `@pytest.mark.task_standard_tasks(["a", "b"])` limits a test to environments of these tasks;
a test without it runs in every one.
"""

import importlib

import pytest

MARKER = "task_standard_tasks"
OLDER_MARKER = "tasks"


def pytest_addoption(parser):
    group = parser.getgroup("metr-task-standard")
    group.addoption(
        "--task-standard-task-name", metavar="NAME", help="the task whose environment the tests run in"
    )
    group.addoption(
        "--task-standard-task-family-name", metavar="NAME", help="the module that defines the TaskFamily class"
    )


def pytest_configure(config):
    for name in (MARKER, OLDER_MARKER):
        config.addinivalue_line(
            "markers", f"{name}(task_names): run the test only in environments of the named tasks"
        )


def pytest_runtest_setup(item):
    wanted = _task_names(item)
    if not wanted:
        return
    current = item.config.getoption("--task-standard-task-name")
    if current is None:
        pytest.skip(f"needs an environment of one of the tasks {sorted(wanted)}; none was named")
    if current not in wanted:
        pytest.skip(f"is for the tasks {sorted(wanted)}; this environment is of '{current}'")


def _task_names(item):
    names = set()
    for marker in (MARKER, OLDER_MARKER):
        for mark in item.iter_markers(marker):
            for argument in mark.args:
                names.update([argument] if isinstance(argument, str) else argument)
    return names


def _required_option(config, name):
    value = config.getoption(name)
    if not value:
        pytest.fail(f"this test needs the option {name}", pytrace=False)
    return value


@pytest.fixture(scope="session")
def task_family(pytestconfig):
    """The TaskFamily class under test."""
    name = _required_option(pytestconfig, "--task-standard-task-family-name")
    return importlib.import_module(name).TaskFamily


@pytest.fixture(scope="session")
def task_name(pytestconfig):
    """The name of the task whose environment this is."""
    return _required_option(pytestconfig, "--task-standard-task-name")


@pytest.fixture
def task(task_family, task_name):
    """That task's data, fresh for each test."""
    tasks = task_family.get_tasks()
    if task_name not in tasks:
        pytest.fail(f"the family has no task '{task_name}'; tasks: {', '.join(map(str, tasks))}", pytrace=False)
    return tasks[task_name]
