"""Finding a collection's quotations, each document's kept for as long as its mentions are these."""

from __future__ import annotations

from collections.abc import Callable, Generator
from dataclasses import replace
from hashlib import blake2b
from typing import TYPE_CHECKING

from corpus.document import Document
from corpus.index.quotations import Row, from_bytes, to_bytes
from corpus.mentions import Finds, FoundMentions
from corpus.quotations import Quotation, find_quotations
from corpus.recognise.pieces import pieces

if TYPE_CHECKING:
    from corpus.index.cache import DocumentCache

__all__ = ["Quoting"]


class Quoting:
    """Quotations of documents whose mentions are known; what is found is kept in a cache."""

    def __init__(self, cache: DocumentCache) -> None:
        self._cache = cache
        self._unkept: list[tuple[str, str, bytes]] = []

    def of(
        self,
        document: str,
        content: str,
        mentions: FoundMentions,
        read: Callable[[], Document | None],
    ) -> Generator[None, None, list[Row]]:
        """The quotations of a document with their speakers; ``read`` gives it if that is needed.

        Yields between the pieces of a very large one.
        """
        kind = _kind(content, mentions)
        found = self._kept(document, kind, len(mentions))
        if found is None:
            text = read()
            if text is None:
                return []
            found = yield from _find(text, mentions)
            self._unkept.append((document, kind, to_bytes(found)))
        return [_row(one, mentions) for one in found]

    def _kept(self, document: str, kind: str, mentions: int) -> list[Quotation] | None:
        data = self._cache.quotations(document, kind)
        if data is None:
            return None
        try:
            found = from_bytes(data)
        except ValueError:
            return None
        return found if all(one.speaker < mentions for one in found) else None

    def keep(self) -> None:
        """Keep what was found until now."""
        if self._unkept:
            self._cache.keep_quotations(self._unkept)
            self._unkept.clear()


def _find(text: Document, mentions: FoundMentions) -> Generator[None, None, list[Quotation]]:
    found: list[Quotation] = []
    for start, piece in pieces(text):
        if start:
            yield
        end = start + len(piece.text)
        within = [
            index
            for index in mentions.ranges.touching(start, end)
            if mentions.ranges.starts[index] >= start and mentions.ranges.ends[index] <= end
        ]
        here = Finds()
        here.add((mentions.mention(index) for index in within), -start)
        for one in find_quotations(piece, here.so_far()):
            speaker = within[one.speaker] if one.speaker >= 0 else -1
            moved = replace(one, start=one.start + start, end=one.end + start, speaker=speaker)
            first, last = one.cue
            found.append(replace(moved, cue=(first + start, last + start)) if last else moved)
    return found


def _row(one: Quotation, mentions: FoundMentions) -> Row:
    if one.speaker < 0:
        return one.start, one.end, -1, -1
    ranges = mentions.ranges
    return one.start, one.end, ranges.starts[one.speaker], ranges.ends[one.speaker]


def _kind(content: str, mentions: FoundMentions) -> str:
    """What quotations depend on: the text, and the places and labels of its mentions."""
    digest = blake2b(content.encode("utf-8", "replace"), digest_size=16)
    ranges = mentions.ranges
    for column in (ranges.starts, ranges.ends, mentions.numbers):
        digest.update(column)
    digest.update(" ".join(form[1] for form in mentions.forms).encode("utf-8", "replace"))
    return digest.hexdigest()
