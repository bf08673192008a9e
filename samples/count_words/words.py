"""What this family means by a word: the one rule that tasks, scoring and tests share."""

import collections
import re

_WORD = re.compile(r"[a-z]+(?:'[a-z]+)*")


def words(text: str) -> list[str]:
    """The words of a text, in lower case: runs of letters, with apostrophes inside."""
    return _WORD.findall(text.lower())


def most_common(text: str, count: int, at_least: int) -> dict[str, int]:
    """The most frequent words of at least so many letters, with how often each occurs."""
    counts = collections.Counter(word for word in words(text) if len(word) >= at_least)
    return dict(counts.most_common(count))
