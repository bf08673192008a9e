"""The shapes of the values that a TaskFamily gives to, and gets from, whoever runs it.

They describe plain dictionaries: nothing is checked when one is made, and a range may be a tuple or a list.
"""

from typing import Any, Literal, NotRequired, Tuple

try:
    # Pydantic refuses typing.TypedDict before Python 3.12.
    from typing_extensions import TypedDict
except ImportError:
    from typing import TypedDict


class GPUSpec(TypedDict):
    """The GPUs of an aux VM: how many at least and at most, and of which model."""

    count_range: Tuple[int, int]
    model: Literal["v100", "a10", "a100", "h100"]


class FileBuildStep(TypedDict):
    """Copies a file or a directory of the family to the aux VM.

    `source` is relative to the family's directory; a relative `destination` is relative to the admin user's home.
    """

    type: Literal["file"]
    source: str
    destination: str


class ShellBuildStep(TypedDict):
    """Runs commands in one shell on the aux VM, as the admin user with `sudo` at hand."""

    type: Literal["shell"]
    commands: list[str]


class VMSpec(TypedDict):
    """What a task asks of its aux VM. Ranges are inclusive; memory is in GiB."""

    cpu_count_range: Tuple[int, int]
    ram_gib_range: Tuple[int, int]
    cpu_architecture: NotRequired[Literal["x64", "arm64"] | None]
    gpu_spec: NotRequired[GPUSpec | None]
    base_image_type: NotRequired[Literal["debian-12", "ubuntu-20.04-cuda"] | None]
    build_steps: NotRequired[list[FileBuildStep | ShellBuildStep] | None]


class IntermediateScoreResult(TypedDict):
    """What `intermediate_score` returns. The agent may see `message`, never `details`. A NaN score is an error."""

    score: float | None
    message: dict[str, Any]
    details: dict[str, Any]


class ScoreLogEntry(TypedDict):
    """One intermediate score as `aggregate_scores` gets it.

    `scoredAt` and `createdAt` are ISO 8601 strings in UTC, like 2025-01-31T12:00:00.000Z.
    `elapsedTime` is in milliseconds since the task was started, without pauses.
    """

    score: float
    message: dict[str, Any]
    details: dict[str, Any]
    scoredAt: str
    createdAt: str
    elapsedTime: float


ScoreLog = list[ScoreLogEntry]
