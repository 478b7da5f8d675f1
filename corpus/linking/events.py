"""Events by their numbers: fourteenth, XIV and 14th are one; so are a congress's long names."""

from __future__ import annotations

import re

from corpus.linking.normalise import ROMAN, ordinal
from corpus.recognise.lexicon import words_in

__all__ = ["event_name", "is_bare"]

_CONGRESS = frozenset(
    words_in(
        """
    national party congress dai hoi cua dang of the communist vietnam cpv toan quoc bieu lan
    thu cong san viet nam
"""
    )
)
_PLENUM = frozenset(words_in("hoi nghi trung uong lan thu khoa plenum plenary session meeting"))
_COMMITTEE = frozenset(words_in("party central committee cpv communist vietnam s"))
_COMMITTEE_SIGNS = frozenset(words_in("plenum plenary central trung"))
_GENERIC = frozenset(
    words_in(
        """
    session meeting conference summit forum roundtable round congress anniversary workshop edition
    dialogue games festival symposium assembly khoa ky hop
    """
    )
)
_SMALL = frozenset(words_in("of the in at on lan thu"))
_VIETNAMESE = {
    word: number for number, word in enumerate(
        words_in("nhat hai ba tu nam sau bay tam chin muoi"), 1)
}  # fmt: skip
_SPLIT = re.compile(r"(?<=[a-z])(?=\d{1,3}$)")  # COP26, APEC-2017


def event_name(name: str) -> str:
    """The normalised name of an event with its numbers first, as plain figures.

    ``31st sea games`` and ``sea games 31`` are ``31 sea games``; ``10th plenum of the 13th party
    central committee`` is ``13 10 central committee plenum``.
    """
    name = name.replace("round table", "roundtable")
    words = [part for word in name.split() for part in _SPLIT.split(word)]
    whole, of, owner = " ".join(words).partition(" of the ")
    if of and any(ordinal(word) for word in whole.split()) and _has_ordinal(owner):
        words = [*owner.split(), *whole.split()]
    numbers = _numbers(words)
    if not any(numbers):
        return name
    rest = [word for word, number in zip(words, numbers, strict=True) if not number]
    ordered = [number for number in numbers if number]
    known = set(rest)
    if (
        known <= _CONGRESS
        and len(ordered) == 1
        and ("congress" in known or {"dai", "hoi"} <= known)
    ):
        return f"{ordered[0]} party congress"
    if known & _COMMITTEE_SIGNS and known <= _PLENUM | _COMMITTEE:
        return f"{' '.join(ordered)} central committee plenum"
    return " ".join([*ordered, *(word for word in rest if word not in _SMALL)]) or name


def is_bare(name: str) -> bool:
    """Whether an event's name is a number and its kind only, which every row of events has."""
    number, _, rest = name.partition(" ")
    return number.isdecimal() and len(number) < 4 and set(rest.split()) <= _GENERIC


def _has_ordinal(name: str) -> bool:
    return any(ordinal(word) for word in name.split())


def _numbers(words: list[str]) -> list[str]:
    """For each word the number it stands for, or nothing.

    Plain figures count too; a lone letter is a Roman numeral only where one would stand.
    """
    found = []
    for at, word in enumerate(words):
        number = ordinal(word)
        if number is not None and word in ROMAN and len(word) == 1:
            last = at == len(words) - 1 and at > 0
            number = number if last or words[at + 1 : at + 2] == ["congress"] else None
        if words[max(0, at - 2) : at] == ["lan", "thu"]:
            number = number or _VIETNAMESE.get(word)
        found.append(str(number) if number is not None else word if word.isdecimal() else "")
    return found
