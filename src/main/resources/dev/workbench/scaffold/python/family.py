"""A small task to start from: the agent reads a log and counts the errors in it.

Change it bit by bit, and try it after each step: workbench run __NAME__ main --submission 3
"""

import pathlib
from typing import TypedDict

AGENT_LOG = pathlib.Path("/home/agent/service.log")


class Task(TypedDict):
    """What one task needs to know. Every entry of `get_tasks` is one of these."""

    lines: list[str]


class TaskFamily:
    standard_version = "0.3.0"
    # Names of secrets that the task's code needs; their values come from --env-file or the environment.
    required_environment_variables: list[str] = []

    @staticmethod
    def install() -> None:
        """Runs once, as root, with internet access, while the image is built: apt-get, pip, downloads."""

    @staticmethod
    def get_tasks() -> dict[str, Task]:
        return {
            "main": {
                "lines": [
                    "08:00 INFO started",
                    "08:02 ERROR disk full",
                    "08:03 ERROR disk full",
                    "08:05 INFO disk cleaned",
                    "08:09 ERROR no route to host",
                ],
            },
        }

    @staticmethod
    def get_instructions(t: Task) -> str:
        return (
            f"The file {AGENT_LOG} holds the log of a service. How many of its lines report an ERROR?"
            " Write the number, and nothing else, to /home/agent/submission.txt."
        )

    @staticmethod
    def get_permissions(t: Task) -> list[str]:
        # ["full_internet"] if the agent, or `start`, needs the internet.
        return []

    @staticmethod
    def start(t: Task) -> None:
        """Runs before the agent begins: put in place what the instructions promise."""
        AGENT_LOG.write_text("\n".join(t["lines"]) + "\n")

    @staticmethod
    def score(t: Task, submission: str) -> float | None:
        """1.0 for a right answer, 0.0 for a wrong one; something between for a part; None if a person must judge."""
        # The agent may have changed its own copy of the log, so the original is what counts.
        errors = sum(" ERROR " in line for line in t["lines"])
        return float(submission.strip() == str(errors))
