"""Wiring: settings, theme, corpus and screen put together, and the terminal given back."""

from __future__ import annotations

import gc
import os
from collections.abc import Sequence
from dataclasses import replace

from rich.color import ColorSystem
from rich.console import RenderableType
from textual import events, on
from textual.driver import Driver
from textual.filter import LineFilter

from tui.keys_in_turn import KeysInTurn
from tui.rendering.palette import Palette
from tui.screens.reading import ReadingScreen
from tui.session import Session
from tui.terminal.abilities import TRUE_COLOUR, Abilities
from tui.terminal.driver import TerminalDriver
from tui.terminal.first_page import Painted, keep
from tui.terminal.setup import Setup
from tui.theme import Theme

__all__ = ["GlossatorApp", "run"]

_COLOURS = {
    16: ColorSystem.STANDARD,
    256: ColorSystem.EIGHT_BIT,
    TRUE_COLOUR: ColorSystem.TRUECOLOR,
}

PATIENCE = 2.0
"""Seconds after which keys no longer wait for a page."""

_AT_ONCE = frozenset({"ctrl+c", "ctrl+q", "escape"})
"""Keys that may be meant for what takes too long."""


class GlossatorApp(KeysInTurn):
    """Holds the theme and hears from the terminal; the reading screen does the rest."""

    CSS_PATH = "glossator.tcss"
    TITLE = "Glossator"
    ENABLE_COMMAND_PALETTE = False
    PAUSE_GC_ON_SCROLL = True

    def __init__(self, session: Session, theme: Theme, setup: Setup | None = None) -> None:
        self._look = theme
        self.setup = setup or Setup.of(os.environ)
        self.last_page = ""
        """What draws the reading screen as it was left; empty when something else was shown."""
        self.ended_by = 0
        """The signal that asked for an end, 0 for none."""
        self._early_keys: list[events.Event] | None = []
        """What was typed before there was a page; None since then."""
        super().__init__()
        self._show_colours(self.setup.abilities)
        self.session = session
        for key in session.keymap.keys("app.suspend"):  # from every screen, whoever has the keys
            self._bindings.bind(key, "suspend_process", show=False, priority=True)
        self.animation_level = "none"
        self.palette: Palette = theme.palette(session.labels)
        self.register_theme(theme.textual_theme())
        self.theme = theme.name

    def on_mount(self) -> None:
        """Collect garbage again, and keys no longer wait for ever."""
        self.call_after_refresh(_collect_again)
        self.set_timer(PATIENCE, self._take_early_keys)

    def get_default_screen(self) -> ReadingScreen:
        """The one screen; an empty one below it would be laid out and drawn for nothing."""
        return ReadingScreen(self.session)

    def get_driver_class(self) -> type[Driver]:
        """Our own."""
        return TerminalDriver

    # What the terminal tells

    @property
    def terminal(self) -> TerminalDriver | None:
        """The terminal that is drawn on; None in tests without one."""
        return self._driver if isinstance(self._driver, TerminalDriver) else None

    @on(ReadingScreen.PageShown)
    def _show_page(self, event: ReadingScreen.PageShown) -> None:
        """There is something to read: let it be seen, at the latest when all of it stands."""
        if self.terminal is not None:
            self.terminal.page_is_shown(whole=event.whole)
        if event.listed:
            self.call_later(self._take_early_keys)

    async def on_event(self, event: events.Event) -> None:
        """Let keys that come before the page wait for it: there is nothing they could act on."""
        early = self._early_keys
        if early is None or not isinstance(event, events.Key | events.Paste):
            await super().on_event(event)
        elif isinstance(event, events.Key) and event.key in _AT_ONCE:
            await self._take_early_keys()
            await super().on_event(event)
        else:
            early.append(event)

    async def _take_early_keys(self) -> None:
        early, self._early_keys = self._early_keys, None
        for event in early or ():
            await super().on_event(event)

    def action_suspend_process(self) -> None:
        """Return to the shell, with the place kept; ``fg`` comes back."""
        self._keep_position()
        super().action_suspend_process()

    def told_to_end(self, number: int) -> None:
        """A signal asks for an end: keep what there is, and leave."""
        if not self.ended_by:
            self.ended_by = number
            self._keep_position()
            self.exit(return_code=128 + number)

    def exit(
        self,
        result: None = None,
        return_code: int = 0,
        message: RenderableType | None = None,
    ) -> None:
        """Leave, and remember the page as it stands."""
        if self.terminal is not None and isinstance(self.screen, ReadingScreen):
            self.last_page = self.terminal.picture()
        super().exit(result, return_code, message)

    def terminal_answered(self, abilities: Abilities) -> None:
        """The terminal has said what it can do: draw in as many colours as it has."""
        if abilities.colours != self.setup.abilities.colours:
            self._show_colours(abilities)
            self.use_theme(self._look)
        self.setup = replace(self.setup, abilities=abilities)

    def _show_colours(self, abilities: Abilities) -> None:
        # Rich looks at the environment, where the depth is not known behind SSH, and has no
        # other way to be told later.
        self.console._color_system = _COLOURS[abilities.colours]

    def line_silent(self, seconds: float | None) -> None:
        """The line does not answer any more, or does again."""
        if seconds is None:
            self._keep_position()
        else:
            self._tell(f"The line was silent for {seconds:.0f} s; what you marked is saved.")

    def drawing_plainly(self, reason: str) -> None:
        """Frames are sent whole from now on."""
        self._tell(f"Drawing plainly from now on: {reason}.")

    def key_answered(self) -> None:
        """What the last key cost is known."""
        for screen in self._reading_screens():
            screen.update_status()

    def _tell(self, sentence: str) -> None:
        for screen in self._reading_screens():
            screen.say(sentence, "warning")

    def _keep_position(self) -> None:
        for screen in self._reading_screens():
            screen.keep_position()

    def _reading_screens(self) -> list[ReadingScreen]:
        return [screen for screen in self.screen_stack if isinstance(screen, ReadingScreen)]

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
        for screen in self._reading_screens():
            screen.apply_palette()


def _collect_again() -> None:
    """Let garbage be collected again, without looking through all that the start made."""
    gc.freeze()
    gc.enable()


def run(
    session: Session, *, theme: Theme, painted: Painted | None = None, plain: bool = False
) -> int:
    """Show an opened collection on the terminal until the person leaves; returns the exit code.

    ``painted`` is a page that stands there already; ``plain`` sends whole frames. The code of a
    session that a signal ended is 128 and its number.
    """
    setup = Setup.of(os.environ, plain=plain, painted=painted)
    app = GlossatorApp(session, theme, setup)
    try:
        app.run(mouse=session.settings.use_mouse())
    finally:
        cut_off = app.ended_by or app.failure is not None
        session.close(ended_by=app.ended_by if cut_off else None)
    if app.failure is not None:
        raise app.failure
    keep(session, app.last_page, app.size, theme=app.theme)
    return app.return_code or 0
