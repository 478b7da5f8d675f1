"""Finding quotations and their speakers."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.document import Document
from corpus.entity import Mention
from corpus.quotations.marks import Paragraph, find_quoted
from corpus.quotations.value import Quotation

__all__ = ["find_quotations"]


def find_quotations(document: Document, mentions: Sequence[Mention]) -> list[Quotation]:
    """The quotations of a document, in order, none within another."""
    paragraphs = [Paragraph(block.span.start, block.span.end) for block in document.blocks]
    return [
        Quotation(quoted.start, quoted.end)
        for quoted in find_quoted(document.text, paragraphs)
        if document.text.count(" ", quoted.start, quoted.end) > 3
    ]
