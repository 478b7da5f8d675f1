"""What can be said inside one document only: short forms and acronyms of fuller names in it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from corpus.entity import Mention
from corpus.linking.keys import Key
from corpus.linking.normalise import numbers_in
from corpus.recognise.lexicon import words_in

__all__ = ["resolve"]

_SMALL = frozenset(
    words_in(
        """
    of the and for in on at de la du des et von der to a an
"""
    )
)
_LONGEST = 200  # code points
_ACRONYM = re.compile(r"[^\W\d_]{2,8}")


def resolve(mentions: Sequence[Mention], keys: Sequence[Key]) -> tuple[dict[Key, Key], set[Key]]:
    """For one document: keys that stand for a fuller key in it, and which of them are acronyms.

    ``keys`` are those of the mentions. A key is resolved only when exactly one fuller key fits.
    Linear in the number of mentions, but for names of very many words.
    """
    found: dict[Key, Key] = {}
    by_family: dict[str, dict[Key, None]] = {}
    for key in keys:
        by_family.setdefault(key.family, {})[key] = None
    if "PERSON" in by_family:
        found.update(_parts(list(by_family["PERSON"]), everywhere=False))
    for family in ("ORG", "EVENT"):
        if family in by_family:
            found.update(_parts(list(by_family[family]), everywhere=True))
    acronyms = _acronyms(mentions, keys)
    found.update(acronyms)
    return {key: _end(key, found) for key in found}, set(acronyms)


def _end(key: Key, found: dict[Key, Key]) -> Key:
    seen = {key}
    while key in found and found[key] not in seen:
        key = found[key]
        seen.add(key)
    return key


def _parts(keys: list[Key], *, everywhere: bool) -> dict[Key, Key]:
    """Names that begin or end a longer name, which must be the only one or hold all others.

    ``everywhere``: for organisations and events, of which one word is not enough; differing
    numbers and ordinals keep them apart.
    """
    fuller: dict[str, list[Key]] = {}
    wanted = {key.name for key in keys}
    for key in keys:
        for part in set(_ends(key.name)):
            if part in wanted:
                fuller.setdefault(part, []).append(key)
    found = {}
    for key in keys:
        candidates = fuller.get(key.name, [])
        if everywhere and candidates:
            candidates = [
                other
                for other in candidates
                if " " in key.name and numbers_in(other.words) == numbers_in(key.words)
            ]
        if not candidates:
            continue
        longest = max(candidates, key=lambda other: (len(other.name), other.name))
        if all(other == longest or _holds(longest.name, other.name) for other in candidates):
            found[key] = longest
    return found


def _ends(name: str) -> Iterator[str]:
    """The beginnings and ends of a name, cut between words; of very long names none."""
    if len(name) > _LONGEST:
        return
    at = name.find(" ")
    while at >= 0:
        yield name[:at]
        yield name[at + 1 :]
        at = name.find(" ", at + 1)


def _holds(whole: str, part: str) -> bool:
    return whole.startswith(part + " ") or whole.endswith(" " + part)


def _acronyms(mentions: Sequence[Mention], keys: Sequence[Key]) -> dict[Key, Key]:
    """Acronyms of organisations and events that are initials of one name in the document."""
    short: dict[Key, str] = {}
    initials: dict[str, set[Key]] = {}
    defined: dict[Key, Key] = {}
    before: tuple[Mention, Key] | None = None
    for mention, key in zip(mentions, keys, strict=True):
        if key.family not in ("ORG", "EVENT"):
            continue
        if " " not in key.name and _is_acronym(mention.text):
            short[key] = key.name
            if before and before[0].end + 2 == mention.start and _abbreviates(key, before[1]):
                defined.setdefault(key, before[1])
        else:
            words = key.words
            for form in {
                "".join(word[0] for word in words),
                "".join(word[0] for word in words if word not in _SMALL),
            }:
                initials.setdefault(form, set()).add(key)
            before = (mention, key)
    found = {}
    for key, letters in short.items():
        candidates = initials.get(letters, set())
        if key in defined:
            found[key] = defined[key]
        elif len(candidates) == 1:
            found[key] = next(iter(candidates))
    return found


def _is_acronym(text: str) -> bool:
    letters = text.replace(".", "")
    return letters.isupper() and _ACRONYM.fullmatch(letters) is not None


def _abbreviates(short: Key, full: Key) -> bool:
    """Whether the letters stand in the full name in this order, the first at its beginning."""
    letters = iter(full.name)
    return full.name[:1] == short.name[:1] and all(letter in letters for letter in short.name)
