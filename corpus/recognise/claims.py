"""What the rule families share: the document being read, and which stretches are taken."""

from __future__ import annotations

from dataclasses import dataclass, field

from corpus.document import Document
from corpus.entity import Mention
from corpus.recognise.tokens import Tokens, tokenise

__all__ = ["Reading"]


@dataclass(slots=True)
class Reading:
    """One document while the families work on it, each in turn.

    A family may claim only what no family before it has claimed, so that the mentions of the
    rules never overlap.
    """

    document: Document
    tokens: Tokens
    mentions: list[Mention] = field(default_factory=list)
    _taken: bytearray = field(default_factory=bytearray)

    @classmethod
    def of(cls, document: Document) -> Reading:
        """A reading of the document on which no family has worked yet."""
        return cls(document, tokenise(document), [], bytearray(len(document.text)))

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
