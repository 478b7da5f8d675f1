"""The text the rules read: accents attached, wrapped lines joined, and the way back from it."""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import replace

from corpus.document import Block, BlockKind, Document
from corpus.entity import Mention
from corpus.span import Span

__all__ = ["Composed"]


_WRAPPED = (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.QUOTATION)


class Composed:
    """A document in Unicode's composed form (NFC), the line breaks inside paragraphs as spaces.

    ``document`` is what the rules read; ``restored`` points their mentions at the original.
    """

    def __init__(self, document: Document) -> None:
        self._original = document
        self._starts: list[int] | None = None
        text, blocks = document.text, document.blocks
        if not (text.isascii() or unicodedata.is_normalized("NFC", text)):
            text, self._starts = _compose(text)
            blocks = tuple(self._blocks())
        text = _unwrapped(text, blocks)
        self.document = replace(document, text=text, blocks=blocks)

    def restored(self, mentions: Iterable[Mention]) -> list[Mention]:
        """Mentions of the composed text as mentions of the original."""
        text = self._original.text
        if text is self.document.text:
            return list(mentions)
        starts = self._starts or range(len(text) + 1)
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


def _unwrapped(text: str, blocks: Iterable[Block]) -> str:
    """The text with a space for each line break that only wraps a paragraph.

    A block is wrapped when its lines are about as long as its longest and none is overlong.
    """
    breaks = []
    for block in blocks:
        if block.kind not in _WRAPPED:
            continue
        piece = text[block.span.start : block.span.end]
        if "\n" not in piece:
            continue
        lines = piece.split("\n")
        longest = max(len(line) for line in lines)
        offset = block.span.start
        for line in lines[:-1]:
            offset += len(line) + 1
            if 40 <= longest <= 200 and len(line) > 0.6 * longest:
                breaks.append(offset - 1)
    if not breaks:
        return text
    pieces = []
    begin = 0
    for at in breaks:
        pieces += [text[begin:at], " "]
        begin = at + 1
    return "".join([*pieces, text[begin:]])
