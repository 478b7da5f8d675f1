"""The prompt for a place to go to: one row over the status lines."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from corpus.errors import InputError
from tui.goto import EXAMPLES, Goal, read_goal
from tui.screens.choosing import see_through

__all__ = ["GotoPrompt"]


class GotoPrompt(ModalScreen[Goal | None]):
    """Gives the place that was typed, or None; what cannot be understood is said, and stays."""

    DEFAULT_CSS = """
    GotoPrompt { align: center bottom; }
    GotoPrompt #goto-panel { height: 2; background: $background; }
    GotoPrompt #goto-row { height: 1; }
    GotoPrompt #goto-name { width: auto; padding: 0 1; text-style: bold; }
    GotoPrompt Input { border: none; height: 1; padding: 0; width: 1fr; }
    GotoPrompt #goto-words { height: 1; padding: 0 1; color: $text-muted; text-wrap: nowrap;
        text-overflow: ellipsis; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", "Leave", show=False)]

    def compose(self) -> ComposeResult:
        """What is asked, and what can be answered."""
        entry = Input(id="goto-place")
        entry.cursor_blink = False
        with Vertical(id="goto-panel"):
            with Horizontal(id="goto-row"):
                yield Static(Content("go to"), id="goto-name")
                yield entry
            yield Static(Content(EXAMPLES), id="goto-words")

    def on_mount(self) -> None:
        """Over the page, ready to be typed into."""
        see_through(self)
        self.query_one(Input).focus()

    @on(Input.Submitted)
    def _typed(self, event: Input.Submitted) -> None:
        event.stop()
        try:
            goal = read_goal(event.value)
        except InputError as error:
            self.query_one("#goto-words", Static).update(Content(str(error)))
            return
        self.dismiss(goal)

    def action_leave(self) -> None:
        """Stay where the reader is."""
        self.dismiss(None)
