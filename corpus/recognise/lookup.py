"""Gazetteer names that stand on their own, whatever their capitals: ``châu Á``, ``sông Hồng``."""

from __future__ import annotations

from corpus.recognise.claims import Reading
from corpus.recognise.tokens import Case
from corpus.recognise.vocabulary import vocabulary

__all__ = ["lookup"]


def lookup(reading: Reading) -> None:
    """Claim names that begin in lower case, and names of more than two words."""
    tokens = reading.tokens
    gazetteer = vocabulary().gazetteer
    index = 0
    while index < len(tokens):
        found = gazetteer.at(tokens, index)
        if found is not None:
            end, label = found
            lower = tokens.cases[index] == Case.LOWER and len(tokens.words[index]) > 1
            if lower or end - index > 2:
                reading.claim(tokens.starts[index], tokens.ends[end - 1], label, "gazetteer", 0.95)
                index = end
                continue
        index += 1
