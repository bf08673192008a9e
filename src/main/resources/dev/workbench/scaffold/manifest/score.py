"""Scores a submission. Usage: python3 score.py FILE. The last line printed is the score."""

import json
import pathlib
import sys

LOG = pathlib.Path(__file__).parent / "service.log"


def score(submission: str) -> float:
    errors = sum(" ERROR " in line for line in LOG.read_text().splitlines())
    return float(submission.strip() == str(errors))


if __name__ == "__main__":
    file = pathlib.Path(sys.argv[1])
    print(json.dumps(score(file.read_text(errors="replace") if file.is_file() else "")))
