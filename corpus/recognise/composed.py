"""Texts with detached accents, read in composed form and pointed at in their own."""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import replace

from corpus.document import Block, Document
from corpus.entity import Mention
from corpus.span import Span

__all__ = ["Composed"]


class Composed:
    """A document in Unicode's composed form (NFC), with the way back to the original offsets."""

    def __init__(self, document: Document) -> None:
        self._original = document
        self._starts: list[int] | None = None
        self.document = document
        if not (document.text.isascii() or unicodedata.is_normalized("NFC", document.text)):
            text, self._starts = _compose(document.text)
            self.document = replace(document, text=text, blocks=tuple(self._blocks()))

    def restored(self, mentions: Iterable[Mention]) -> list[Mention]:
        """Mentions of the composed text as mentions of the original."""
        if self._starts is None:
            return list(mentions)
        starts, text = self._starts, self._original.text
        return [
            replace(
                mention,
                start=starts[mention.start],
                end=starts[mention.end],
                text=text[starts[mention.start] : starts[mention.end]],
            )
            for mention in mentions
        ]

    def _blocks(self) -> Iterable[Block]:
        starts = self._starts or []
        for block in self._original.blocks:
            start, end = (bisect_left(starts, at) for at in (block.span.start, block.span.end))
            yield Block(block.kind, Span(start, end))


def _compose(text: str) -> tuple[str, list[int]]:
    """The composed text, and for each of its code points (and its end) the original offset."""
    pieces: list[str] = []
    starts: list[int] = []
    begin, count = 0, len(text)
    while begin < count:
        end = begin + 1
        while end < count and unicodedata.combining(text[end]):
            end += 1
        piece = text[begin:end]
        if end - begin > 1 or not piece.isascii():
            piece = unicodedata.normalize("NFC", piece)
        pieces.append(piece)
        starts.extend([begin] * len(piece))
        begin = end
    starts.append(count)
    return "".join(pieces), starts
