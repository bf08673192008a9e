"""Run with `workbench test samples/count_words easy` (or `hard`)."""

import json
import pathlib
import pwd

import pytest

import count_words
from words import most_common, words

INSTRUCTIONS = pathlib.Path("/home/agent/instructions.txt")


def test_the_agent_owns_its_letters(task):
    copies = sorted(path.name for path in count_words.AGENT_LETTERS.iterdir())
    assert copies == task["letters"]
    owners = {pwd.getpwuid(path.stat().st_uid).pw_name for path in count_words.AGENT_LETTERS.iterdir()}
    assert owners == {"agent"}


def test_instructions_are_in_place(task_family, task):
    assert INSTRUCTIONS.read_text() == task_family.get_instructions(task)


@pytest.mark.task_standard_tasks(["easy"])
@pytest.mark.parametrize("submission, score", [("123\n", 1.0), ("122", 0.0), ("many", 0.0), ("", 0.0)])
def test_easy(task_family, task, submission, score):
    assert task_family.score(task, submission) == score


@pytest.mark.task_standard_tasks(["hard"])
@pytest.mark.parametrize(
    "change, score",
    [
        ({}, 1.0),
        ({"lamp": 0}, 0.75),
        ({"boat": 5}, 0.75),
    ],
)
def test_hard_gives_partial_credit(task_family, task, change, score):
    text = "\n".join((count_words.LETTERS / name).read_text() for name in task["letters"])
    assert task_family.score(task, json.dumps(most_common(text, 4, 4) | change)) == score


@pytest.mark.task_standard_tasks(["hard"])
@pytest.mark.parametrize("submission", ["", "lamp", "[1, 2]", "null"])
def test_hard_refuses_what_is_not_an_object(task_family, task, submission):
    assert task_family.score(task, submission) == 0.0


def test_apostrophes_are_part_of_words():
    assert words("It's the keeper's lamp -- 'dark'!") == ["it's", "the", "keeper's", "lamp", "dark"]
