"""What kind of name a capitalised sequence is, by its own words and those around it."""

from __future__ import annotations

from collections.abc import Iterator

from corpus.recognise.claims import Reading
from corpus.recognise.guess import Guess
from corpus.recognise.headlines import is_agency, weak_words, written_small
from corpus.recognise.people import People, is_syllable
from corpus.recognise.sequences import Sequence
from corpus.recognise.tokens import Case, Gap
from corpus.recognise.vocabulary import Vocabulary

__all__ = ["Classifier"]

_MEMBERS = frozenset({"member", "members"})
_LIKELY = 0.8
_STATES = frozenset({"state", "states", "country", "countries", "nations"})


class Classifier:
    """Judges the sequences of one document, and learns from what it has judged."""

    def __init__(self, reading: Reading, words: Vocabulary) -> None:
        self._reading = reading
        self._tokens = reading.tokens
        self._words = words
        self.people = People(reading.tokens, words)
        self._small = written_small(reading)
        self._weak = weak_words(reading, words)
        self._known: dict[str, str] = {}
        self._placed_words: frozenset[str] | None = None
        self._titles: frozenset[int] | None = None
        self._vietnam = "Vietnam" in reading.tokens.words or "Nam" in reading.tokens.words
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
        while (
            first < last
            and tokens.cases[last - 1] == Case.LOWER
            and tokens.gaps[last - 1] != Gap.HYPHEN
        ):
            last -= 1
        if first >= last or is_agency(self._reading, first, last):
            return
        opens = opens and first == sequence.first
        split = self._before_person(first, last)
        if split > first:
            yield Sequence(first, split, opens)
            first, opens = split, False
        honorific = self._past_honorifics(first, last)
        if honorific > first and not self._place(first, last):
            first = honorific
        yield from self._around_membership(Sequence(first, last, opens))

    def _past_honorifics(self, first: int, last: int) -> int:
        tokens = self._tokens
        index = first
        while (
            index < last - 1
            and tokens.lower[index] in self._words.shapes["honorifics"]
            and tokens.gaps[index + 1] in (Gap.SPACE, Gap.DOT)
            and not self._organisation(first, last)
            and index not in self._reading.known  # Major League Baseball
        ):
            index += 1
        return index

    def _before_person(self, first: int, last: int) -> int:
        """Where a person follows a place or body: the Ambassador to the US Nguyen Quoc Dung."""
        end, label = self._reading.known.get(first, (first, ""))
        if label not in ("GPE", "ORG", "NORP") or last - end < 2 or end == first:
            return first
        if self._organisation(first, last) or self._place(first, last):
            return first
        name = self._past_honorifics(end, last)
        if name > end:
            return end
        person = self.people.judge(end, last, weak=end in self._weak)
        if person is not None and person[0] > _LIKELY:
            return end
        tokens = self._tokens
        placed = first and tokens.lower[first - 1] in self._words.shapes["place_before"]
        return end if label == "GPE" and placed and self.people.shape(end, last) else first

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

    def sure(self, part: Sequence) -> Guess | None:
        """The label of a sequence that tells it by itself or by a title before it."""
        first, last = part.first, part.last
        label = self._gazetteer(first, last)
        if label is not None and not self.people.titled(first):
            known = not self._ambiguous(part, label)
            return Guess(first, last, label, "gazetteer", 0.9) if known else None
        if last - first > 1 and not self.people.vietnamese_at(first, last):
            guess = self._by_words(first, last)
            if guess is not None:
                return guess
        if self._after_title(first) and not self.ordinary(part):
            return Guess(first, last, "PERSON", "person.title", 0.85)
        if self._son_said(part):
            return Guess(first, last, "PERSON", "person.vietnamese", 0.6)
        person = self.people.judge(first, last, weak=first in self._weak)
        if person is not None:
            score, family = person
            return Guess(first, last, "PERSON", family, score)
        return None

    def _ambiguous(self, part: Sequence, label: str) -> bool:
        """Whether a name of the gazetteers may be an ordinary word here, or a language."""
        word = self._tokens.lower[part.first]
        if part.last - part.first == 1 and part.opens and word in self._small:
            return True
        if self._congress and word == "congress":
            return True  # short for the event, not the parliament
        return label == "NORP" and self._language(part.first, part.last)

    def _by_words(self, first: int, last: int) -> Guess | None:
        """The label that a word of the sequence tells: Bank, River, Province."""
        if self._organisation(first, last):
            return Guess(first, last, "ORG", "org.word", 0.85)
        place = self._place(first, last)
        if place:
            return Guess(first, last, place, "place.word", 0.85)
        place = self._modified(first, last)
        if place:
            return Guess(first, last, place, "place.part", 0.75)
        if self._team(first, last):
            return Guess(first, last, "ORG", "org.team", 0.75)
        return None

    def _after_title(self, first: int) -> bool:
        """Whether an office ends right before the word, as in PM Chinh."""
        tokens = self._tokens
        if not first or tokens.gaps[first] not in (Gap.SPACE, Gap.DOT):
            return False
        if self._titles is None:
            self._titles = frozenset(
                m.end for m in self._reading.mentions if m.label == "TITLE" and " of " not in m.text
            )
        end = tokens.ends[first - 1]
        return end in self._titles or (tokens.gaps[first] == Gap.DOT and end + 1 in self._titles)

    def _son_said(self, part: Sequence) -> bool:
        """Whether a Vietnamese given name that is also an English word begins the sentence."""
        tokens = self._tokens
        word, after = tokens.lower[part.first], part.first + 1
        if not part.opens or part.last > after or after >= len(tokens) or not self._vietnam:
            return False
        shapes = self._words.shapes
        return (
            tokens.gaps[after] == Gap.SPACE
            and tokens.lower[after] in shapes["speaking"]
            and word in self._words.common
            and word not in shapes["stop"]
            and word != "men"
            and is_syllable(word)
        )

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
        return self.ordinary(part) and not self._short_form(part)

    def _short_form(self, part: Sequence) -> bool:
        """Whether ordinary words may stand for a name: the Committee, the Island."""
        tokens, shapes = self._tokens, self._words.shapes
        if part.opens or tokens.cases[part.first] != Case.CAPITAL:
            return False
        word = tokens.lower[part.last - 1]
        if part.last - part.first > 1:
            return True
        return word not in shapes["event_last"] and any(
            word in shapes[kind]
            for kind in ("organisation_first", "organisation_last", "place_last", "defined_place")
        )

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
