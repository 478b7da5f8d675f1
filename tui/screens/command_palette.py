"""The palette: every command by name, found by a few letters of it."""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz import fuzz
from rich.style import Style
from textual.strip import Strip

from tui.commands import READING, Command
from tui.keymap import Keymap, shown_keys
from tui.rendering.fitting import cut, fill
from tui.rendering.palette import Palette
from tui.screens.choosing import ChoosingScreen, row_strip
from tui.widgets.status_lines import Hint

__all__ = ["CommandPalette", "rank"]

_LEAST = 62.0
_HELP_COUNTS = 0.72
_FEW = 4  # fewer letters are found in any help
_TITLE = 22
_KEYS = 14
_WITH_HELP = 64


def rank(commands: Sequence[Command], query: str) -> list[Command]:
    """The commands that fit what is typed, best first; all in their order when nothing is."""
    typed = query.casefold().strip()
    if not typed:
        return list(commands)
    scored = [(_score(command, typed), -place) for place, command in enumerate(commands)]
    fitting = sorted((pair for pair in scored if pair[0] >= _LEAST), reverse=True)
    return [commands[-place] for _, place in fitting]


def _score(command: Command, typed: str) -> float:
    """How well a command fits, 0 to 130: words begun in the title count most, then its letters."""
    title = command.title.casefold()
    words = [*title.split(), *command.id.replace("-", ".").split("."), command.group.casefold()]
    if all(any(word.startswith(part) for word in words) for part in typed.split()):
        return 100 + 30 * len(typed) / max(len(typed), len(title))
    fuzzy = max(fuzz.ratio(typed, title), fuzz.partial_ratio(typed, title) * 0.9)
    if len(typed) < _FEW:
        return fuzzy
    return max(fuzzy, fuzz.partial_ratio(typed, command.help.casefold()) * _HELP_COUNTS)


class CommandPalette(ChoosingScreen[str | None]):
    """Gives the id of the command that was chosen, or None. Whoever opened it runs the command."""

    DEFAULT_CSS = """
    CommandPalette #panel { height: 60%; min-height: 10; }
    """

    def __init__(self, keymap: Keymap, palette: Palette, *, ascii_only: bool = False) -> None:
        super().__init__(
            palette,
            "Commands",
            placeholder="type a few letters",
            hints=(Hint("Enter", "run"), Hint("Esc", "back"), Hint("Up Down", "choose")),
            ascii_only=ascii_only,
        )
        self._commands = tuple(
            command
            for command in keymap.commands
            if command.context in READING and command.id != "app.commands"
        )
        self._found: list[Command] = []

    def on_mount(self) -> None:
        """Set off from what is beneath."""
        super().on_mount()
        self.query_one("#panel").add_class("-closing")

    def fill_list(self) -> None:
        """The commands that fit what is typed."""
        self._found = rank(self._commands, self.query_text)
        self.set_count(str(len(self._found)))
        self.list.empty_message = "no such command"
        self.list.set_source(len(self._found), self._row)
        if self._found:
            self.list.move_to(0)

    def choose(self) -> None:
        """Give the id of the command under the cursor."""
        if 0 <= self.list.cursor < len(self._found):
            self.dismiss(self._found[self.list.cursor].id)

    def _row(self, index: int, width: int) -> Strip:
        palette = self._palette
        command = self._found[index]
        keys = cut(" ".join(shown_keys(command.key_names)), _KEYS)
        room = width - len(keys) - 1
        title = _TITLE if width >= _WITH_HELP else room
        parts: list[tuple[str, Style]] = [
            (fill(cut(command.title, title - 1), title), Style.null())
        ]
        if width >= _WITH_HELP:
            left = room - title
            parts.append((fill(cut(command.help, left - 1), left), palette.dim))
        parts.append((f"{keys} ", palette.accent))
        return row_strip(parts, width, palette.text)
