"""Offices and roles: ``Standing Deputy Minister of Foreign Affairs``, ``Thủ tướng``.

A title is its modifiers, a head word, and the complement after ``of`` or ``for``. The person
beside it is a mention of its own; an organisation inside it is not marked again.
"""

from __future__ import annotations

from corpus.recognise.claims import Reading
from corpus.recognise.tokens import Case, Gap, Tokens
from corpus.recognise.vietnamese import organisation_end
from corpus.recognise.vocabulary import Vocabulary, vocabulary

__all__ = ["small_titles", "titles"]

_NAME = (Case.CAPITAL, Case.UPPER)
_NEAR = (Gap.SPACE, Gap.HYPHEN)


def titles(reading: Reading) -> None:
    """English and Vietnamese offices that are written with a capital."""
    words = vocabulary()
    tokens = reading.tokens
    index = 0
    while index < len(tokens):
        if tokens.cases[index] in _NAME:
            found = (
                _vietnamese(reading, words, index)
                or _english(reading, words, index)
                or _rank(tokens, words, index)
            )
            if found is not None:
                first, end, score = found
                if reading.claim(
                    tokens.starts[first], tokens.ends[end - 1], "TITLE", "title", score
                ):
                    index = end
                    continue
        index += 1


def _english(reading: Reading, words: Vocabulary, first: int) -> tuple[int, int, float] | None:
    tokens = reading.tokens
    offices = words.offices
    end = first
    head = -1
    while end < len(tokens) and end - first < 8 and tokens.cases[end] in _NAME:
        if end > first and tokens.gaps[end] not in _NEAR:
            break
        word = tokens.lower[end]
        if word in offices["heads"] or word in offices["weak"]:
            head = end
        elif word not in offices["modifiers"]:
            break
        end += 1
    if head < 0:
        return None
    end = head + 1
    if end < len(tokens) and f"{tokens.lower[head]} {tokens.lower[end]}" in offices["joined"]:
        end += 1
    elif end + 1 < len(tokens) and " ".join(tokens.lower[head : end + 2]) in offices["joined"]:
        end += 2
    strong = end > head + 1 or any(
        tokens.lower[i] in offices["heads"] for i in range(first, head + 1)
    )
    complement = _complement(reading, words, end)
    if complement is None and not strong and head == first:
        return None
    if complement is None and not strong and tokens.lower[first] in offices["not_first"]:
        return None
    return first, complement or end, 0.9 if strong else 0.75


def _complement(reading: Reading, words: Vocabulary, index: int) -> int | None:
    """The end of ``of Foreign Affairs`` or ``for International Integration``; None without one."""
    tokens = reading.tokens
    end = None
    while index + 1 < len(tokens) and tokens.gaps[index] == Gap.SPACE:
        word = tokens.lower[index]
        after = index + 1
        if word not in ("of", "for", "to", "in") and not (end and word in ("and", "on")):
            break
        if word in ("to", "in") and end is None:
            break
        if tokens.lower[after] == "the" and after + 1 < len(tokens):
            after += 1
        if tokens.cases[after] not in _NAME or tokens.gaps[after] != Gap.SPACE:
            break
        if word == "and" and tokens.lower[after] not in words.common:
            break
        if word == "and" and _english(reading, words, after) is not None:
            break
        after = _past_name(reading, after) or after + 1
        while (
            after < len(tokens)
            and tokens.cases[after] in _NAME
            and (tokens.gaps[after] in _NEAR or _owned(tokens, after))
            and (
                tokens.lower[after] in words.common
                or tokens.cases[after] == Case.UPPER
                or _past_name(reading, after)
            )
            and tokens.lower[after] not in words.offices["heads"]
        ):
            after = _past_name(reading, after) or after + 1
        end = index = after
    return end


def _past_name(reading: Reading, index: int) -> int:
    """The end of a gazetteer's name that starts at the word; 0 when none does."""
    end, label = reading.known.get(index, (0, ""))
    return end if label in ("ORG", "GPE", "NORP") else 0


def _owned(tokens: Tokens, index: int) -> bool:
    """Whether many own what follows, as in Parliamentarians' Group."""
    return tokens.gaps[index] == Gap.POSSESSIVE and tokens.lower[index - 1].endswith("s")


def _vietnamese(reading: Reading, words: Vocabulary, index: int) -> tuple[int, int, float] | None:
    tokens = reading.tokens
    found = words.vietnamese_offices.at(tokens, index)
    if found is None:
        return None
    end = found[0]
    if tokens.lower[end - 1] == "ban":  # Trưởng Ban Chỉ đạo …
        end = organisation_end(tokens, words, end)
    if end < len(tokens) and tokens.gaps[end] == Gap.SPACE:
        organisation = words.vietnamese_heads.at(tokens, end)
        named = reading.known.get(end)
        if named is not None and named[1] == "ORG":
            end = named[0]
        elif organisation is not None:
            end = organisation_end(tokens, words, organisation[0])
        elif (
            tokens.words[end] == "Ngoại"
            and end + 1 < len(tokens)
            and tokens.words[end + 1] == "giao"
        ):
            end += 2
    return index, end, 0.93


def _rank(tokens: Tokens, words: Vocabulary, index: int) -> tuple[int, int, float] | None:
    """``Dr``, ``Professor`` or ``Captain`` before a name."""
    after = index + 1
    if tokens.lower[index] not in words.offices["ranks"] or after >= len(tokens):
        return None
    if tokens.gaps[after] not in (Gap.SPACE, Gap.DOT) or tokens.cases[after] not in (
        *_NAME,
        Case.INITIAL,
    ):
        return None
    if tokens.lower[after] in words.common and tokens.words[after] not in words.first_names:
        return None
    return index, after, 0.8


def small_titles(reading: Reading) -> None:
    """Offices in lower case right before a person: ``retired ambassador Hoang Minh Chau``."""
    words = vocabulary()
    tokens = reading.tokens
    people = {m.start for m in reading.mentions if m.label == "PERSON"}
    for index in range(1, len(tokens)):
        if tokens.starts[index] not in people or tokens.gaps[index] != Gap.SPACE:
            continue
        for first in range(max(0, index - 4), index):
            found = words.vietnamese_offices.at(tokens, first)
            if found is not None and found[0] == index:
                reading.claim(
                    tokens.starts[first], tokens.ends[index - 1], "TITLE", "title.small", 0.7
                )
                break
        head = tokens.lower[index - 1]
        if tokens.cases[index - 1] != Case.LOWER or head not in words.offices["small"]:
            continue
        first = index - 1
        while (
            first
            and tokens.lower[first - 1] in words.offices["small_modifiers"]
            and tokens.cases[first - 1] == Case.LOWER
            and tokens.gaps[first] in _NEAR
        ):
            first -= 1
        if first and tokens.lower[first - 1] in ("a", "an"):
            continue
        reading.claim(tokens.starts[first], tokens.ends[index - 1], "TITLE", "title.small", 0.7)
