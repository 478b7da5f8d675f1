"""The words around a quotation that say who speaks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from corpus.quotations.cast import SPEAKERS
from corpus.quotations.subjects import Subjects
from corpus.quotations.tokens import Token
from corpus.quotations.words import (
    ADVERBS,
    NAMING,
    NOUN_MARKERS,
    NOUN_OR_VERB,
    PARTICIPLES,
    PREPOSITIONS,
    PRONOUNS,
    REGARDING,
    SURE,
    VERBS,
    VIETNAMESE,
)

__all__ = ["Cue", "Cues", "Ending"]

_CLAUSE = 40
_LEAD = 4
_STARTS = frozenset(verb[0] for verb in VIETNAMESE)
_find_work = re.compile(
    r"\b(?:chủ đề|khẩu hiệu|tiêu đề|nhan đề|tựa đề|mang tên|có tên|cụm từ|danh hiệu|cuốn sách"
    r"|bộ phim|bài hát|tít|gọi là|" + "|".join(map(re.escape, sorted(NAMING))) + r")\b"
).search


class Cue(NamedTuple):
    """Who speaks, and where the verb stands; (0, 0) for none."""

    speaker: int
    start: int = 0
    end: int = 0


class Ending(NamedTuple):
    """How a quotation ends: by a comma, so that its sentence goes on, or with its sentence."""

    comma: bool
    stop: bool
    opens_sentence: bool


class Cues:
    """Reads the tokens before and after a quotation."""

    def __init__(self, subjects: Subjects) -> None:
        self._subjects = subjects

    def before(self, tokens: Sequence[Token]) -> Cue | None:
        """The cue in the part of a sentence that leads up to a quotation, the nearest first."""
        for at in range(len(tokens) - 1, -1, -1):
            size = _verb(tokens, at)
            if not size:
                continue
            subject = self._subject(tokens, at)
            if subject is not None:
                return _cue(subject, tokens, at, size)
        return self._regarding(tokens) or self._introduced(tokens)

    def _subject(self, tokens: Sequence[Token], at: int) -> int | None:
        verb, subjects = tokens[at].text, self._subjects
        following = tokens[at + 1].text if at + 1 < len(tokens) else ""
        if following == "by" and at + 2 < len(tokens) and verb not in _QUOTING:
            return subjects.right(tokens, at + 2)  # described by X as
        if verb == "saying" and at > 1 and tokens[at - 1].text == "as":
            return self._quoted_as(tokens, at - 1)
        if verb in PARTICIPLES:
            return subjects.of_sentence(tokens[:at])
        return subjects.left(tokens, at)

    def _quoted_as(self, tokens: Sequence[Token], at: int) -> int | None:
        """The speaker of ``quoted X as saying`` and ``X was quoted as saying``."""
        quoted = next((i for i in range(at - 1, -1, -1) if tokens[i].text in _QUOTING), -1)
        if quoted < 0:
            return None
        object_ = self._subjects.right(tokens[:at], quoted + 1)
        return self._subjects.left(tokens, quoted) if object_ is None else object_

    def _regarding(self, tokens: Sequence[Token]) -> Cue | None:
        """``According to X, …``: the name after it."""
        for at, token in enumerate(tokens):
            if not token.is_word or token.text not in REGARDING:
                continue
            rest = at + 1
            if token.text == "according":
                if rest >= len(tokens) or tokens[rest].text != "to":
                    continue
                rest += 1
            subject = self._subjects.right(tokens, rest)
            if subject is not None:
                return Cue(subject, token.start, tokens[rest - 1].end)
        return None

    def _introduced(self, tokens: Sequence[Token]) -> Cue | None:
        """``X: “…”``, and ``X, the economist: “…”``."""
        if len(tokens) < 2 or tokens[-1].text != ":":
            return None
        first = self._head(tokens)
        if first is None:
            return None
        speaker, place = first
        rest = tokens[place + 1 : -1]
        alone = not rest or (rest[0].is_mark and rest[0].text in ",(")
        return Cue(speaker) if alone else None

    def speaks(self, tokens: Sequence[Token]) -> bool:
        """Whether there is any verb of speech, whoever its subject is."""
        return any(_verb(tokens, at) for at in range(len(tokens)))

    def names_work(self, tokens: Sequence[Token], cue: Cue | None) -> bool:
        """Whether what is quoted is a title, a motto or a term, by the words before it."""
        after = cue.end if cue is not None else 0
        tail = [token for token in tokens if token.start >= after]
        if tail and tail[-1].text == ":":
            tail = tail[-20:]
        else:
            tail = [token for token in tail if not token.is_mark][-3:]
        return _find_work(" ".join(token.text for token in tail if token.is_word)) is not None

    def after(  # noqa: PLR0911 - a form each
        self, tokens: Sequence[Token], ending: Ending
    ) -> Cue | None:
        """The cue in the sentence after a quotation."""
        marks, tokens = tokens, _unmarked(tokens)
        if not tokens:
            return None
        if tokens[0].text == ":":
            return self._introduced([*tokens[1:], tokens[0]]) if len(tokens) < 2 * _LEAD else None
        new = tokens[0].capital or bool(tokens[0].label)
        if new and ending.stop and not ending.opens_sentence:
            return None  # the sentence that the quotation was part of is over
        signed = self._signed(marks[: len(marks) - len(tokens)], tokens)
        if signed is not None:
            return signed
        size = _verb(tokens, 0)
        if size and not tokens[0].capital:
            subject = self._subjects.right(tokens, size)
            return None if subject is None else _cue(subject, tokens, 0, size)
        first = self._head(tokens)
        if first is None:
            return self._noun_first(tokens, ending)
        return self._head_first(tokens, *first, ending)

    def _head_first(
        self, tokens: Sequence[Token], speaker: int, place: int, ending: Ending
    ) -> Cue | None:
        """``…,” X told reporters``; after a comma X alone will do, whatever X does."""
        for at in range(place + 1, min(len(tokens), place + _CLAUSE)):
            size = _verb(tokens, at, beside=at == place + 1)
            if size and self._belongs(tokens, at, size, ending):
                return _cue(speaker, tokens, at, size)
            if tokens[at].is_mark and tokens[at].text in ":;":
                break
        following = tokens[place + 1] if place + 1 < len(tokens) else None
        sure = ending.comma and ending.opens_sentence and tokens[place].label in ("PERSON", "")
        if sure and following is not None and following.is_word and not following.capital:
            return _cue(speaker, tokens, place + 1, 1)
        return None

    @staticmethod
    def _signed(marks: Sequence[Token], tokens: Sequence[Token]) -> Cue | None:
        """``“…” — X`` and ``“…” (X, engineer)``: a name alone after a dash or a bracket."""
        opening = next((mark.text for mark in marks if mark.text in "–—-―("), "")
        if not opening or tokens[0].label != "PERSON":
            return None
        alone = len(tokens) == 1 or tokens[1].is_mark
        if opening == "(" or (alone and not any(_verb(tokens, at) for at in range(len(tokens)))):
            return Cue(tokens[0].mention) if alone else None
        return None

    def _head(  # noqa: PLR0911 - a form each
        self, tokens: Sequence[Token]
    ) -> tuple[int, int] | None:
        """The speaker a clause begins with, and the index of the token that names them."""
        for place, token in enumerate(tokens[: _LEAD + 1]):
            if token.label == "PERSON":
                return token.mention, place
            if token.label in SPEAKERS:
                following = tokens[place + 1] if place + 1 < len(tokens) else None
                if following is not None and (
                    following.label == "PERSON" or (token.label == "TITLE" and following.label)
                ):
                    continue
                if following is not None and following.is_mark and following.text in "’'":
                    return None
                speaker = self._subjects.left(tokens[: place + 1], place + 1)
                return None if speaker is None or place > 1 else (speaker, place)
            if token.is_mark or token.label or token.text in PREPOSITIONS:
                return None
            following = tokens[place + 1] if place + 1 < len(tokens) else None
            if token.text in PRONOUNS and (following is None or following.label != "PERSON"):
                speaker = self._subjects.left(tokens[: place + 1], place + 1)
                return None if speaker is None or place else (speaker, place)
            if _verb(tokens, place, beside=False):
                return None
        return None

    def _noun_first(self, tokens: Sequence[Token], ending: Ending) -> Cue | None:
        """``…,” the economist said``: the noun's verb, when the noun opens the clause."""
        for at in range(1, min(len(tokens), _CLAUSE)):
            if tokens[at].is_mark and tokens[at].text in ":;":
                return None
            size = _verb(tokens, at)
            if size and self._belongs(tokens, at, size, ending):
                subject = self._subjects.left(tokens, at)
                if subject is not None:
                    return _cue(subject, tokens, at, size)
        return None

    @staticmethod
    def _belongs(tokens: Sequence[Token], at: int, size: int, ending: Ending) -> bool:
        """Whether a verb after a quotation speaks of it, and does not begin something new."""
        following = tokens[at + size].text if at + size < len(tokens) else "."
        if ending.comma:
            return True
        if following in {"that", "rằng"}:
            return False
        if not ending.stop or (not tokens[0].capital and not tokens[0].label):
            return True
        rest = tokens[at + size :]
        return (
            len(rest) <= _CLAUSE // 4
            and (
                following in ".!"
                or following in PREPOSITIONS
                or following in {"reporters", "later"}
            )
            and all(token.text != ":" for token in rest)
        )


