"""Counts words in a lighthouse keeper's letters: a family that needs nothing but the main container.

`easy` asks for one number, `hard` for a small JSON object that earns partial credit.
"""

import json
import pathlib
import shutil
from typing import TypedDict

from words import most_common, words

LETTERS = pathlib.Path(__file__).parent / "assets" / "letters"
AGENT_LETTERS = pathlib.Path("/home/agent/letters")


class Task(TypedDict):
    letters: list[str]
    question: str


class TaskFamily:
    standard_version = "0.3.0"

    @staticmethod
    def get_tasks() -> dict[str, Task]:
        return {
            "easy": {
                "letters": ["01_march.txt"],
                "question": "How many words has the letter? Submit the number alone.",
            },
            "hard": {
                "letters": ["01_march.txt", "02_april.txt", "03_may.txt"],
                "question": (
                    "Taking all letters together, which four words of four or more letters occur most often?"
                    ' Submit a JSON object that maps each word, in lower case, to its count: {"word": 7, ...}.'
                ),
            },
        }

    @staticmethod
    def get_instructions(t: Task) -> str:
        return (
            f"The directory {AGENT_LETTERS} holds {len(t['letters'])} text file(s), one letter each."
            " A word is a run of English letters, possibly with apostrophes inside; case does not matter,"
            f" and the salutation and the signature count too. {t['question']}"
            " Write your submission to /home/agent/submission.txt."
        )

    @staticmethod
    def start(t: Task) -> None:
        AGENT_LETTERS.mkdir(exist_ok=True)
        for name in t["letters"]:
            shutil.copy(LETTERS / name, AGENT_LETTERS)

    @staticmethod
    def score(t: Task, submission: str) -> float | None:
        # The agent may have changed its own copy of the letters, so the originals are what counts.
        text = "\n".join((LETTERS / name).read_text() for name in t["letters"])
        if len(t["letters"]) == 1:
            return float(submission.strip() == str(len(words(text))))
        return score_counts(submission, most_common(text, count=4, at_least=4))


def score_counts(submission: str, expected: dict[str, int]) -> float:
    """The share of expected words that were submitted with the right count; wrong extra words cost as much."""
    try:
        submitted = json.loads(submission)
    except ValueError:
        print("The submission is not JSON.")
        return 0.0
    if not isinstance(submitted, dict):
        print("The submission is not a JSON object.")
        return 0.0
    right = sum(submitted.get(word) == count for word, count in expected.items())
    extra = len(set(submitted) - set(expected))
    print(f"{right} of {len(expected)} words are right, {extra} should not be there.")
    return max(0.0, (right - extra) / len(expected))
