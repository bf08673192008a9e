"""Any value becomes JSON."""

import collections
import dataclasses
import datetime
import decimal
import enum
import fractions
import json
import math
import pathlib
import uuid

import pytest

from workbench_task.encode import encode


class Colour(enum.Enum):
    RED = "red"


class Level(enum.IntEnum):
    HIGH = 3


class Text(str):
    pass


@dataclasses.dataclass
class Point:
    x: int
    where: pathlib.Path


class Stubborn:
    def __repr__(self):
        raise RuntimeError


Pair = collections.namedtuple("Pair", "a b")


@pytest.mark.parametrize(
    "value, encoded",
    [
        (None, None),
        (True, True),
        (10**30, 10**30),
        (1.5, 1.5),
        (math.nan, "nan"),
        (math.inf, "inf"),
        (-math.inf, "-inf"),
        ("ü\udcff", "ü\udcff"),
        ((1, (2,)), [1, [2]]),
        ({3, 1, 2}, [1, 2, 3]),
        (frozenset(["a", 1]), ["a", 1]),
        ({1: "a", None: "b", 0.5: "c"}, {"1": "a", "null": "b", "0.5": "c"}),
        ({False: "a"}, {"false": "a"}),
        ({(1, 2): 3}, {"(1, 2)": 3}),
        (b"bytes\xff", "bytes\\xff"),
        (bytearray(b"x"), "x"),
        (range(3), [0, 1, 2]),
        (collections.OrderedDict(a=1), {"a": 1}),
        (collections.deque([1]), [1]),
        (Pair(1, 2), [1, 2]),
        (Colour.RED, "red"),
        (Level.HIGH, 3),
        (Text("t"), "t"),
        (Point(1, pathlib.Path("/a")), {"x": 1, "where": "/a"}),
        (pathlib.PurePosixPath("a/b"), "a/b"),
        (datetime.date(2025, 1, 31), "2025-01-31"),
        (datetime.datetime(2025, 1, 31, 12, tzinfo=datetime.timezone.utc), "2025-01-31T12:00:00+00:00"),
        (datetime.timedelta(seconds=1.5), 1.5),
        (decimal.Decimal("0.1"), 0.1),
        (decimal.Decimal("NaN"), "nan"),
        (fractions.Fraction(1, 4), 0.25),
        (uuid.UUID(int=0), "00000000-0000-0000-0000-000000000000"),
        (1j, "1j"),
        (Stubborn(), "<Stubborn>"),
        (Point, repr(Point)),
        (json, repr(json)),
    ],
)
def test_encode(value, encoded):
    found = encode(value)
    assert found == encoded and type(found) is type(encoded)
    json.dumps(found, allow_nan=False)


def test_a_value_that_holds_itself_ends_somewhere():
    loop = []
    loop.append(loop)
    json.dumps(encode(loop), allow_nan=False)


def test_numpy():
    np = pytest.importorskip("numpy")
    assert encode(np.float64("nan")) == "nan"
    assert encode([np.float32(0.5), np.int64(3), np.bool_(True), np.str_("s")]) == [0.5, 3, True, "s"]
    assert encode(np.array([[1.0, np.inf], [2, 3]])) == [[1.0, "inf"], [2.0, 3.0]]
    assert encode({np.int64(1): np.array(["a"])}) == {"1": ["a"]}
    assert encode(np.datetime64("2025-01-31")) == "2025-01-31"
    assert encode(np.array(["2025-01-31"], dtype="datetime64[D]")) == ["2025-01-31"]
    assert type(encode(np.float64(1.0))) is float
    json.dumps(encode(np.array([(1, "x")], dtype=[("a", int), ("b", "U1")])))


def test_pandas():
    pd = pytest.importorskip("pandas")
    frame = pd.DataFrame({"when": [pd.Timestamp("2025-01-31"), pd.NaT], "n": [1, 2], "x": [0.5, math.nan]})
    assert encode(frame) == [
        {"when": "2025-01-31T00:00:00", "n": 1, "x": 0.5},
        {"when": None, "n": 2, "x": "nan"},
    ]
    assert encode(pd.Series([1, 2], index=["a", "b"])) == [1, 2]
    assert encode([pd.NA, pd.Timedelta(seconds=2), pd.Index(["i"])]) == [None, 2.0, ["i"]]
    assert encode(pd.Categorical(["u", "v"])) == ["u", "v"]
