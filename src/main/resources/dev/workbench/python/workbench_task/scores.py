"""Scores as tasks return them, and as the answer holds them: a number, None, or "nan"."""

import math

from workbench_task.encode import encode
from workbench_task.failure import TaskFailure

_FIELDS = ("score", "message", "details")


def score(value, source):
    """The score in any numeric value, numpy's included. `source` says in an error where the value came from."""
    if value is None:
        return None
    try:
        if isinstance(value, (str, bytes, bytearray)):
            raise TypeError
        number = float(value)
    except (TypeError, ValueError, OverflowError):
        shown = repr(value)
        raise TaskFailure(
            "bad_value",
            f"{source} gave {shown[:200]} ({type(value).__name__}) as the score; it must be a float, None or NaN",
        ) from None
    if math.isinf(number):
        raise TaskFailure("bad_value", f"{source} gave an infinite score")
    return "nan" if math.isnan(number) else number


def scored(value, source):
    """Score, message and details from an object with these fields, or from a bare score."""
    if not hasattr(value, "keys"):
        value = {"score": value}
    unknown = [str(key) for key in value.keys() if key not in _FIELDS]
    if unknown:
        raise TaskFailure("bad_value", f"{source} gave the unknown field '{unknown[0]}'; known: {', '.join(_FIELDS)}")
    fields = {key: value[key] for key in value.keys()}
    return {
        "score": score(fields.get("score"), source),
        "message": _object(fields.get("message")),
        "details": _object(fields.get("details")),
    }


def log(entries):
    """The score log for `aggregate_scores`: a NaN is a float again, absent messages and details are empty."""
    return [
        {
            **entry,
            "score": math.nan if entry.get("score") == "nan" else entry.get("score"),
            "message": _object(entry.get("message")),
            "details": _object(entry.get("details")),
        }
        for entry in entries
    ]


def _object(value):
    return {} if value is None else encode(value)
