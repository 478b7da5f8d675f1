"""The concordance on the screen: every mention on a line, decided on by one key for many."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, ClassVar, TypeAlias

import numpy as np
from textual.binding import Binding, BindingType

from corpus.annotation import Edit
from corpus.concordance import Concordance
from corpus.errors import GlossatorError
from corpus.many_marks import ManyMarks, Outcome
from corpus.turns import Turns
from tui.rendering.palette import Palette
from tui.rendering.tables import thousands
from tui.screens.arranged import AT_ONCE
from tui.screens.concordance_list import ORDERS, ConcordanceList
from tui.widgets.status_lines import Hint

if TYPE_CHECKING:
    from corpus.corpus import Corpus
    from corpus.labels import LabelSet

__all__ = ["KEYS", "ConcordanceScreen", "PickEntity"]

PickEntity: TypeAlias = Callable[[Callable[[str | None], None]], None]
"""Opens something to choose an entity in, and calls back with its id, or None."""

KEYS = (
    ("Enter", "read there"),
    ("Space", "pick the line, or no longer, and go down"),
    ("*", "pick all lines that are shown, or none"),
    ("a", "accept: make the suggestions of the picked lines marks"),
    ("x", "reject: say that the picked lines are wrong; marks there are taken away"),
    ("1-9", "give the picked lines the label of this key"),
    ("l", "choose a label for them"),
    ("=", "link the picked lines to another entity"),
    ("\\", "unlink the picked lines: they are of no entity"),
    ("u", "undo the last change; Ctrl+R makes it again"),
    ("s", "sort by the next: " + ", ".join(ORDERS.values())),
    ("f", "show only lines with certain words; Enter keeps the filter, Esc takes it away"),
    ("y", "copy the line"),
    ("Up Down PgUp PgDn Home End", "move; j, k, g and G as well"),
    ("Esc", "back; while there is work, give it up"),
)
"""Every key, and what it does; where nothing is picked, to the line under the cursor."""

_HELP = Hint("?", "keys")
_HINTS = (
    Hint("Enter", "read"),
    Hint("Space", "pick"),
    Hint("a", "accept"),
    Hint("x", "reject"),
    Hint("1-9", "label"),
    Hint("=", "link"),
    Hint("\\", "unlink"),
)
_MORE_HINTS = (
    Hint("Esc", "back"),
    Hint("s", "sort"),
    Hint("f", "filter"),
    _HELP,
    Hint("u", "undo"),
    Hint("*", "all"),
    Hint("y", "copy"),
)


class ConcordanceScreen(ConcordanceList):
    """Gives the place to read (number of the document, span), or None when it is left.

    ``pick_entity`` is asked for an entity to link to. What is decided on many lines is one edit;
    what takes long (searching, sorting, filtering, deciding) is done in turns.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(keys, action, show=False)
        for keys, action in (
            ("space", "pick"),
            ("asterisk", "pick_all"),
            ("a", "accept"),
            ("x", "reject"),
            *((str(digit), f"label('{digit}')") for digit in range(1, 10)),
            ("l", "choose_label"),
            ("equals_sign", "link"),
            ("backslash", "unlink"),
            ("u", "undo"),
            ("ctrl+r", "redo"),
            ("y", "copy"),
            ("question_mark", "keys"),
        )
    ]

    def __init__(
        self,
        corpus: Corpus,
        concordance: Concordance,
        palette: Palette,
        labels: LabelSet,
        *,
        pick_entity: PickEntity,
        ascii_only: bool = False,
    ) -> None:
        super().__init__(corpus, concordance, palette, ascii_only=ascii_only)
        self._labels = labels
        self._pick_entity = pick_entity
        self._many = ManyMarks(concordance, self.decisions)
        self._picked = np.zeros(0, bool)
        """By line, as far as there are picks."""
        self._deciding: tuple[Turns[Outcome], str] | None = None
        """What is being decided, and the word for it when it is done."""

    # Picking

    def is_picked(self, line: int) -> bool:
        """Whether a line is picked."""
        return line < len(self._picked) and bool(self._picked[line])

    def _room_for_picks(self) -> None:
        missing = len(self.lines) - len(self._picked)
        self._picked = np.append(self._picked, np.zeros(missing, bool))

    def action_pick(self) -> None:
        """Pick the line under the cursor, or no longer, and go down."""
        line, cursor = self.row, self.listing.cursor
        if line < 0:
            return
        self._room_for_picks()
        self._picked[line] ^= True
        self.listing.refresh_row(cursor)
        self.listing.move(1)
        self.say("")

    def action_pick_all(self) -> None:
        """Pick all lines that are shown; when they are all picked, none of them."""
        self._room_for_picks()
        self._picked[self.shown] = not self._picked[self.shown].all()
        self.redraw()
        self.say("")

    def _chosen(self) -> list[int]:
        """The lines to decide on: those picked, else the one under the cursor."""
        picked: list[int] = np.flatnonzero(self._picked).tolist()
        return picked or [line for line in (self.row,) if line >= 0]

    # Deciding

    def action_accept(self) -> None:
        """Make the suggestions marks."""
        self._decide(self._many.accept, "accepted")

    def action_reject(self) -> None:
        """Say that the suggestions are wrong."""
        self._decide(self._many.reject, "rejected")

    def action_label(self, key: str) -> None:
        """Give the lines the label of a key."""
        label = next((label for label in self._labels.labels if label.key == key), None)
        if label is None:
            self.say(f"No label has the key {key}.")
        else:
            self._relabel(label.name)

    def action_choose_label(self) -> None:
        """Choose a label from all there are."""
        from tui.screens.labels_menu import LabelsMenu

        def chosen(name: str | None) -> None:
            if name is not None:
                self._relabel(name)

        menu = LabelsMenu(self._labels, self.palette, ascii_only=self.ascii_only)
        self.app.push_screen(menu, chosen)

    def _relabel(self, label: str) -> None:
        self._decide(lambda lines: self._many.relabel(lines, label), f"labelled {label}")

    def action_link(self) -> None:
        """Link the lines to another entity, which is asked for."""
        lines = self._chosen()

        def linked(entity: str | None) -> None:
            target = self.corpus.entity(entity) if entity else None
            if target is not None:
                work = self._many.link(lines, target.id, target.label)
                self._begin(work, f"linked to {target.name}")

        if lines and not self._busy():
            self._pick_entity(linked)

    def action_unlink(self) -> None:
        """Say that the lines are of no entity."""
        self._decide(self._many.unlink, "unlinked")

    def _decide(self, work: Callable[[Sequence[int]], Turns[Outcome]], done: str) -> None:
        lines = self._chosen()
        if lines and not self._busy():
            self._begin(work(lines), done)

    def _busy(self) -> bool:
        """Whether there is a decision that is not done yet; then say so."""
        if self._deciding is not None:
            self.say("Still at the last; Esc gives it up.", "warning")
        return self._deciding is not None

    def _begin(self, work: Turns[Outcome], done: str) -> None:
        self._deciding = work, done
        self.say("")
        self.work(AT_ONCE)

    def work_on(self, seconds: float) -> bool:
        """What a person decided comes first."""
        if self._deciding is None:
            return super().work_on(seconds)
        work, done = self._deciding
        try:
            finished = work.work(seconds)
        except GlossatorError:
            self._deciding = None
            self._take_in()
            raise
        if finished:
            self._deciding = None
            self._tell(work.result, done)
        else:
            self.update_status()
        return not finished or super().work_on(0.0)

    def _tell(self, outcome: Outcome, done: str) -> None:
        """Say what was decided; it is durable."""
        single = not self._picked.any()
        self._picked[:] = False
        self._take_in()
        if single and outcome.changed:
            self.listing.move(1)
        facts = [f"saved · {_lines(outcome.changed)} {done}"] if outcome.changed else []
        if outcome.left:
            as_before = "stayed as it was" if outcome.left == 1 else "stayed as they were"
            facts.append(f"{_lines(outcome.left)} {as_before}")
        tone = "saved" if outcome.changed else "text"
        if outcome.problem:
            facts.append(outcome.problem)
            tone = "warning"
        self.say(" · ".join(facts), tone)

    def _take_in(self) -> None:
        """Show what the corpus holds now."""
        self.corpus.marks.refresh()
        self.redraw()

    def action_back(self) -> None:
        """Give up what is being done; else as everywhere."""
        if self._deciding is None:
            super().action_back()
            return
        self._deciding = None
        self.say("Given up; nothing was changed.", "warning")

    # Undo

    def action_undo(self) -> None:
        """Take back the last change, also one that was made elsewhere."""
        self._travel(self.corpus.marks.undo, "undo")

    def action_redo(self) -> None:
        """Make the change again that was taken back."""
        self._travel(self.corpus.marks.redo, "redo")

    def _travel(self, go: Callable[[], Edit | None], way: str) -> None:
        if self._busy():
            return
        try:
            edit = go()
        except GlossatorError as error:
            self._take_in()
            self.say(str(error), "error")
            return
        if edit is None:
            self.say(f"Nothing to {way}.")
            return
        self._take_in()
        many = f" ({thousands(len(edit.changes))} marks)" if len(edit.changes) > 1 else ""
        self.say(f"saved · {way}: {edit.description}{many}", "saved")

    # The rest

    def action_copy(self) -> None:
        """Copy the line."""
        from tui.clipboard import copy_sequence

        if self.row < 0:
            return
        line = self.lines.line(self.row)
        copied = copy_sequence(f"{line.left}{line.text}{line.right}")
        if copied.text:
            self.app.copy_to_clipboard(copied.text)
        self.say(copied.message, "saved" if copied.complete else "warning")

    def action_keys(self) -> None:
        """List every key."""
        from tui.screens.text_screen import TextScreen

        sentences = [f"{key}: {what}" for key, what in KEYS]
        screen = TextScreen(
            "Keys of the concordance", sentences, self.palette, ascii_only=self.ascii_only
        )
        self.app.push_screen(screen)

    def hints(self) -> tuple[Sequence[Hint], Sequence[Hint]]:
        """The keys of the upper and of the lower row, the most needed first."""
        if self.small:  # then the lower row is not there
            return (*_HINTS[:2], _HELP, *_HINTS[2:]), ()
        return _HINTS, _MORE_HINTS

    def state_texts(self) -> list[str]:
        """How much is picked, or how far a decision is."""
        if self._deciding is not None:
            return [f"deciding {self._deciding[0].done:.0%}"]
        count = int(np.count_nonzero(self._picked))
        if not count:
            return [""]
        picked = f"{thousands(count)} picked"
        hidden = count - int(np.count_nonzero(self._picked[self.shown]))
        return [f"{picked}, {thousands(hidden)} of them not shown", picked] if hidden else [picked]


def _lines(count: int) -> str:
    return f"{thousands(count)} line{'s' * (count != 1)}"
