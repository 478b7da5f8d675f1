"""The search bar: one line to type in, and what was found, in groups, beneath it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Input

from tui.rendering.fitting import cut, fill
from tui.rendering.palette import Palette
from tui.widgets.virtual_list import VirtualList

__all__ = ["Found", "QueryInput", "SearchBar"]


@dataclass(frozen=True, slots=True)
class Found:
    """One row of results: the group's name and count when it begins a group, and what was found.

    All texts are one line and harmless. ``matched`` are positions in ``name`` to underline;
    ``context`` surrounds ``within`` (half-open, code points into it), which is drawn as a hit.
    """

    group: str
    total: int | None
    name: str
    counting: bool = field(default=False, kw_only=True)
    """There are so many so far."""
    matched: frozenset[int] = frozenset()
    detail: str = ""
    context: str = ""
    within: tuple[int, int] = (0, 0)


class QueryInput(Input):
    """A line of input whose arrows, Tab, Enter and Escape belong to the search bar."""

    BINDINGS: ClassVar = [
        Binding("up", "tell('up')", show=False),
        Binding("down", "tell('down')", show=False),
        Binding("pageup", "tell('page-up')", show=False),
        Binding("pagedown", "tell('page-down')", show=False),
        Binding("ctrl+p", "tell('up')", show=False),
        Binding("ctrl+n", "tell('down')", show=False),
        Binding("tab", "tell('complete')", show=False),
        Binding("enter", "tell('go')", show=False),
        Binding("escape", "tell('cancel')", show=False),
    ]

    class Told(Message):
        """A key that is not text was pressed."""

        def __init__(self, what: str) -> None:
            self.what = what
            super().__init__()

    def action_tell(self, what: str) -> None:
        """Pass the key on."""
        self.post_message(self.Told(what))


TIPS = (
    ("dien bien phu", "accents and single letters may be wrong or missing"),
    ('"core tasks"', "these words in a row; the last may be unfinished without quotes"),
    ("trade -tariff", "documents with the first word and without the second"),
)


class Tips(Widget):
    """What can be typed, while nothing is."""

    ALLOW_SELECT = False

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.palette: Palette | None = None

    def render_line(self, y: int) -> Strip:
        """One example and what it does."""
        palette, width = self.palette, self.size.width
        if palette is None or y >= len(TIPS):
            return Strip.blank(width)
        example, meaning = TIPS[y]
        room = width - 17
        segments = [
            Segment(fill(f" {example}", 16), palette.text),
            Segment(cut(meaning, room) if room > 8 else "", palette.dim),
        ]
        return Strip(segments).apply_style(palette.text).adjust_cell_length(width, palette.text)


class SearchBar(Vertical):
    """Input above, results below; it decides nothing and says what was typed and chosen.

    It lies over the page: nothing moves when it opens, grows or closes.
    """

    DEFAULT_CSS = """
    SearchBar {
        layer: over; height: auto; display: none;
        background: $background; border-bottom: solid $border-blurred;
    }
    SearchBar.-ascii { border-bottom: ascii $border-blurred; }
    SearchBar Input { border: none; height: 1; padding: 0 1; }
    SearchBar VirtualList { height: 0; }
    SearchBar Tips { height: 3; }
    """

    class Changed(Message):
        """The query is another one now."""

        def __init__(self, query: str) -> None:
            self.query = query
            super().__init__()

        def can_replace(self, message: Message) -> bool:
            """Only the last of several queries matters."""
            return isinstance(message, SearchBar.Changed)

    class Chosen(Message):
        """A result was chosen: its row, -1 when none is shown (yet)."""

        def __init__(self, index: int) -> None:
            self.index = index
            super().__init__()

    class Cancelled(Message):
        """The bar was left without choosing."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._palette: Palette | None = None
        self._rows: Sequence[Found] = ()

    def compose(self) -> ComposeResult:
        """The input and the list."""
        yield QueryInput(id="query", placeholder="a name, a title, words of the text …")
        yield Tips(id="tips")
        yield VirtualList(id="found")

    def on_mount(self) -> None:
        """No blinking: nothing is sent while nobody types."""
        self.query_one(QueryInput).cursor_blink = False
        # The input has the keyboard, yet what it moves is the list's cursor: drawn as focused.
        self._list.set_reactive(VirtualList.has_focus, True)
        self._list.can_focus = False

    def set_palette(self, palette: Palette, *, ascii_only: bool = False) -> None:
        """The styles to draw with."""
        self._palette = palette
        self._list.palette = palette
        self._list.ascii_only = ascii_only
        self.set_class(ascii_only, "-ascii")
        tips = self.query_one(Tips)
        tips.palette = palette
        tips.refresh()

    @property
    def _list(self) -> VirtualList:
        return self.query_one("#found", VirtualList)

    @property
    def text(self) -> str:
        """What is typed."""
        return self.query_one(QueryInput).value

    @property
    def at_first(self) -> bool:
        """Whether no other result than the first was gone to."""
        return self._list.cursor <= 0

    def open(self) -> None:
        """Show the bar and give it the keyboard; the last query stands there to be typed over."""
        self.display = True
        entry = self.query_one(QueryInput)
        entry.focus()
        entry.select_all()
        self.query_one(Tips).display = not entry.value.strip()
        self.post_message(self.Changed(entry.value))

    def close(self) -> None:
        """Hide the bar."""
        self.display = False

    def complete(self, text: str) -> None:
        """Replace what is typed."""
        entry = self.query_one(QueryInput)
        entry.value = text
        entry.cursor_position = len(text)

    def recount(self, rows: Sequence[Found]) -> None:
        """Show the same rows with other counts; the cursor stays."""
        before, self._rows = self._rows, rows
        for index, (old, new) in enumerate(zip(before, rows, strict=True)):
            if old != new:
                self._list.refresh_row(index)

    def show(
        self, rows: Sequence[Found], *, most: int, reading: bool = False, searching: bool = False
    ) -> None:
        """Show results, at most so many rows of them at a time.

        ``reading`` says that there will be more to find things in, ``searching`` that it is not
        all searched.
        """
        self._rows = rows
        asked = bool(self.text.strip())
        self.query_one(Tips).display = not asked and most >= len(TIPS)
        self._list.styles.height = max(1, min(len(rows), most)) if asked else 0
        more = "documents are still being read" if reading else "the text is still being searched"
        self._list.empty_message = (
            f"nothing found yet: {more}" if reading or searching else "nothing found"
        )
        self._list.set_source(len(rows), self._row)
        if rows:
            self._list.move_to(0)

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        if self.display:
            self.post_message(self.Changed(event.value))

    @on(VirtualList.Highlighted)
    def _moved(self, event: VirtualList.Highlighted) -> None:
        event.stop()

    @on(VirtualList.Chosen)
    def _clicked(self, event: VirtualList.Chosen) -> None:
        event.stop()
        self.post_message(self.Chosen(event.index))

    @on(QueryInput.Told)
    def _told(self, event: QueryInput.Told) -> None:
        event.stop()
        found = self._list
        match event.what:
            case "up":
                found.move(-1)
            case "down":
                found.move(1)
            case "page-up":
                found.page(-1)
            case "page-down":
                found.page(1)
            case "complete":
                if 0 <= found.cursor < len(self._rows):
                    self.complete(self._rows[found.cursor].name)
            case "go":
                self.post_message(self.Chosen(found.cursor))
            case "cancel":
                self.post_message(self.Cancelled())

    # Drawing

    def _row(self, index: int, width: int) -> Strip:
        palette = self._palette
        if palette is None:
            return Strip.blank(width)
        row = self._rows[index]
        group = 20 if width >= 90 else 11
        head = ""
        if row.total is not None:
            count = f"{row.total}…" if row.counting else str(row.total)
            head = cut(row.group, group - len(count) - 1)
            head = head + " " * (group - cell_len(head) - len(count) - 1) + count
        segments = [Segment(fill(head, group + 1), palette.dim)]
        name = cut(row.name, max(10, (width - group) // 3 if row.context else width - group - 16))
        segments += _underlined(name, row.matched, palette)
        if row.detail:
            segments.append(Segment(f"  {row.detail}", palette.dim))
        room = width - sum(cell_len(s.text) for s in segments) - 3
        if row.context and room > 12:
            segments.append(Segment("  " if row.name else "", palette.text))
            segments += _context(row, room, palette)
        return Strip(segments).apply_style(palette.text).adjust_cell_length(width, palette.text)


def _underlined(name: str, matched: frozenset[int], palette: Palette) -> list[Segment]:
    style = palette.text + Style(underline=True, bold=True)
    segments: list[Segment] = []
    start = 0
    for end in range(1, len(name) + 1):
        if end == len(name) or (end in matched) != (start in matched):
            segments.append(Segment(name[start:end], style if start in matched else palette.text))
            start = end
    return segments


def _context(row: Found, room: int, palette: Palette) -> list[Segment]:
    """The context, cut so that what was found stays in sight."""
    start, end = row.within
    text = row.context
    lead = max(0, start - room // 3)
    if lead and cell_len(text) > room:
        text = "…" + text[lead + 1 :]
        start, end = start - lead, end - lead
    text = cut(text, room)
    return [
        Segment(text[:start], palette.dim),
        Segment(text[start:end], palette.hit),
        Segment(text[end:], palette.dim),
    ]
