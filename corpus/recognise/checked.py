"""A recogniser whose word is not taken on trust: what it gets wrong is repaired, dropped, told."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import islice, pairwise

from corpus.document import Document
from corpus.entity import Mention
from corpus.errors import InputError
from corpus.hostile import harmless_line
from corpus.recognise.combine import merge
from corpus.recognise.patterns_file import LABEL
from corpus.recognise.protocol import IncompleteError, Recogniser, in_order

__all__ = ["LONGEST", "CheckedRecogniser"]

LONGEST = 1000
"""The most code points of one mention."""

_MOST, _PER_CHARACTER = 1000, 0.5
"""How many mentions a document may have, and how many more for each code point."""


class CheckedRecogniser:
    """Runs a recogniser and hands on only mentions that lie in the text, in order, uncrossed.

    Whatever it raises or gives, ``recognise`` raises nothing. ``complete`` says whether the last
    document was gone through; ``out`` that no document can be, so that asking on is useless.
    ``troubles`` tells, each kind once and counted.
    """

    def __init__(self, recogniser: Recogniser) -> None:
        self._recogniser = recogniser
        self.name = recogniser.name
        self.version = recogniser.version
        self.complete = True
        self.out = False
        self._sentences: list[str] = []
        self._counts: dict[str, int] = {}
        self._places: dict[str, str] = {}
        self._told: set[str] = set()
        self._failures: dict[str, str] = {}

    def recognise(self, document: Document) -> list[Mention]:
        """The usable mentions of the document, in order."""
        self.complete = True
        if self.out:
            self.complete = False
            return []
        try:
            found: Iterable[object] = self._recogniser.recognise(document)
        except IncompleteError as error:
            self.complete = False
            self._say(str(error))
            found = error.mentions
        except InputError as error:
            self.complete, self.out = False, True
            self._say(f"{error} The rest is recognised without it.")
            return []
        except Exception as error:  # (a model is a program: anything can go wrong in it)
            self.complete = False
            self._count(self._failure(error), document)
            return []
        most = _MOST + int(_PER_CHARACTER * len(document.text))
        try:
            given = list(islice(found, most + 1))
        except TypeError:
            self._count("gave no list of mentions", document)
            return []
        if len(given) > most:
            self._count("found too many mentions, of which the rest was left out", document)
        return self._usable(document, given[:most])

    def _failure(self, error: Exception) -> str:
        """What is said of all errors of a type: what the first of them said."""
        reason = harmless_line(" ".join(repr(error).split()))[:200]
        kind = f"could not go through a document ({reason})"
        return self._failures.setdefault(type(error).__name__, kind)

    def _usable(self, document: Document, found: Sequence[object]) -> list[Mention]:
        most = _MOST + int(_PER_CHARACTER * len(document.text))
        if len(found) > most:
            self._count(
                f"found more than {most} mentions, of which the rest was left out", document
            )
            found = found[:most]
        mentions = []
        for one in found:
            mention = self._mention(document, one)
            if mention is not None:
                mentions.append(mention)
        spans = [(m.start, -m.end, m.label, m.source) for m in mentions]
        if any(one > other for one, other in pairwise(spans)):
            self._count("gave mentions that were out of order, which was put right", document)
            mentions = in_order(mentions)
        if len({span[:2] for span in spans}) == len(spans) and _nest(mentions):
            return mentions
        self._count("gave mentions twice or crossing, of which the surest stay", document)
        surest: dict[tuple[int, int, str], Mention] = {}
        for m in mentions:
            kept = surest.setdefault((m.start, m.end, m.label), m)
            if kept.score < m.score:
                surest[m.start, m.end, m.label] = m
        return merge([surest.values()])

    def _mention(self, document: Document, given: object) -> Mention | None:
        """A mention as it can be used; None when it cannot."""
        if not isinstance(given, Mention):
            self._count("gave something that is no mention", document)
            return None
        start, end = given.start, given.end
        if not (type(start) is int and type(end) is int and 0 <= start < end <= len(document.text)):
            self._count("gave a place outside of the text, or an empty one", document)
            return None
        if end - start > LONGEST:
            self._count(f"gave a mention of more than {LONGEST} characters", document)
            return None
        if not (isinstance(given.label, str) and LABEL.fullmatch(given.label)):
            self._count("gave a label that is none (letters, digits, _ and - make one)", document)
            return None
        return self._repaired(document, given)

    def _repaired(self, document: Document, given: Mention) -> Mention:
        text = document.text[given.start : given.end]
        if given.text != text or given.entity:
            given = replace(given, text=text, entity="")
        score = given.score
        if type(score) not in (int, float) or not 0 <= score <= 1:
            self._count("gave a score that is not between 0 and 1, which was put right", document)
            usable = type(score) in (int, float) and not math.isnan(score)
            score = min(max(float(score), 0.0), 1.0) if usable else 0.5
            given = replace(given, score=score)
        if not isinstance(given.source, str) or not given.source:
            given = replace(given, source=self.name)
        return given

    def _say(self, sentence: str) -> None:
        if sentence not in self._told:
            self._told.add(sentence)
            self._sentences.append(sentence)

    def _count(self, kind: str, document: Document) -> None:
        self._counts[kind] = self._counts.get(kind, 0) + 1
        self._places.setdefault(kind, document.id)

    def troubles(self, *, counted: bool = True) -> list[str]:
        """Sentences on what went wrong and was not told yet; a kind that was told is not again.

        Unless ``counted`` only those that count nothing, for they need not wait for the end.
        """
        sentences, self._sentences = self._sentences, []
        if not counted:
            return sentences
        for kind, count in self._counts.items():
            if kind not in self._told:
                self._told.add(kind)
                place = harmless_line(self._places[kind])[:200]
                times = "once" if count == 1 else f"{count} times, first"
                sentences.append(f"The recogniser {self.name} {kind} ({times} in {place}).")
        self._counts.clear()
        return sentences

    def close(self) -> None:
        """Let go of what the recogniser runs, if it runs anything."""
        close = getattr(self._recogniser, "close", None)
        if close is not None:
            close()


def _nest(mentions: Sequence[Mention]) -> bool:
    """Whether of mentions in order none cross."""
    open_: list[int] = []
    for mention in mentions:
        while open_ and open_[-1] <= mention.start:
            open_.pop()
        if open_ and open_[-1] < mention.end:
            return False
        open_.append(mention.end)
    return True
