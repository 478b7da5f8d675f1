"""Who does what a verb says: its subject in the words to the left or to the right of it."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.quotations.cast import SPEAKERS, UNKNOWN, Cast
from corpus.quotations.tokens import Token
from corpus.quotations.words import (
    ADVERBS,
    BODIES,
    DEFINITE,
    FEMALE,
    INDEFINITE,
    MALE,
    PREPOSITIONS,
    PRONOUNS,
    THINGS,
    VOICES,
)

__all__ = ["Subjects"]

_APPOSITION = 60
_NOUN_PHRASE = 8
_RELATIVE = frozenset({"who", "which", "người", "that"})
_JOINING = frozenset({"and", "but", "then", "or", "và", "rồi", "nhưng", "y", "et", "und"})
_CLOSING = {",": ",", ")": "(", "–": "–", "—": "—", "-": "-"}


class Subjects:
    """Finds speakers in tokens. An answer is a mention's index, ``UNKNOWN``, or None for nobody."""

    def __init__(self, cast: Cast) -> None:
        self._cast = cast

    def left(  # noqa: PLR0911 - a form each
        self, tokens: Sequence[Token], verb: int
    ) -> int | None:
        """The subject that stands before the verb at an index."""
        at = self._over_adverbs(tokens, verb - 1)
        if at < 0:
            return None
        token = tokens[at]
        if token.is_mark:
            return self._before_apposition(tokens, at) if token.text in _CLOSING else None
        if not token.is_word:
            return self._named(tokens, at)
        if token.text in PRONOUNS:
            return self._pronoun(token)
        if token.text == "it":
            return self._cast.body("", token.start)
        if token.text in _RELATIVE:
            back = at - 1
            if back >= 0 and tokens[back].text == ",":
                back -= 1
            return self._named(tokens, back) if back >= 0 and tokens[back].label else None
        if token.text in _JOINING:
            return self.of_sentence(tokens[:at])
        if token.text in {"to", "không", "của"} or token.text in PREPOSITIONS:
            return None
        return self._noun(tokens, at)

    def _over_adverbs(self, tokens: Sequence[Token], at: int) -> int:
        """The index left of adverbs, auxiliaries and dates."""
        while at >= 0:
            token = tokens[at]
            if token.is_word:
                if token.text not in ADVERBS and not (
                    token.text.endswith("ly") and not token.capital and len(token.text) > 4
                ):
                    return at
            elif token.label == "DATE":
                if at and tokens[at - 1].is_word and tokens[at - 1].text in PREPOSITIONS:
                    at -= 1
            else:
                return at
            at -= 1
        return at

    def _before_apposition(self, tokens: Sequence[Token], at: int) -> int | None:
        """The name before what stands between two commas or brackets."""
        opening = _CLOSING[tokens[at].text]
        other: int | None = None
        for back in range(at - 1, max(0, at - _APPOSITION), -1):
            if not tokens[back].is_mark or tokens[back].text != opening:
                continue
            before = tokens[back - 1]
            if before.label == "PERSON":
                return self._named(tokens, back - 1)
            if back == at - 2 and tokens[at - 1].label == "PERSON":
                return tokens[at - 1].mention  # the owner, Peter Brown, said
            if before.label in SPEAKERS and other is None:
                other = self._named(tokens, back - 1)
            if before.is_word and before.text in PRONOUNS:
                return self._pronoun(before)
        return other

    def _named(self, tokens: Sequence[Token], at: int) -> int | None:
        """The speaker when a name stands at an index: it, or what it belongs to."""
        token = tokens[at]
        if token.label not in SPEAKERS:
            return self._owner(tokens, at) if token.label in {"LOC", "LAW", "EVENT"} else None
        before = tokens[at - 1] if at else None
        if before is not None and before.is_word and before.text in {"the", "its"} and at > 1:
            before, at = tokens[at - 2], at - 1
        if before is not None and before.is_word and before.text in PREPOSITIONS and at > 1:
            return self._owner(tokens, at)
        if token.label == "TITLE":
            return self._cast.holder(token.mention)
        return token.mention

    def _owner(self, tokens: Sequence[Token], at: int) -> int | None:
        """Who is meant by ``X of the Ministry`` and ``a statement by the Ministry``."""
        place, token = at - 1, tokens[at]
        while place >= 0 and tokens[place].is_word and tokens[place].text in DEFINITE:
            place -= 1
        if place < 0 or not tokens[place].is_word or tokens[place].text not in PREPOSITIONS:
            return UNKNOWN
        if place == 0:
            return None
        head = tokens[place - 1]
        if head.label in {"PERSON", "TITLE", "ORG"}:
            return self._named(tokens, place - 1)
        if head.is_word and head.text in VOICES:
            return token.mention if token.mention >= 0 else tokens[at + 1].mention
        if head.is_mark or (place > 1 and head.is_word and head.text in PREPOSITIONS):
            return None
        return UNKNOWN

    def _pronoun(self, token: Token) -> int:
        sex = "m" if token.text in MALE else "f" if token.text in FEMALE else ""
        return self._cast.person(token.start, sex=sex)

    def _noun(self, tokens: Sequence[Token], at: int) -> int | None:
        """Who ``the economist`` is; ``an economist`` and ``officials`` are nobody known."""
        noun = tokens[at]
        names: list[Token] = []
        for back in range(at - 1, max(-1, at - _NOUN_PHRASE), -1):
            token = tokens[back]
            if token.is_word and token.text in DEFINITE:
                if back > 1 and tokens[back - 1].is_word and tokens[back - 1].text in PREPOSITIONS:
                    return self._ruling(tokens, back - 2)
                return self._definite(noun, names, plural=_is_plural(noun.text))
            if token.is_mark and token.text in "’'":
                continue
            if token.is_mark or (token.is_word and token.text in INDEFINITE):
                break
            if token.label:
                names.append(token)
            elif token.text in PREPOSITIONS:
                return self._ruling(tokens, back - 1) if back else None
        bodies = [name for name in names if name.label in {"ORG", "GPE"}]
        if noun.text in VOICES and bodies:
            return bodies[0].mention
        return UNKNOWN

    def _ruling(self, tokens: Sequence[Token], at: int) -> int | None:
        """Who is meant by what stands before a preposition."""
        if tokens[at].is_mark:
            return None
        return self._named(tokens, at) if tokens[at].label else self._noun(tokens, at)

    def _definite(self, noun: Token, names: Sequence[Token], *, plural: bool) -> int:
        bodies = [name for name in names if name.label in {"ORG", "GPE"}]
        if noun.text in VOICES and bodies:
            return bodies[0].mention
        if noun.text in BODIES or noun.text in THINGS:
            return self._cast.body(noun.text, noun.start)
        if plural or bodies:
            return UNKNOWN
        return self._cast.called(noun.text, noun.start)

    def right(self, tokens: Sequence[Token], verb: int) -> int | None:
        """The subject that stands after a verb: ``said the economist Tran Quoc Huy``."""
        at = verb
        while at < len(tokens) and tokens[at].is_word and tokens[at].text in ADVERBS:
            at += 1
        if at >= len(tokens) or tokens[at].is_mark:
            return None
        first = tokens[at]
        if first.is_word and (first.text in PREPOSITIONS or first.text == "reporters"):
            return None
        named = self._right_name(tokens, at)
        if named is not None:
            return named
        if first.is_word and first.text in PRONOUNS:
            return self._pronoun(first)
        return self._right_noun(tokens, at) if first.text in DEFINITE else UNKNOWN

    def _right_name(self, tokens: Sequence[Token], at: int) -> int | None:
        """The speaker by name in the phrase that begins at an index; None when it has no name."""
        last = _phrase_end(tokens, at)
        for place in range(at, last):
            if tokens[place].label == "PERSON":
                return UNKNOWN if _owns(tokens, place) else tokens[place].mention
        named = [place for place in range(at, last) if tokens[place].label in SPEAKERS]
        if named and tokens[named[-1]].label == "TITLE":
            return self._apposed(tokens, last, self._cast.holder(tokens[named[-1]].mention))
        head = tokens[last - 1] if last > at else tokens[at]
        if head.is_word and head.text in VOICES:
            inside = named or [
                place for place in range(last, len(tokens)) if tokens[place].label in SPEAKERS
            ]
            return tokens[inside[0]].mention if inside and inside[0] <= last + 2 else None
        if named and named[-1] == last - 1:
            return tokens[named[-1]].mention
        return self._apposed(tokens, last, None) if tokens[at].text in DEFINITE else None

    @staticmethod
    def _apposed(tokens: Sequence[Token], comma: int, other: int | None) -> int | None:
        """The name in ``the owner, Peter Brown``, else another answer."""
        if comma + 1 < len(tokens) and tokens[comma].text == ",":
            following = tokens[comma + 1]
            if following.label == "PERSON":
                return following.mention
        return other

    def _right_noun(self, tokens: Sequence[Token], at: int) -> int:
        """Whom ``the economist`` means, of a phrase that begins with an article."""
        last = _phrase_end(tokens, at)
        noun = tokens[last - 1]
        if not noun.is_word or last - 1 == at:
            return UNKNOWN
        names = [token for token in tokens[at:last] if token.label]
        return self._definite(noun, names, plural=_is_plural(noun.text))

    def of_sentence(self, tokens: Sequence[Token]) -> int | None:
        """The subject of a sentence: its first name or pronoun that no preposition rules."""
        other: int | None = None
        for at, token in enumerate(tokens):
            before = tokens[at - 1].text if at else ""
            if before in {"the", "its", "their", "his", "her"} and at > 1:
                before = tokens[at - 2].text
            ruled = before in PREPOSITIONS and (at == 0 or not tokens[at - 1].is_mark)
            if token.label == "PERSON" and not ruled:
                return token.mention
            if token.label in SPEAKERS and not ruled and other is None:
                following = tokens[at + 1] if at + 1 < len(tokens) else None
                if following is None or following.label != "PERSON":
                    other = self._named(tokens, at)
            elif token.is_word and token.text in PRONOUNS and other is None:
                following = tokens[at + 1] if at + 1 < len(tokens) else None
                if following is None or following.label != "PERSON":
                    return self._pronoun(token)
        return other


def _is_plural(noun: str) -> bool:
    return noun.endswith("s") and not noun.endswith(("ss", "us", "is"))


def _owns(tokens: Sequence[Token], at: int) -> bool:
    """Whether a name is in the genitive: the speaker is somebody else."""
    mark, letter = tokens[at + 1 : at + 2], tokens[at + 2 : at + 3]
    return bool(mark and letter) and mark[0].text in "’'" and letter[0].text == "s"


def _phrase_end(tokens: Sequence[Token], at: int) -> int:
    """The index after the noun phrase that begins at an index."""
    place = at
    while place < min(len(tokens), at + 2 * _NOUN_PHRASE):
        token = tokens[place]
        stops = token.is_mark and token.text not in ".’'-"
        if stops or (place > at and token.is_word and not _in_phrase(token)):
            break
        place += 1
    while place > at and tokens[place - 1].is_mark:
        place -= 1
    return place


def _in_phrase(token: Token) -> bool:
    return not (
        token.text in PREPOSITIONS
        or token.text in ADVERBS
        or token.text in _RELATIVE
        or token.text in _JOINING
    )
