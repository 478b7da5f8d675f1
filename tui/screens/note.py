"""The note editor: a few lines of plain text to a mark."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static, TextArea

from corpus.hostile import harmless, harmless_line
from tui.drafts import Drafts
from tui.screens.choosing import see_through

__all__ = ["NoteEditor"]


class NoteEditor(ModalScreen[str | None]):
    """Gives the note as it was saved, or None when it was left.

    Nothing typed is lost: what is left with Escape, or by a line that drops, is kept as a draft
    and stands there again when the same note is opened (``key`` names the note; without one its
    title and text do). ``drafts`` keeps them, by default as long as the program runs. Text is
    never read as markup.
    """

    DEFAULT_CSS = """
    NoteEditor { align: center bottom; }
    NoteEditor #note-panel {
        height: 10; max-height: 100%; background: $background; border-top: solid $border-blurred;
    }
    NoteEditor.-ascii #note-panel { border-top: ascii $border-blurred; }
    NoteEditor Static { height: 1; padding: 0 1; text-wrap: nowrap; text-overflow: ellipsis; }
    NoteEditor #note-title { text-style: bold; }
    NoteEditor #note-hints { color: $text-muted; }
    NoteEditor TextArea {
        height: 1fr; border: none; padding: 0 1; background: $background; color: $foreground;
    }
    NoteEditor TextArea:focus { border: none; }
    NoteEditor TextArea:ansi .text-area--cursor {
        background: $input-cursor-background;
        color: $input-cursor-foreground;
        text-style: $input-cursor-text-style;
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        # No priority: keys typed ahead must reach the text before the one that saves it.
        Binding("ctrl+s", "save", "Save", show=False),
        Binding("escape", "leave", "Leave", show=False),
    ]
    _passing: ClassVar[Drafts] = Drafts()

    def __init__(
        self,
        text: str,
        *,
        title: str = "",
        key: str = "",
        drafts: Drafts | None = None,
        ascii_only: bool = False,
    ) -> None:
        super().__init__()
        self._drafts = drafts if drafts is not None else self._passing
        self._before = text
        self._shown = harmless(text.replace("\r\n", "\n").replace("\r", "\n"))
        self._title = harmless_line(title)
        self._key = key or f"{self._title}\0{text}"
        self._done = False
        self.set_class(ascii_only, "-ascii")

    def compose(self) -> ComposeResult:
        """Whose note it is, the text, the keys."""
        draft = self._drafts.get(self._key)
        hints = "Ctrl+S save   Esc leave, the draft is kept"
        if draft is not None:
            hints += "   (this is your draft)"
        area = TextArea(
            self._shown if draft is None else draft,
            soft_wrap=True,
            show_line_numbers=False,
            highlight_cursor_line=False,
            id="note-text",
        )
        area.cursor_blink = False
        with Vertical(id="note-panel"):
            yield Static(
                Content(f"Note · {self._title}" if self._title else "Note"), id="note-title"
            )
            yield area
            yield Static(Content(hints), id="note-hints")

    def on_mount(self) -> None:
        """Over the page, going on where the text ends."""
        see_through(self)
        area = self.query_one(TextArea)
        area.focus()
        area.move_cursor(area.document.end)

    @property
    def _text(self) -> str:
        return self.query_one(TextArea).text

    @on(TextArea.Changed)
    def _typed(self, event: TextArea.Changed) -> None:
        """Keep what is typed as a draft from the first letter on."""
        event.stop()
        if not self._done:
            self._keep()

    def _keep(self) -> None:
        text = self._text
        if text in {self._shown, ""}:
            self._drafts.drop(self._key)
        else:
            self._drafts.put(self._key, text)

    def action_save(self) -> None:
        """Give the note back; an unchanged one exactly as it came."""
        text = self._text
        self._done = True
        self._drafts.drop(self._key)
        self.dismiss(self._before if text == self._shown else text.rstrip())

    def action_leave(self) -> None:
        """Keep what is typed as a draft, and go."""
        self._keep()
        self._done = True
        self.dismiss(None)
