"""What a program draws, as cells: cursor addresses, colours, text, erasing, and nothing else."""

from __future__ import annotations

import re
from itertools import islice

from tui.terminal.styles import Cell, Style, Styles
from tui.terminal.widths import clusters, find_special, is_risky, replace_controls

__all__ = ["Drawing", "blank_rows", "close_gaps"]

_sequence = re.compile(r"\[([\d;]{0,24})([A-HJKXf])").match
_address = re.compile(r"\[(\d{0,5})(?:;(\d{0,5}))?H").match
_link = re.compile(r"\]8;([!-:<-~]{0,256};[!-~]{0,2048})(\x07.*)?", re.DOTALL)
_line_ends = re.compile(r"([\r\n])").split
_MARKS = 9


def blank_rows(width: int, height: int, cell: Cell) -> list[list[Cell]]:
    """Rows of one cell."""
    return [[cell] * width for _ in range(height)]


def close_gaps(row: list[Cell], *columns: int) -> None:
    """Blank what is left of a wide character of which the other half is gone."""
    for column in columns:
        if column >= len(row) or column < 0:
            continue
        cell = row[column]
        if cell.width == 2:
            alone = column + 1 == len(row) or row[column + 1].width != 0
        else:
            alone = cell.width == 0 and (column == 0 or row[column - 1].width != 2)
        if alone:
            row[column] = cell.style.look_up(" ")


