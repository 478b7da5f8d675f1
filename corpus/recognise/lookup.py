"""Gazetteer names that are certain as they stand: several words, or words in lower case."""

from __future__ import annotations

from corpus.recognise.claims import Reading
from corpus.recognise.tokens import Case, Gap, Tokens
from corpus.recognise.vocabulary import vocabulary

__all__ = ["lookup", "works"]

_NAME = (Case.CAPITAL, Case.UPPER)


def works(reading: Reading) -> None:
    """Laws and events known by name; they come before the patterns that would cut them."""
    _claim(reading, frozenset(("LAW", "EVENT")))


def lookup(reading: Reading) -> None:
    """Names of every label that hold words in lower case, or more than two words."""
    _claim(reading, frozenset(("GPE", "LOC", "ORG", "NORP")))
    _state_codes(reading)


def _state_codes(reading: Reading) -> None:
    """The two letters of a state after a place and a comma: Portland, OR."""
    tokens = reading.tokens
    codes = vocabulary().shapes["state_codes"]
    for index in range(1, len(tokens)):
        if (
            tokens.cases[index] == Case.UPPER
            and tokens.gaps[index] == Gap.COMMA
            and tokens.lower[index] in codes
            and tokens.cases[index - 1] == Case.CAPITAL
            and tokens.words[index - 1] not in vocabulary().first_names
        ):
            reading.claim(tokens.starts[index], tokens.ends[index], "GPE", "place.code", 0.8)


def _claim(reading: Reading, labels: frozenset[str]) -> None:
    tokens = reading.tokens
    for index, (end, label) in reading.known.items():
        if label in labels and _certain(tokens, index, end):
            reading.claim(tokens.starts[index], tokens.ends[end - 1], label, "gazetteer", 0.95)


def _certain(tokens: Tokens, first: int, end: int) -> bool:
    small = any(
        tokens.cases[i] == Case.LOWER and len(tokens.words[i]) > 1 for i in range(first, end)
    )
    if end < len(tokens) and tokens.cases[end] in _NAME and tokens.gaps[end] == Gap.SPACE:
        # More capitals follow: the name may be a part of a longer one.
        return small and end - first > 1 and tokens.cases[end - 1] == Case.LOWER
    comma = any(tokens.gaps[i] == Gap.COMMA for i in range(first + 1, end))  # Washington, D.C.
    return small or comma or end - first > 2
