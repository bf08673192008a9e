"""Run with `workbench test __NAME__ main`."""

import pathlib

import pytest

from score import LOG, score


def test_the_log_is_in_place():
    assert pathlib.Path("/home/agent/service.log").read_text() == LOG.read_text()


@pytest.mark.parametrize("submission, expected", [("3", 1.0), ("3\n", 1.0), ("2", 0.0), ("three", 0.0), ("", 0.0)])
def test_score(submission, expected):
    assert score(submission) == expected
