"""Small questions about entities: a name, some of its spellings, another entity.

Nothing is asked twice: whatever is answered can be undone.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.strip import Strip
from textual.widgets import Input

from corpus.hostile import harmless_line
from tui.rendering.cells import text_width
from tui.rendering.palette import Palette
from tui.rendering.strips import fit
from tui.rendering.tables import thousands
from tui.screens.choosing import ChoosingScreen, see_through
from tui.screens.entity_columns import hue
from tui.widgets.region_title import RegionTitle
from tui.widgets.status_lines import Hint, StatusLines
from tui.widgets.virtual_list import VirtualList

if TYPE_CHECKING:
    from corpus.entity import Entity

__all__ = ["EntityPicker", "FormsDialog", "NameDialog", "Picked", "entity_strip"]

LONGEST_NAME = 200
"""Code points of a name that is given to an entity."""


class NameDialog(ModalScreen[str | None]):
    """Gives the name that was typed, on one line, or None when it was left as it was."""

    DEFAULT_CSS = """
    NameDialog { align: center bottom; }
    NameDialog #name-panel {
        height: 5; max-height: 100%; background: $background; border-top: solid $border-blurred;
    }
    NameDialog.-ascii #name-panel { border-top: ascii $border-blurred; }
    NameDialog Input {
        border: none; height: 1; padding: 0 1; background: $background; color: $foreground;
    }
    NameDialog Input:focus { border: none; background-tint: $background 0%; }
    NameDialog StatusLines { height: 1; dock: none; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", show=False)]

    def __init__(
        self, name: str, title: str, palette: Palette, *, ascii_only: bool = False
    ) -> None:
        super().__init__()
        self._before = " ".join(harmless_line(name).split())
        self._title = harmless_line(title)
        self._palette = palette
        self._ascii = ascii_only
        self.set_class(ascii_only, "-ascii")

    def compose(self) -> ComposeResult:
        """What it is about, the line to type in, the keys."""
        with Vertical(id="name-panel"):
            yield RegionTitle()
            yield Input(self._before, max_length=LONGEST_NAME, select_on_focus=False)
            yield StatusLines()

    def on_mount(self) -> None:
        """Over the page, going on where the name ends."""
        see_through(self)
        entry, title = self.query_one(Input), self.query_one(RegionTitle)
        keys = self.query_one(StatusLines)
        title.set_palette(self._palette, ascii_only=self._ascii)
        title.set_active(True)
        title.set_text(self._title)
        keys.set_palette(self._palette)
        keys.set_state("", [Hint("Enter", "rename"), Hint("Esc", "leave it")])
        entry.cursor_blink = False
        entry.focus()
        entry.cursor_position = len(entry.value)

    @on(Input.Submitted)
    def _typed(self, event: Input.Submitted) -> None:
        event.stop()
        name = " ".join(harmless_line(event.value).split())
        self.dismiss(name if name and name != self._before else None)

    def action_leave(self) -> None:
        """Leave the name as it is."""
        self.dismiss(None)


class FormsDialog(ModalScreen[tuple[str, ...] | None]):
    """Gives the spellings that are to be another entity: at least one, and never all.

    ``forms`` are spellings with their counts; those of ``picked`` are picked already.
    """

    DEFAULT_CSS = """
    FormsDialog { align: center bottom; }
    FormsDialog #forms-panel {
        background: $background; height: auto; max-height: 100%;
        border-top: solid $border-blurred;
    }
    FormsDialog.-ascii #forms-panel { border-top: ascii $border-blurred; }
    FormsDialog StatusLines { height: 1; dock: none; }
    """

    def __init__(
        self,
        name: str,
        forms: Sequence[tuple[str, int]],
        palette: Palette,
        *,
        picked: Sequence[str] = (),
        ascii_only: bool = False,
    ) -> None:
        super().__init__()
        self._whose = harmless_line(name)
        self._forms = tuple(forms)
        self._picked = {form for form, _ in forms if form in picked}
        self._palette = palette
        self._ascii = ascii_only
        self.set_class(ascii_only, "-ascii")

    def compose(self) -> ComposeResult:
        """Whose spellings, the spellings, the keys."""
        with Vertical(id="forms-panel"):
            yield RegionTitle()
            yield VirtualList()
            yield StatusLines()

    def on_mount(self) -> None:
        """Over the page, as tall as the list, at most half of the screen."""
        see_through(self)
        title, forms, keys = self.query_one(RegionTitle), self._list, self.query_one(StatusLines)
        title.set_palette(self._palette, ascii_only=self._ascii)
        title.set_active(True)
        keys.set_palette(self._palette)
        forms.palette = self._palette
        forms.ascii_only = self._ascii
        most = max(3, self.app.size.height // 2)
        forms.styles.height = min(len(self._forms), most)
        first = next((i for i, (f, _) in enumerate(self._forms) if f in self._picked), 0)
        forms.set_source(len(self._forms), self._row, cursor=first)
        forms.focus()
        self._say()

    @property
    def _list(self) -> VirtualList:
        return self.query_one(VirtualList)

    def _say(self, problem: str = "") -> None:
        count = f"{len(self._picked)} of {len(self._forms)}"
        self.query_one(RegionTitle).set_text(f"Which are not {self._whose}?", count)
        keys = [Hint("Space", "pick"), Hint("Enter", "split off"), Hint("Esc", "back")]
        self.query_one(StatusLines).set_here(problem, keys, tone="warning")

    def _row(self, index: int, width: int) -> Strip:
        form, count = self._forms[index]
        palette, more = self._palette, "~" if self._ascii else "…"
        number = f" {'x' if self._ascii else '×'}{count} "
        sign = ("[x]" if form in self._picked else "[ ]") + " "
        room = max(1, width - text_width(number) - len(sign) - 1)
        return Strip(
            [
                Segment(f" {sign}", palette.accent),
                fit(form, room, palette.text, more),
                Segment(number, palette.dim),
            ]
        )

    def on_key(self, event: events.Key) -> None:
        """Pick, move, answer or leave; nothing else gets through."""
        event.stop()
        event.prevent_default()
        forms = self._list
        match event.key:
            case "escape" | "q":
                self.dismiss(None)
            case "space" if forms.cursor >= 0:
                self._picked ^= {self._forms[forms.cursor][0]}
                forms.refresh_row(forms.cursor)
                forms.move(1)
                self._say()
            case "enter":
                self._answer()
            case "down" | "j" | "tab":
                forms.move(1)
            case "up" | "k" | "shift+tab":
                forms.move(-1)
            case "pagedown" | "pageup":
                forms.page(1 if event.key == "pagedown" else -1)
            case "home" | "g":
                forms.home()
            case "end" | "G":
                forms.end()

    def _answer(self) -> None:
        if not self._picked:
            self._say("Pick at least one.")
        elif len(self._picked) == len(self._forms):
            self._say("Leave at least one.")
        else:
            self.dismiss(tuple(form for form, _ in self._forms if form in self._picked))


@dataclass(frozen=True, slots=True)
class Picked:
    """An entity by its id, or the name of one that is to be made."""

    entity: str = ""
    name: str = ""


class EntityPicker(ChoosingScreen[Picked | None]):
    """Gives the entity that was chosen by a few letters of its name.

    ``find`` answers what is typed, best first; for nothing typed, with the likely ones. With
    ``new`` the last row makes an entity of what is typed.
    """

    DEFAULT_CSS = """
    EntityPicker #panel { height: 60%; min-height: 10; }
    """

    def __init__(
        self,
        title: str,
        find: Callable[[str], Sequence[Entity]],
        palette: Palette,
        *,
        does: str = "choose",
        new: bool = False,
        ascii_only: bool = False,
    ) -> None:
        super().__init__(
            palette,
            harmless_line(title),
            placeholder="type a name",
            hints=(Hint("Enter", does), Hint("Esc", "back"), Hint("Up Down", "choose")),
            ascii_only=ascii_only,
        )
        self._find = find
        self._new = new
        self._found: Sequence[Entity] = ()

    def on_mount(self) -> None:
        """Set off from what is beneath."""
        super().on_mount()
        self.query_one("#panel").add_class("-closing")

    @property
    def _new_name(self) -> str:
        """What a new entity would be called; empty when none can be made."""
        name = " ".join(self.query_text.split())[:LONGEST_NAME] if self._new else ""
        return "" if any(entity.name == name for entity in self._found) else name

    def fill_list(self) -> None:
        """The entities that fit what is typed, and the one that could be made of it."""
        self._found = self._find(self.query_text)
        self.set_count(str(len(self._found)) if self.query_text else "likely first")
        self.list.empty_message = "no such entity" if self.query_text else "type a name"
        self.list.set_source(len(self._found) + bool(self._new_name), self._row)
        if self.list.count:
            self.list.move_to(0)

    def choose(self) -> None:
        """Leave with the entity under the cursor."""
        at = self.list.cursor
        if 0 <= at < len(self._found):
            self.dismiss(Picked(entity=self._found[at].id))
        elif at >= 0 and self._new_name:
            self.dismiss(Picked(name=self._new_name))

    def _row(self, index: int, width: int) -> Strip:
        if index < len(self._found):
            return entity_strip(self._found[index], width, self._palette, ascii_only=self._ascii)
        words = f"a new entity called “{self._new_name}”"
        more = "~" if self._ascii else "…"
        return Strip(
            [Segment(" ", self._palette.text), fit(words, width - 1, self._palette.accent, more)]
        )


def entity_strip(
    entity: Entity, width: int, palette: Palette, *, ascii_only: bool = False
) -> Strip:
    """An entity on one row: name, label, how often and in how many documents it is mentioned."""
    more = "~" if ascii_only else "…"
    counts = f"{thousands(entity.mentions)} in {thousands(entity.documents)}"
    label = min(9, max(0, width - 29))
    tail = f"{counts:>15} "
    room = max(4, width - label - len(tail) - 2)
    return Strip(
        [
            Segment(" ", palette.text),
            fit(entity.name, room, palette.text, more),
            Segment(" ", palette.text),
            fit(entity.label, label, palette.text + hue(palette, entity.label), more)
            if label > 3
            else Segment(""),
            Segment(" " * (label if 0 < label <= 3 else 0)),
            Segment(tail, palette.dim),
        ]
    )
