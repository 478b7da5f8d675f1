"""Offsets of other programs: what they count, found out from the quotes that come with them.

Many files do not say whether they count code points, UTF-16 units or bytes, and on most texts
all three are the same. A unit is believed only when every quote stands where it says.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from corpus.span import Span

__all__ = ["Claim", "Unit", "claims_met", "converter", "detect", "fits"]

Converter = Callable[[int], int | None]


class Unit(StrEnum):
    """What offsets count."""

    CODE_POINTS = "code points"
    UTF16 = "UTF-16 units"
    CRLF = "code points with every CRLF as one"
    BYTES = "UTF-8 bytes"


@dataclass(frozen=True, slots=True)
class Claim:
    """A quote, and the ranges in which a file says it stands, in the file's own unit."""

    ranges: tuple[tuple[int, int], ...]
    quote: str


_ASTRAL = re.compile("[\U00010000-\U0010ffff]")
_BREAK = re.compile(r"[\t\n\x0b\x0c\r\x1c-\x1e\x85\u2028\u2029]")
_SPACE = re.compile(r"\s+")
_STEP = 1024
_CONTINUATION = bytes(range(0x80, 0xC0))


def converter(text: str, unit: Unit) -> Converter:
    """What turns an offset of that unit into code points of ``text``.

    It gives None for an offset outside the text or inside a character.
    """
    if unit is Unit.UTF16:
        return _from_utf16(text)
    if unit is Unit.CRLF:
        return _from_collapsed(text)
    if unit is Unit.BYTES:
        return _from_bytes(text)
    return lambda offset: offset if 0 <= offset <= len(text) else None


def detect(text: str, claims: Sequence[Claim]) -> Unit | None:
    """The first unit in which every quote stands where it says; None when there is none."""
    for unit in _possible(text):
        convert = converter(text, unit)
        if all(fits(text, claim, convert) is not None for claim in claims):
            return unit
    return None


def claims_met(text: str, claims: Sequence[Claim]) -> dict[Unit, int]:
    """How many quotes stand where they say, for each unit that makes a difference in the text."""
    return {
        unit: sum(fits(text, claim, convert) is not None for claim in claims)
        for unit in _possible(text)
        for convert in (converter(text, unit),)
    }


def fits(text: str, claim: Claim, convert: Converter) -> tuple[Span, ...] | None:
    """The spans of a claim in code points when its quote stands there, else None.

    The quote of several spans has one space between them. A line break may stand as a space, and
    white space of any length as one.
    """
    spans = []
    for first, last in claim.ranges:
        start, end = convert(first), convert(last)
        if start is None or end is None or start >= end:
            return None
        spans.append(Span(start, end))
    there = " ".join(span.text_of(text) for span in spans)
    if there == claim.quote:
        return tuple(spans)
    there, quote = _BREAK.sub(" ", there), _BREAK.sub(" ", claim.quote)
    if there == quote or _SPACE.sub(" ", there) == _SPACE.sub(" ", quote):
        return tuple(spans)
    return None


def _possible(text: str) -> list[Unit]:
    units = [Unit.CODE_POINTS]
    if _ASTRAL.search(text):
        units.append(Unit.UTF16)
    if "\r\n" in text:
        units.append(Unit.CRLF)
    if not text.isascii():
        units.append(Unit.BYTES)
    return units


def _from_utf16(text: str) -> Converter:
    pairs = [found.start() + before for before, found in enumerate(_ASTRAL.finditer(text))]
    length = len(text) + len(pairs)

    def convert(offset: int) -> int | None:
        before = bisect_left(pairs, offset)
        inside = before > 0 and pairs[before - 1] + 1 == offset
        return None if inside or not 0 <= offset <= length else offset - before

    return convert


def _from_collapsed(text: str) -> Converter:
    pairs = [found.start() - before for before, found in enumerate(re.finditer("\r\n", text))]
    length = len(text) - len(pairs)

    def convert(offset: int) -> int | None:
        return offset + bisect_left(pairs, offset) if 0 <= offset <= length else None

    return convert


def _from_bytes(text: str) -> Converter:
    data = text.encode("utf-8", "surrogatepass")
    counts = [0]
    for start in range(0, len(data), _STEP):
        counts.append(counts[-1] + _leads(data[start : start + _STEP]))

    def convert(offset: int) -> int | None:
        if not 0 <= offset <= len(data):
            return None
        if offset < len(data) and 0x80 <= data[offset] < 0xC0:
            return None
        step = offset // _STEP
        return counts[step] + _leads(data[step * _STEP : offset])

    return convert


def _leads(data: bytes) -> int:
    """How many characters begin in a stretch of UTF-8."""
    return len(data.translate(None, _CONTINUATION))
