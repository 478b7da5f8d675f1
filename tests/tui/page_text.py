"""What the tests of pages share: documents made of parts, and pages as text."""

from __future__ import annotations

from corpus.document import Block, BlockKind, Document
from corpus.span import Span
from tui.rendering.layers import marks_between
from tui.rendering.layout import Layout
from tui.rendering.plain import plain_palette
from tui.rendering.strips import RowLook, StripMaker

KINDS = {
    "T": BlockKind.TITLE,
    "H": BlockKind.HEADING,
    "D": BlockKind.DATELINE,
    "P": BlockKind.PARAGRAPH,
    "L": BlockKind.LIST_ITEM,
    "Q": BlockKind.QUOTATION,
    "C": BlockKind.CAPTION,
    "B": BlockKind.BOILERPLATE,
}


def document(*parts: str) -> Document:
    """A document of parts: a letter for the block's kind and its text, or text between blocks."""
    text = ""
    blocks = []
    for part in parts:
        if part[:2] in {f"{letter}:" for letter in KINDS}:
            inside = part[2:]
            blocks.append(Block(KINDS[part[0]], Span(len(text), len(text) + len(inside.rstrip()))))
            text += inside
        else:
            text += part
    return Document("made", "made", text, blocks=tuple(blocks))


def drawn(layout: Layout, height: int = 60, layers=(), *, ascii_only: bool = False) -> list[str]:
    """The rows of a layout as text, without blanks at their ends."""
    maker = StripMaker(plain_palette(), ascii_only=ascii_only)
    lines = []
    for row in layout.page(layout.first(), height):
        strip = maker.strip(layout, row, RowLook(marks_between(layers, row.start, row.after)))
        assert sum(segment.cell_length for segment in strip) == layout.width
        lines.append(strip.text.rstrip())
    return lines


NEWS = (
    "T:Ministers meet in Hanoi\n",
    "D:HANOI",
    " - ",
    "P:Ministers of ten countries met on Monday to speak of trade and of the sea.\n",
    "B:Ministers meet in Hanoi\n",
    "C:The opening session. (Photo: A. Painter)\n",
    "H:What was said\n",
    "Q:“We have come a long way,” said the host.\n",
    "P:Three things were agreed:\n",
    "L:- a list of goods whose duties fall to nothing within five years\n",
    "L:- a yearly meeting\n",
    "B:RELATED NEWS\n",
    "B:Another meeting\n",
    "B:Yet another meeting\n",
)
