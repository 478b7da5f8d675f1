"""The blocks of a very large text, found in one piece of it after the other.

Each piece is looked at together with what stands around it, so that a line is judged by the same
neighbours as in the whole; what is held in memory is one piece.
"""

from __future__ import annotations

from collections.abc import Callable

from corpus.blocks import Blocks
from corpus.document import Block
from corpus.pieces import cuts
from corpus.structure.classify import Structure, structure
from corpus.structure.lines import wrap_width

__all__ = ["WHOLE", "structure_of"]

WHOLE = 1_000_000
"""Up to so many code points a text is looked at as a whole."""

PIECE = 250_000
"""About how many code points of a longer one are looked at together."""

AROUND = 8_192
"""How far before and after a piece is looked at as well."""


def structure_of(
    text: str, *, title: str = "", size: int = PIECE, pause: Callable[[], object] = bool
) -> Structure:
    """What ``structure`` finds, of a text of any size, the blocks in columns.

    ``pause`` is called between the pieces, for others to have the processor.
    """
    pieces = list(cuts(text, size))
    width = wrap_width(text) if len(pieces) > 1 else -1
    blocks = Blocks()
    head: Structure | None = None
    for start, end in pieces:
        low = text.rfind("\n", 0, max(0, start - AROUND)) + 1
        following = text.find("\n", min(end + AROUND, len(text)))
        high = len(text) if following < 0 else following + 1
        known = head.title if head is not None and low else title
        found = structure(text[low:high], title=known, width=width, top=not low)
        for block in found.blocks:
            if low + block.span.start >= end and end < len(text):
                break
            _add(blocks, text, block, low)
        head = head or found
        pause()
    assert head is not None
    return Structure(blocks, head.title, head.date, head.source)


def _add(blocks: Blocks, text: str, block: Block, low: int) -> None:
    """Take in a block of a piece, or what of it no block before it covers."""
    first, after = low + block.span.start, low + block.span.end
    covered = blocks.ends[-1] if blocks else 0
    if first < covered < after:
        first = after - len(text[covered:after].lstrip())
    if covered <= first < after:
        blocks.add(block.kind, first, after)
