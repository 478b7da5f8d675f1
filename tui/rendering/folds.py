"""Runs of captions and boilerplate that are shown as one row until they are opened."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.blocks import Blocks, code_of
from corpus.document import Block, BlockKind
from tui.rendering.lines import Lines

__all__ = ["Fold", "find_folds"]

_BOILERPLATE = code_of(BlockKind.BOILERPLATE)
_CAPTION = code_of(BlockKind.CAPTION)
_find_asides = re.compile(b"[%c%c]+" % (_CAPTION, _BOILERPLATE)).finditer
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
    blocks = Blocks.of(blocks)
    runs = (match.span() for match in _find_asides(blocks.kinds))
    found = (_fold(blocks, lines, first, after - 1) for first, after in runs)
    return [fold for fold in found if fold is not None]


def _begins_line(blocks: Blocks, lines: Lines, index: int) -> bool:
    start = blocks.starts[index]
    line = lines.at(start)
    return not lines.text[line.start : start].strip()


def _fold(blocks: Blocks, lines: Lines, first: int, last: int) -> Fold | None:
    if blocks.kinds.find(_BOILERPLATE, first, last + 1) < 0:
        return None
    while first <= last and not _begins_line(blocks, lines, first):
        first += 1
    while last >= first:
        end = blocks.ends[last]
        line = lines.at(max(blocks.starts[last], end - 1))
        following = blocks.starts[last + 1] if last + 1 < len(blocks) else len(lines.text)
        if following >= line.end or following < end:
            break
        last -= 1
    if first > last or not any(
        blocks.kinds[index] == _BOILERPLATE and _begins_line(blocks, lines, index)
        for index in range(first, last + 1)
    ):
        return None
    captions = blocks.kinds.find(_CAPTION, first, last + 1) >= 0
    start = lines.at(blocks.starts[first]).start
    return Fold(start, line.after, first, last, captions)
