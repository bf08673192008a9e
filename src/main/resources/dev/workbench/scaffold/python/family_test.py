"""Run with `workbench test __NAME__ main`."""

import pytest

import __NAME__


def test_the_log_is_in_place(task):
    assert __NAME__.AGENT_LOG.read_text().splitlines() == task["lines"]


@pytest.mark.task_standard_tasks(["main"])
@pytest.mark.parametrize("submission, score", [("3", 1.0), ("3\n", 1.0), ("2", 0.0), ("three", 0.0), ("", 0.0)])
def test_score(task_family, task, submission, score):
    assert task_family.score(task, submission) == score
