"""The theme picker: colours change while choosing; Enter keeps them, Escape brings the old back."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Mapping
from pathlib import Path

from rich.style import Style
from textual import events, on
from textual.strip import Strip

from corpus.errors import InputError
from corpus.hostile import harmless_line
from corpus.labels import LabelSet
from tui.rendering.fitting import cut, fill
from tui.screens.choosing import ChoosingScreen, row_strip
from tui.settings import write_setting
from tui.theme import Theme
from tui.theming import LoadedThemes
from tui.widgets.status_lines import Hint, StatusLines
from tui.widgets.virtual_list import VirtualList

__all__ = ["ThemePicker"]

_BESIDE = 80
_SAMPLES = ("person", "org", "gpe", "law")


class ThemePicker(ChoosingScreen[Theme | None]):
    """Gives the theme that was kept, or None.

    ``preview`` is called with each theme the cursor comes to, and with ``current`` on Escape.
    The kept theme is written to ``settings`` (None: not written); when it cannot be, the row of
    hints says why and the theme still holds for this session.
    """

    DEFAULT_CSS = """
    ThemePicker { align: right top; }
    ThemePicker #panel { width: 44; }
    ThemePicker.-below { align: center bottom; }
    ThemePicker.-below #panel { width: 100%; height: 60%; min-height: 8; }
    """

    def __init__(
        self,
        loaded: LoadedThemes,
        current: Theme,
        labels: LabelSet,
        preview: Callable[[Theme], None],
        *,
        settings: Path | None,
        ascii_only: bool = False,
    ) -> None:
        super().__init__(
            current.palette(labels),
            "Themes",
            placeholder="type to search",
            hints=(Hint("Enter", "keep"), Hint("Esc", "as before"), Hint("Up Down", "try")),
            ascii_only=ascii_only,
        )
        self._themes: Mapping[str, Theme] = loaded.themes
        self._failures = loaded.failures
        self._current = self._shown = current
        self._labels = labels
        self._preview = preview
        self._settings = settings
        self._found: list[Theme] = []
        self._notes: list[str] = []
        self._opened = False

    def on_resize(self, event: events.Resize) -> None:
        """Beside the text when there is room, else below it."""
        self.set_class(event.size.width < _BESIDE, "-below")
        self.call_after_refresh(self.fill_list)

    def fill_list(self) -> None:
        """The themes that have what is typed, then the files that could not be used."""
        words = self.query_text.casefold().split()
        self._found = [
            theme
            for theme in self._themes.values()
            if all(word in f"{theme.name} {theme.title}".casefold() for word in words)
        ]
        width = max(20, self.list.size.width - 1)
        self._notes = []
        for failure in self._failures:
            self._notes += ["", *textwrap.wrap(harmless_line(failure), width)]
        self.set_count(str(len(self._found)))
        self.list.empty_message = "no such theme"
        names = [theme.name for theme in self._found]
        at = names.index(self._shown.name) if self._shown.name in names else 0
        self.list.set_source(len(self._found) + len(self._notes), self._row)
        if self._found:
            self.list.move_to(at)
        if self._opened:
            self._show_chosen()
        self._opened = True

    @on(VirtualList.Highlighted)
    def _moved(self, event: VirtualList.Highlighted) -> None:
        event.stop()
        if self._opened:
            self._show_chosen()

    @property
    def _chosen(self) -> Theme | None:
        """The theme under the cursor."""
        cursor = self.list.cursor
        return self._found[cursor] if 0 <= cursor < len(self._found) else None

    def _show_chosen(self) -> None:
        if theme := self._chosen:
            self._show(theme)

    def _show(self, theme: Theme) -> None:
        if theme != self._shown:
            self._shown = theme
            self._preview(theme)
            self.use_palette(theme.palette(self._labels))

    def choose(self) -> None:
        """Keep the theme under the cursor."""
        theme = self._chosen
        if theme is None:
            return
        self._show(theme)
        if self._settings is not None and theme.name != self._written:
            try:
                write_setting(self._settings, "theme", theme.name)
            except InputError as error:
                self._failures = (*self._failures, f"Not written down: {error}")
                self._settings = None
                self.fill_list()
                self.query_one(StatusLines).set_here(
                    "not written to the settings", (Hint("Enter", "keep for now"),), tone="warning"
                )
                return
        self.dismiss(theme)

    @property
    def _written(self) -> str:
        """The name the settings have now; empty when none can be read."""
        from tui.settings import load_settings

        return load_settings(self._settings).theme if self._settings is not None else ""

    def leave(self) -> None:
        """Bring the theme back that was there before."""
        if self._shown != self._current:
            self._preview(self._current)
        self.dismiss(None)

    def _row(self, index: int, width: int) -> Strip:
        palette = self._palette
        if index >= len(self._found):
            note = self._notes[index - len(self._found)]
            return row_strip([(note, palette.warning)], width, palette.text)
        theme = self._found[index]
        sample = _sample(theme)
        used = sum(len(text) for text, _ in sample)
        sign = "*" if self._ascii else "•"
        mark = sign if theme.name == self._current.name else " "
        room = max(1, width - used - 2)
        name = fill(cut(harmless_line(theme.title), room - 1), room)
        strip = row_strip([(f"{mark} {name}", Style.null())], width - used, palette.text)
        return Strip.join([strip, row_strip(sample, used, Style.null())])


def _sample(theme: Theme) -> list[tuple[str, Style]]:
    """A few letters in a theme's own colours."""
    page = theme.styles["text"].style()
    parts = [(" Aa ", page)]
    for hue in _SAMPLES:
        suggestion, annotation = theme.labels[hue]
        parts.append((hue[0], page + suggestion.style()))
        parts.append((hue[0].upper(), page + annotation.style()))
    return [*parts, (" ", page)]
