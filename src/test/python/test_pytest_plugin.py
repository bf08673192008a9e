"""The pytest plugin `metr-task-standard`, as a family's own tests meet it."""

import os
import subprocess
import sys

import pytest

from conftest import RUNTIME

TESTS = """
import pytest

@pytest.mark.task_standard_tasks(["main"])
def test_main(task_family, task_name, task):
    assert task_family.__name__ == "TaskFamily"
    assert (task_name, task) == ("main", {"number": 7})

@pytest.mark.task_standard_tasks(["other", "third"])
def test_other(task):
    assert task == {}

def test_any(task_name):
    assert task_name in ("main", "other")

def test_data_is_fresh(task):
    assert "touched" not in task
    task["touched"] = True
"""


def run(family, *arguments, tests=TESTS, file="little_family_test.py"):
    family.members("").write(tests, file)
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "--strict-markers", "-rs", "-p", "no:cacheprovider", *arguments],
        cwd=family.directory,
        env={**os.environ, "PYTHONPATH": f".:{RUNTIME}", "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        timeout=120,
    )
    return done.stdout + done.stderr


def options(task):
    return "--task-standard-task-family-name=little_family", f"--task-standard-task-name={task}"


def test_a_test_for_another_task_is_skipped(family):
    output = run(family, *options("main"))
    assert "3 passed, 1 skipped" in output
    assert "['other', 'third']" in output
    assert "3 passed, 1 skipped" in run(family, *options("other"))


def test_without_a_task_marked_tests_are_skipped(family):
    output = run(family, "-k", "main or other")
    assert "2 skipped" in output
    assert "none was named" in output


def test_a_fixture_without_its_option_says_which(family):
    assert "needs the option --task-standard-task-name" in run(family, "-k", "test_any")


def test_a_task_that_is_not_there_is_named_with_those_that_are(family):
    assert "no task 'mian'; tasks: main, other" in run(family, *options("mian"), "-k", "fresh")


@pytest.mark.parametrize(
    "tests",
    [
        'pytest_plugins = "metr-task-standard"\n\ndef test_it(task): assert task',
        'import pytest\n@pytest.mark.tasks(["main"])\ndef test_it(task): assert task',
        'import pytest\n@pytest.mark.task_standard_tasks("main")\ndef test_it(task): assert task',
        'import pytest\npytestmark = pytest.mark.task_standard_tasks(["main"])\ndef test_it(task): assert task',
        'import pytest\n@pytest.fixture(scope="module")\ndef f(task_family): return task_family\ndef test_it(f): assert f',
    ],
)
def test_ways_that_families_write_their_tests(family, tests):
    assert "1 passed" in run(family, *options("main"), tests=tests)


def test_the_plugin_is_registered_under_its_name(family):
    output = run(family, "--trace-config", *options("main"))
    assert "metr-task-standard" in output


def test_the_marker_is_described(family):
    assert "@pytest.mark.task_standard_tasks(task_names)" in run(family, "--markers")


def test_the_driver_runs_the_tests_with_the_tasks_secrets(family):
    family.members("").write("import os\n" + TESTS + "\ndef test_secret(): assert os.environ['KEY'] == 's3cret'", "my_test.py")
    answer = family.call("test", arguments=["-p", "no:cacheprovider"], env={"KEY": "s3cret"})
    assert answer.result == {"exit_code": 0}
    assert "4 passed, 1 skipped" in answer.printed


def test_the_driver_hands_on_what_pytest_made_of_it(family):
    family.members("").write("def test_no(): assert False", "my_test.py")
    assert family.call("test", arguments=["-p", "no:cacheprovider"]).result == {"exit_code": 1}
    assert family.call("test", arguments=["-p", "no:cacheprovider", "-k", "nothing"]).result == {"exit_code": 5}