_QUOTING = frozenset({"quoted", "quotes", "quoting", "cited", "citing"})


def _cue(speaker: int, tokens: Sequence[Token], verb: int, size: int) -> Cue:
    return Cue(speaker, tokens[verb].start, tokens[verb + size - 1].end)


def _unmarked(tokens: Sequence[Token]) -> Sequence[Token]:
    """The tokens without the marks they begin with."""
    first = 0
    while first < len(tokens) and tokens[first].is_mark and tokens[first].text not in ":;":
        first += 1
    return tokens[first:]


def _verb(  # noqa: PLR0911 - a kind of word each
    tokens: Sequence[Token], at: int, *, beside: bool | None = None
) -> int:
    """How many tokens a verb of speech takes at an index; 0 when there is none.

    ``beside``: whether a name or pronoun is known to stand right before it.
    """
    token = tokens[at]
    if not token.is_word:
        return 0
    word = token.text
    if word in _STARTS:
        before = tokens[at - 1].text if at else ""
        for size in (3, 2, 1):
            words = tuple(one.text for one in tokens[at : at + size] if one.is_word)
            if len(words) == size and words in VIETNAMESE:
                sure = size > 1 or word in SURE or beside or _stands_beside(tokens, at)
                return size if sure and before not in NOUN_MARKERS else 0
    if word in PARTICIPLES:
        return 1
    if word not in VERBS or (token.capital and at and not tokens[at - 1].is_mark):
        return 0
    if word in {"pointed", "points"}:
        return int(at + 1 < len(tokens) and tokens[at + 1].text == "out")
    if word not in NOUN_OR_VERB or beside:
        return 1
    return int(_stands_beside(tokens, at))


def _stands_beside(tokens: Sequence[Token], at: int) -> bool:
    """Whether a name or a pronoun is next to a word that may be a noun as well."""
    if at + 1 < len(tokens) and tokens[at + 1].text == "by":
        return True
    back = at - 1
    while back >= 0 and tokens[back].is_word and tokens[back].text in ADVERBS:
        back -= 1
    if back >= 0 and (tokens[back].label in SPEAKERS or tokens[back].text in PRONOUNS):
        return True
    if back >= 0 and tokens[back].is_mark and tokens[back].text == ",":
        return any(token.label in SPEAKERS for token in tokens[:back])
    if at + 1 < len(tokens) and at == 0:
        following = tokens[1]
        return following.label in SPEAKERS or following.text in PRONOUNS or following.text == "the"
    return False
