"""Who is spoken of in a document: whom a pronoun, a title or a noun stands for."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Sequence
from itertools import islice

from corpus.entity import Mention
from corpus.quotations.tokens import Names
from corpus.quotations.words import BODIES, FEMALE, MALE, PREPOSITIONS

__all__ = ["SPEAKERS", "UNKNOWN", "Cast"]

SPEAKERS = frozenset({"PERSON", "ORG", "GPE", "TITLE"})
"""The labels of those who can speak."""

UNKNOWN = -1
"""Somebody speaks whom no mention names."""

_REACH = 4_000
_MOST = 24
_MOST_TITLES = 500
_find_end = re.compile(r"[.!?…][\"”’»)]*\s|\n").finditer
_last_word = re.compile(r"(\w+)[.’']?\s*$").search
_title_words = re.compile(r"\w+").findall
_RANKS = frozenset(
    "deputy vice former ex assistant acting under associate junior phó nguyên cựu".split()  # noqa: SIM905
)


class Cast:
    """The people of one document, as far as quotations need to know them.

    ``hidden`` are stretches whose names count for nothing here, in order: quotations, captions and
    furniture. Every answer is the index of a mention, or ``UNKNOWN``.
    """

    def __init__(
        self, text: str, mentions: Sequence[Mention], hidden: Sequence[tuple[int, int]]
    ) -> None:
        self.text = text
        self.mentions = mentions
        starts: list[int] = []
        ends: list[int] = []
        labels: list[str] = []
        indices: list[int] = []
        self.names = Names(starts, ends, labels, indices)
        after = 0
        for index, mention in enumerate(mentions):
            if after <= mention.start < mention.end <= len(text):
                starts.append(mention.start)
                ends.append(mention.end)
                labels.append(mention.label)
                indices.append(index)
                after = mention.end
        self._people = [
            number
            for number, label in enumerate(labels)
            if label == "PERSON" and not _covered(hidden, starts[number])
        ]
        self._people_starts = [starts[number] for number in self._people]
        self._sexes: dict[str, str] | None = None
        self._holders: dict[frozenset[str], dict[str, int]] | None = None
        self._holder_of: dict[frozenset[str], tuple[str, int]] = {}

    def key(self, index: int) -> str:
        """Who a mention of a person is: the entity, or the last word of the name."""
        mention = self.mentions[index]
        if mention.entity:
            return mention.entity
        return _key(mention.text)

    def person(self, at: int, *, sex: str = "") -> int:
        """The last person of a sex who is spoken of before a place, subjects first.

        The sex of most people is not known; then it fits.
        """
        names, text = self.names, self.text
        number = bisect_left(self._people_starts, at) - 1
        lowest = max(0, number - _MOST)
        fallback = UNKNOWN
        while number >= lowest and self._people_starts[number] > at - _REACH:
            opens = self._sentence_start(self._people_starts[number])
            first = bisect_left(self._people_starts, opens)
            those = [
                self._people[i]
                for i in range(max(first, lowest), number + 1)
                if self.fits(names.indices[self._people[i]], sex)
            ]
            for one in those:
                before = _last_word(text[max(0, names.starts[one] - 16) : names.starts[one]])
                if before is None or before[1].lower() not in PREPOSITIONS:
                    return names.indices[one]
            if those and fallback < 0:
                fallback = names.indices[those[0]]
            number = min(first, number) - 1
        return fallback

    def fits(self, index: int, sex: str) -> bool:
        """Whether a person may be of this sex (``f``, ``m``, or empty for either)."""
        if not sex:
            return True
        if self._sexes is None:
            self._sexes = self._find_sexes()
        mention = self.mentions[index]
        known = self._sexes.get(mention.entity, "") or self._sexes.get(_key(mention.text), "")
        return known in ("", sex)

    def _find_sexes(self) -> dict[str, str]:
        """What honorifics and names tell; what is told both ways is not known."""
        found: dict[str, str] = {}
        for number in self._people:
            start = self.names.starts[number]
            mention = self.mentions[self.names.indices[number]]
            before = _last_word(self.text[max(0, start - 12) : start])
            word = unicodedata.normalize("NFC", before[1]).lower() if before else ""
            sex = "m" if word in MALE else "f" if word in FEMALE else _sex_of(mention.text)
            if sex:
                for key in {mention.entity, _key(mention.text)} - {""}:
                    found[key] = sex if found.get(key, sex) == sex else "?"
        return {key: sex for key, sex in found.items() if sex != "?"}

    def body(self, noun: str, at: int) -> int:
        """The last organisation before a place that a noun such as ``ministry`` stands for.

        Without a noun it is the last of all.
        """
        names = self.names
        last = UNKNOWN
        number = bisect_left(names.starts, at) - 1
        for other in range(number, max(-1, number - 4 * _MOST), -1):
            if names.labels[other] != "ORG":
                continue
            text = self.text[names.starts[other] : names.ends[other]].lower()
            if noun in text:
                return names.indices[other]
            if last < 0 and not any(body in text for body in BODIES):
                last = names.indices[other]
        return last if noun in {"company", "firm", "bank", "group", "agency", "club"} else UNKNOWN

    def called(self, noun: str, at: int) -> int:
        """The person who was called by a noun (``an economist``), else the last one spoken of."""
        text = self.text
        place = text.rfind(noun, max(0, at - _REACH), at)
        while place > 0 and text[place - 1].isalnum():
            place = text.rfind(noun, max(0, at - _REACH), place)
        if place < 0:
            return self.person(at)
        names = self.names
        opens = self._sentence_start(place)
        before = bisect_left(self._people_starts, place)
        if before < len(self._people):
            following = self._people[before]
            gap = text[place + len(noun) : names.starts[following]]
            if len(gap) < 4:
                return names.indices[following]
        if before and self._people_starts[before - 1] >= opens:
            return names.indices[self._people[before - 1]]
        last = self._people_starts[before - 1] if before else -1
        closes = text.find(".", place, at)
        after = bisect_left(self._people_starts, closes if closes >= 0 else at)
        if before < after and last < opens:
            return names.indices[self._people[before]]
        return UNKNOWN

    def holder(self, index: int) -> int:
        """The person who holds the title of a mention, when there is exactly one; else the title.

        The nearest mention of the person before the title is given, or the first after it.
        """
        title = self.mentions[index]
        wanted = frozenset(_title_words(title.text.lower()))
        if wanted not in self._holder_of:
            self._holder_of[wanted] = self._find_holder(wanted)
        key, first = self._holder_of[wanted]
        if not key:
            return index
        number = bisect_left(self._people_starts, title.start) - 1
        for other in range(number, max(-1, number - 8 * _MOST), -1):
            person = self.names.indices[self._people[other]]
            if self.key(person) == key:
                return person
        return first

    def _find_holder(self, wanted: frozenset[str]) -> tuple[str, int]:
        """The key and the first mention of the one who holds a title; an empty key for none."""
        if self._holders is None:
            self._holders = self._find_holders()
        those = dict(self._holders.get(wanted, {}))
        if not those:
            for words, people in islice(self._holders.items(), _MOST_TITLES):
                if wanted < words and words & _RANKS == wanted & _RANKS:
                    those = people | those
        return next(iter(those.items())) if len(those) == 1 else ("", UNKNOWN)

    def _find_holders(self) -> dict[frozenset[str], dict[str, int]]:
        """For the words of each title those by whose names it stands, and where first."""
        found: dict[frozenset[str], dict[str, int]] = {}
        starts, ends, labels, indices = self.names
        for number, label in enumerate(labels):
            if label != "TITLE":
                continue
            words = frozenset(_title_words(self.text[starts[number] : ends[number]].lower()))
            person = self._beside(number)
            if person >= 0 and words:
                people = found.setdefault(words, {})
                if len(people) < 2:  # two are as good as many: the title tells nobody
                    people.setdefault(self.key(indices[person]), indices[person])
        return found

    def _beside(self, title: int) -> int:
        """The number of the person's name that stands right after or before a title, or -1."""
        starts, ends, labels, _ = self.names
        following = title
        while following + 1 < len(starts) and labels[following] == "TITLE":
            gap = self.text[ends[following] : starts[following + 1]]
            if gap.strip(" \u00a0\n.,") not in {"", "and", "và", "&"} or len(gap) > 6:
                break
            following += 1
        if labels[following] == "PERSON":
            gap = self.text[ends[following - 1] : starts[following]]
            if "," not in gap and gap.strip(" \u00a0\n.") == "":
                return following
        if title and labels[title - 1] == "PERSON":
            gap = self.text[ends[title - 1] : starts[title]]
            if gap.strip(" \u00a0\n") in {",", ", the", "(", ", then", ", now", ", là", "–"}:
                return title - 1
        return -1

    def _sentence_start(self, at: int) -> int:
        """Where the sentence begins that a place is in; looks back a little way."""
        low = max(0, at - 600)
        opens = low
        for match in _find_end(self.text, low, at):
            opens = match.end()
        return opens


def _key(name: str) -> str:
    words = name.split()
    return unicodedata.normalize("NFC", words[-1]).lower() if words else ""


def _sex_of(name: str) -> str:
    """What the middle word of a Vietnamese name tells."""
    words = [unicodedata.normalize("NFC", word).lower() for word in name.split()]
    if len(words) < 3:
        return ""
    return "f" if words[1] in {"thị", "thi"} else "m" if words[1] in {"văn", "van"} else ""


def _covered(stretches: Sequence[tuple[int, int]], at: int) -> bool:
    """Whether a place is within one of these stretches, which are in order."""
    number = bisect_left(stretches, (at + 1, -1)) - 1
    return number >= 0 and stretches[number][0] <= at < stretches[number][1]
