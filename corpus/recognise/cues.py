"""What speaks for a person, an organisation or a place at one place where a name stands.

A cue is a short readable name (``after in``, ``before comma and place``). How much each weighs is
in ``data/cues.yaml``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.recognise.claims import Reading
from corpus.recognise.headlines import written_small
from corpus.recognise.people import People
from corpus.recognise.sequences import Sequence
from corpus.recognise.tokens import Case, Gap
from corpus.recognise.vocabulary import Vocabulary

__all__ = ["Cues"]

_CITED = re.compile(r"(?:,? \(?(?:1[89]|20)\d\d[a-z]?\)|,? et al|, (?:1[89]|20)\d\d)")
# What an encyclopaedia says first: X is a village in …, X (born 1950), X was an American singer.
_DEFINED = re.compile(
    r"(?:[ \u00a0]\([^()\n]{0,60}\))?,?[ \u00a0](?:is|was|are|were)[ \u00a0]"
    r"(?:an?|the|one of the)[ \u00a0]"
    r"(?P<kind>[^.;:\n]{1,70})"
)
_BORN = re.compile(r"[ \u00a0]\((?:born|b\.|né|[^()\n]{0,40}\b1\d{3}[ \u00a0]?[-–])")
_PREPOSITIONS = frozenset(
    (
        *("in", "near", "at", "from", "to", "into", "on", "of", "by", "with", "for", "as", "and"),
        *("or", "the", "a", "an", "that", "his", "her", "their", "its", "but", "between", "over"),
        *("than", "through", "across", "under", "against", "like", "including", "when", "while"),
        *("where", "via", "about", "after", "before", "both", "outside", "around", "until"),
    )
)
_NAMING = frozenset(("called", "named", "titled", "entitled", "dubbed", "nicknamed"))
_FOLLOWING = frozenset(
    (
        *("is", "was", "had", "has", "would", "did", "could", "will", "were", "are", "and", "or"),
        *("in", "of", "to", "at", "on", "with", "for", "from", "by", "who", "which", "that", "as"),
        *("the", "a", "after", "where", "when", "but", "became", "began", "does", "can", "should"),
    )
)
_PLACE_ENDINGS = (
    *("ville", "burg", "burgh", "borough", "shire", "stan", "stad", "grad", "heim", "hausen"),
    *("dorf", "wick", "ington", "hampton", "mouth", "minster", "chester", "caster", "field"),
    *("ford", "bridge", "haven", "furt", "berg", "pur", "abad", "nagar", "land", "ton", "ham"),
    *("port", "polis", "sund", "havn", "holm", "vik", "bad", "gorod", "sk", "cester", "bourne"),
    *("combe", "ley"),
)
_FAMILY_ENDINGS = (
    *("son", "sen", "sson", "man", "mann", "ez", "ini", "elli", "etti", "ov", "ova", "ev", "eva"),
    *("sky", "ski", "ska", "vich", "wicz", "ic", "ić", "enko", "uk", "ian", "yan", "dze"),
    *("shvili", "berger", "meyer", "stein", "baum", "feld", "ard", "aud", "eau", "off", "escu"),
    *("oğlu", "oglu", "sami", "nen"),
)
_OPENING = {"(": "bracket", "[": "bracket", '"': "quote", "“": "quote", "‘": "quote", "«": "quote"}


class Cues:
    """Tells the cues of the places of one document."""

    def __init__(self, reading: Reading, words: Vocabulary, people: People) -> None:
        self._reading = reading
        self._tokens = reading.tokens
        self._words = words
        self._people = people
        self._small = written_small(reading)
        self._labels = {m.start: m.label for m in reading.mentions}
        self._ends = {m.end: m.label for m in reading.mentions}

    def of(self, part: Sequence) -> Iterator[str]:
        """The cues of a sequence and of what stands around it."""
        yield from self._own(part)
        for cue in (*self._before(part), *self._after(part)):
            yield cue
            if part.last - part.first == 1:
                yield f"one word {cue}"

    def _own(self, part: Sequence) -> Iterator[str]:
        yield f"words {min(part.last - part.first, 4)}"
        if part.opens:
            yield "opens a sentence"
        yield from self._ordinary(part)
        yield from self._written(part)
        yield from self._listed(part)

    def _ordinary(self, part: Sequence) -> Iterator[str]:
        """How many of its words are ordinary ones, and what they mean if all are."""
        tokens, words = self._tokens, self._words
        first, last = part.first, part.last
        ordinary = sum(tokens.lower[index] in words.common for index in range(first, last))
        if 0 < ordinary < last - first:
            yield "an ordinary word"
        if ordinary < last - first:
            return
        yield "ordinary words"
        yield f"ordinary words {min(last - first, 4)}"
        if tokens.lower[last - 1] in words.shapes["organisation_first"]:
            yield "a body"
        elif tokens.lower[last - 1] in words.shapes["defined_place"]:
            yield "a kind of place"
        if last - first == 1 and tokens.lower[first] in self._small:
            yield "in lower case elsewhere"
        if first and tokens.gaps[first] == Gap.SPACE:
            the = tokens.lower[first - 1] == "the"
            yield "ordinary after the" if the else "ordinary after another"

    def _written(self, part: Sequence) -> Iterator[str]:
        """Capitals, figures and hyphens."""
        tokens = self._tokens
        final = tokens.words[part.last - 1]
        if tokens.cases[part.last - 1] == Case.UPPER:
            yield "capitals"
            yield f"capitals {min(len(final), 5)}"
        elif not final[1:].islower() and final.isalpha():
            yield "capitals inside"
        if any(letter.isdigit() for letter in final):
            yield "a digit"
        if any(tokens.gaps[i] == Gap.HYPHEN for i in range(part.first + 1, part.last)):
            yield "a hyphen"

    def _listed(self, part: Sequence) -> Iterator[str]:
        """What lists of names and the endings of names say."""
        tokens, words = self._tokens, self._words
        first, last = part.first, part.last
        word, final = tokens.words[first], tokens.words[last - 1]
        if tokens.lower[last - 1] in words.shapes["not_a_name"]:
            yield "ends like a work"
        one = last - first == 1
        if word in words.first_names:
            yield "a given name" if one else "begins with a given name"
        if final in words.surnames:
            yield "a family name" if one else "ends with a family name"
        if not one and self._people.shape(first, last):
            yield f"shape of a person {min(last - first, 4)}"
        if not one and final.endswith("s"):
            yield "a plural"
        if final.endswith(_PLACE_ENDINGS):
            yield "ends like a place"
        elif final.endswith(_FAMILY_ENDINGS):
            yield "ends like a family"

    def _before(self, part: Sequence) -> Iterator[str]:
        tokens = self._tokens
        first = part.first
        start = tokens.starts[first]
        mark = self._reading.document.text[start - 1 : start]
        if mark in _OPENING:
            yield f"after {_OPENING[mark]}"
        elif first and not part.opens:
            gap = tokens.gaps[first]
            if gap == Gap.HYPHEN:
                yield "after hyphen"
            elif gap == Gap.POSSESSIVE:
                yield "after possessive"
            elif gap == Gap.COMMA:
                yield "after comma"
                yield from self._like(self._ends.get(tokens.ends[first - 1]), "after comma and")
            elif gap == Gap.SPACE:
                yield from self._after_word(first)

    def _after_word(self, first: int) -> Iterator[str]:
        tokens, shapes = self._tokens, self._words.shapes
        before = tokens.lower[first - 1]
        if before == "of" and first > 1 and tokens.lower[first - 2] in shapes["place_of"]:
            yield "after town of"
        elif before in _PREPOSITIONS:
            yield f"after {before}"
            if before in ("and", "or") and first > 1:
                yield from self._like(self._ends.get(tokens.ends[first - 2]), "after and")
        elif before in shapes["kin"]:
            yield "after kin"
        elif before in shapes["speaking"]:
            yield "after speaking"
        elif before in _NAMING:
            yield "after naming"
        elif tokens.cases[first - 1] == Case.LOWER:
            yield "after a word"
            if before.endswith("ed"):
                yield "after a past verb"
        elif self._ends.get(tokens.ends[first - 1]) == "TITLE":
            yield "after title"

    def _after(self, part: Sequence) -> Iterator[str]:
        tokens, shapes = self._tokens, self._words.shapes
        last = part.last
        end = tokens.ends[last - 1]
        yield from self._definition(end)
        if _CITED.match(self._reading.document.text, end):
            yield "before a year"
        if last >= len(tokens):
            return
        after, gap = tokens.lower[last], tokens.gaps[last]
        if gap in (Gap.SPACE, Gap.COMMA) and after in shapes["speaking"]:
            yield "before speaking"
        elif gap == Gap.COMMA:
            yield "before comma"
            yield from self._like(self._labels.get(tokens.starts[last]), "before comma and")
        elif gap == Gap.POSSESSIVE:
            yield "before possessive"
        elif gap == Gap.HYPHEN:
            yield "before hyphen"
        elif gap == Gap.SPACE and after in _FOLLOWING:
            yield f"before {after}"
            if after in ("and", "or") and last + 1 < len(tokens):
                yield from self._like(self._labels.get(tokens.starts[last + 1]), "before and")
        elif gap == Gap.SPACE and tokens.cases[last] == Case.LOWER:
            yield "before a past verb" if after.endswith("ed") else "before a word"
        elif gap == Gap.START:
            yield "before a stop"

    def _definition(self, end: int) -> Iterator[str]:
        text, shapes = self._reading.document.text, self._words.shapes
        if _BORN.match(text, end):
            yield "defined as a person"
            return
        match = _DEFINED.match(text, end)
        if match is None:
            return
        for word in match["kind"].lower().replace(",", " ").split():
            if word in shapes["defined_place"]:
                yield "defined as a place"
            elif word in shapes["kin"]:
                yield "defined as a person"
            elif word in shapes["defined_organisation"]:
                yield "defined as an organisation"
            elif word not in ("in", "of", "from", "for", "by", "that", "which", "who"):
                continue
            return

    @staticmethod
    def _like(label: str | None, cue: str) -> Iterator[str]:
        """What a list goes on with is mostly of the same kind."""
        if label in ("GPE", "LOC"):
            yield f"{cue} a place"
        elif label in ("PERSON", "ORG"):
            yield f"{cue} {label.lower()}"
