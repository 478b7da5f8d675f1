"""What the screens about entities share: what they are given, their keys, and every change."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, ClassVar, TypeAlias

from textual import events
from textual.screen import ModalScreen
from textual.widgets import Input

from corpus.errors import GlossatorError
from corpus.hostile import harmless_line
from tui.rendering.palette import Palette
from tui.screens.choosing import see_through
from tui.screens.entity_going import Going
from tui.widgets.region_title import RegionTitle, Rule
from tui.widgets.status_lines import Hint, StatusLines
from tui.widgets.virtual_list import VirtualList

if TYPE_CHECKING:
    from corpus.corpus import Corpus
    from corpus.labels import LabelSet
    from corpus.span import Span
    from tui.keymap import Keymap

__all__ = [
    "SIDE_BY_SIDE",
    "SMALL_HEIGHT",
    "SMALL_WIDTH",
    "Concord",
    "Do",
    "EntityScreen",
    "EntityTools",
]

SIDE_BY_SIDE = 100
"""From this width what is beneath stays in sight beside a panel."""

SMALL_HEIGHT, SMALL_WIDTH = 12, 60
"""Below these there is one status row, and below the first no title."""

LOOK_AGAIN = 0.5
"""Seconds between two looks at whether more names were recognised."""

_READING = ("reader", "documents", "everywhere")
"""Where a key that does nothing here may do something."""

Do: TypeAlias = Callable[[Callable[[], object], str], bool]
"""Makes a change and says the sentence, or what went wrong; whether it was made."""

Concord: TypeAlias = "Callable[[str, Callable[[tuple[int, Span] | None], None]], None]"
"""Opens every mention of an entity in context, and calls back with the place to read, or None."""


@dataclass(frozen=True, slots=True)
class EntityTools:
    """What every screen about entities works with."""

    corpus: Corpus
    labels: LabelSet
    keymap: Keymap
    palette: Palette
    do: Do
    concord: Concord
    ascii_only: bool = False


class EntityScreen(ModalScreen[Going | None]):
    """One list under a title, and status lines; keys run the actions of the command table.

    Subclasses compose ``#list``, say in ``reload`` what it shows, and in ``contexts`` where their
    keys stand in the table. A change is durable when ``change`` returns, and shown after it.
    """

    DEFAULT_CSS = """
    EntityScreen #panel { background: $background; height: 1fr; width: 1fr; }
    EntityScreen Input {
        border: none; height: 1; padding: 0 1; background: $background; color: $foreground;
    }
    EntityScreen Input:focus { border: none; background-tint: $background 0%; }
    """
    AUTO_FOCUS = ""
    contexts: ClassVar[tuple[str, ...]] = ("everywhere",)

    def __init__(self, tools: EntityTools) -> None:
        super().__init__()
        self.tools = replace(tools, do=self.change)
        """Those given on to the screens over this one: what they change is said here as well."""
        self._do = tools.do
        self._message: tuple[str, str] = ("", "text")
        self._seen: object = None
        """What the machine had linked when the list was made."""

    # Drawing

    def on_mount(self) -> None:
        """Draw with the palette, and show what there is."""
        see_through(self)
        palette, ascii_only = self.tools.palette, self.tools.ascii_only
        for title in self.query(RegionTitle):
            title.set_palette(palette, ascii_only=ascii_only)
            title.set_active(True)
        for rule in self.query(Rule):
            rule.set_palette(palette, ascii_only=ascii_only)
        for entry in self.query(Input):
            entry.cursor_blink = False
        self.status.set_palette(palette)
        self.listing.palette = palette
        self.listing.ascii_only = ascii_only
        self.lay_out(self.app.size.width, self.app.size.height)
        self.listing.focus()
        self.reload()
        self._seen = self.tools.corpus.snapshot
        self.set_interval(LOOK_AGAIN, self.look_again)
        self.update_status()

    def on_descendant_focus(self) -> None:
        """The keys are others now."""
        self.update_status()

    def look_again(self) -> None:
        """Show what was recognised since the list was made, as when a collection is opened."""
        if self.tools.corpus.snapshot is not self._seen and self.is_mounted:
            self._seen = self.tools.corpus.snapshot
            self.recognised()
            self.update_status()

    def recognised(self) -> None:
        """Show what the corpus holds now that other names are recognised."""
        self.reload()

    @property
    def nothing_known(self) -> str:
        """Why there are no entities at all; empty when there may be some."""
        corpus = self.tools.corpus
        if corpus.snapshot is not None and len(corpus.records):
            return ""
        if not corpus.finished:
            return "names are still being recognised"
        return "no names were recognised" if len(corpus.records) else "there are no documents"

    def on_resize(self, event: events.Resize) -> None:
        """With as much around the list as there is room for."""
        self.lay_out(event.size.width, event.size.height)

    def lay_out(self, width: int, height: int) -> None:
        """Show titles where there is room for them."""
        for title in self.query(RegionTitle):
            title.display = height >= SMALL_HEIGHT
        small = height < SMALL_HEIGHT or width < SMALL_WIDTH
        self.status.styles.height = 1 if small else 2

    @property
    def listing(self) -> VirtualList:
        """The list."""
        return self.query_one("#list", VirtualList)

    @property
    def status(self) -> StatusLines:
        """The status lines."""
        return self.query_one("#entity-status", StatusLines)

    @property
    def more(self) -> str:
        """What stands where text is cut."""
        return "~" if self.tools.ascii_only else "…"

    def reload(self) -> None:
        """Show what the corpus holds now."""
        raise NotImplementedError

    def say(self, text: str, tone: str = "text") -> None:
        """Put a sentence in the upper status row until the next key."""
        self._message = (harmless_line(text), tone)
        self.update_status()

    def update_status(self) -> None:
        """Bring both status rows up to date."""
        if not self.is_mounted:
            return
        here = self.hints_here()
        rest = [] if isinstance(self.focused, Input) else self.hints_below()
        text, tone = self._message
        if text:
            self.status.set_here(text, here, tone=tone)
        else:
            first, *shorter = self.here_texts()
            self.status.set_here(first, here, shorter=shorter)
        self.status.set_state(self.state_text(), rest)

    def here_texts(self) -> Sequence[str]:
        """What is under the cursor, in full and in fewer words."""
        return ("",)

    def state_text(self) -> str:
        """What stands in the lower row."""
        return ""

    def hints_here(self) -> list[Hint]:
        """The keys that matter most, the most needed first."""
        return []

    def hints_below(self) -> list[Hint]:
        """The other keys."""
        return []

    def hints(self, *commands: str) -> list[Hint]:
        """The keys of commands with their words, leaving out those without a key."""
        found = (self.tools.keymap.hint(command) for command in commands)
        return [Hint(*hint) for hint in found if hint is not None]

    # Changing

    def change(self, make: Callable[[], object], sentence: str) -> bool:
        """Make a change and show what came of it; whether it was made."""
        wrong = ""

        def made() -> object:
            nonlocal wrong
            try:
                return make()
            except GlossatorError as error:
                wrong = str(error)
                raise

        done = self._do(made, sentence)
        if self.is_mounted:
            self.reload()
            self.say(sentence if done else wrong, "saved" if done else "error")
            self.refresh()  # what is beneath and in sight has changed as well
        return done

    def action_app_undo(self) -> None:
        """Take back the last change, also one of an earlier session."""
        self._travel("undo")

    def action_app_redo(self) -> None:
        """Make the change again that was taken back."""
        self._travel("redo")

    def _travel(self, way: str) -> None:
        marks = self.tools.corpus.marks
        made: list[str] = []

        def go() -> object:
            edit = marks.undo() if way == "undo" else marks.redo()
            made.extend([edit.description] if edit is not None else [])
            return edit

        if self.change(go, f"saved · {way}"):
            self.say(f"saved · {way}: {made[0]}" if made else f"Nothing to {way}.", "saved")

    # Keys

    async def on_key(self, event: events.Key) -> None:
        """Run what the key does here; nothing gets through to what is beneath."""
        if isinstance(self.focused, Input) and not self.typing_key(event.key):
            return
        event.stop()
        event.prevent_default()
        if isinstance(self.focused, Input):
            return
        command = self.tools.keymap.find(event.key, self.contexts)
        self._message = ("", "text")
        if command is not None and hasattr(self, f"action_{command.action}"):
            await self.run_action(command.action)
        elif elsewhere := command or self.tools.keymap.find(event.key, _READING):
            self.say(f"{elsewhere.title}: not on this page. Esc goes back.")
        if self.is_current:
            self.update_status()

    def typing_key(self, key: str) -> bool:
        """Do what a key does in a line to type in that is not typing; whether it did."""
        _ = key
        return False

    def action_move_down(self) -> None:
        """One row down."""
        self.listing.move(1)

    def action_move_up(self) -> None:
        """One row up."""
        self.listing.move(-1)

    def action_move_page_down(self) -> None:
        """One page down."""
        self.listing.page(1)

    def action_move_page_up(self) -> None:
        """One page up."""
        self.listing.page(-1)

    def action_move_half_down(self) -> None:
        """Half a page down."""
        self.listing.move(max(1, self.listing.size.height // 2))

    def action_move_half_up(self) -> None:
        """Half a page up."""
        self.listing.move(-max(1, self.listing.size.height // 2))

    def action_move_start(self) -> None:
        """To the first row."""
        self.listing.home()

    def action_move_end(self) -> None:
        """To the last row."""
        self.listing.end()

    def action_app_back(self) -> None:
        """Leave."""
        self.dismiss(None)

    def action_app_jump_back(self) -> None:
        """Step back."""
        self.action_app_back()

    def action_app_quit(self) -> None:
        """Step back."""
        self.action_app_back()

    def action_app_force_quit(self) -> None:
        """Leave the program."""
        self.app.exit()

    def action_app_help(self) -> None:
        """List every key."""
        from tui.screens.help import HelpScreen

        tools = self.tools
        self.app.push_screen(HelpScreen(tools.keymap, tools.palette, ascii_only=tools.ascii_only))
