"""An anchor: a span that can find its place again when the text has changed.

The idea of keeping a quote with what stood before and after it is that of the W3C Web Annotation
selectors and of Hypothesis; the rules by which a place is believed are our own and strict: a mark
that lands in the wrong place unseen is worse than one that asks.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice

from corpus.span import Span

__all__ = ["CONTEXT", "Anchor", "Candidate", "Found", "State", "find", "make_anchor"]

CONTEXT = 32
"""How many code points before and after a quote are kept with it."""

COPIES = 200
"""How many copies of a quote are looked at on either side of where it was."""

_BELIEVED = 0.1
"""What the surroundings of the only copy must have in common with those that were."""

_BEST, _LEAD = 0.4, 0.2
"""The likeness the best of several copies needs, and its lead over the second."""

_PECULIAR = 32
"""A quote this long does not come twice by chance."""

_OFFERED = 5


@dataclass(frozen=True, slots=True)
class Anchor:
    """A span with what stood there and around it, and the digest of the text it was made on.

    The shape of the W3C Web Annotation position and quote selectors taken together.
    """

    span: Span
    quote: str
    prefix: str
    suffix: str
    digest: str


class State(StrEnum):
    """How sure it is where an anchor belongs in a text."""

    EXACT = "exact"
    MOVED = "moved"
    DOUBTFUL = "doubtful"
    LOST = "lost"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place an anchor may belong to, with a score between 0 and 1."""

    span: Span
    score: float


@dataclass(frozen=True, slots=True)
class Found:
    """Where an anchor belongs: ``span`` is None when it is doubtful or lost.

    ``candidates`` are the places to offer when it is doubtful, the best first.
    """

    span: Span | None
    state: State
    candidates: tuple[Candidate, ...] = ()


def make_anchor(text: str, span: Span, digest: str) -> Anchor:
    """The anchor of a span of ``text``, whose digest is given.

    Raises ValueError when the span ends after the text.
    """
    if span.end > len(text):
        raise ValueError(f"the span ends at {span.end}, the text at {len(text)}")
    return Anchor(
        span,
        text[span.start : span.end],
        text[max(0, span.start - CONTEXT) : span.start],
        text[span.end : span.end + CONTEXT],
        digest,
    )


def find(anchor: Anchor, text: str, digest: str, *, shift: int = 0) -> Found:
    """Find the place of an anchor in a text that may have changed.

    Exact: the text is the same, or the quote stands at the same place with the same words around
    it, or there is one copy only and it is there. Moved: the quote with all its surroundings
    stands at one other place; or there is one copy, and its surroundings have something in common
    with those that were; or the surroundings of one of several copies are clearly the best.
    Doubtful: anything else that is like it, to be offered and never taken. Lost: nothing is.

    ``shift`` is how far the mark before this one has moved: where the quote stands with all its
    surroundings just as far from where it was, no other copy is looked for. That makes finding
    thousands of marks of one text quick. Otherwise the time is linear in the length of the text.
    """
    here = text[anchor.span.start : anchor.span.end] == anchor.quote
    if here and (digest == anchor.digest or _surrounded(anchor, text, anchor.span.start)):
        return Found(anchor.span, State.EXACT)
    if not anchor.quote:
        return _find_point(anchor, text)
    there = anchor.span.start + shift
    if shift and there >= 0 and text.startswith(anchor.quote, there):
        full = len(anchor.prefix) + len(anchor.suffix) >= CONTEXT // 2
        if full and _surrounded(anchor, text, there):
            return _at(anchor, there)
    whole = anchor.prefix + anchor.quote + anchor.suffix
    if len(whole) - len(anchor.quote) >= CONTEXT // 2:
        places = list(islice(_copies(text, whole), 2))
        if len(places) == 1:
            return _at(anchor, places[0] + len(anchor.prefix))
    return _find_copy(anchor, text)


