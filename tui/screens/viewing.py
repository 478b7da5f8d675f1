"""Moving through the text, selecting in it, folding, and what the status lines say of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.widgets import Input

from corpus.annotation import Annotation
from corpus.entity import Entity, Mention
from corpus.hostile import harmless_line
from tui.goto import Goal, Unit, offset_of
from tui.keymap import key_name, shown_key
from tui.screens.reading_base import ReadingBase
from tui.widgets.status_lines import Hint, fit_hints

if TYPE_CHECKING:
    from corpus.ruled import Ruled

__all__ = ["ViewingActions", "number_of"]


class ViewingActions(ReadingBase):
    """Motions, selections and the status lines."""

    _stage = ""
    _offices: tuple[Ruled, dict[str, str]] | None = None

    @property
    def count(self) -> int:
        """The number typed before a command, 1 without one."""
        raise NotImplementedError

    @property
    def counted(self) -> bool:
        """Whether a number was typed."""
        raise NotImplementedError

    # Moving

    def _move(self, motion: str) -> None:
        if self._region == "documents":
            self._move_list(motion)
        elif self.document is not None:
            selecting = self.view.selection is not None
            self.view.move(motion, self.count, extend=selecting)

    def _move_list(self, motion: str) -> None:
        documents = self.documents
        match motion:
            case "down":
                documents.move(self.count)
            case "up":
                documents.move(-self.count)
            case "page-down" | "half-down":
                documents.page(1)
            case "page-up" | "half-up":
                documents.page(-1)
            case "start":
                documents.move_to(0)
            case "end":
                documents.move_to(
                    min(self.count, documents.count) - 1 if self.counted else documents.count - 1
                )
            case "right":
                self.go_to_region("reader")

    def action_move_down(self) -> None:
        """One row down."""
        self._move("down")

    def action_move_up(self) -> None:
        """One row up."""
        self._move("up")

    def action_move_left(self) -> None:
        """One character left."""
        self._move("left")

    def action_move_right(self) -> None:
        """One character right; from the list, into the reader."""
        self._move("right")

    def action_move_word(self) -> None:
        """To the next word."""
        self._move("word")

    def action_move_word_end(self) -> None:
        """To the end of a word."""
        self._move("word-end")

    def action_move_word_back(self) -> None:
        """To the word before."""
        self._move("word-back")

    def action_move_sentence(self) -> None:
        """To the next sentence."""
        self._move("sentence")

    def action_move_sentence_back(self) -> None:
        """To the sentence before."""
        self._move("sentence-back")

    def action_move_paragraph(self) -> None:
        """To the next paragraph."""
        self._move("paragraph")

    def action_move_paragraph_back(self) -> None:
        """To the paragraph before."""
        self._move("paragraph-back")

    def action_move_page_down(self) -> None:
        """One page down."""
        self._move("page-down")

    def action_move_page_up(self) -> None:
        """One page up."""
        self._move("page-up")

    def action_move_half_down(self) -> None:
        """Half a page down."""
        self._move("half-down")

    def action_move_half_up(self) -> None:
        """Half a page up."""
        self._move("half-up")

    def action_move_start(self) -> None:
        """To the beginning."""
        self._move("start")

    def action_move_end(self) -> None:
        """To the end; with a count, to that line."""
        if self.counted and self._region == "reader" and self.document is not None:
            self._go_to(Goal(Unit.LINE, self.count))
        else:
            self._move("end")

    def action_move_goto(self) -> None:
        """To a place that is typed."""
        from tui.screens.goto import GotoPrompt

        def typed(goal: Goal | None) -> None:
            if goal is not None:
                self._go_to(goal)
                self.go_to_region("reader")

        if self.document is not None:
            self.app.push_screen(GotoPrompt(), typed)

    def action_move_percent(self) -> None:
        """With a count, to that percentage of the text; else to a place that is typed."""
        if self.counted and self.count <= 100:
            self._go_to(Goal(Unit.PERCENT, self.count))
        else:
            self.action_move_goto()

    def _go_to(self, goal: Goal) -> None:
        """Jump to a place, and say which when it had to be another than was asked for."""
        if self.document is None:
            return
        offset, sentence = offset_of(goal, self.view.lines)
        if offset != self.view.cursor:
            self.remember_place()
        self.view.reveal(offset, unfold=True)
        line = self.view.lines.number_at(self.view.cursor)
        self.say(sentence or f"line {line:,} · offset {self.view.cursor:,}".replace(",", " "))

    def action_move_row_start(self) -> None:
        """To the first character of the row."""
        self._move("row-start")

    def action_move_row_end(self) -> None:
        """To the last character of the row."""
        self._move("row-end")

    # Selecting

    def action_select_start(self) -> None:
        """Start a selection at the cursor, or drop it."""
        if self.view.selection is None:
            self.view.start_selection()
        else:
            self.view.cancel_selection()

    def action_select_word(self) -> None:
        """Select the word under the cursor."""
        self.view.select_unit("word")

    def action_select_sentence(self) -> None:
        """Select the sentence under the cursor."""
        self.view.select_unit("sentence")

    def action_select_paragraph(self) -> None:
        """Select the paragraph under the cursor."""
        self.view.select_unit("paragraph")

    def action_select_other_end(self) -> None:
        """Move the other end of the selection."""
        self.view.swap_end()

    def action_select_grow(self) -> None:
        """Grow the selection by a word."""
        self.view.grow()

    def action_select_shrink(self) -> None:
        """Shrink the selection by a word."""
        self.view.shrink()

    # Folding

    def action_view_fold(self) -> None:
        """Fold or open the boilerplate under the cursor."""
        self.view.toggle_fold()

    def action_view_fold_all(self) -> None:
        """Fold or open all boilerplate."""
        self.view.toggle_all_folds()

    # Status

    def update_status(self) -> None:
        """Bring both status rows up to date."""
        if not self.is_mounted:
            return
        text, tone = self._message
        if text:
            self.status.set_here(text, self._hints_here(), tone=tone)
        else:
            first, *shorter = self._here_texts()
            reading = self._region == "reader" and self.view.selection is None
            steady = reading and not self.bar.display
            self.status.set_here(first, self._hints_here(), shorter=shorter, steady=steady)
        first, *shorter = self._state()
        where = () if self.bar.display else ("app.help", "app.find", "app.commands", "app.quit")
        self.status.set_state(first, self.hints(*where), shorter=shorter)

    def _here_texts(self) -> tuple[str, ...]:
        """What is under the cursor: in full, and in fewer words for when there is little room."""
        if self.bar.display:
            loader = self.session.loader
            if loader is not None and loader.running:
                return ("find in what is read so far; names are still coming", "find", "")
            return ("find in titles, names and texts", "find", "")
        if self.view.selection is not None:
            return ("select" if self.size.width >= 60 else "", "")
        if self._region == "documents":
            if self.documents.cursor < 0 or self.documents.cursor >= len(self.order):
                return ("", "")
            record = self.corpus.records[self.order[self.documents.cursor]]
            return (record.problem,) if record.problem else (record.title, record.title)
        return self._reader_texts()

    def _reader_texts(self) -> tuple[str, ...]:
        if annotations := self.annotations_here():
            return _annotation_texts(annotations[0])
        if mentions := self.mentions_here():
            return self._mention_texts(mentions[0])
        block = self.view.current_block
        return (str(block.kind) if block else "", "")

    def _mention_texts(self, mention: Mention) -> tuple[str, ...]:
        entity = self.corpus.entity(mention.entity)
        undecided = " · undecided" if mention in self.suggestions_here() else ""
        name = f"{harmless_line(entity.name if entity else mention.text)[:48]}  {mention.label}"
        if entity is None:
            return (f"{name}{undecided}", name)
        counts = (
            f"{number_of(entity.mentions, 'mention')} in {number_of(entity.documents, 'document')}"
        )
        few = f"{name} · {entity.mentions}·{entity.documents}"
        told = (f"{name} · {counts}{undecided}", f"{name} · {counts}", few + undecided, few)
        office = self._office_of(entity) if entity.label == "PERSON" else ""
        if office:
            full = f"{name} · {counts} · {office}{undecided}"
            return (full, f"{few} · {office}{undecided}", *told)
        return told

    def _office_of(self, entity: Entity) -> str:
        """The office a person is named with most, empty when with none; kept until marks change."""
        ruled = self.corpus.ruled
        if self._offices is None or self._offices[0] is not ruled:
            self._offices = ruled, {}
        known = self._offices[1]
        if entity.id not in known:
            from corpus.facts.offices import offices

            number = ruled.number_of(entity.id)
            dates = [record.date for record in self.corpus.records]
            found = offices(ruled, dates, number, limit=1) if number is not None else ()
            known[entity.id] = harmless_line(found[0].name)[:40] if found else ""
        return known[entity.id]

    def _hints_here(self) -> list[Hint]:
        if self.bar.display:
            return [
                Hint("Enter", "go"),
                Hint("Esc", "back"),
                Hint("Up Down", "choose"),
                Hint("Tab", "complete"),
            ]
        if self.view.selection is not None:
            return self._label_hints()
        if isinstance(self.focused, Input):
            return [Hint("Enter", "keep"), Hint("Esc", "show all"), Hint("Up Down", "choose")]
        if self._region == "documents":
            return self.hints(
                "documents.open", "documents.filter", "documents.sort", "app.next-region"
            )
        return self._reader_hints()

    def _reader_hints(self) -> list[Hint]:
        if self.annotations_here():
            return self.hints(
                "mentions.next", "mark.note", "mark.delete", "mark.any-label", "mentions.card"
            )
        # The same with and without a suggestion here (from elsewhere they lead to the next one):
        # hints that change with every row are not read, and cost more than the row.
        return self.hints(
            "mark.accept",
            "mark.reject",
            "mentions.next-undecided",
            "select.start",
            "mentions.card",
        )

    def _label_hints(self) -> list[Hint]:
        """Labels and their keys while selecting: as many as have room, and how to get at all."""
        known = [Hint(shown_key(key_name(la.key)), la.name) for la in self.labels.labels]
        rest = self.hints("mark.any-label", "app.back")
        room = self.size.width - sum(hint.width for hint in rest)
        room -= len("select") + 3 if self.size.width >= 60 else 3
        return fit_hints([hint for hint in known if hint.key.isdigit()], room) + rest

    def _state(self) -> tuple[str, ...]:
        """What is saved, waits, runs and went wrong: in full, and in fewer words."""
        marks, corpus = self.corpus.marks, self.corpus
        if marks.store.read_only:
            saved = "marks cannot be kept"
        elif marks.total():
            saved = f"saved · {number_of(marks.total(), 'mark')}"
        else:
            saved = "no marks yet"
        if corpus.notice and not marks.store.where.is_relative_to(corpus.root):
            saved += " · kept outside this folder"
        parts = [saved]
        if cost := self.key_cost():
            parts.insert(0, cost)
        if self._stage:
            parts.append(self._stage)
        if self.document is not None and self._suggestions:
            parts.append(f"{len(self._suggestions)} undecided here")
        wrong = len(self.problems())
        if wrong:
            parts.append(f"{number_of(wrong, 'problem')} (:problems)")
        few = [*parts[:2], "(:problems)"] if wrong else parts[:2]
        shorter = (" · ".join(few), saved)
        if corpus.notice:
            return (" · ".join([*parts, harmless_line(corpus.notice)]), " · ".join(parts), *shorter)
        return (" · ".join(parts), *shorter)

    def key_cost(self) -> str:
        """What the last key cost, in words; empty when nobody wants to know."""
        raise NotImplementedError

    def problems(self) -> list[str]:
        """Sentences on what could not be read, kept or understood."""
        raise NotImplementedError


def _annotation_texts(annotation: Annotation) -> tuple[str, ...]:
    name = f"{harmless_line(annotation.anchor.quote)[:48]}  {annotation.label}"
    name += " · unsure" if annotation.unsure else ""
    note = f"note: {harmless_line(annotation.note)[:60]}" if annotation.note else ""
    parts = [name, f"marked by {harmless_line(annotation.author)}", *([note] if note else [])]
    return (" · ".join(parts), f"{name} · {note}" if note else name, name)


def number_of(count: int, word: str) -> str:
    """A count with its word, in the plural unless it is one."""
    return f"{count:,} {word}{'' if count == 1 else 's'}".replace(",", " ")
