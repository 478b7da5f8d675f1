"""A guess at what a stretch of words names."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Guess"]


@dataclass(frozen=True, slots=True)
class Guess:
    """A label for words ``first`` to ``last`` (exclusive), from a family, with a score."""

    first: int
    last: int
    label: str
    family: str
    score: float
