"""Going to a place that is typed: a line, a percentage or an offset. Pure; imports no Textual."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

from corpus.errors import InputError
from corpus.hostile import harmless_line
from tui.rendering.cells import cluster_at
from tui.rendering.lines import Lines

__all__ = ["EXAMPLES", "Goal", "Unit", "offset_of", "read_goal"]

EXAMPLES = "120 or line 120 · 62% · @123456 or offset 123456"
"""What can be typed."""

_LONGEST = 15
_FORMS = re.compile(
    r"(?:(?P<percent>\d+(?:[.,]\d+)?)\s*%|(?:offset\s*|@\s*)(?P<offset>\d+)"
    r"|(?:line\s*|l\s*)?(?P<line>\d+))",
    re.IGNORECASE,
)


class Unit(Enum):
    """What a place is counted in."""

    LINE = "line"
    PERCENT = "per cent"
    OFFSET = "offset"


@dataclass(frozen=True, slots=True)
class Goal:
    """A place as it was asked for: lines count from 1, offsets are code points from 0."""

    unit: Unit
    value: float


def read_goal(typed: str) -> Goal:
    """What was typed, understood. Raises InputError with a sentence when it cannot be."""
    found = _FORMS.fullmatch(typed.strip())
    if found is None or len(typed.strip()) > _LONGEST:
        shown = harmless_line(typed.strip())[:40]
        asked = f"“{shown}” is no place" if shown else "No place was typed"
        raise InputError(f"{asked}: type {EXAMPLES}.")
    if found["percent"]:
        percent = float(found["percent"].replace(",", "."))
        if percent > 100:
            raise InputError(f"{found['percent']} % is beyond the end: 100 % is all of the text.")
        return Goal(Unit.PERCENT, percent)
    if found["offset"]:
        return Goal(Unit.OFFSET, int(found["offset"]))
    if int(found["line"]) == 0:
        raise InputError("Lines count from 1: there is no line 0.")
    return Goal(Unit.LINE, int(found["line"]))


def offset_of(goal: Goal, lines: Lines) -> tuple[int, str]:
    """The offset of a place, at a whole cluster, and a sentence where the text ends before it."""
    length = len(lines.text)
    if goal.unit is Unit.PERCENT:
        return cluster_at(lines.text, int(max(0, length - 1) * goal.value / 100))[0], ""
    if goal.unit is Unit.OFFSET:
        if goal.value < max(1, length):
            return cluster_at(lines.text, int(goal.value))[0], ""
        end = cluster_at(lines.text, max(0, length - 1))[0]
        return end, f"The text ends at offset {length}: this is its end."
    count = lines.count
    if goal.value <= count:
        return lines.start_of(int(goal.value)), ""
    words = "1 line" if count == 1 else f"{count:,} lines".replace(",", " ")
    return lines.start_of(count), f"The text has {words}: this is the last."
