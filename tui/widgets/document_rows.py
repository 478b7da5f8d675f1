"""How one document is drawn in the list: as many columns as there is room for."""

from __future__ import annotations

from dataclasses import dataclass

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from textual.strip import Strip

from tui.rendering.palette import Palette

__all__ = ["DocumentRow", "document_strip"]

SIGNS = {"unread": "●", "reading": "◐", "read": " ", "done": "✓", "problem": "!"}
ASCII_SIGNS = {"unread": "*", "reading": "o", "read": " ", "done": "v", "problem": "!"}


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """What the list knows of a document. Texts are one line and harmless.

    ``state`` is unread, reading, read, done or problem; ``length`` is in code points.
    """

    title: str
    date: str
    source: str
    length: int
    marks: int
    state: str


def document_strip(
    row: DocumentRow,
    width: int,
    palette: Palette,
    *,
    sorted_by: str,
    dated: bool = True,
    ascii_only: bool = False,
) -> Strip:
    """One row of the list.

    Wide lists have every column; a narrow one has the title, the marks, and the column that the
    list is sorted by. Without ``dated`` no room is kept for dates.
    """
    signs = ASCII_SIGNS if ascii_only else SIGNS
    marks = str(row.marks) if row.marks else ""
    if width >= 72:
        columns = [(row.date, 10 * dated), (row.source, 16), (_short(row.length), 6), (marks, 5)]
    else:
        other = {
            "source": (row.source, 12),
            "length": (_short(row.length), 6),
            "marks": ("", 0),
            "state": ("", 0),
            "title": ("", 0),
        }.get(sorted_by, (row.date, 10 * dated))
        columns = [other, (marks, 4)] if width >= 30 else [(marks, 4)]
    tail = "".join(f" {_right(text, size)}" for text, size in columns if size)
    room = max(0, width - cell_len(tail) - 4)
    title_style = palette.error if row.state == "problem" else palette.text
    if row.state == "unread":
        title_style += palette.strong
    segments = [
        Segment(f" {signs[row.state]} ", palette.accent),
        Segment(_left(row.title, room), title_style),
        Segment(tail, palette.dim),
    ]
    return Strip(segments).apply_style(palette.text).adjust_cell_length(width, palette.text)


def _short(length: int) -> str:
    if length < 1000:
        return str(length) if length else ""
    if length < 1_000_000:
        return f"{length / 1000:.1f}k"
    return f"{length / 1_000_000:.1f}M"


def _left(text: str, width: int) -> str:
    if cell_len(text) > width:
        return set_cell_size(text, max(0, width - 1)) + "…"
    return text + " " * (width - cell_len(text))


def _right(text: str, width: int) -> str:
    if cell_len(text) > width:
        return set_cell_size(text, max(0, width - 1)) + "…"
    return " " * (width - cell_len(text)) + text
