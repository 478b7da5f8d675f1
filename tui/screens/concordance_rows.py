"""How a line of a concordance is drawn, and which signs say how it stands."""

from __future__ import annotations

from functools import lru_cache

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style

from corpus.concordance import Line
from corpus.decisions import Verdict
from corpus.document import DocumentRecord
from corpus.hostile import harmless_line
from tui.rendering.kwic import KwicColumns, fitted, fitted_left
from tui.rendering.palette import Palette

__all__ = ["SIGNS", "LineRows"]

SIGNS = {
    Verdict.OPEN: ("?", "?"),
    Verdict.MARKED: ("✓", "+"),
    Verdict.REJECTED: ("✗", "x"),
    Verdict.ELSEWHERE: ("→", ">"),
    Verdict.PLAIN: (" ", " "),
}
"""The sign of each verdict and its ASCII twin."""


class LineRows:
    """Draws lines with one palette. ``middle`` is what their middle column needs, in cells.

    Without ``dated`` no room is kept for dates.
    """

    def __init__(
        self, palette: Palette, *, middle: int, dated: bool = True, ascii_only: bool = False
    ) -> None:
        self.palette = palette
        self.middle = middle
        self._dated = dated
        self._ascii = ascii_only
        self._more = "~" if ascii_only else "…"
        self._rule = " | " if ascii_only else " │ "
        self._pick = "*" if ascii_only else "•"

    def sign(self, verdict: Verdict) -> str:
        """What stands for how a line stands."""
        return SIGNS[verdict][self._ascii]

    def columns(self, width: int) -> KwicColumns:
        """The columns of a row."""
        return _columns(width, self.middle, self._dated)

    def row(
        self, line: Line, record: DocumentRecord, verdict: Verdict, width: int, *, picked: bool
    ) -> list[Segment]:
        """A row of exactly ``width`` cells."""
        palette, columns = self.palette, self.columns(width)
        dim, more = palette.dim, self._more
        segments = [Segment(f"{self._pick if picked else ' '} ", palette.accent)]
        room = columns.left + columns.middle + columns.right + (6 if columns.ruled else 0)
        if line.problem:
            segments.append(Segment(_filled(line.problem, room, more), palette.warning))
        elif columns.ruled:
            middle = fitted(line.text, columns.middle, more)
            left = fitted_left(line.left.rstrip(), columns.left, more)
            segments += [
                Segment(left, palette.text),
                Segment(self._rule, palette.rule),
                Segment(middle, self._middle_style(line.label, verdict)),
                Segment(" " * (columns.middle - cell_len(middle)) + self._rule, palette.rule),
                Segment(_filled(line.right.lstrip(), columns.right, more), palette.text),
            ]
        else:
            middle = fitted(line.text, columns.right, more)
            rest = columns.right - cell_len(middle)
            segments += [
                Segment(fitted_left(line.left, columns.left, more), palette.text),
                Segment(middle, self._middle_style(line.label, verdict)),
                Segment(_filled(line.right, rest, more), palette.text),
            ]
        if columns.title:
            title = harmless_line(record.title)
            segments.append(Segment("  " + _filled(title, columns.title, more), dim))
        if columns.date:
            segments.append(
                Segment("  " + _filled(harmless_line(record.date), columns.date, more), dim)
            )
        segments.append(Segment(f" {self.sign(verdict)}", self._sign_style(verdict)))
        return segments

    def _middle_style(self, label: str, verdict: Verdict) -> Style:
        """As the reader shows it: a suggestion underlined, a mark on its tint, the rest as hits."""
        if verdict is Verdict.REJECTED:
            return self.palette.dim
        if not label:
            return self.palette.hit
        look = self.palette.label(label)
        return look.suggestion if verdict is Verdict.OPEN else look.annotation

    def _sign_style(self, verdict: Verdict) -> Style:
        if verdict is Verdict.OPEN:
            return self.palette.warning
        return self.palette.saved if verdict is Verdict.MARKED else self.palette.dim


@lru_cache(maxsize=32)
def _columns(width: int, middle: int, dated: bool) -> KwicColumns:  # noqa: FBT001 - cached
    return KwicColumns.of(width, middle, dated=dated)


def _filled(text: str, width: int, more: str) -> str:
    drawn = fitted(text, width, more)
    return drawn + " " * (width - cell_len(drawn))