class Drawing:
    """A grid that is drawn on. ``row`` and ``column`` are where the program's cursor is.

    Nothing is drawn beyond the right edge or below the last row. ``erases_in_colour``: what is
    erased takes the ground of the style in force. ``links``: links are a part of the style, and not
    made harmless. ``risks`` once a risky cell was drawn.
    """

    def __init__(self, width: int, height: int, styles: Styles, *, erases_in_colour: bool) -> None:
        self.width, self.height = width, height
        self.styles = styles
        self.style = styles.plain
        self.row = self.column = 0
        self.erases_in_colour = erases_in_colour
        self.rows = blank_rows(width, height, styles.plain.look_up(" "))
        self.links = False
        self.risks = False

    def draw(self, data: str) -> None:
        """Obey one write of a program."""
        chunks = data.split("\x1b")
        if chunks[0]:
            self._text(chunks[0])
        link = ""
        style = self.style
        for chunk in islice(chunks, 1, None):
            head, _, text = chunk.partition("m")
            follows = style.after.get(head)
            if follows is not None and not link:
                self.style = style = follows
                if text:
                    self._text(text)
                continue
            if link:
                if chunk[:1] == "\\":
                    self._set_link(link)
                    self._text(chunk[1:])
                    link = ""
                    style = self.style
                    continue
                self._text("\ufffd" + link)
                link = ""
            link = self._other(chunk)
            style = self.style
        if link:
            self._text("\ufffd" + link)

    def _other(self, chunk: str) -> str:
        """Obey what is no known SGR sequence; gives the beginning of a link to be completed."""
        if match := _address(chunk):
            self.row = max(0, int(match[1] or 1) - 1)
            self.column = max(0, int(match[2] or 1) - 1)
            self._text(chunk[match.end() :])
            return ""
        head, mark, text = chunk.partition("m")
        follows = self.styles.after(self.style, head) if mark else None
        if follows is not None:
            self.style = follows
            self._text(text)
        elif match := _sequence(chunk):
            self._move_or_erase(match[2], match[1].split(";"))
            self._text(chunk[match.end() :])
        elif self.links and (match := _link.fullmatch(chunk)):
            if match[2] is None:
                return chunk
            self._set_link(chunk[: match.start(2)])
            self._text(match[2][1:])
        else:
            self._text("\ufffd" + chunk)
        return ""

    def _set_link(self, sequence: str) -> None:
        link = sequence[3:]
        self.style = self.styles.linked(self.style, "" if link.endswith(";") else link)

    # Text

    def _text(self, text: str) -> None:
        if (text.isascii() and text.isprintable()) or find_special(text) is None:
            self._put(text)
            return
        for piece in _line_ends(replace_controls(text)):
            if piece == "\r":
                self.column = 0
            elif piece == "\n":
                self.column = 0
                self.row = min(self.row + 1, max(0, self.height - 1))
            elif find_special(piece) is None:
                self._put(piece)
            else:
                for drawn, width, risky in clusters(piece):
                    self._put_cluster(drawn, width, risky=risky)

    def _put(self, text: str) -> None:
        """Draw a text of which every code point is one cell."""
        start = self.column
        self.column = end = start + len(text)
        if not text or self.row >= self.height or start >= self.width:
            return
        if end > self.width:
            text = text[: self.width - start]
            end = self.width
        row = self.rows[self.row]
        split = not row[start].width or (end < self.width and not row[end].width)
        row[start:end] = map(self.style.look_up, text)
        if split:
            close_gaps(row, start - 1, end)

    def _put_cluster(self, drawn: str, width: int, *, risky: bool) -> None:
        if not drawn.strip(" "):
            self._put(drawn)
            return
        if width == 0:
            self._put_mark(drawn)
            return
        start = self.column
        self.column = end = start + width
        if self.row >= self.height or end > self.width:
            return
        style = self.style
        cell = style.cells.get(drawn)
        if cell is None or cell.width != width:
            cell = style.cells[drawn] = Cell(drawn, style, width, risky=risky)
            style.cells.made[0] += 1
        self.risks = self.risks or risky
        row = self.rows[self.row]
        row[start:end] = [cell] if width == 1 else [cell, cell.rest]
        close_gaps(row, start - 1, end)

    def _put_mark(self, mark: str) -> None:
        """A mark at the beginning of a text belongs to the cell before it."""
        column = self.column - 1
        if self.row >= self.height or not 0 <= column < self.width:
            return
        row = self.rows[self.row]
        if not row[column].width and column:
            column -= 1
        before = row[column]
        text = before.text + mark
        if not before.text or len(text) > _MARKS:
            return
        style = before.style
        cell = style.cells.get(text)
        if cell is None or cell.width != before.width:
            risky = before.risky or is_risky(text, before.width)
            cell = style.cells[text] = Cell(text, style, before.width, risky=risky)
            style.cells.made[0] += 1
        self.risks = self.risks or cell.risky
        row[column] = cell

    # Moving and erasing

    def _move_or_erase(self, final: str, parameters: list[str]) -> None:
        count = int(parameters[0] or 0)
        if final in "JKX":
            self._erase(final, count)
            return
        if final in "Hf":
            self.row = max(0, count - 1)
            second = parameters[1] if len(parameters) > 1 else ""
            self.column = max(0, int(second or 1) - 1)
            return
        count = max(1, count)
        if final in "AF":
            self.row = max(0, min(self.row, self.height - 1) - count)
        elif final in "BE":
            self.row = max(0, min(self.row + count, self.height - 1))
        elif final == "C":
            self.column = max(0, min(self.column + count, self.width - 1))
        elif final == "D":
            self.column = max(0, min(self.column, self.width - 1) - count)
        if final in "EF":
            self.column = 0
        elif final == "G":
            self.column = count - 1

    def _erase(self, final: str, how: int) -> None:
        row = min(self.row, self.height - 1)
        column = min(self.column, self.width - 1)
        if row < 0 or column < 0:
            return
        if final == "X":
            self._blank(row, column, min(self.width, column + max(1, how)))
            return
        if how > 2:
            return
        self._blank(row, 0 if how else column, column + 1 if how == 1 else self.width)
        if final == "J":
            for other in range(0 if how else row + 1, row if how == 1 else self.height):
                self._blank(other, 0, self.width)

    def _blank(self, row: int, start: int, end: int) -> None:
        style: Style = self.style.ground if self.erases_in_colour else self.styles.plain
        cells = self.rows[row]
        cells[start:end] = [style.look_up(" ")] * (end - start)
        close_gaps(cells, start - 1, end)
