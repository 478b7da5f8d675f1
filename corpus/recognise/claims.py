"""What the rule families share: the document being read, and which stretches are taken."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from corpus.document import Document
from corpus.entity import Mention
from corpus.recognise.tokens import Tokens, tokenise
from corpus.recognise.vocabulary import vocabulary

__all__ = ["Reading"]


@dataclass(slots=True)
class Reading:
    """One document while the families work on it, each in turn.

    A family may claim only what no family before it has claimed, so that mentions do not overlap;
    ``nested`` alone adds to what others found. ``known`` holds, for each word where a gazetteer
    name starts, where the longest one ends (in words, exclusive) and its label.
    """

    document: Document
    tokens: Tokens
    mentions: list[Mention] = field(default_factory=list)
    known: dict[int, tuple[int, str]] = field(default_factory=dict)
    _taken: bytearray = field(default_factory=bytearray)

    @classmethod
    def of(cls, document: Document) -> Reading:
        """A reading of the document on which no family has worked yet."""
        tokens = tokenise(document)
        known = vocabulary().gazetteer.everywhere(tokens)
        return cls(document, tokens, [], known, bytearray(len(document.text)))

    def free(self, start: int, end: int) -> bool:
        """Whether no mention covers any of this stretch."""
        return self._taken.find(1, start, end) < 0

    def claim(self, start: int, end: int, label: str, family: str, score: float) -> bool:
        """Make a mention of the stretch unless some of it is taken or it is empty."""
        if start >= end or not self.free(start, end):
            return False
        self._taken[start:end] = b"\x01" * (end - start)
        text = self.document.text[start:end]
        self.mentions.append(Mention(start, end, text, label, f"rules:{family}", score))
        return True

    def block(self, start: int, end: int) -> None:
        """Take a stretch without a mention, so that later families leave it alone."""
        self._taken[start:end] = b"\x01" * (end - start)

    def around(self, places: Iterable[int], before: int, after: int) -> list[tuple[int, int]]:
        """Stretches of the text around these offsets (ascending), cut at line breaks, joined.

        So that a costly pattern need not look where it cannot match.
        """
        text = self.document.text
        stretches: list[tuple[int, int]] = []
        begin, end = 0, -1
        for place in places:
            if place + after // 2 < end:
                continue
            first = max(text.rfind("\n", max(0, place - before), place) + 1, place - before, 0)
            last = text.find("\n", place, place + after)
            last = min(place + after, len(text)) if last < 0 else last
            if first <= end:
                end = max(end, last)
                continue
            if end > begin:
                stretches.append((begin, end))
            begin, end = first, last
        if end > begin:
            stretches.append((begin, end))
        return stretches

    def around_words(self, words: frozenset[str], before: int, after: int) -> list[tuple[int, int]]:
        """The stretches around every one of these words, written just so."""
        tokens = self.tokens
        places = (
            start for start, word in zip(tokens.starts, tokens.words, strict=True) if word in words
        )
        return self.around(places, before, after)
