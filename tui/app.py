"""Wiring: settings, theme, corpus and screen put together, and the terminal given back."""

from __future__ import annotations

import gc
from collections.abc import Sequence

from textual.filter import LineFilter

from tui.keys_in_turn import KeysInTurn
from tui.rendering.palette import Palette
from tui.screens.reading import ReadingScreen
from tui.session import Session
from tui.theme import Theme

__all__ = ["GlossatorApp", "run"]


class GlossatorApp(KeysInTurn):
    """Holds the theme; the reading screen does the rest."""

    CSS_PATH = "glossator.tcss"
    TITLE = "Glossator"
    ENABLE_COMMAND_PALETTE = False
    PAUSE_GC_ON_SCROLL = True

    def __init__(self, session: Session, theme: Theme) -> None:
        self._look = theme
        super().__init__()
        self.session = session
        self.animation_level = "none"
        self.palette: Palette = theme.palette(session.labels)
        self.register_theme(theme.textual_theme())
        self.theme = theme.name

    def on_mount(self) -> None:
        """Show the one screen."""
        self.push_screen(ReadingScreen(self.session))
        self.call_after_refresh(_collect_again)

    def on_app_focus(self) -> None:
        """Someone comes back to this terminal: show what was marked elsewhere."""
        if isinstance(self.screen, ReadingScreen):
            self.screen.see_other_programs()

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Filters for what the theme can show: none of its colours are turned into others."""
        return self._look.line_filters(super().get_line_filters())

    def _print_error_renderables(self) -> None:
        """Nothing: ``run`` raises what went wrong, and the command line tells it in a sentence."""

    @property
    def failure(self) -> Exception | None:
        """What ended the app, if it was a fault."""
        return self._exception

    @property
    def glossator_theme(self) -> Theme:
        """The theme in use."""
        return self._look

    def use_theme(self, theme: Theme) -> None:
        """Draw everything with another theme from now on."""
        self._look = theme
        self.palette = theme.palette(self.session.labels)
        self.register_theme(theme.textual_theme())
        self.theme = theme.name
        for screen in self.screen_stack:
            if isinstance(screen, ReadingScreen):
                screen.apply_palette()


def _collect_again() -> None:
    """Let garbage be collected again, without looking through all that the start made."""
    gc.freeze()
    gc.enable()


def run(session: Session, *, theme: Theme) -> int:
    """Show an opened collection on the terminal until the person leaves; returns the exit code."""
    app = GlossatorApp(session, theme)
    try:
        app.run(mouse=session.settings.use_mouse())
    finally:
        session.close()
    if app.failure is not None:
        raise app.failure
    return app.return_code or 0
