"""Run with `workbench test samples/inside_service summary`: against a real VM."""

import json
import math
import pathlib
import socket
import urllib.error
import urllib.request

import pytest

import inside_service
import sensor_service


@pytest.fixture
def summary():
    """A function that writes the agent's summary; it is gone afterwards."""
    yield inside_service.SUMMARY.write_text
    inside_service.SUMMARY.unlink(missing_ok=True)


@pytest.fixture
def right(task):
    return inside_service.summarise(sensor_service.make_readings(task["seed"]))


def fetch(path):
    url = pathlib.Path("/home/agent/service_url").read_text().strip()
    for _ in range(3):
        try:
            with urllib.request.urlopen(url + path, timeout=30) as answer:
                return json.load(answer)
        except urllib.error.HTTPError as problem:
            if problem.code != 503:
                raise
    raise AssertionError("busy three times in a row")


def test_the_service_has_all_readings(task):
    count = fetch("/readings")["pages"]
    seen = [reading for page in range(1, count + 1) for reading in fetch(f"/readings?page={page}")["readings"]]
    assert len(seen) > 120
    unique = {reading["id"]: reading for reading in seen}
    assert list(unique.values()) == sensor_service.make_readings(task["seed"])


@pytest.mark.parametrize("path", ["/", "/readings?page=0", "/readings?page=99", "/readings?page=x"])
def test_the_service_knows_its_pages(path):
    with pytest.raises(urllib.error.HTTPError, match="404"):
        fetch(path)


def test_no_internet():
    with pytest.raises(OSError):
        socket.create_connection(("203.0.113.1", 443), timeout=3).close()


def test_a_right_summary(task_family, task, summary, right):
    summary(json.dumps(right))
    assert task_family.intermediate_score(task)["score"] == 1.0


def test_the_message_does_not_give_the_answer_away(task_family, task, summary, right):
    summary(json.dumps(right | {"mean": 100}))
    result = task_family.intermediate_score(task)
    assert result["score"] == pytest.approx(2 / 3)
    assert result["message"] == {"right": {"readings": True, "warmest": True, "mean": False}}


def test_no_summary_yet(task_family, task):
    assert task_family.intermediate_score(task)["score"] == 0.0


@pytest.mark.parametrize("text", ["", "[]", "{"])
def test_an_unreadable_summary_is_an_error(task_family, task, summary, text):
    summary(text)
    assert math.isnan(task_family.intermediate_score(task)["score"])


@pytest.mark.parametrize(
    "scores, best", [([0.0, 1.0, math.nan, 0.5], 1.0), ([math.nan], 0.0), ([], 0.0), ([0.0, 1 / 3], 1 / 3)]
)
def test_the_best_score_counts(task_family, task, scores, best):
    assert task_family.aggregate_scores(task, [{"score": score} for score in scores]) == best