def _at(anchor: Anchor, start: int) -> Found:
    span = Span(start, start + len(anchor.quote))
    return Found(span, State.EXACT if span == anchor.span else State.MOVED)


def _surrounded(anchor: Anchor, text: str, start: int) -> bool:
    end = start + len(anchor.quote)
    return (
        text[max(0, start - CONTEXT) : start] == anchor.prefix
        and text[end : end + CONTEXT] == anchor.suffix
    )


def _copies(text: str, wanted: str, start: int = 0) -> Iterator[int]:
    place = text.find(wanted, start)
    while place >= 0:
        yield place
        place = text.find(wanted, place + 1)


def _copies_before(text: str, wanted: str, start: int) -> Iterator[int]:
    """Copies that begin before ``start``, the nearest first."""
    place = text.rfind(wanted, 0, max(0, start + len(wanted) - 1)) if start else -1
    while place >= 0:
        yield place
        place = text.rfind(wanted, 0, place + len(wanted) - 1)


def _find_point(anchor: Anchor, text: str) -> Found:
    """The place of an empty span: between what stood before it and what stood after."""
    whole = anchor.prefix + anchor.suffix
    if not whole:
        return Found(None, State.LOST)
    places = [place + len(anchor.prefix) for place in islice(_copies(text, whole), _OFFERED + 1)]
    if len(places) == 1 and len(whole) >= CONTEXT // 2:
        return _at(anchor, places[0])
    if not places:
        return Found(None, State.LOST)
    candidates = tuple(Candidate(Span(place, place), 0.5) for place in places[:_OFFERED])
    return Found(None, State.DOUBTFUL, candidates)


def _find_copy(anchor: Anchor, text: str) -> Found:
    quote, start = anchor.quote, anchor.span.start
    after = list(islice(_copies(text, quote, start), COPIES + 1))
    before = list(islice(_copies_before(text, quote, start), COPIES + 1))
    if not after and not before:
        from corpus.likeness import look_alikes  # RapidFuzz only when it is needed

        alike = look_alikes(anchor.quote, anchor.prefix, anchor.suffix, start, text)
        if not alike:
            return Found(None, State.LOST)
        candidates = [Candidate(Span(start, end), score) for start, end, score in alike]
        return Found(None, State.DOUBTFUL, tuple(candidates[:_OFFERED]))
    return _choose(anchor, text, before + after, all_seen=max(len(before), len(after)) <= COPIES)


def _choose(anchor: Anchor, text: str, places: list[int], *, all_seen: bool) -> Found:
    """The one copy to believe, or all to offer.

    What stands now where the quote was is a rival of every copy: when the quote was changed or
    taken out there, the copy that is left somewhere else is another one.
    """
    from corpus.likeness import between, surroundings

    prefix, suffix, length = anchor.prefix, anchor.suffix, len(anchor.quote)
    offers = [
        Candidate(Span(at, at + length), surroundings(prefix, suffix, text, at, at + length))
        for at in places
    ]
    offers.sort(key=lambda offer: (-offer.score, abs(offer.span.start - anchor.span.start)))
    best = offers[0]
    others = [
        Candidate(Span(first, last), score)
        for first, last, score in between(anchor.quote, prefix, suffix, text)
    ]
    rivals = [other for other in others if not other.span.overlaps(best.span)]
    lead = best.score - max((rival.score for rival in (*offers[1:], *rivals)), default=-1.0)
    if len(offers) == 1:
        sure = best.score >= _BELIEVED or length >= _PECULIAR
    else:
        sure = all_seen and best.score >= _BEST
    if sure and lead >= _LEAD:
        return _at(anchor, best.span.start)
    offers += [rival for rival in rivals if rival.span.text_of(text).strip()]
    offers.sort(key=lambda offer: -offer.score)
    known: dict[Span, Candidate] = {}
    for offer in offers:
        known.setdefault(offer.span, Candidate(offer.span, round(offer.score, 3)))
    return Found(None, State.DOUBTFUL, tuple(known.values())[:_OFFERED])
