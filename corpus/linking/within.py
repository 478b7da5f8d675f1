"""What can be said inside one document only: short forms and acronyms of fuller names in it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.entity import Mention
from corpus.linking.keys import Key
from corpus.linking.normalise import numbers_in

__all__ = ["resolve"]

_SMALL = frozenset(["of", "the", "and", "for", "in", "on", "at", "de", "la", "du", "des", "et", "von", "der", "to", "a", "an"])
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
    for acronym, full in acronyms.items():
        found[acronym] = full
    return {key: _end(key, found) for key in found}, set(acronyms)


def _end(key: Key, found: dict[Key, Key]) -> Key:
    seen = {key}
    while key in found and found[key] not in seen:
        key = found[key]
        seen.add(key)
    return key


def _parts(keys: list[Key], *, everywhere: bool) -> dict[Key, Key]:
    """Names that begin or end exactly one longer name; of organisations two words at least.

    ``everywhere``: for organisations and events. A chain of longer and longer names ends at
    the longest. Differing numbers and ordinals keep names apart.
    """
    fuller: dict[tuple[str, ...], list[Key]] = {}
    wanted = {key.words for key in keys}
    for key in keys:
        words = key.words
        if len(words) > 24:
            continue
        parts = {words[:n] for n in range(1, len(words))} | {
            words[n:] for n in range(1, len(words))
        }
        for part in parts & wanted:
            fuller.setdefault(part, []).append(key)
    found = {}
    for key in keys:
        words = key.words
        candidates = fuller.get(words, [])
        if everywhere:
            candidates = [
                other
                for other in candidates
                if len(words) > 1 and numbers_in(other.words) == numbers_in(words)
            ]
        longest = max(candidates, key=lambda other: (len(other.words), other.name), default=None)
        if longest is not None and all(
            other == longest or _contains(longest.words, other.words) for other in candidates
        ):
            found[key] = longest
    return found


def _contains(whole: tuple[str, ...], part: tuple[str, ...]) -> bool:
    return whole[: len(part)] == part or whole[-len(part) :] == part


def _acronyms(mentions: Sequence[Mention], keys: Sequence[Key]) -> dict[Key, Key]:
    """Acronyms of organisations and events that are initials of one name in the document."""
    short: dict[Key, str] = {}
    initials: dict[str, set[Key]] = {}
    defined: dict[Key, Key] = {}
    before: tuple[Mention, Key] | None = None
    for mention, key in zip(mentions, keys, strict=True):
        if key.family not in ("ORG", "EVENT"):
            continue
        letters = mention.text.replace(".", "")
        if " " not in key.name and letters.isupper() and _ACRONYM.fullmatch(letters):
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


def _abbreviates(short: Key, full: Key) -> bool:
    """Whether the letters stand in the full name in this order, the first at its beginning."""
    letters = iter(full.name)
    return full.name[:1] == short.name[:1] and all(letter in letters for letter in short.name)
