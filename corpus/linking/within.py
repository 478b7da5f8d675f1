"""What can be said inside one document only: short forms and acronyms of fuller names in it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from corpus.linking.keys import Key
from corpus.linking.normalise import numbers_in
from corpus.linking.places import country_of
from corpus.recognise.lexicon import words_in

__all__ = ["short_forms"]

_LONGEST = 200  # code points
_KINDS = frozenset(
    words_in(
        """
    university college school institute corporation company group bank foundation airlines
    newspaper agency city province district
"""
    )
)
"""What an organisation or a place may be called by one word without."""

_HEADS = _KINDS | frozenset(
    words_in(
        """
    association assembly committee council commission ministry department office secretariat
    party union federation society club team court congress parliament bureau board agency
    academy hospital center museum library police army government delegation embassy front
    politburo chamber organization service authority hall league forum conference summit
    """
    )
)
"""What bodies are: two of these in one name are mostly two bodies."""

_BEFORE_OWNER = frozenset(words_in("of for in at to on by from and cua"))


def short_forms(keys: Sequence[Key]) -> dict[Key, Key]:
    """For one document: the keys that stand for a fuller key in it.

    A key is resolved only when exactly one fuller key fits, or one that holds all others. Linear
    in the number of keys, but for names of very many words.
    """
    found: dict[Key, Key] = {}
    by_family: dict[str, dict[Key, None]] = {}
    for key in keys:
        by_family.setdefault(key.family, {})[key] = None
    if "PERSON" in by_family:
        found.update(_without_initials(list(by_family["PERSON"])))
        found.update(_people([key for key in by_family["PERSON"] if key not in found]))
    for family in ("ORG", "EVENT"):
        if family in by_family:
            found.update(_bodies(list(by_family[family])))
    if "DATE" in by_family:
        found.update(_days(list(by_family["DATE"])))
    return found


def _people(keys: list[Key]) -> dict[Key, Key]:
    """The last words of a fuller name, as news calls people; else its first ones."""
    found = {}
    last, first = _holders(keys, _ends), _holders(keys, _beginnings)
    for key in keys:
        best = _only(last.get(key.name, [])) if key.name in last else None
        if best is None and key.name not in last:
            best = _only(first.get(key.name, []))
        if best is not None:
            found[key] = best
    return found


def _bodies(keys: list[Key]) -> dict[Key, Key]:
    """Names that begin or end a longer name with the same numbers and ordinals.

    One word is not enough, unless only the kind of body is left out, and a country is not the
    bodies that are called after it.
    """
    found = {}
    fuller = _holders(keys, lambda name: {*_ends(name), *_beginnings(name), *_numbered(name)})
    for key in keys:
        if key.name not in fuller or country_of(key.name):
            continue
        candidates = [
            other
            for other in fuller[key.name]
            if (" " in key.name or _is_kind_of(key.name, other.name))
            and numbers_in(other.words) == numbers_in(key.words)
            and not _is_part_of(key.name, other.name)
        ]
        best = _only(candidates)
        if best is not None:
            found[key] = best
    return found


def _is_part_of(short: str, full: str) -> bool:
    """Whether the longer name is that of a part, or of something else, of the shorter one.

    The Central Committee *of the* Communist Party, the National Assembly Standing *Committee*.
    """
    if full.endswith(" " + short):
        before = full[: -len(short) - 1].removesuffix(" the").rsplit(" ", 1)[-1]
        return before in _BEFORE_OWNER
    rest = full.removeprefix(short + " ").split()
    return rest[0] not in _BEFORE_OWNER and rest[-1] in _HEADS and bool(_HEADS & set(short.split()))


def _is_kind_of(word: str, name: str) -> bool:
    begun, _, rest = name.partition(" ")
    return begun == word and rest in _KINDS


def _holders(keys: list[Key], parts: Callable[[str], Iterable[str]]) -> dict[str, list[Key]]:
    """For each name the keys of longer names that it is a part of."""
    wanted = {key.name for key in keys}
    held: dict[str, list[Key]] = {}
    for key in keys:
        if len(key.name) <= _LONGEST:
            for part in set(parts(key.name)):
                if part in wanted and part != key.name:
                    held.setdefault(part, []).append(key)
    return held


def _only(candidates: Sequence[Key]) -> Key | None:
    """The only candidate, or the one that holds all others."""
    if not candidates:
        return None
    longest = max(candidates, key=lambda other: (len(other.name), other))
    if all(other == longest or _holds(longest.name, other.name) for other in candidates):
        return longest
    return None


def _holds(whole: str, part: str) -> bool:
    return whole.startswith(part + " ") or whole.endswith(" " + part)


def _beginnings(name: str) -> Iterator[str]:
    """All beginnings of a name, cut between words."""
    at = name.find(" ")
    while at >= 0:
        yield name[:at]
        at = name.find(" ", at + 1)


def _ends(name: str) -> Iterator[str]:
    """All ends of a name, cut between words."""
    at = name.find(" ")
    while at >= 0:
        yield name[at + 1 :]
        at = name.find(" ", at + 1)


def _numbered(name: str) -> Iterator[str]:
    """The number that a name begins with, before all ends of the rest: ``2 roundtable``."""
    number, _, rest = name.partition(" ")
    if number.isdecimal():
        for end in _ends(rest):
            yield f"{number} {end}"


def _without_initials(keys: list[Key]) -> dict[Key, Key]:
    """``george bush`` where ``george w bush`` is the only one so called."""
    by_rest: dict[str, list[Key]] = {}
    for key in keys:
        words = key.words
        if len(words) > 2 and any(len(word) == 1 for word in words[1:-1]):
            rest = [words[0], *(word for word in words[1:-1] if len(word) > 1), words[-1]]
            by_rest.setdefault(" ".join(rest), []).append(key)
    return {
        key: by_rest[key.name][0]
        for key in keys
        if key.name in by_rest and len(by_rest[key.name]) == 1
    }


def _days(keys: list[Key]) -> dict[Key, Key]:
    """A day or month without its year, where one year is told for it in the same document."""
    told: dict[str, list[Key]] = {}
    for key in keys:
        if key.name[:4].isdecimal() and key.name[4:5] == "-":
            told.setdefault(key.name[4:], []).append(key)
    return {
        key: told[key.name[1:]][0]
        for key in keys
        if key.name.startswith("--") and len(told.get(key.name[1:], ())) == 1
    }
