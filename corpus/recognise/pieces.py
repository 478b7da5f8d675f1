"""Recognising a very large text in pieces, so that what is held in memory is one of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from corpus.blocks import Blocks
from corpus.document import Document
from corpus.pieces import cuts

__all__ = ["WHOLE", "pieces"]

WHOLE = 1_000_000
"""Up to so many code points (a book) a document is recognised as a whole: what is said of a name
in one place helps in all others."""

PIECE = 500_000
"""The most code points of a larger one that are recognised together."""

_MARKS = ("\n\n", "\n", ". ", " ")


def pieces(
    document: Document, *, whole: int = WHOLE, size: int = PIECE
) -> Iterator[tuple[int, Document]]:
    """One piece of a document after the other, and where it begins; a book or less in one.

    Pieces end after a paragraph where one ends, else after a line, a sentence or a word.
    """
    text = document.text
    if len(text) <= whole:
        yield 0, document
        return
    blocks = Blocks.of(document.blocks)
    for start, end in cuts(text, size, _MARKS, strict=False):
        yield start, replace(document, text=text[start:end], blocks=blocks.within(start, end))
