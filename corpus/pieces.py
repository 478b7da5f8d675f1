"""Cutting a very large text where it does not matter, to work on one piece after the other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

__all__ = ["cuts"]


def cuts(
    text: str, size: int, after: Sequence[str] = ("\n\n", "\n"), *, strict: bool = True
) -> Iterator[tuple[int, int]]:
    """Stretches of half to all of ``size`` code points that tile a text, one at least.

    They end after the first of the marks that is found where they may end. Where none is, they go
    on to the next of the last mark if ``strict``, and are cut at ``size`` if not.
    """
    start, length = 0, len(text)
    while length - start > size:
        end = _end(text, start + size // 2, start + size, after)
        if end < 0 and strict:
            end = text.find(after[-1], start + size)
            end = length if end < 0 else end + len(after[-1])
        end = start + size if end < 0 else end
        if end >= length:
            break
        yield start, end
        start = end
    yield start, length


def _end(text: str, low: int, high: int, after: Sequence[str]) -> int:
    for mark in after:
        found = text.rfind(mark, low, high)
        if found >= 0:
            return found + len(mark)
    return -1
