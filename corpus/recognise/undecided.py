"""Names that no list and no word of their own explains: every place they stand at votes.

The votes of all places in the document are counted together, so that one telling place (``in
Reston``, ``says Dua``) labels the name everywhere.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from corpus.recognise.claims import Reading
from corpus.recognise.guess import Guess
from corpus.recognise.people import People
from corpus.recognise.sequences import Sequence
from corpus.recognise.tokens import Case, Gap
from corpus.recognise.vocabulary import Vocabulary

__all__ = ["Undecided"]

_PLACE_ENDING = re.compile(
    r"(?:ville|burg|burgh|borough|shire|stan|stad|grad|heim|hausen|dorf|wick|ington|hampton|mouth"
    r"|minster|chester|caster|field|ford|bridge|haven|furt|berg|pur|abad|nagar)$"
)
_CITED = re.compile(r"(?:,? \(?(?:1[89]|20)\d\d[a-z]?\)|,? et al|, (?:1[89]|20)\d\d)")
_ENOUGH = 2
_CERTAIN = 3
# What an encyclopaedia says first: X is a village in …, X (born 1950), X was an American singer.
_DEFINED = re.compile(
    r"(?:[ \u00a0]\([^()\n]{0,60}\))?,?[ \u00a0](?:is|was|are|were)[ \u00a0]"
    r"(?:an?|the|one of the)[ \u00a0]"
    r"(?P<kind>[^.;:\n]{1,70})"
)
_BORN = re.compile(r"[ \u00a0]\((?:born|b\.|né|[^()\n]{0,40}\b1\d{3}[ \u00a0]?[-–])")


class Undecided:
    """Collects sequences of one document and decides on all of them together."""

    def __init__(self, reading: Reading, words: Vocabulary, people: People) -> None:
        self._reading = reading
        self._tokens = reading.tokens
        self._words = words
        self._people = people
        self._parts: list[tuple[Sequence, str]] = []
        self._votes: dict[str, Counter[str]] = {}
        self._inside: Counter[str] = Counter()

    def add(self, part: Sequence, *, countable: bool) -> None:
        """Take a sequence in; one that is not ``countable`` is only labelled, it has no vote."""
        name = " ".join(self._tokens.words[part.first : part.last])
        self._parts.append((part, name))
        if countable:
            votes = self._votes.setdefault(name, Counter())
            for label, weight in self._vote(part):
                votes[label] += weight
            self._inside[name] += not part.opens

    def decided(self) -> Iterator[Guess]:
        """A guess for every sequence whose votes suffice."""
        labels = {name: self._label(name) for name in self._votes}
        for part, name in self._parts:
            label, score = labels.get(name, ("", 0.0))
            weak = label != "PERSON" and (
                name not in self._votes or self._votes[name][label] < _CERTAIN
            )
            if label and not (part.opens and not self._inside[name] and weak):
                yield Guess(part.first, part.last, label, "guess", score)

    def _label(self, name: str) -> tuple[str, float]:
        votes = self._votes[name]
        if not votes:
            return "", 0.0
        label = min(votes, key=lambda key: (-votes[key], key))
        weight = votes[label]
        if weight < _ENOUGH:
            return "", 0.0
        return label, min(0.7, 0.3 + 0.1 * weight)

    def _vote(self, part: Sequence) -> Iterator[tuple[str, int]]:
        yield from self._by_itself(part)
        yield from self._by_what_precedes(part)
        yield from self._by_what_follows(part)

    def _by_itself(self, part: Sequence) -> Iterator[tuple[str, int]]:
        tokens = self._tokens
        first, last = part.first, part.last
        if tokens.lower[last - 1] in self._words.shapes["not_a_name"]:
            return
        word = tokens.words[first]
        if last - first > 1:
            if self._people.shape(first, last):
                yield "PERSON", 2
            yield "ORG", 1
            return
        if word in self._words.first_names:
            yield "PERSON", 3
        elif word in self._words.surnames:
            yield "PERSON", 2
        if tokens.cases[first] == Case.UPPER and len(word) <= 7:
            yield "ORG", 2
        elif not word[1:].islower() and word.isalpha():
            yield "ORG", 1
        if _PLACE_ENDING.search(word):
            yield "GPE", 1

    def _by_what_precedes(self, part: Sequence) -> Iterator[tuple[str, int]]:
        tokens, shapes = self._tokens, self._words.shapes
        first = part.first
        if not first or tokens.gaps[first] not in (Gap.SPACE, Gap.HYPHEN):
            return
        before = tokens.lower[first - 1]
        if before in shapes["place_before"]:
            yield "GPE", 2 if before in ("in", "near") else 1
        elif before == "of" and first > 1 and tokens.lower[first - 2] in shapes["place_of"]:
            yield "GPE", 3
        elif before in ("says", "said", "asked", "by") or before in shapes["kin"]:
            yield "PERSON", 2
        elif before == "the":
            yield "ORG", 1
        elif before in ("and", "or") and first > 1:
            yield from self._like(first - 2)

    def _by_what_follows(self, part: Sequence) -> Iterator[tuple[str, int]]:
        tokens, shapes = self._tokens, self._words.shapes
        last = part.last
        yield from self._definition(tokens.ends[last - 1])
        if _CITED.match(self._reading.document.text, tokens.ends[last - 1]):
            yield "PERSON", 2
        if last >= len(tokens):
            return
        after = tokens.lower[last]
        gap = tokens.gaps[last]
        if gap in (Gap.SPACE, Gap.COMMA) and after in shapes["speaking"]:
            yield "PERSON", 2
        elif gap == Gap.COMMA:
            place = self._reading.known.get(last)
            if place is not None and place[1] == "GPE":
                yield "GPE", 3
            elif tokens.words[last] in self._words.surnames:
                yield "PERSON", 1
        elif gap == Gap.SPACE and after in ("was", "had", "would", "has", "did", "could"):
            yield "PERSON", 1
        elif gap == Gap.SPACE and after in ("and", "or") and last + 1 < len(tokens):
            yield from self._like(last + 1)

    def _definition(self, end: int) -> Iterator[tuple[str, int]]:
        text, shapes = self._reading.document.text, self._words.shapes
        if _BORN.match(text, end):
            yield "PERSON", _CERTAIN
            return
        match = _DEFINED.match(text, end)
        if match is None:
            return
        for word in match["kind"].lower().replace(",", " ").split():
            if word in shapes["defined_place"]:
                yield "GPE", _CERTAIN
            elif word in shapes["kin"]:
                yield "PERSON", _CERTAIN
            elif word in shapes["defined_organisation"]:
                yield "ORG", _CERTAIN
            elif word not in ("in", "of", "from", "for", "by", "that", "which", "who"):
                continue
            return

    def _like(self, index: int) -> Iterator[tuple[str, int]]:
        """The label of what stands on the other side of an ``and``."""
        place = self._reading.known.get(index)
        if place is not None and place[1] in ("GPE", "ORG"):
            yield place[1], 1
        elif self._tokens.words[index] in self._words.first_names:
            yield "PERSON", 1
