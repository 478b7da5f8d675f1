"""What kind of name a capitalised sequence is, by its own words and those around it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.document import BlockKind
from corpus.recognise.claims import Reading
from corpus.recognise.guess import Guess
from corpus.recognise.people import People
from corpus.recognise.sequences import Sequence
from corpus.recognise.tokens import Case, Gap
from corpus.recognise.vocabulary import Vocabulary

__all__ = ["Classifier"]

_MEMBERS = frozenset({"member", "members"})
_STATES = frozenset({"state", "states", "country", "countries", "nations"})


class Classifier:
    """Judges the sequences of one document, and learns from what it has judged."""

    def __init__(self, reading: Reading, words: Vocabulary) -> None:
        self._reading = reading
        self._tokens = reading.tokens
        self._words = words
        self.people = People(reading.tokens, words)
        self._small = _written_small(reading)
        self._weak = _weak_segments(reading)
        self._known: dict[str, str] = {}
        self._placed_words: frozenset[str] | None = None
        self._congress = any(
            m.label == "EVENT" and m.text.endswith("Congress") for m in reading.mentions
        )

    # -- cutting -----------------------------------------------------------------------------

    def parts(self, sequence: Sequence) -> Iterator[Sequence]:
        """The sequence without what cannot belong to a name, cut where two names meet."""
        tokens, stop = self._tokens, self._words.shapes["stop"]
        first, last = sequence.first, sequence.last
        opens = sequence.opens
        while first < last and (
            tokens.lower[first] in stop
            and not self._gazetteer(first, last)
            and not self.people.vietnamese_at(first, last)
        ):
            first += 1
        while first < last and tokens.cases[last - 1] == Case.LOWER:
            last -= 1
        if first >= last:
            return
        if self._agency(first, last):
            return
        opens = opens and first == sequence.first
        honorific = first
        while (
            honorific < last - 1
            and tokens.lower[honorific] in self._words.shapes["honorifics"]
            and tokens.gaps[honorific + 1] in (Gap.SPACE, Gap.DOT)
            and not self._organisation(first, last)
            and honorific not in self._reading.known  # Major League Baseball
        ):
            honorific += 1
        if honorific > first and not self._place(first, last):
            first = honorific
        yield from self._around_membership(Sequence(first, last, opens))

    def _around_membership(self, sequence: Sequence) -> Iterator[Sequence]:
        """The body and the person on either side of “Member”, which is part of neither name.

        Nor are the states of “Member States”.
        """
        tokens = self._tokens
        first, last = sequence.first, sequence.last
        for index in range(first, last):
            following = tokens.lower[index + 1] if index + 1 < last else ""
            if tokens.lower[index] in _MEMBERS and following not in ("of", "for"):
                if index > first:
                    yield Sequence(first, index, sequence.opens)
                rest = index + 1 + (following in _STATES)
                if rest < last:
                    yield from self._around_membership(Sequence(rest, last, opens=False))
                return
        yield sequence

    # -- clear cases -------------------------------------------------------------------------

    def sure(self, part: Sequence) -> Guess | None:  # noqa: PLR0911 - one return a case
        """The label of a sequence that tells it by itself or by a title before it."""
        first, last = part.first, part.last
        tokens = self._tokens
        label = self._gazetteer(first, last)
        if label is not None and not self.people.titled(first):
            if last - first == 1 and part.opens and tokens.lower[first] in self._small:
                return None
            if self._congress and tokens.words[first] == "Congress":
                return None  # short for the event, not the parliament
            if label == "NORP" and self._language(first, last):
                return None
            return Guess(first, last, label, "gazetteer", 0.9)
        if last - first > 1 and not self.people.vietnamese_at(first, last):
            if self._organisation(first, last):
                return Guess(first, last, "ORG", "org.word", 0.85)
            place = self._place(first, last)
            if place:
                return Guess(first, last, place, "place.word", 0.85)
            part_of = self._modified(first, last)
            if part_of:
                return Guess(first, last, part_of, "place.part", 0.75)
            if self._team(first, last):
                return Guess(first, last, "ORG", "org.team", 0.75)
        person = self.people.judge(first, last, weak=first in self._weak)
        if person is not None:
            score, family = person
            return Guess(first, last, "PERSON", family, score)
        return None

    def doubtful(self, guess: Guess) -> bool:
        """Whether a place of the gazetteers may be the short form of a person's name here."""
        word = self._tokens.words[guess.first]
        if guess.last - guess.first > 1 or guess.label not in ("GPE", "LOC"):
            return False
        if word not in self._words.first_names and word not in self._words.surnames:
            return False
        if self._placed_words is None:
            self._placed_words = frozenset(
                self._tokens.words[first]
                for first, (last, _) in self._reading.known.items()
                if last - first == 1 and self._placed(first, last)
            )
        return word not in self._placed_words

    def _placed(self, first: int, last: int) -> bool:
        """Whether ``in`` stands before the word, or a comma and a place after it."""
        tokens = self._tokens
        if first and tokens.gaps[first] == Gap.SPACE and tokens.lower[first - 1] in ("in", "near"):
            return True
        after = self._reading.known.get(last)
        return after is not None and after[1] == "GPE" and tokens.gaps[last] == Gap.COMMA

    def learn(self, guess: Guess) -> None:
        """Remember a name: its short forms are then known in the rest of the document."""
        tokens = self._tokens
        words = tokens.words[guess.first : guess.last]
        self._known.setdefault(" ".join(words), guess.label)
        if guess.label == "PERSON" and guess.score >= 0.5 and len(words) > 1:
            for word in (words[-1], words[0]):
                if len(word) > 1:
                    self._known.setdefault(word, "PERSON")
        elif guess.label == "ORG" and len(words) > 1:
            initials = "".join(word[0] for word in words if word[0].isupper())
            if len(initials) > 1:
                self._known.setdefault(initials, "ORG")

    # -- unclear ones ------------------------------------------------------------------------

    def known(self, part: Sequence) -> Guess | None:
        """The label of a name or short form whose full name the document has told."""
        first, last = part.first, part.last
        tokens = self._tokens
        label = self._known.get(" ".join(tokens.words[first:last]))
        if label is None or (last - first == 1 and self._language(first, last)):
            return None
        if part.opens and self.ordinary(part) and tokens.lower[first] in self._small:
            return None
        return Guess(first, last, label, "known", 0.8)

    def inside(self, part: Sequence) -> Iterator[Guess]:
        """Gazetteer names within a longer sequence whose other words are ordinary ones."""
        found: list[Guess] = []
        tokens = self._tokens
        inner = range(part.first + 1, part.last)
        if not inner:
            return
        headline = part.first in self._weak
        apart = headline or any(tokens.gaps[i] == Gap.HYPHEN for i in inner)
        index = part.first
        while index < part.last:
            name = self._reading.known.get(index)
            if name is not None and name[0] <= part.last and name[1] not in ("LAW", "EVENT"):
                if apart or (name[1] == "ORG" and name[0] - index > 1):
                    found.append(Guess(index, name[0], name[1], "gazetteer.part", 0.7))
                index = name[0]
                continue
            if not self._plain(index) and self._tokens.lower[index] not in ("and", "of"):
                return
            index += 1
        yield from found

    def hopeless(self, part: Sequence) -> bool:
        """Whether a sequence should not be guessed at: a language, a heading, ordinary words."""
        if part.last - part.first == 1 and (
            self._language(part.first, part.last)
            or (self._congress and self._tokens.words[part.first] == "Congress")
        ):
            return True
        if part.first in self._weak:
            return True
        return self.ordinary(part) and (
            part.opens or self._tokens.cases[part.first] != Case.CAPITAL
        )

    def _agency(self, first: int, last: int) -> bool:
        """Whether the word is a news agency's code before a report or in a credit."""
        tokens = self._tokens
        if tokens.cases[first] != Case.UPPER or last - first > 1:
            return False
        text = self._reading.document.text
        start, end = tokens.starts[first], tokens.ends[last - 1]
        if text[end : end + 1] == "/" and text[start - 1 : start] in (" ", "\u00a0", "("):
            return True
        if tokens.gaps[first] != Gap.START and text[start - 1 : start] != ".":
            return False
        line = text.rfind("\n", max(0, start - 12), start) + 1 or max(0, start - 12)
        if start - line >= 12:
            return False
        return bool(_DATELINE.match(text, line)) and self._gazetteer(first, last) != "GPE"

    def _language(self, first: int, last: int) -> bool:
        """Whether a people's name is that of its language: ``in French``, ``Thai lessons``."""
        tokens, shapes = self._tokens, self._words.shapes
        if last - first > 1:
            return False
        known = tokens.lower[first] in shapes["languages"]
        if not known and self._gazetteer(first, last) != "NORP":
            return False
        near = last < len(tokens) and tokens.gaps[last] in (Gap.SPACE, Gap.HYPHEN)
        after = tokens.lower[last] if near else ""
        if after in shapes["language_after"]:
            return True
        noun = bool(after) and after not in shapes["stop"] and tokens.cases[last] == Case.LOWER
        if noun or first == 0 or tokens.gaps[first] != Gap.SPACE:
            return known and not noun
        before = tokens.lower[first - 1]
        return before in shapes["language_before"] or (known and before != "the")

    def ordinary(self, part: Sequence) -> bool:
        """Whether the words are ordinary ones that only happen to be written with a capital."""
        tokens = self._tokens
        if part.last - part.first == 1:
            word = tokens.lower[part.first]
            if len(word) == 1 or tokens.cases[part.first] == Case.INITIAL:
                return True
            if tokens.cases[part.first] == Case.UPPER:
                return word in self._words.shapes["not_organisations"] or (
                    word in self._words.common and len(word) > 3
                )
            return word in self._words.common or (part.opens and word in self._small)
        return all(self._plain(i) for i in range(part.first, part.last))

    def _plain(self, index: int) -> bool:
        tokens = self._tokens
        return (
            tokens.lower[index] in self._words.common
            or tokens.cases[index] == Case.LOWER
            or tokens.lower[index] in self._words.shapes["not_organisations"]
        )

    # -- words -------------------------------------------------------------------------------

    def _gazetteer(self, first: int, last: int) -> str | None:
        found = self._reading.known.get(first)
        return found[1] if found is not None and found[0] == last else None

    def _organisation(self, first: int, last: int) -> bool:
        lower, shapes = self._tokens.lower, self._words.shapes
        if lower[last - 1] in shapes["organisation_last"]:
            return True
        for index in range(first, last - 1):
            if lower[index] in shapes["organisation_first"] and lower[index + 1] in (
                "of",
                "for",
                "on",
                "and",
            ):
                return True
        return False

    def _modified(self, first: int, last: int) -> str:
        """The label of a place with a direction or a people before it: Roman Britain, East Java."""
        place = self._reading.known.get(first + 1)
        if place is None or place[0] != last or place[1] not in ("GPE", "LOC"):
            return ""
        before = self._reading.known.get(first)
        people = before is not None and before == (first + 1, "NORP")
        if not people and self._tokens.lower[first] not in self._words.shapes["directions"]:
            return ""
        return place[1] if self._tokens.gaps[first + 1] == Gap.SPACE else ""

    def _team(self, first: int, last: int) -> bool:
        """Whether a place and a plural follow one another: the Boston Bruins."""
        place = self._reading.known.get(first)
        if place is None or place[1] != "GPE" or not 1 <= last - place[0] <= 2:
            return False
        tokens = self._tokens
        plural = tokens.lower[last - 1]
        return (
            plural.endswith("s")
            and not plural.endswith(("ss", "us", "is"))
            and tokens.cases[last - 1] == Case.CAPITAL
            and all(tokens.gaps[i] == Gap.SPACE for i in range(place[0], last))
            and not self.people.no_name(plural)
            and tokens.words[last - 1] not in self._words.surnames
            and last - 1 not in self._reading.known
        )

    def _place(self, first: int, last: int) -> str:
        lower, shapes = self._tokens.lower, self._words.shapes
        if lower[last - 1] in shapes["state_last"]:
            return "GPE"
        if lower[last - 1] in shapes["place_last"]:
            return "LOC"
        if lower[first] in shapes["state_first"] and lower[first + 1] == "of":
            return "GPE"
        if lower[first] in shapes["place_first"]:
            return "LOC"
        return ""


