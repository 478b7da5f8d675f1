"""Runs of captions and boilerplate that are shown as one row until they are opened."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from corpus.document import Block, BlockKind
from tui.rendering.lines import Lines

__all__ = ["Fold", "find_folds"]

_ASIDE = (BlockKind.CAPTION, BlockKind.BOILERPLATE)
_RELATED = ("related", "liên quan", "read more", "see also", "đọc thêm", "xem thêm")


@dataclass(frozen=True, slots=True)
class Fold:
    """Whole lines, ``start`` to ``end``, that hold the blocks ``first`` to ``last``."""

    start: int
    end: int
    first: int
    last: int
    captions: bool

    def label(self, text: str) -> str:
        """What is in it, in words."""
        lines = [line for line in text[self.start : self.end].splitlines() if line.strip()]
        count = f"{len(lines)} line{'' if len(lines) == 1 else 's'}"
        if self.captions:
            return f"{count} of captions and credits"
        head = lines[0].casefold() if lines else ""
        if any(word in head for word in _RELATED):
            return f"{count} of related news"
        return f"{count} of boilerplate"


def find_folds(blocks: Sequence[Block], lines: Lines) -> list[Fold]:
    """The folds of a document, in order.

    A fold is a run of captions and boilerplate with boilerplate that begins a line in it. It takes
    whole lines only: blocks that share a line with other text stay outside.
    """
    folds: list[Fold] = []
    aside = [index for index, block in enumerate(blocks) if block.kind in _ASIDE]
    at = 0
    while at < len(aside):
        first = last = aside[at]
        while at + 1 < len(aside) and aside[at + 1] == last + 1:
            at += 1
            last = aside[at]
        at += 1
        fold = _fold(blocks, lines, first, last)
        if fold is not None:
            folds.append(fold)
    return folds


def _begins_line(blocks: Sequence[Block], lines: Lines, index: int) -> bool:
    start = blocks[index].span.start
    line = lines.at(start)
    return not lines.text[line.start : start].strip()


def _fold(blocks: Sequence[Block], lines: Lines, first: int, last: int) -> Fold | None:
    while first <= last and not _begins_line(blocks, lines, first):
        first += 1
    while last >= first:
        end = blocks[last].span.end
        line = lines.at(max(blocks[last].span.start, end - 1))
        following = blocks[last + 1].span.start if last + 1 < len(blocks) else len(lines.text)
        if following >= line.end or following < end:
            break
        last -= 1
    if first > last or not any(
        blocks[index].kind is BlockKind.BOILERPLATE and _begins_line(blocks, lines, index)
        for index in range(first, last + 1)
    ):
        return None
    captions = any(blocks[index].kind is BlockKind.CAPTION for index in range(first, last + 1))
    start = lines.at(blocks[first].span.start).start
    return Fold(start, line.after, first, last, captions)
