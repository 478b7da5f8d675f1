"""A text cut into units: lines, or the paragraphs that hard-wrapped lines make together."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

__all__ = ["BULLET", "SAMPLE", "Unit", "ends_sentence", "is_item", "split_units", "wrap_width"]

SAMPLE = 65_536
"""How many code points decide whether a text is hard-wrapped; so its first page decides it too."""

_LONGEST_WRAPPED = 100
_NARROWEST_WRAPPED = 45
_UNUSUAL_BREAKS = "\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"
_find_chunks = re.compile(r"\S.*+(?:\n[^\S\n]*+\S.*+)*+").finditer
_find_lines = re.compile(rf"\S(?:[^\n{_UNUSUAL_BREAKS}]*\S)?").finditer
_ENDERS = frozenset(".!?…。！？")
_CLOSERS = "\"'”’»)]›*_ \u00a0"

BULLET = re.compile(
    r"(?:[-–—*•◦▪▫‣⁃·●○■□➢✓+]\s+"
    r"|\(\*{1,3}\)\s+|\(?\d{1,3}[.)]\s+|\(?[a-zđ]\)\s+|[a-zđ]\.\s+|\(?[ivx]{1,5}[.)]\s+"
    r"|\d{1,2}[:hg]\d{2}(?:\s?[-–]\s?\d{1,2}[:hg]\d{2})?(?:\t|[ \u00a0]{2}|\s?[-–:|]\s)\s*"  # 08:30
    r")(?=\S)"
)
"""What a list item begins with: a bullet, a number, a letter, or an hour in a timetable."""

_begins_something = re.compile(r"\n(?:[^\w\"'“‘«]|\d|[a-zđ]{1,5}[.)]\s)").search


def is_item(text: str) -> bool:
    """Whether a line begins as a list item does."""
    return not text[0].isupper() and BULLET.match(text) is not None


class Unit(NamedTuple):
    """A stretch of text that becomes one block, or a dateline and one block.

    ``start`` and ``end`` are code points and leave out white space around it; ``gap`` is the
    number of blank lines before it, ``lines`` how many lines it takes.
    """

    start: int
    end: int
    text: str
    gap: int
    lines: int


def ends_sentence(text: str) -> bool:
    """Whether a text ends as a sentence does, closing quotes and brackets aside."""
    if text[-1] in _ENDERS:
        return True
    return text[-1] in _CLOSERS and text.rstrip(_CLOSERS)[-1:] in _ENDERS


def _gap(between: str) -> int:
    if between == "\n\n":
        return 1
    return max(len((between[:256] + "x").splitlines()) - 2, 0)


def _all_lines(text: str) -> list[Unit]:
    """The lines of a text that ends them in other ways than line feeds."""
    lines: list[Unit] = []
    last = 0
    for match in _find_lines(text):
        start, end = match.span()
        gap = _gap(text[last : min(start, last + 256)]) if last else 0
        lines.append(Unit(start, end, match[0], gap, 1))
        last = end
    return lines


def _lines_of(start: int, chunk: str, gap: int) -> Iterator[Unit]:
    """The lines of a chunk as units; only the first has a gap."""
    for raw in chunk.split("\n"):
        body = raw.strip()
        at = start if raw[0] == body[0] else start + len(raw) - len(raw.lstrip())
        yield Unit(at, at + len(body), body, gap, 1)
        start += len(raw) + 1
        gap = 0


def _first_word(text: str) -> int:
    """How wide the first word of a line is; without spaces a line breaks after any character."""
    if text[0] >= "\u2e80":
        return 1
    space = text.find(" ")
    return len(text) if space < 0 else space


def _wrap_width(lines: Sequence[Unit]) -> int:
    """The column a text is hard-wrapped at, about; 0 when its lines are whole paragraphs.

    A wrapped line ends where the next word would not have fitted, and most lines go on in lower
    case. One paragraph that is a single long line shows that lines are not wrapped.
    """
    lines = [line for line in lines if line.start < SAMPLE]
    lengths = [len(line.text) for line in lines if " " in line.text or len(line.text) <= 80]
    too_long = sum(length > _LONGEST_WRAPPED for length in lengths)
    if not lengths or too_long > len(lengths) // 100:
        return 0
    width = sorted(lengths)[-1 - len(lengths) // 10]
    if width < _NARROWEST_WRAPPED:
        return 0
    pairs = full = continued = 0
    for line, following in pairwise(lines):
        if following.gap:
            continue
        pairs += 1
        full += _is_full(line, following, width)
        letter = following.text[0]
        continued += letter.isalpha() and not letter.isupper()
    return width if pairs and full >= 0.6 * pairs and continued >= 0.3 * pairs else 0


def _is_full(line: Unit, following: Unit, width: int) -> bool:
    return len(line.text) + 1 + _first_word(following.text) > 0.85 * width


def _indentation(text: str, line: Unit) -> int:
    """How many blanks a line begins with, up to sixteen."""
    before = text[max(0, line.start - 16) : line.start]
    return len(before) - len(before.rstrip(" \t\u3000"))


def _hanging(text: str, lines: Sequence[Unit]) -> list[Unit]:
    """List items joined with the lines that hang under them, indented further."""
    units: list[Unit] = []
    index = 0
    while index < len(lines):
        item, last = lines[index], index
        if is_item(item.text):
            depth = _indentation(text, item)
            while last + 1 < len(lines) and _hangs(text, lines[last + 1], depth):
                last += 1
        units.append(_joined(text, lines[index : last + 1]))
        index = last + 1
    return units


def _hangs(text: str, line: Unit, depth: int) -> bool:
    return not line.gap and _indentation(text, line) > depth and not is_item(line.text)


def _joined(text: str, lines: Sequence[Unit]) -> Unit:
    first, last = lines[0], lines[-1]
    if len(lines) == 1:
        return first
    count = sum(line.lines for line in lines)
    return Unit(first.start, last.end, text[first.start : last.end], first.gap, count)


def _is_indented(text: str, line: Unit) -> bool:
    return line.start > 0 and text[line.start - 1] in " \t\u3000"


def _goes_on(text: str, line: Unit, following: Unit, width: int) -> bool:
    """Whether the second of two neighbouring wrapped lines continues the paragraph."""
    if following.gap or is_item(following.text):
        return False
    if _is_full(line, following, width):
        return not (_is_indented(text, following) and ends_sentence(line.text))
    return following.text[0].islower()


def wrap_width(text: str) -> int:
    """The column the first page of a text is hard-wrapped at, about; 0 when it is not."""
    lines = _all_lines(text[: 2 * SAMPLE])
    return _wrap_width(_hanging(text, [line for line in lines if line.start < SAMPLE]))


def split_units(text: str, width: int = -1) -> list[Unit]:
    """The units of a text, in order: paragraphs of wrapped lines, else single lines.

    Between the units stands nothing but white space. Lines end as ``str.splitlines`` says: at
    line feeds, carriage returns, form feeds, next line, line and paragraph separators. ``width``
    is what ``wrap_width`` says of the text that this one is a piece of.
    """
    unusual = any(mark in text for mark in _UNUSUAL_BREAKS[1:])
    if unusual or ("\r" in text and text.count("\r") != text.count("\r\n")):
        lines = _hanging(text, _all_lines(text))
        return _grouped(text, lines, _wrap_width(lines) if width < 0 else width)
    units: list[Unit] = []
    last = 0
    for match in _find_chunks(text):
        start, chunk = match.start(), match[0].rstrip()
        gap = _gap(text[last : min(start, last + 256)]) if last else 0
        last = start + len(chunk)
        if width < 0 and start > SAMPLE:
            width = _wrap_width(units)
            units = _grouped(text, units, width)
        if "\n" not in chunk:
            units.append(Unit(start, last, chunk, gap, 1))
        elif width > 0 and _is_one_paragraph(chunk, width):
            units.append(Unit(start, last, chunk, gap, chunk.count("\n") + 1))
        else:
            lines = list(_lines_of(start, chunk, gap))
            if "\n\t" in chunk or "\n " in chunk:
                lines = _hanging(text, lines)
            units.extend(_grouped(text, lines, max(width, 0)))
    return _grouped(text, units, _wrap_width(units)) if width < 0 else units


def _is_one_paragraph(chunk: str, width: int) -> bool:
    """Whether every line is plainly full and none but the first begins anything."""
    lines = chunk.split("\n")
    lines.pop()
    return min(map(len, lines)) > 0.85 * width and _begins_something(chunk) is None


def _grouped(text: str, lines: Sequence[Unit], width: int) -> list[Unit]:
    """Lines that are wrapped at about ``width`` joined to paragraphs; as they are for 0."""
    if not width:
        return list(lines)
    units: list[Unit] = []
    first = 0
    for index, line in enumerate(lines):
        following = lines[index + 1] if index + 1 < len(lines) else None
        if following is not None and _goes_on(text, line, following, width):
            continue
        units.append(_joined(text, lines[first : index + 1]))
        first = index + 1
    return units
