"""The table: what was measured, the goal, and whether it is met."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from wire_frames import Cost
from wire_programs import DEAD, LETTER, MENTION, PAGE, ROW, SCROLL, Program

if TYPE_CHECKING:
    from wire import Results

__all__ = ["print_keys", "print_table"]

OURS, TMUX, EMPTY = "glossator", "glossator in tmux", "empty Textual app"
NOTHING = "–"

Value = float | None
Of = Callable[["Results", str], Value]


@dataclass(frozen=True, slots=True)
class Row:
    """One figure: how it is taken from the results for a program, and its goal."""

    title: str
    of: Of
    goal: float | None = None
    unit: str = ""


def _median(values: Sequence[float]) -> Value:
    return statistics.median(values) if values else None


def _p95(values: Sequence[float]) -> Value:
    return sorted(values)[min(len(values) - 1, int(len(values) * 0.95))] if values else None


def _bytes(opens: str, step: str) -> Of:
    return lambda results, name: _median([s.bytes for s in results.keys[name, opens, step]])


def _bar(results: Results, name: str) -> Value:
    found = [s.rows[0] for s in results.keys[name, "beside", LETTER] if 0 in s.rows]
    return _median(found)


def _letter(results: Results, name: str) -> Value:
    beside = _bytes("beside", LETTER)(results, name)
    return _bytes("full", LETTER)(results, name) if beside is None else beside


def _mention(results: Results, name: str) -> Value:
    beside = _bytes("beside", MENTION)(results, name)
    return _bytes("full", MENTION)(results, name) if beside is None else beside


def _first_screen(opens: str) -> Of:
    return lambda results, name: _median(results.first_screen.get((name, _opens(name, opens)), []))


def _cold_screen(results: Results, name: str) -> Value:
    return results.cold_bytes.get((name, _opens(name, "beside")))


def _opens(name: str, wanted: str) -> str:
    return "" if name == EMPTY else wanted


def _idle(results: Results, name: str) -> Value:
    found = [count for (one, _), count in results.idle.items() if one == name]
    return max(found) if found else None


def _dead(results: Results, name: str) -> Value:
    found = [s.bytes for (one, _, step), all_ in results.keys.items() for s in all_
             if one == name and step == DEAD]  # fmt: skip
    return max(found) if found else None


def _readable(opens: str) -> Of:
    return lambda results, name: _median(results.readable.get((name, _opens(name, opens)), []))


def _working(opens: str) -> Of:
    return lambda results, name: _median(
        results.readable_working.get((name, _opens(name, opens)), [])
    )


def _first_key(opens: str, what: str = "first_key_working") -> Of:
    def of(results: Results, name: str) -> Value:
        taken = getattr(results, what)
        found = _median(taken.get((name, _opens(name, opens)), []))
        empty = _median(taken.get((EMPTY, ""), []))
        return found / empty if found and empty else None

    return of


def _all_keys(results: Results, name: str, what: str) -> list[float]:
    return [
        getattr(s, what)
        for (one, _, step), samples in results.keys.items()
        for s in samples
        if one == name and step != DEAD
    ]


def _settled(pick: Callable[[Sequence[float]], Value], what: str) -> Of:
    return lambda results, name: pick(_all_keys(results, name, what))


def _size_ratio(results: Results, name: str) -> Value:
    small, large = (_median(results.ready[name, size]) for size in ("3 MB", "30 MB"))
    return large / small if small and large else None


def _ready(size: str) -> Of:
    return lambda results, name: _median(results.ready[name, size])


def _memory(size: str, which: int) -> Of:
    return lambda results, name: _median([m[which] for m in results.memory[name, size]])


def _cost(which: str) -> Of:
    def of(results: Results, name: str) -> Value:
        cost = results.cost
        return getattr(cost, which) if isinstance(cost, Cost) and name == OURS else None

    return of


ROWS = (
    Row("bytes: scroll one line, list beside", _bytes("beside", SCROLL), 220),
    Row("bytes: scroll one line, full width", _bytes("full", SCROLL), 160),
    Row("bytes: page, list beside", _bytes("beside", PAGE), 3000),
    Row("bytes: page, full width", _bytes("full", PAGE), 3000),
    Row("bytes: cursor one row in the list", _bytes("beside", ROW), 200),
    Row("bytes: a letter in the search bar, its own row", _bar, 60),
    Row("bytes: … with all results", _letter),
    Row("bytes: next mention, same page", _mention, 400),
    Row("bytes: first screen, list beside", _first_screen("beside"), 6000),
    Row("bytes: … full width", _first_screen("full"), 6000),
    Row("bytes: … the very first start", _cold_screen),
    Row("bytes: idle 10 s (the most)", _idle, 0),
    Row("bytes: dead key (the most)", _dead, 0),
    Row("ms: first readable text, warm, list beside", _readable("beside"), 60, "ms"),
    Row("ms: … full width, 3 MB", _readable("full"), 60, "ms"),
    Row("ms: … working, list beside", _working("beside"), 60, "ms"),
    Row("ms: … working, full width", _working("full"), 60, "ms"),
    Row("first key acted on, × empty app, working: find", _first_key("beside"), 1.3, "×"),
    Row("… the end of a text of 3 MB", _first_key("full"), 1.3, "×"),
    Row("… find, wall", _first_key("beside", "first_key"), None, "×"),
    Row("ms: key to settled, working, median", _settled(_median, "working"), 12, "ms"),
    Row("ms: … working, p95", _settled(_p95, "working"), 33, "ms"),
    Row("ms: … wall, median", _settled(_median, "wall"), None, "ms"),
    Row("ms: … wall, p95", _settled(_p95, "wall"), None, "ms"),
    Row("ms: 3 MB readable, nothing kept, working", _ready("3 MB"), None, "ms"),
    Row("ms: 30 MB readable, nothing kept, working", _ready("30 MB"), None, "ms"),
    Row("30 MB readable, × 3 MB", _size_ratio, 1.3, "×"),
    Row("MB: 30 MB text when readable", _memory("30 MB", 0), 130, "MB"),
    Row("MB: … most while watched", _memory("30 MB", 1), 130, "MB"),
    Row("MB: 3 MB text, most while watched", _memory("3 MB", 1), None, "MB"),
    Row("ms: driver's own, a frame, median", _cost("median"), 3, "ms"),
    Row("ms: … p95", _cost("p95"), None, "ms"),
)


def _told(value: Value, unit: str) -> str:
    if value is None:
        return NOTHING
    if unit == "×":
        return f"{value:.2f}"
    return f"{value:.1f}" if unit == "ms" and value < 100 else f"{value:.0f}"


def _verdict(row: Row, value: Value) -> str:
    if row.goal is None:
        return ""
    if value is None:
        return "not measured"
    return "met" if value <= row.goal else "missed"


def _print(rows: Sequence[Sequence[str]]) -> None:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for at, row in enumerate(rows):
        first, *rest = row
        cells = [first.ljust(widths[0])]
        cells += [cell.rjust(width) for cell, width in zip(rest, widths[1:], strict=True)]
        print("| " + " | ".join(cells) + " |")
        if not at:
            print("|-" + "-|-".join("-" * width for width in widths) + "-|")


def print_table(results: Results, everyone: Sequence[Program]) -> None:
    """The figures, ours first, with their goals; whoever is absent is named."""
    names = list(dict.fromkeys(program.name for program in everyone))
    lines = [["", OURS, "goal", "", *names[1:]]]
    for row in ROWS:
        ours = row.of(results, OURS)
        goal = NOTHING if row.goal is None else f"≤ {row.goal:g}"
        others = [_told(row.of(results, name), row.unit) for name in names[1:]]
        lines.append([row.title, _told(ours, row.unit), goal, _verdict(row, ours), *others])
    _print(lines)
    if isinstance(results.cost, str) and results.cost:
        print(f"The driver's own cost: {results.cost}.")
    for program in everyone:
        if program.absent:
            print(f"Absent: {program.absent}.")
    for missed in dict.fromkeys(results.missed):
        print(f"Nothing measured: {missed}.")


def print_keys(results: Results, everyone: Sequence[Program]) -> None:
    """Each kind of key of each program by itself."""
    lines = [["key to settled, ms", "n", "bytes", "most", "working", "p95", "wall", "p95"]]
    for (name, opens, step), samples in results.keys.items():
        if not samples or step == DEAD:
            continue
        working, wall = ([getattr(s, what) for s in samples] for what in ("working", "wall"))
        sizes = [s.bytes for s in samples]
        title = f"{name}, {opens}: {step}" if name in (OURS, TMUX, "before") else f"{name}: {step}"
        times = [_told(pick(of), "ms") for of in (working, wall) for pick in (_median, _p95)]
        figures = [str(len(samples)), _told(_median(sizes), ""), str(max(sizes))]
        lines.append([title, *figures, *times])
    print()
    _print(lines)
