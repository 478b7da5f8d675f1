"""A selection while it is made: a fixed part, and an end that moves."""

from __future__ import annotations

from dataclasses import dataclass

from corpus.span import Span

__all__ = ["Selecting"]


@dataclass(frozen=True, slots=True)
class Selecting:
    """What was selected first, ``low`` to ``high``, stays selected; ``head`` is what moves.

    Offsets are code points. ``low`` and ``high`` are the same when nothing is held.
    """

    low: int
    high: int
    head: int

    @classmethod
    def of(cls, span: Span) -> Selecting:
        """A selection of a span whose end moves."""
        return cls(span.start, span.end, span.end)

    @property
    def span(self) -> Span:
        """What is selected."""
        if self.head >= self.high:
            return Span(self.low, self.head)
        if self.head <= self.low:
            return Span(self.head, self.high)
        return Span(self.low, self.head)

    @property
    def backward(self) -> bool:
        """Whether the moving end is the start."""
        return self.head <= self.low and self.head < self.span.end

    @property
    def untouched(self) -> bool:
        """Whether it is still what was selected first, so that either end may move."""
        return self.low < self.high and self.head in {self.low, self.high}

    def moved(self, head: int) -> Selecting:
        """With the moving end elsewhere; the same when nothing would be left."""
        if self.low < head < self.high:
            held = self.high if self.backward else self.low
            return Selecting(held, held, head)
        changed = Selecting(self.low, self.high, head)
        return changed if changed.span else self

    def swapped(self) -> Selecting:
        """With the other end as the one that moves."""
        span = self.span
        if self.backward:
            return Selecting(span.start, span.start, span.end)
        return Selecting(span.end, span.end, span.start)
