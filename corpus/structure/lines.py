"""A text cut into units: lines, or the paragraphs that hard-wrapped lines make together."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

__all__ = ["BULLET", "Unit", "ends_sentence", "split_units"]

SAMPLE = 65_536
"""How many code points decide whether a text is hard-wrapped; so its first page decides it too."""

_LONGEST_WRAPPED = 100
_NARROWEST_WRAPPED = 45
_UNUSUAL_BREAKS = "\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"
_plain_lines = re.compile(r"\S(?:.*\S)?").finditer
_all_lines = re.compile(rf"\S(?:[^\n{_UNUSUAL_BREAKS}]*\S)?").finditer
_CLOSERS = "\"'”’»)]›*_ \u00a0"

BULLET = re.compile(
    r"(?:[-–—*•◦▪▫‣⁃·●○■□➢✓+]\s+|\(?\d{1,3}[.)]\s+|\([a-zđ]\)\s+|[a-zđ][.)]\s+|\(?[ivx]{1,5}[.)]\s+)(?=\S)"
)


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
    if text[-1] in ".!?…。！？":
        return True
    return text[-1] in _CLOSERS and text.rstrip(_CLOSERS)[-1:] in set(".!?…。！？")


def _gap(between: str) -> int:
    if between == "\n":
        return 0
    if between == "\n\n":
        return 1
    return max(len((between[:256] + "x").splitlines()) - 2, 0)


def _lines(text: str) -> list[Unit]:
    unusual = any(mark in text for mark in _UNUSUAL_BREAKS)
    lines = []
    before = 0
    for match in (_all_lines if unusual else _plain_lines)(text):
        start, end = match.span()
        gap = _gap(text[before : min(start, before + 256)]) if before else 0
        lines.append(Unit(start, end, match[0], gap, 1))
        before = end
    return lines


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
    lengths = [len(line.text) for line in lines if " " in line.text or len(line.text) <= 80]
    too_long = sum(length > _LONGEST_WRAPPED for length in lengths)
    if not lengths or too_long > len(lengths) // 100:
        return 0
    width = sorted(lengths)[-1 - len(lengths) // 10]
    if width < _NARROWEST_WRAPPED:
        return 0
    pairs = full = continued = 0
    for line, following in zip(lines, lines[1:], strict=False):
        if following.gap:
            continue
        pairs += 1
        full += _is_full(line, following, width)
        letter = following.text[0]
        continued += letter.isalpha() and not letter.isupper()
    return width if pairs and full >= 0.6 * pairs and continued >= 0.3 * pairs else 0


def _is_full(line: Unit, following: Unit, width: int) -> bool:
    return len(line.text) + 1 + _first_word(following.text) > 0.85 * width


def _is_indented(text: str, line: Unit) -> bool:
    return line.start > 0 and text[line.start - 1] in " \t\u3000"


def _goes_on(text: str, line: Unit, following: Unit, width: int) -> bool:
    """Whether the second of two neighbouring wrapped lines continues the paragraph."""
    if following.gap or BULLET.match(following.text):
        return False
    if _is_full(line, following, width):
        return not (_is_indented(text, following) and ends_sentence(line.text))
    return following.text[0].islower()


def split_units(text: str) -> list[Unit]:
    """The units of a text, in order: paragraphs of wrapped lines, else single lines.

    Between the units stands nothing but white space. Lines end as ``str.splitlines`` says: at
    line feeds, carriage returns, form feeds, next line, line and paragraph separators.
    """
    lines = _lines(text)
    sample = len(lines)
    if sample and lines[-1].start >= SAMPLE:
        sample = next(index for index, line in enumerate(lines) if line.start >= SAMPLE)
    width = _wrap_width(lines[:sample])
    if not width:
        return lines
    units: list[Unit] = []
    first = 0
    for index, line in enumerate(lines):
        following = lines[index + 1] if index + 1 < len(lines) else None
        if following is not None and _goes_on(text, line, following, width):
            continue
        if first == index:
            units.append(line)
        else:
            start = lines[first].start
            units.append(
                Unit(start, line.end, text[start : line.end], lines[first].gap, index - first + 1)
            )
        first = index + 1
    return units
