"""Help: every key there is, by group, with the person's own keys; type to search."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rich.style import Style
from textual import events
from textual.strip import Strip

from tui.commands import CONTEXTS, Command, by_group
from tui.keymap import COUNTS, Keymap, shown_keys
from tui.rendering.fitting import cut, fill
from tui.rendering.palette import Palette
from tui.screens.choosing import ChoosingScreen, row_strip
from tui.widgets.status_lines import Hint

__all__ = ["HelpRow", "HelpScreen", "help_rows"]

_NARROW = 60
_KEYS_WIDE, _KEYS_NARROW = 20, 11
_WIDEST = 110


@dataclass(frozen=True, slots=True)
class HelpRow:
    """One row of help: the title of a group, or keys and (a part of) what they do."""

    keys: str = ""
    text: str = ""
    where: str = ""
    heading: bool = False


def help_rows(keymap: Keymap, query: str, width: int) -> list[HelpRow]:
    """The rows for a width in cells, those commands only that have all words of ``query``."""
    rows: list[HelpRow] = []
    words = query.casefold().split()
    for title, members in by_group(keymap.commands):
        entries = [_entry(command) for command in members if _matches(command, words)]
        counts = (COUNTS[0], COUNTS[1], CONTEXTS["reader"])
        if title == "Moving" and _has_words(" ".join(counts), words):
            entries.append(counts)
        if not entries:
            continue
        if rows:
            rows.append(HelpRow())
        rows.append(HelpRow(text=title, heading=True))
        for keys, text, where in entries:
            rows += _wrapped(keys, text, where, width)
    return rows


def _entry(command: Command) -> tuple[str, str, str]:
    keys = "  ".join(shown_keys(command.key_names)) or f": {command.title}"
    where = "" if command.context == "everywhere" else CONTEXTS[command.context]
    return keys, command.help, where


def _matches(command: Command, words: Sequence[str]) -> bool:
    keys = " ".join(shown_keys(command.key_names))
    return _has_words(f"{command.id} {command.title} {command.help} {command.group} {keys}", words)


def _has_words(text: str, words: Sequence[str]) -> bool:
    folded = text.casefold()
    return all(word in folded for word in words)


def _wrapped(keys: str, text: str, where: str, width: int) -> Iterator[HelpRow]:
    """The rows of one command: the keys beside the text, or above it when they are many."""
    column, room = _columns(width)
    if len(keys) >= column:
        yield HelpRow(keys=keys, where=where)
        keys = where = ""
    for number, line in enumerate(textwrap.wrap(text, room) or [""]):
        yield HelpRow("" if number else keys, line, "" if number else where)


def _columns(width: int) -> tuple[int, int]:
    """Cells for the keys, and for the text."""
    if width < _NARROW:
        return _KEYS_NARROW, max(10, width - _KEYS_NARROW)
    return _KEYS_WIDE, max(10, min(width - _KEYS_WIDE, 84))


class HelpScreen(ChoosingScreen[None]):
    """Every key of the command table. Escape closes it."""

    def __init__(self, keymap: Keymap, palette: Palette, *, ascii_only: bool = False) -> None:
        super().__init__(
            palette,
            "Keys",
            placeholder="type to search",
            hints=(Hint("Esc", "close"), Hint("Up Down PgUp PgDn", "scroll")),
            ascii_only=ascii_only,
        )
        self._keymap = keymap
        self._rows: list[HelpRow] = []

    def fill_list(self) -> None:
        """The commands that have what is typed."""
        self._rows = help_rows(self._keymap, self.query_text, self.list.size.width - 1)
        commands = sum(1 for row in self._rows if row.keys)
        self.set_count(f"{commands}" if commands else "")
        self.list.empty_message = "no key for that"
        self.list.set_source(len(self._rows), self._row)
        if self._rows:
            self.list.move_to(0)

    def on_resize(self, _event: events.Resize) -> None:
        """Wrap to the new width."""
        self.call_after_refresh(self.fill_list)

    def choose(self) -> None:
        """Nothing to choose here: Enter goes on a page."""
        self.list.page(1)

    def _row(self, index: int, width: int) -> Strip:
        palette = self._palette
        row = self._rows[index]
        if row.heading:
            return row_strip([(row.text, palette.strong + palette.accent)], width, palette.text)
        column, _ = _columns(width)
        if not row.text:
            return row_strip([(cut(row.keys, width), palette.accent)], width, palette.text)
        parts: list[tuple[str, Style]] = [
            (fill(row.keys, column), palette.accent),
            (row.text, Style.null()),
        ]
        room = min(width, _WIDEST) - column - len(row.text) - 1
        if row.where and room >= len(row.where) + 1:
            parts.append((row.where.lower().rjust(room), palette.dim))
        return row_strip(parts, width, palette.text)
