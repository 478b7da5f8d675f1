"""Every entity of the collection: sorted, narrowed, opened, and put right."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.strip import Strip
from textual.widgets import Input

from corpus.entity import Entity
from corpus.hostile import harmless_line
from tui.rendering.tables import thousands
from tui.screens.entity_acts import EntityActs, quoted
from tui.screens.entity_columns import EntityHeader, entity_row
from tui.screens.entity_going import Going, ListEntities
from tui.screens.entity_rows import ALL, NAMES, SORTS, EntityRows
from tui.screens.entity_screen import SMALL_HEIGHT, EntityTools
from tui.screens.list_screen import Entry, ListScreen
from tui.widgets.region_title import RegionTitle
from tui.widgets.status_lines import Hint, StatusLines
from tui.widgets.virtual_list import VirtualList

__all__ = ["EntityListScreen"]


class EntityListScreen(EntityActs):
    """All entities: name, label, mentions, documents, spread, last seen.

    Enter opens the card over it. ``at`` is the id of the entity to begin at, ``label`` the only
    one that is listed at first (without it all names are).
    """

    DEFAULT_CSS = "EntityListScreen #filter { display: none; }"
    contexts: ClassVar[tuple[str, ...]] = ("entities", "entity", "everywhere")

    def __init__(self, tools: EntityTools, *, at: str = "", label: str = "") -> None:
        super().__init__(tools)
        self._at = at
        self._by, self._reverse = SORTS[0], False
        self._label, self._text = label or NAMES, ""
        self._picked: dict[str, None] = {}
        """Ids, in the order they were picked."""
        self._rows: EntityRows | None = None
        self._shown: Sequence[int] = ()

    def compose(self) -> ComposeResult:
        """Title, filter, header, rows, status."""
        with Vertical(id="panel"):
            yield RegionTitle(id="entities-title")
            yield Input(id="filter", placeholder="a name, or a few letters of it")
            yield EntityHeader(id="entities-header")
            yield VirtualList(id="list")
        yield StatusLines(id="entity-status")

    def on_mount(self) -> None:
        """Show the list, the cursor where it was asked for."""
        self.query_one("#filter", Input).can_focus = False
        self._header.palette = self.tools.palette
        super().on_mount()
        if self._at:
            self.show_entity(self._at)

    def lay_out(self, width: int, height: int) -> None:
        """Titles and header where there is room."""
        super().lay_out(width, height)
        self._header.display = height >= SMALL_HEIGHT and width >= 56

    @property
    def _header(self) -> EntityHeader:
        return self.query_one(EntityHeader)

    # What is shown

    def reload(self) -> None:
        """Sort and narrow what the corpus holds now, keeping the cursor on its entity."""
        corpus = self.tools.corpus
        if self.nothing_known:
            self.listing.empty_message = self.nothing_known
            self.listing.set_source(0, self._row)
            self.query_one(RegionTitle).set_text("Entities", "")
            return
        before = self.subject_number()
        kept = self._rows[before].id if self._rows is not None and before >= 0 else ""
        if self._rows is None or self._rows.ruled is not corpus.ruled:
            self._rows = EntityRows(corpus)
            gone = [i for i in self._picked if (e := corpus.entity(i)) is None or not e.mentions]
            for entity in gone:
                del self._picked[entity]
        self._arrange(kept)

    def _arrange(self, kept: str = "") -> None:
        rows = self._rows
        if rows is None:
            return
        if self._text.strip():
            self._shown = rows.matching(self._text, label=self._label)
        else:
            self._shown = rows.arranged(self._by, reverse=self._reverse, label=self._label)
        self.listing.empty_message = (
            "no entity is called like this" if self._text else "no entity of this kind"
        )
        number = rows.ruled.number_of(kept) if kept else None
        at = self._shown.index(number) if number in self._shown else None
        self.listing.set_source(len(self._shown), self._row, cursor=at)
        self._title()

    def _title(self) -> None:
        rows = self._rows
        if rows is None:
            return
        total = len(rows.numbers)
        count = thousands(len(self._shown))
        if len(self._shown) != total:
            count += f" of {thousands(total)}"
        down = (self._by in ("name", "label")) == self._reverse
        arrow = ("v" if down else "^") if self.tools.ascii_only else "↑↓"[down]
        order = "best first" if self._text.strip() else f"{self._by} {arrow}"
        typed = f"{quoted(self._text)} · " if self._text.strip() else ""
        whole = self._label == ALL or (typed and self._label == NAMES)  # as ``matching`` has it
        which = "everything" if whole else harmless_line(self._label)
        self.query_one(RegionTitle).set_text(
            f"Entities  {count}", f"{typed}{which} · {order}", f"{which} · {order}", order
        )
        self._header.sorted_by = self._by
        self._header.refresh()

    def _row(self, index: int, width: int) -> Strip:
        rows = self._rows
        if rows is None:
            return Strip.blank(width)
        picked = rows[self._shown[index]].id in self._picked
        return entity_row(
            rows,
            self._shown[index],
            width,
            self.tools.palette,
            sorted_by=self._by,
            picked=picked,
            ascii_only=self.tools.ascii_only,
        )

    def here_texts(self) -> Sequence[str]:
        """The other names of the entity under the cursor."""
        number = self.subject_number()
        if self._rows is None or number < 0:
            return ("",)
        entity = self._rows[number]
        times = "x" if self.tools.ascii_only else "×"
        also = [f"{harmless_line(a)} {times}{n}" for a, n in entity.aliases if a != entity.name]
        few = f"also {also[0]}" if also else ""
        return (f"also {' · '.join(also)}", few, "") if also else ("",)

    def state_text(self) -> str:
        """How many are picked."""
        return f"{len(self._picked)} picked" if self._picked else ""

    def hints_here(self) -> list[Hint]:
        """What is done most."""
        if isinstance(self.focused, Input):
            return [Hint("Enter", "keep"), Hint("Esc", "show all"), Hint("Up Down", "choose")]
        if self.nothing_known:
            return self.hints("app.back")
        return self.hints(
            "entity.go", "entities.filter", "app.back", "entities.sort", "entities.label"
        )

    def hints_below(self) -> list[Hint]:
        """The changes."""
        if self.nothing_known:
            return []
        return self.hints(
            "entities.pick",
            "entity.merge",
            "entity.split",
            "entity.rename",
            "entity.label",
            "entity.nothing",
            "app.undo",
            "view.proposals",
            "mentions.concordance",
        )

    @on(VirtualList.Highlighted)
    def _moved(self, event: VirtualList.Highlighted) -> None:
        event.stop()
        self.update_status()

    @on(VirtualList.Chosen)
    def _clicked(self, event: VirtualList.Chosen) -> None:
        event.stop()
        self.action_entity_go()

    # Whom a key is about

    def subject_number(self) -> int:
        """The number of the entity under the cursor, -1 for none."""
        at = self.listing.cursor
        return self._shown[at] if 0 <= at < len(self._shown) else -1

    def subject(self) -> Entity | None:
        """The entity under the cursor."""
        number = self.subject_number()
        return self._rows[number] if self._rows is not None and number >= 0 else None

    def show_entity(self, entity: str) -> None:
        """Put the cursor on an entity, showing all of them when it is hidden."""
        number = self.tools.corpus.ruled.number_of(entity) if self._rows is not None else None
        if number is None:
            return
        if number not in self._shown:
            self._text, self._label = "", ALL
            self._arrange()
        if number in self._shown:
            self.listing.move_to(self._shown.index(number))

    # Keys

    def action_entity_go(self) -> None:
        """Open the card."""
        from tui.screens.entity_card import EntityCardScreen

        if entity := self.subject():
            self.app.push_screen(EntityCardScreen(self.tools, entity.id), self._card_left)

    def _card_left(self, going: Going | None) -> None:
        if isinstance(going, ListEntities):
            self.show_entity(going.entity)
        elif going is not None:
            self.dismiss(going)

    def action_entity_merge(self) -> None:
        """Merge those picked; with fewer than two, choose with which."""
        if len(self._picked) < 2:
            super().action_entity_merge()
            return
        picked, self._picked = list(self._picked), {}
        self.merge(picked)

    def action_entities_pick(self) -> None:
        """Pick the entity under the cursor, or drop it, and go on."""
        entity = self.subject()
        if entity is None:
            return
        if entity.id in self._picked:
            del self._picked[entity.id]
        else:
            self._picked[entity.id] = None
        self.listing.refresh_row(self.listing.cursor)
        self.listing.move(1)

    def action_entities_sort(self) -> None:
        """Sort by the next column."""
        if self._text.strip():
            self.say("What is typed is shown best first. Esc shows all.")
            return
        self._by = SORTS[(SORTS.index(self._by) + 1) % len(SORTS)]
        self._reverse = False
        self._arrange()
        self.listing.home()

    def action_entities_reverse(self) -> None:
        """Turn the order round."""
        self._reverse = not self._reverse
        self._arrange()
        self.listing.home()

    def action_entities_label(self) -> None:
        """Choose what is listed: one label, all names, or everything."""
        rows = self._rows
        if rows is None:
            return
        counts = rows.label_counts
        palette = self.tools.palette
        names = len(rows.arranged(SORTS[0], label=NAMES))
        entries = [
            Entry(NAMES, "names", "all but dates and figures", thousands(names)),
            Entry(ALL, "everything", "", thousands(len(rows.numbers))),
        ]
        entries += [
            Entry(name, harmless_line(name), "", thousands(count), palette.label(name).suggestion)
            for name, count in counts.items()
        ]

        def chosen(label: str | None) -> None:
            if label is not None:
                self._label = label
                self._arrange()
                self.listing.home()
                self.update_status()

        screen = ListScreen(
            "Which entities?", lambda: entries, palette, ascii_only=self.tools.ascii_only
        )
        self.app.push_screen(screen, chosen)

    def action_app_back(self) -> None:
        """Show all again, then drop what is picked, then leave."""
        if self._text:
            self._close_filter(keep=False)
        elif self._picked:
            self._picked.clear()
            self._arrange()
        else:
            self.dismiss(None)

    # The filter

    def action_entities_filter(self) -> None:
        """Type a name."""
        entry = self.query_one("#filter", Input)
        entry.display = entry.can_focus = True
        entry.value = self._text
        entry.focus()
        self.call_after_refresh(self.update_status)

    def action_app_find(self) -> None:
        """Type a name."""
        self.action_entities_filter()

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        if event.value != self._text:
            self._text = event.value
            self._arrange()
            self.listing.home()
            self.update_status()

    @on(Input.Submitted)
    def _kept(self, event: Input.Submitted) -> None:
        event.stop()
        self._close_filter(keep=True)

    def typing_key(self, key: str) -> bool:
        """What a key does in the filter's line that is not typing."""
        match key:
            case "escape" | "tab" | "shift+tab":
                self._close_filter(keep=key != "escape")
            case "up" | "down":
                self.listing.move(1 if key == "down" else -1)
            case "pageup" | "pagedown":
                self.listing.page(1 if key == "pagedown" else -1)
            case _:
                return False
        return True

    def _close_filter(self, *, keep: bool) -> None:
        entry = self.query_one("#filter", Input)
        entry.display = entry.can_focus = False
        if not keep and self._text:
            kept = self.subject()
            self._text = ""
            self._arrange(kept.id if kept else "")
        self.listing.focus()
        self.call_after_refresh(self.update_status)
