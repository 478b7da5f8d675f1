"""Marking: labels, decisions on suggestions, notes, undo."""

from __future__ import annotations

from collections.abc import Callable

from corpus.annotation import Annotation
from corpus.errors import GlossatorError
from corpus.hostile import harmless_line
from corpus.labels import Label
from corpus.ruling import Ruling
from corpus.span import Span
from tui.screens.walking import WalkingActions

__all__ = ["MarkingActions"]


class MarkingActions(WalkingActions):
    """Every change to annotations. It is on disk before the screen shows it."""

    _repeat: Callable[[], None] | None = None

    def _do(self, change: Callable[[], object], sentence: str) -> bool:
        """Make a change; say so when it is durable, or what stopped it."""
        try:
            change()
        except GlossatorError as error:
            self.see_other_programs()
            self.show_marks()
            self.complain(error)
            return False
        self.show_marks()
        self.refresh_document_row(self.number)
        self.say(sentence, "saved")
        return True

    # Labels

    def action_mark_label(self, number: int) -> None:
        """Mark the selection, or relabel what is under the cursor, with the label of this key."""
        label = next((la for la in self.labels.labels if la.key == str(number)), None)
        if label is None:
            self.say(f"No label has the key {number}.")
        else:
            self.mark_with(label)

    def action_mark_any_label(self) -> None:
        """Choose a label from all there are."""
        from tui.screens.labels_menu import LabelsMenu

        if self._target() is None:
            self.say("Select something first (v), or go to a mark.")
            return

        def chosen(name: str | None) -> None:
            label = self.labels.get(name) if name else None
            if label is not None:
                self.mark_with(label)

        self.app.push_screen(
            LabelsMenu(self.labels, self.palette, ascii_only=self.session.settings.use_ascii()),
            chosen,
        )

    def _target(self) -> Span | Annotation | None:
        """What a label key acts on: the selection, else the mark under the cursor."""
        if self.view.selection is not None:
            return self.view.selection
        if annotations := self.annotations_here():
            return annotations[0]
        if suggestions := self.suggestions_here():
            return suggestions[0].span
        return None

    def can_label(self) -> bool:
        """Whether a digit is a label now (else it is a count)."""
        return self._target() is not None

    def mark_with(self, label: Label) -> None:
        """Give the selection or the mark under the cursor a label."""
        target, document = self._target(), self.document
        if target is None or document is None:
            self.say("Select something first (v), or go to a mark.")
            return
        marks = self.corpus.marks
        if isinstance(target, Annotation):
            done = self._do(lambda: marks.relabel(target, label.name), f"saved · {label.name}")
        else:
            span = _trimmed(document.text, target)
            if not len(span):
                self.say("There is nothing to mark here but white space.")
                return
            entity = self.corpus.entity_named(span.text_of(document.text), label.name)
            done = self._do(
                lambda: marks.annotate(document, span, label.name, entity=entity),
                f"saved · {label.name}  {_quote(span.text_of(document.text))}",
            )
        if done:
            self.view.cancel_selection()
            self._repeat = lambda: self.mark_with(label)

    def action_mark_repeat(self) -> None:
        """Do the last marking again."""
        if self._repeat is None:
            self.say("Nothing has been marked yet that could be repeated.")
            return
        if self.view.selection is None and self._target() is None:
            self.view.select_unit("word")
        self._repeat()

    # Decisions

    def action_mark_accept(self) -> None:
        """Accept the suggestion under the cursor, and go on to the next."""
        self._decide("accept")

    def action_mark_reject(self) -> None:
        """Reject the suggestion under the cursor, and go on to the next."""
        self._decide("reject")

    def _decide(self, verdict: str) -> None:
        document, here = self.document, self.suggestions_here()
        if document is None:
            return
        if not here:
            if self.go_to_undecided(1, within=True):
                self.say(f"The next suggestion: {verdict} it with the same key.")
            else:
                self.say("No suggestion here, and none below.")
            return
        mention, marks = here[0], self.corpus.marks
        quote = _quote(mention.text)
        if verdict == "accept":
            sentence = f"saved · {mention.label}  {quote}"
            done = self._do(lambda: marks.accept(document, mention), sentence)
        else:
            sentence = f"saved · rejected {mention.label}  {quote}"
            done = self._do(lambda: marks.reject(document, mention), sentence)
        if done:
            self._repeat = lambda: self._decide(verdict)
            if not self.suggestions_here():
                self.go_to_undecided(1, within=True)
            self.say(sentence, "saved")

    # Changing a mark

    def _annotation_here(self) -> Annotation | None:
        here = self.annotations_here()
        if not here:
            self.say("No mark under the cursor.")
            return None
        return here[0]

    def action_mark_delete(self) -> None:
        """Remove the mark under the cursor."""
        if annotation := self._annotation_here():
            marks = self.corpus.marks
            self._do(
                lambda: marks.delete(annotation),
                f"saved · deleted {annotation.label}  {_quote(annotation.anchor.quote)}",
            )

    def action_mark_unsure(self) -> None:
        """Flag the mark under the cursor as unsure, or take the flag away."""
        if annotation := self._annotation_here():
            marks = self.corpus.marks
            word = "sure again" if annotation.unsure else "unsure"
            self._do(lambda: marks.toggle_unsure(annotation), f"saved · {word}")

    def action_mark_note(self) -> None:
        """Write a note to the mark under the cursor; a suggestion is accepted by it."""
        from tui.screens.note import NoteEditor

        document = self.document
        if document is None:
            return
        annotations, suggestions = self.annotations_here(), self.suggestions_here()
        if not annotations and not suggestions:
            self.say("Go to a mark first, or make one (v, then a label).")
            return
        before = annotations[0].note if annotations else ""
        marks = self.corpus.marks

        def written(note: str | None) -> None:
            if note is None or note == before:
                return
            if annotations:
                done = self._do(lambda: marks.set_note(annotations[0], note), "saved · note")
            else:
                mention = suggestions[0]
                done = self._do(
                    lambda: marks.annotate(
                        document, mention.span, mention.label, entity=mention.entity, note=note
                    ),
                    f"saved · {mention.label} with a note",
                )
            if not done:
                drafts.put(key, note)

        if annotations:
            title, key = annotations[0].anchor.quote, annotations[0].id
        else:
            mention = suggestions[0]
            title, key = mention.text, f"{document.id} {mention.start} {mention.label}"
        drafts = self.session.drafts
        editor = NoteEditor(
            before,
            title=title,
            key=key,
            drafts=drafts,
            ascii_only=self.session.settings.use_ascii(),
        )
        self.app.push_screen(editor, written)

    # Undo

    def action_app_undo(self) -> None:
        """Take back the last change to the marks, also one of an earlier session."""
        self._travel("undo")

    def action_app_redo(self) -> None:
        """Make the change again that was taken back."""
        self._travel("redo")

    def _travel(self, way: str) -> None:
        marks = self.corpus.marks
        try:
            edit = marks.undo() if way == "undo" else marks.redo()
        except GlossatorError as error:
            self.see_other_programs()
            self.complain(error)
            return
        if edit is None:
            self.say(f"Nothing to {way}.")
            return
        value = edit.changes[0].after or edit.changes[0].before
        assert value is not None
        number = None if isinstance(value, Ruling) else self.corpus.number_of(value.document)
        if number is not None and not isinstance(value, Ruling):
            self.refresh_document_row(number)
            if number != self.number:
                self.go(number, value.span)
            else:
                self.view.reveal(min(value.span.start, len(self.document.text)), unfold=True)  # type: ignore[union-attr]
        self.show_marks()
        several = len(edit.changes) > 1 and not isinstance(value, Ruling)
        many = f" ({len(edit.changes)} marks)" if several else ""
        self.say(f"saved · {way}: {harmless_line(edit.description)}{many}", "saved")


def _trimmed(text: str, span: Span) -> Span:
    """The span without white space at its ends."""
    inner = span.text_of(text)
    start = span.start + len(inner) - len(inner.lstrip())
    return Span(start, max(start, span.end - (len(inner) - len(inner.rstrip()))))


def _quote(text: str) -> str:
    line = harmless_line(text)
    return f"“{line[:40]}…”" if len(line) > 41 else f"“{line}”"
