"""What makes a sequence the name of a person: given names, surnames, initials, titles before it."""

from __future__ import annotations

import unicodedata

from corpus.recognise.lexicon import words_in
from corpus.recognise.tokens import Case, Gap, Tokens
from corpus.recognise.vocabulary import Vocabulary

__all__ = ["People", "bare", "is_syllable"]


def bare(word: str) -> str:
    """The word without diacritics, its capitals kept: ``Đặng`` → ``Dang``."""
    if word.isascii():
        return word
    decomposed = unicodedata.normalize("NFD", word)
    kept = "".join(c for c in decomposed if not unicodedata.combining(c))
    return kept.replace("Đ", "D").replace("đ", "d")


class People:
    """Judges whether words of one document name a person."""

    def __init__(self, tokens: Tokens, words: Vocabulary) -> None:
        self._tokens = tokens
        self._words = words
        self._surnames = words.vietnamese["surnames"]
        self._bare_surnames = frozenset(bare(name) for name in self._surnames)
        self._ambiguous = words.vietnamese["english_words"]
        self.titles: set[int] = set()

    def titled(self, first: int) -> bool:
        """Whether an honorific stands right before this word."""
        tokens = self._tokens
        if first == 0 or tokens.gaps[first] not in (Gap.SPACE, Gap.DOT):
            return False
        before = tokens.words[first - 1]
        if before in ("St", "Saint"):
            return tokens.words[first] in self._words.first_names
        return before.lower() in self._words.shapes["honorifics"] and before[0].isupper()

    def judge(  # noqa: PLR0911 - one return a case
        self, first: int, last: int, *, weak: bool
    ) -> tuple[float, str] | None:
        """The score and family of a person's name; None when it need not be one."""
        tokens = self._tokens
        size = last - first
        if size > 6 or any(tokens.cases[i] == Case.FIGURE for i in range(first, last)):
            return None
        if self.titled(first) and not weak:
            return 0.9, "person.honorific"
        if self.vietnamese_at(first, last):
            return 0.9, "person.vietnamese"
        if size == 1 or self._articled(first):
            return None
        if self._hyphenated(first, last):
            return 0.85, "person.hyphen"
        if tokens.words[last - 1] not in self._words.surnames and self.no_name(
            tokens.lower[last - 1]
        ):
            return None
        return self._listed(first, last, weak=weak)

    def _listed(self, first: int, last: int, *, weak: bool) -> tuple[float, str] | None:
        """By given name, initials, suffix or family name."""
        tokens, common = self._tokens, self._words.common
        given, family = tokens.words[first], tokens.words[last - 1]
        if given in self._words.first_names:
            plain = given.lower() in common
            strange = family.lower() not in common or family in self._words.surnames
            if (not plain and (strange or not weak)) or (
                plain and strange and family in self._words.surnames
            ):
                return 0.85, "person.given"
            if not plain or strange:
                return (0.6, "person.given") if not weak else None
        if self._initials(first, last):
            return 0.8, "person.initials"
        if tokens.lower[last - 1] in self._words.shapes["suffixes"] and last - first > 2:
            return 0.8, "person.suffix"
        if last - first <= 3 and family in self._words.surnames and given.lower() not in common:
            return 0.6, "person.surname"
        return None

    def _hyphenated(self, first: int, last: int) -> bool:
        """Whether a hyphen and a small letter are within: Wong Kwok-hing, Abd al-Karim Qasim."""
        tokens = self._tokens
        word = tokens.words[first]
        if word not in self._words.surnames and word not in self._words.first_names:
            return False
        small = tokens.cases[last - 1] == Case.LOWER and tokens.gaps[last - 1] == Gap.HYPHEN
        return small or any(
            tokens.cases[i] == Case.LOWER and tokens.gaps[i + 1] == Gap.HYPHEN
            for i in range(first + 1, last - 1)
        )

    def no_name(self, word: str) -> bool:
        """Whether what ends with this word is named after somebody: the Stanley Cup."""
        shapes = self._words.shapes
        return word in shapes["not_a_name"] or word in shapes["event_last"]

    def _articled(self, first: int) -> bool:
        """Whether ``the`` stands before: the Stanley Cup is nobody."""
        tokens = self._tokens
        return bool(first) and tokens.gaps[first] == Gap.SPACE and tokens.lower[first - 1] == "the"

    def shape(self, first: int, last: int) -> bool:
        """Whether the words could be a name and a surname: two or three, none of them ordinary."""
        tokens = self._tokens
        return 2 <= last - first <= 4 and all(
            tokens.cases[i] == Case.CAPITAL and tokens.lower[i] not in self._words.common
            for i in range(first, last)
            if tokens.cases[i] != Case.LOWER
        )

    def _initials(self, first: int, last: int) -> bool:
        cases = self._tokens.cases
        return (
            cases[last - 1] == Case.CAPITAL
            and any(
                cases[i] == Case.INITIAL and self._tokens.gaps[i + 1] in (Gap.DOT, Gap.SPACE)
                for i in range(first, last - 1)
            )
            and self._tokens.lower[last - 1] not in self._words.common
        )

    def vietnamese_at(self, first: int, last: int) -> bool:  # noqa: PLR0911 - one return a case
        """Whether the words are a Vietnamese name, with or without diacritics."""
        tokens = self._tokens
        size = last - first
        if not 2 <= size <= 5:
            return False
        if any(
            tokens.cases[i] not in (Case.CAPITAL, Case.UPPER)
            or len(tokens.words[i]) > 7
            or tokens.gaps[i] == Gap.HYPHEN
            for i in range(first, last)
        ):
            return False
        surname = tokens.words[first]
        if surname in self._ambiguous and size > 3 and tokens.gaps[first] == Gap.START:
            return False
        if surname.isupper():
            surname = surname.title()
        if surname not in self._surnames and surname not in self._bare_surnames:
            return False
        rest = [bare(tokens.words[i]).lower() for i in range(first + 1, last)]
        if not all(is_syllable(word) for word in rest):
            return False
        if surname in self._ambiguous and size == 2:
            return rest[0] not in self._words.common or rest[0] in ("lam",)
        return not all(word in self._words.common for word in rest) or not surname.isascii()


_ONSETS = (
    *("ngh", "nh", "ng", "ch", "gh", "gi", "kh", "ph", "qu", "th", "tr"),
    *("b", "c", "d", "g", "h", "k", "l", "m", "n", "p", "r", "s", "t", "v", "x", ""),
)
_CODAS = ("ch", "ng", "nh", "c", "m", "n", "p", "t", "")
_NUCLEI = frozenset(
    words_in(
        """
    a e i o u y ia ie iu oa oe oi oo ua ue ui uo uy ai ao au ay eo eu iay uya uye uyu
    yeu ieu uoi uou oai oao oay uay uai uoa ye oeo uao
"""
    )
)


def is_syllable(word: str) -> bool:
    """Whether a word without diacritics can be a Vietnamese syllable."""
    for onset in _ONSETS:
        if word.startswith(onset):
            rest = word[len(onset) :]
            for coda in _CODAS:
                if rest.endswith(coda) and rest[: len(rest) - len(coda)] in _NUCLEI:
                    return True
    return word in ("quoc", "quang", "quan", "quyen", "quynh", "quy")
