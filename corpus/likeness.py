"""How like a place in a text is to a quote and its surroundings, and where the like of it stands.

Works on windows of bounded size, so that the time stays linear on texts of many megabytes.
"""

from __future__ import annotations

from rapidfuzz import fuzz
from rapidfuzz.distance import Indel

__all__ = ["between", "look_alikes", "surroundings"]

_NEAR = 2_000
"""How far around the old place is looked first, in code points."""

_FAR = 1_000_000
"""How far around the old place is looked when nothing is found near."""

_LONGEST = 1_000
"""The longest quote that is compared as a whole; of longer ones the two ends are found."""

_SHORTEST = 4
"""A shorter quote is like too many things; then only its surroundings speak."""

_ALIKE = 65.0
"""The likeness in per cent from which a place is offered."""

_LANDMARK = 12
"""How many code points next to a quote serve to find its surroundings."""

_LANDMARKS = 20

Place = tuple[int, int, float]


def surroundings(prefix: str, suffix: str, text: str, start: int, end: int) -> float:
    """How much what stands around ``start`` to ``end`` is what stood around a quote: 0 to 1."""
    before = text[max(0, start - len(prefix) - 1) : start]
    after = text[end : end + len(suffix) + 1]
    return (_side(prefix[::-1], before[::-1]) + _side(suffix, after)) / 2


def _side(wanted: str, there: str) -> float:
    """What one side has in common, read away from the quote.

    Either how far it is the same without a break, or how like the whole is beyond what two
    unrelated stretches of one language have in common, which is about half.
    """
    if not wanted:
        return 0.0 if there else 1.0
    there = there[: len(wanted)]
    same = 0
    for one, other in zip(wanted, there, strict=False):
        if one != other:
            break
        same += 1
    alike = 2 * Indel.normalized_similarity(wanted, there) - 1
    return max(same / len(wanted), alike)


def look_alikes(quote: str, prefix: str, suffix: str, start: int, text: str) -> list[Place]:
    """Places that may be what has become of a quote: start, end, score from 0 to 1, best first.

    Looks between what stood before and after it, then near the old place, then far around it.
    """
    wanted = (quote, prefix, suffix)
    places = [
        (first, last, (_like(quote, text[first:last]) + around) / 2)
        for first, last, around in between(quote, prefix, suffix, text)
        if text[first:last].strip()
    ]
    if _SHORTEST <= len(quote) <= _LONGEST:
        places += _alike(wanted, text, start, _NEAR)
        if not places:
            places += _alike(wanted, text, start, _FAR)
    elif len(quote) > _LONGEST:
        places += _by_ends(quote, text)
    best: dict[tuple[int, int], float] = {}
    for first, last, score in places:
        best[first, last] = max(score, best.get((first, last), 0.0))
    found = [(first, last, round(score, 3)) for (first, last), score in best.items()]
    return sorted(found, key=lambda place: (-place[2], abs(place[0] - start)))


def between(quote: str, prefix: str, suffix: str, text: str) -> list[Place]:
    """What stands now between what stood before a quote and what stood after it.

    The score is that of the surroundings alone. A place is empty when the quote was taken out.
    """
    head, tail = prefix[-_LANDMARK:], suffix[:_LANDMARK]
    if len(head) < _LANDMARK or len(tail) < _LANDMARK:
        return []
    places: list[Place] = []
    room = 2 * len(quote) + 4 * _LANDMARK
    for found in _copies(text, head):
        first = found + len(head)
        last = text.find(tail, first, first + room + len(tail))
        if last >= 0:
            places.append((first, last, surroundings(prefix, suffix, text, first, last)))
    return places


def _copies(text: str, wanted: str) -> list[int]:
    found: list[int] = []
    place = text.find(wanted)
    while place >= 0 and len(found) < _LANDMARKS:
        found.append(place)
        place = text.find(wanted, place + 1)
    return found


def _like(quote: str, there: str) -> float:
    return Indel.normalized_similarity(quote[:_LONGEST], there[:_LONGEST])


def _alike(wanted: tuple[str, str, str], text: str, start: int, room: int) -> list[Place]:
    """The stretch most like the quote, within ``room`` around where it was."""
    quote, prefix, suffix = wanted
    low, high = max(0, start - room), min(len(text), start + len(quote) + room)
    if high - low < len(quote):
        return []
    found = fuzz.partial_ratio_alignment(quote, text[low:high], score_cutoff=_ALIKE)
    if found is None:
        return []
    first, last = _to_words(text, low + found.dest_start, low + found.dest_end)
    like = _like(quote, text[first:last])
    if 100 * like < _ALIKE:
        return []
    return [(first, last, 0.7 * like + 0.3 * surroundings(prefix, suffix, text, first, last))]


def _to_words(text: str, first: int, last: int) -> tuple[int, int]:
    """Move the ends of a stretch outwards to the ends of words, and inwards over white space."""
    low, high = max(0, first - _LANDMARK), min(len(text), last + _LANDMARK)
    while first > low and text[first].isalnum() and text[first - 1].isalnum():
        first -= 1
    while last < high and text[last - 1].isalnum() and text[last].isalnum():
        last += 1
    while first < last and text[first].isspace():
        first += 1
    while last > first and text[last - 1].isspace():
        last -= 1
    return first, last


def _by_ends(quote: str, text: str) -> list[Place]:
    """A long quote that changed inside: from its first words to its last."""
    size = 4 * _LANDMARK
    tail = quote[-size:]
    places: list[Place] = []
    for first in _copies(text, quote[:size]):
        expected = first + len(quote) - size
        lasts = {
            text.find(tail, expected, expected + len(quote)),
            text.rfind(tail, first, expected + size),
        }
        for last in lasts - {-1}:
            length = last + size - first
            ratio = min(length, len(quote)) / max(length, len(quote))
            places.append((first, last + size, ratio * 0.9))
    return places
