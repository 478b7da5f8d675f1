"""One row of a document as a strip: gutter, text in its styles, the letters of its mentions."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual.cache import LRUCache
from textual.strip import Strip

from corpus.document import BlockKind
from corpus.hostile import harmless_line
from tui.rendering.cells import cells_of, text_width
from tui.rendering.layers import MARKING, Mark, Run, lanes, runs_of
from tui.rendering.layout import Layout, Row, RowKind
from tui.rendering.palette import Palette

__all__ = ["Glyphs", "RowLook", "StripMaker", "centred", "fit", "glyphs"]

_KEEP = 512
_DOUBLE = Style(underline2=True)
_REVERSE = Style(reverse=True)
_BOLD = Style(bold=True)


class Glyphs(NamedTuple):
    """The signs of a page."""

    lane: str
    lanes: str
    closed: str
    opened: str
    more: str
    pointer: str


_UNICODE = Glyphs("│", "║", "▸", "▾", "…", "▌")
_ASCII = Glyphs("|", "#", "+", "-", "~", ">")


def glyphs(*, ascii_only: bool) -> Glyphs:
    """The signs, or their ASCII twins."""
    return _ASCII if ascii_only else _UNICODE


def fit(text: str, width: int, style: Style, more: str = "…") -> Segment:
    """Any text on one line of exactly ``width`` cells, harmless, cut with ``more`` if too long."""
    cells = cells_of(harmless_line(text))
    if cells.width <= width:
        drawn, taken = cells.cut(cells.start, cells.end)
    elif width < 1:
        drawn, taken = "", 0
    else:
        drawn, taken = cells.cut(0, cells.offset(width - 1))
        drawn, taken = drawn + more, taken + 1
    return Segment(drawn + " " * (width - taken), style)


def centred(text: str, width: int, style: Style, more: str = "…") -> Strip:
    """Any text on one line in the middle of ``width`` cells."""
    size = min(width, text_width(harmless_line(text)))
    left = (width - size) // 2
    right = width - left - size
    middle = fit(text, size, style, more)
    return Strip([Segment(" " * left, style), middle, Segment(" " * right, style)], width)


class RowLook(NamedTuple):
    """What is drawn on a row beside its text; all offsets are clipped to the row.

    ``marks`` are those that touch it, of lower layers first; ``selected`` and ``cursor`` are
    ranges of code points, empty when there is none. ``pointed`` is for a fold under the cursor.
    """

    marks: tuple[Mark, ...] = ()
    selected: tuple[int, int] = (0, 0)
    cursor: tuple[int, int] = (0, 0)
    pointed: bool = False


class StripMaker:
    """Draws rows with one palette and keeps what it drew."""

    def __init__(self, palette: Palette, *, ascii_only: bool = False) -> None:
        self.palette = palette
        self.glyphs = glyphs(ascii_only=ascii_only)
        self._strips: LRUCache[tuple[int, Row, RowLook], Strip] = LRUCache(_KEEP)
        self._styles: dict[tuple[object, ...], Style] = {}
        self._blank: dict[int, Strip] = {}

    def blank(self, width: int) -> Strip:
        """An empty row."""
        strip = self._blank.get(width)
        if strip is None:
            strip = Strip([Segment(" " * width, self.palette.text)], width)
            self._blank[width] = strip
        return strip

    def strip(self, layout: Layout, row: Row, look: RowLook) -> Strip:
        """A row of a layout, exactly as wide as the layout."""
        key = (layout.serial, row, look)
        strip = self._strips.get(key)
        if strip is None:
            strip = self._draw(layout, row, look)
            self._strips[key] = strip
        return strip

    def _draw(self, layout: Layout, row: Row, look: RowLook) -> Strip:
        width = layout.geometry.width
        if row.kind is RowKind.TEXT:
            return self._draw_text(layout, row, look)
        if row.kind in {RowKind.FOLD, RowKind.OPENED}:
            return self._draw_fold(layout, row, look)
        if look.cursor[0] < look.cursor[1]:
            left = min(layout.geometry.left, width - 1)
            return Strip(
                [
                    Segment(" " * left, self.palette.text),
                    Segment(" ", self.palette.text + self.palette.cursor),
                    Segment(" " * (width - left - 1), self.palette.text),
                ],
                width,
            )
        return self.blank(width)

    def _draw_fold(self, layout: Layout, row: Row, look: RowLook) -> Strip:
        fold = layout.fold_of(row)
        label = fold.label(layout.document.text) if fold is not None else ""
        sign = self.glyphs.closed if row.kind is RowKind.FOLD else self.glyphs.opened
        place = layout.geometry
        style = self.palette.text + self.palette.dim
        if look.selected[0] < look.selected[1]:
            style = self._selection(style)
        if look.pointed:
            style += self.palette.cursor
        words = f"{sign} {label}"
        size = min(text_width(words), place.measure)
        rest = place.width - place.left - size
        return Strip(
            [
                Segment(" " * place.left, self.palette.text),
                fit(words, size, style, self.glyphs.more),
                Segment(" " * rest, self.palette.text),
            ],
            place.width,
        )

    def _draw_text(self, layout: Layout, row: Row, look: RowLook) -> Strip:
        place = layout.geometry
        base = self.palette.text
        entity_runs = runs_of([m for m in look.marks if m.kind in MARKING], row.start, row.after)
        segments = [self._gutter(place.gutter, place.left + row.indent, lanes(entity_runs))]
        cells = layout.cells(row)
        room = place.measure - row.indent
        column = 0
        for run, style in self._styled(layout, row, look):
            text, size = cells.cut(run.start, run.end)
            if column + size > room:
                text, size = _crop(text, room - column)
            if text:
                segments.append(Segment(text, style))
                column += size
        first, after = look.cursor
        edge = place.margin if place.letters else place.width
        # On the blank a row was broken at, which hangs and is not drawn otherwise.
        if row.end <= first < after and place.left + row.indent + column < edge:
            segments.append(Segment(" ", base + self.palette.cursor))
            column += 1
        used = place.left + row.indent + column
        letters = self._letters(row, look.marks, place.letters) if place.letters else []
        if letters:
            segments.append(Segment(" " * (place.margin - used), base))
            segments += letters
            used = place.margin + len(letters)
        if used < place.width:
            segments.append(Segment(" " * (place.width - used), base))
        return Strip(segments, place.width).simplify().adjust_cell_length(place.width, base)

    def _gutter(self, gutter: int, left: int, deep: int) -> Segment:
        if not deep or gutter < 1:
            return Segment(" " * left, self.palette.text)
        sign = self.glyphs.lane if deep == 1 else self.glyphs.lanes
        at = (gutter - 1) // 2
        return Segment(
            " " * at + sign + " " * (left - at - 1), self.palette.text + self.palette.rule
        )

    def _letters(self, row: Row, marks: Iterable[Mark], room: int) -> list[Segment]:
        """The letters of the mentions that begin in the row, one cell each."""
        begin = sorted(
            (m for m in marks if m.kind in MARKING and row.start <= m.start < row.after),
            key=lambda m: (m.start, -m.end),
        )
        shown = begin if len(begin) <= room else begin[: room - 1]
        segments: list[Segment] = []
        for mark in shown:
            style = self.palette.label(mark.label)
            if mark.kind == "annotation":
                segments.append(
                    fit(style.letter.upper(), 1, self._letter(style.annotation) + _BOLD)
                )
            else:
                segments.append(fit(style.letter.lower(), 1, self._letter(style.suggestion)))
        if len(shown) < len(begin):
            segments.append(Segment(self.glyphs.more, self.palette.text + self.palette.dim))
        return segments

    def _letter(self, style: Style) -> Style:
        """The hue of a label without its lines."""
        return self.palette.text + Style(color=style.color, bgcolor=style.bgcolor)

    def _styled(self, layout: Layout, row: Row, look: RowLook) -> Iterable[tuple[Run, Style]]:
        """The runs of what a row draws, with their styles."""
        start, end = row.start, row.end
        layered = list(look.marks)
        layered += [
            Mark(first, after, kind.value, "block")
            for first, after, kind in layout.kinds(start, end)
        ]
        if look.selected[0] < look.selected[1]:
            layered.append(Mark(*look.selected, "", "selection"))
        if look.cursor[0] < look.cursor[1]:
            layered.append(Mark(*look.cursor, "", "cursor"))
        for run in runs_of(layered, start, end):
            key = tuple([(mark.kind, mark.label) for mark in _by_length(run.marks)])
            style = self._styles.get(key)
            if style is None:
                style = self._styles[key] = self._style(key)
            yield run, style

    def _style(self, key: tuple[tuple[str, str], ...]) -> Style:
        palette = self.palette
        of: dict[str, list[str]] = {"block": [], "suggestion": [], "annotation": []}
        for kind, label in key:
            of.setdefault(kind, []).append(label)
        style = palette.text
        for name in of["block"]:
            style += palette.blocks.get(BlockKind(name), Style.null())
        for name in of["annotation"]:
            style += palette.label(name).annotation
        for name in of["suggestion"]:
            style += palette.label(name).suggestion
        if len(of["annotation"]) + len(of["suggestion"]) > 1:
            style += _DOUBLE
        if "hit" in of:
            style += palette.hit
        if "current" in of:
            style += palette.current
        if "selection" in of:
            style = self._selection(style)
        if "cursor" in of:
            style += palette.cursor
        return style

    def _selection(self, style: Style) -> Style:
        """Selected text: as the palette has it, reversed if that alone would not be seen."""
        chosen = self.palette.selection
        if not chosen.reverse and chosen.bgcolor is None:
            chosen += _REVERSE
        return style + chosen


def _by_length(marks: tuple[Mark, ...]) -> list[Mark]:
    """Longer marks first, so that the innermost has the last word."""
    return sorted(marks, key=lambda mark: mark.start - mark.end)


def _crop(text: str, room: int) -> tuple[str, int]:
    cells = cells_of(text)
    if room < 1:
        return "", 0
    if cells.width <= room:
        return text, cells.width
    return cells.cut(0, cells.offset(room))
