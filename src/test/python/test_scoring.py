"""Scores in every form."""

import json

import pytest

NOTHING = {"score": None, "message": {}, "details": {}}


@pytest.mark.parametrize(
    "expression, score",
    [
        ("1", 1.0),
        ("True", 1.0),
        ("0.5", 0.5),
        ("None", None),
        ("math.nan", "nan"),
        ("-2.5", -2.5),
        ("__import__('decimal').Decimal('0.25')", 0.25),
        ("__import__('fractions').Fraction(1, 4)", 0.25),
    ],
)
def test_score(family, expression, score):
    assert family.members(f"def score(t, submission): return {expression}").score().result["score"] == score


@pytest.mark.parametrize("expression", ["'1.0'", "b'1'", "{}", "[1]", "math.inf", "object()", "10 ** 400", "1j"])
def test_what_is_no_score(family, expression):
    error = family.members(f"def score(t, submission): return {expression}").score().error
    assert error["kind"] == "bad_value"
    assert "score" in error["message"]


def test_no_score_method_means_that_a_person_scores(family):
    assert family.members("").score("x").result == {"score": None, "submission_missing": False}


@pytest.mark.parametrize("submission", [b"", b"plain", b"line\n", b"\r\n\n", b"\xff\xfe\x00", "ünï\u2028".encode()])
def test_a_submission_arrives_byte_for_byte(family, submission):
    family.members("def score(t, submission): print(submission.encode('utf-8', 'surrogateescape').hex()); return 1")
    assert family.score(submission).printed.strip() == submission.hex()


def test_printing_a_submission_that_is_no_text_is_no_error(family):
    family.members("def score(t, submission): print(submission); return 1")
    assert family.score(b"\xff!").printed == "\\udcff!\n"


@pytest.mark.parametrize(
    "expression, result",
    [
        ("{'score': 0.5, 'message': {'a': 1}, 'details': {'b': [None]}}",
         {"score": 0.5, "message": {"a": 1}, "details": {"b": [None]}}),
        ("{'score': math.nan, 'message': None, 'details': {'x': math.inf}}",
         {"score": "nan", "message": {}, "details": {"x": "inf"}}),
        ("{'score': None}", NOTHING),
        ("{}", NOTHING),
        ("None", NOTHING),
        ("0.25", {**NOTHING, "score": 0.25}),
    ],
)  # fmt: skip
def test_intermediate_score(family, expression, result):
    family.members(f"def intermediate_score(t): return {expression}")
    assert family.call("intermediate_score").result == result


@pytest.mark.parametrize("expression", ["'good'", "{'score': 'x'}", "{'scores': 1}", "[]"])
def test_what_is_no_intermediate_score(family, expression):
    family.members(f"def intermediate_score(t): return {expression}")
    assert family.call("intermediate_score").error["kind"] == "bad_value"


@pytest.mark.parametrize("op", ["intermediate_score", "aggregate_scores"])
def test_scoring_that_is_not_defined(family, op):
    assert family.members("").call(op, score_log=[]).error["kind"] == "missing_method"


def test_aggregate_scores_gets_the_log_as_the_standard_says(family):
    family.members(
        """
        def aggregate_scores(t, score_log):
            from datetime import datetime
            first, second, third = score_log
            assert first["message"] == {"hint": "x"} and second["message"] == {} and second["details"] == {}
            assert math.isnan(second["score"]) and isinstance(second["score"], float) and third["score"] is None
            assert datetime.fromisoformat(first["scoredAt"]).utcoffset().total_seconds() == 0
            assert isinstance(first["createdAt"], str) and first["elapsedTime"] == 1500
            return max(entry["score"] for entry in score_log if entry["score"] is not None)
        """
    )
    times = {"scoredAt": "2025-01-31T12:00:00.000Z", "createdAt": "2025-01-31T12:00:00.100Z", "elapsedTime": 1500}
    log = [
        {"score": 0.5, "message": {"hint": "x"}, "details": {}, **times},
        {"score": "nan", "message": None, "details": None, **times},
        {"score": None, **times},
    ]
    assert family.call("aggregate_scores", score_log=log).result == {"score": 0.5}


@pytest.mark.parametrize(
    "command, result",
    [
        ("echo 0.5", {**NOTHING, "score": 0.5}),
        ("echo noise; echo 1; echo; echo '  '", {**NOTHING, "score": 1.0}),
        ("printf 'no newline\\n0.25'", {**NOTHING, "score": 0.25}),
        ("echo null", NOTHING),
        ("echo NaN", {**NOTHING, "score": "nan"}),
        ("echo '\"nan\"'", {**NOTHING, "score": "nan"}),
        ("echo true", {**NOTHING, "score": 1.0}),
        ("echo '{\"score\": 0.5, \"message\": {\"a\": 1}}'", {**NOTHING, "score": 0.5, "message": {"a": 1}}),
    ],
)
def test_score_command(family, command, result):
    assert family.call("score_command", command=command).result == result


@pytest.mark.parametrize(
    "command, kind",
    [
        ("true", "bad_value"),
        ("echo fine", "bad_value"),
        ("echo '\"0.5\"'", "bad_value"),
        ("echo '{\"points\": 1}'", "bad_value"),
        ("echo 1; exit 9", "command_failed"),
        ("kill -9 $$", "command_failed"),
        ("no_such_command_here", "command_failed"),
    ],
)
def test_score_command_that_gives_none(family, command, kind):
    assert family.call("score_command", command=command).error["kind"] == kind


def test_score_command_shows_what_it_prints_and_knows_bash(family):
    answer = family.call("score_command", command="echo out; echo err >&2; [[ a == a ]] && echo $((1 + 1))")
    assert answer.result["score"] == 2.0
    assert set(answer.printed.split()) == {"out", "err", "2"}


def test_score_command_finds_a_last_line_of_any_length(family):
    text = "x" * 300_000
    command = f"head -c {len(text)} /dev/zero | tr '\\0' x; echo; printf '{{\"score\": 1, \"details\": {{\"t\": \"'; head -c {len(text)} /dev/zero | tr '\\0' x; echo '\"}}}}'"
    assert family.call("score_command", command=command).result["details"] == {"t": text}


def test_shell_stops_at_the_first_failure(family):
    error = family.call("shell", commands=["echo a > ran", "exit 3", "echo b > never"]).error
    assert (error["kind"], error["index"], error["command"], error["exit_code"]) == ("command_failed", 1, "exit 3", 3)
    assert (family.directory / "ran").exists()
    assert not (family.directory / "never").exists()


def test_shell_commands_see_the_environment_and_the_familys_directory(family):
    answer = family.call("shell", commands=["echo $WORD; pwd"], env={"WORD": "so"})
    assert answer.printed.split() == ["so", str(family.directory)]
    json.dumps(answer.result)


def test_shell_without_commands(family):
    assert family.call("shell", commands=[]).result == {}
