"""What a document is called in a list: one clean line that is never empty."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import PurePath

from corpus.document import Block, BlockKind
from corpus.hostile import harmless_line

__all__ = ["clean_line", "shorten", "title_of"]

_LONGEST_TITLE = 300
_LONGEST_OPENING = 70
_LONGEST_FIELD = 200
_WORDS = frozenset(
    {BlockKind.PARAGRAPH, BlockKind.QUOTATION, BlockKind.LIST_ITEM, BlockKind.HEADING}
)


def clean_line(text: str, limit: int = _LONGEST_FIELD) -> str:
    """A short text from outside on one harmless line, with single spaces, cut at ``limit``."""
    line = " ".join(harmless_line(text[: 4 * limit]).split())
    return line if len(line) <= limit else shorten(line, limit)


def shorten(line: str, limit: int) -> str:
    """The first words of a line that fit into ``limit`` code points, with an ellipsis."""
    if len(line) <= limit:
        return line
    cut = line.rfind(" ", limit // 2, limit)
    return line[: cut if cut > 0 else limit - 1].rstrip(" ,;:–—-") + "…"


def title_of(
    text: str,
    blocks: Sequence[Block],
    found: str,
    name: str,
    plain: Callable[[str], str] = str,
) -> str:
    """The title that was found; else the first words of the text; else the file's name.

    ``plain`` takes the marks of a markup language out of the first words.
    """
    if found and (title := clean_line(found, _LONGEST_TITLE)):
        return title
    for wanted in (_WORDS, frozenset(BlockKind)):
        for block in blocks:
            if block.kind in wanted:
                opening = text[block.span.start : min(block.span.end, block.span.start + 400)]
                line = clean_line(plain(opening), 400)
                if any(map(str.isalnum, line)):
                    return shorten(line, _LONGEST_OPENING)
    return clean_line(PurePath(name).stem) or clean_line(name) or "Untitled"
