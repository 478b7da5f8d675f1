"""How one entity is drawn in the list of all: as many columns as there is room for."""

from __future__ import annotations

from dataclasses import dataclass

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip
from textual.widget import Widget

from corpus.hostile import harmless_line
from tui.rendering.cells import text_width
from tui.rendering.palette import Palette
from tui.rendering.strips import fit
from tui.rendering.tables import thousands
from tui.screens.entity_rows import EntityRows

__all__ = ["EntityHeader", "entity_row", "hue"]

WIDE, ALL_OF_THEM, MIDDLE = 96, 74, 56
"""From these widths a list has room, all columns, or some columns and their names."""

LEAST_ALSO = 18
"""Cells left beside a name from which its other names are shown."""


@dataclass(frozen=True, slots=True)
class _Column:
    """A column after the name: how it is headed and how many cells it has."""

    name: str
    width: int


def _columns(width: int, sorted_by: str) -> tuple[_Column, ...]:
    """The columns for a width: all, or how often and what the list is sorted by."""
    label, mentions = _Column("label", 8), _Column("mentions", 8)
    documents, spread = _Column("documents", 9), _Column("spread", 6)
    seen = _Column("last seen", 10)
    if width >= WIDE:
        return label, mentions, documents, spread, seen
    if width >= ALL_OF_THEM:
        return label, mentions, _Column("docs", 6), spread, seen
    by = {"spread": (spread,), "recency": (seen,)}.get(sorted_by, ())
    if width >= MIDDLE:
        return label, mentions, *(by or (documents,))
    return _Column("", 1), _Column("", 6), *by


class EntityHeader(Widget):
    """The names of the columns, over them."""

    DEFAULT_CSS = "EntityHeader { height: 1; }"
    ALLOW_SELECT = False

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.palette: Palette | None = None
        self.sorted_by = ""

    def render_line(self, y: int) -> Strip:
        """The row."""
        width = self.size.width
        if self.palette is None or y:
            return Strip.blank(width)
        columns = _columns(width - 1, self.sorted_by)
        cells = [column.name.rjust(column.width) for column in columns]
        cells[0] = columns[0].name.ljust(columns[0].width)
        tail = "".join(f"  {cell}" for cell in cells) + " "
        text = "    name".ljust(max(0, width - len(tail))) + tail
        style = self.palette.text + self.palette.dim
        return Strip([Segment(text, style)]).adjust_cell_length(width, style)


def entity_row(
    rows: EntityRows,
    number: int,
    width: int,
    palette: Palette,
    *,
    sorted_by: str,
    picked: bool = False,
    ascii_only: bool = False,
) -> Strip:
    """One entity: a sign when it is picked, its name, and the columns."""
    entity, more = rows[number], "~" if ascii_only else "…"
    columns = _columns(width, sorted_by)
    look = palette.label(entity.label)
    tail: list[Segment] = []
    for at, column in enumerate(columns):
        tail.append(Segment("  ", palette.text))
        if at:
            text = _cell(rows, number, column.name)
            tail.append(Segment(f"{text:>{column.width}}", palette.dim))
        else:
            text = entity.label if column.name else look.letter
            tail.append(fit(text, column.width, palette.text + hue(palette, entity.label), more))
    room = max(4, width - sum(text_width(part.text) for part in tail) - 4)
    sign = ("*" if ascii_only else "✓") if picked else " "
    size = min(room, text_width(harmless_line(entity.name)))
    others = [harmless_line(alias) for alias, _ in entity.aliases if alias != entity.name]
    also = f"  {' · '.join(others)}" if others and room - size > LEAST_ALSO else ""
    return Strip(
        [
            Segment(f" {sign} ", palette.accent),
            fit(entity.name, size, palette.strong if picked else palette.text, more),
            fit(also, room - size, palette.text + palette.dim, more),
            *tail,
        ]
    )


def hue(palette: Palette, label: str) -> Style:
    """The colour of a label without the lines it has in a text."""
    return Style(color=palette.label(label).suggestion.color)


def _cell(rows: EntityRows, number: int, column: str) -> str:
    """What stands in a column."""
    match column:
        case "documents" | "docs":
            return thousands(rows[number].documents)
        case "spread":
            return f"{rows.evenness(number):.2f}"
        case "last seen":
            return rows.last_seen(number)
        case _:
            return thousands(rows[number].mentions)