def _written_small(reading: Reading) -> frozenset[str]:
    """The words the document also writes in lower case."""
    tokens = reading.tokens
    return frozenset(
        word for word, case in zip(tokens.words, tokens.cases, strict=True) if case == Case.LOWER
    )


_DATELINE = re.compile(r"[ \t(]{0,3}[A-ZĐ0-9]{2,12}(?:\.[A-Z]{2,4})?\)?[ \u00a0][-–—][ \u00a0]")


def _weak_segments(reading: Reading) -> frozenset[int]:
    """Indices of words in titles and headings where capitals say little, and in boilerplate."""
    tokens = reading.tokens
    weak: set[int] = set()
    count = len(tokens)
    first = 0
    while first < count:
        last = first + 1
        while last < count and tokens.gaps[last] != Gap.START:
            last += 1
        long = [i for i in range(first, last) if tokens.ends[i] - tokens.starts[i] > 3]
        capital = sum(tokens.cases[i] in (Case.CAPITAL, Case.UPPER) for i in long)
        if len(long) >= 4 and capital >= 0.75 * len(long):
            weak.update(range(first, last))
        first = last
    spans = [b.span for b in reading.document.blocks if b.kind == BlockKind.BOILERPLATE]
    if spans:
        index = 0
        for span in spans:
            while index < count and tokens.starts[index] < span.start:
                index += 1
            while index < count and tokens.starts[index] < span.end:
                weak.add(index)
                index += 1
    return frozenset(weak)
