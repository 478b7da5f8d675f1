"""Commands that open a list: legend, annotations, history, problems."""

from __future__ import annotations

from collections.abc import Mapping

from corpus.annotation import Annotation, Edit
from corpus.errors import GlossatorError
from corpus.hostile import harmless_line
from corpus.ruling import Ruling
from tui.rendering.fitting import cut
from tui.screens.list_screen import Entry, ListScreen
from tui.screens.marking import MarkingActions
from tui.screens.text_screen import TextScreen

__all__ = ["LookingActions"]

MOST_EDITS = 2000


class LookingActions(MarkingActions):
    """Lists that are looked at, and what is done from them."""

    def _list_screen(self, title: str, entries: list[Entry], empty: str) -> ListScreen:
        return ListScreen(
            title,
            lambda: entries,
            self.palette,
            empty=empty,
            ascii_only=self.session.settings.use_ascii(),
        )

    # Legend

    def action_view_legend(self) -> None:
        """Show labels, and choose which are highlighted."""
        screen = ListScreen(
            "Legend",
            self._legend,
            self.palette,
            switch=self._toggle_label,
            ascii_only=self.session.settings.use_ascii(),
        )
        self.app.push_screen(screen, lambda _: self.update_status())

    def _legend(self) -> list[Entry]:
        counts: dict[str, list[int]] = {}
        for name, number in self._suggestions.labels().items():
            counts[name] = [number, 0]
        for annotation in self.annotations:
            counts.setdefault(annotation.label, [0, 0])[1] += 1
        known = [label.name for label in self.labels.labels]
        names = known + sorted(set(counts) - set(known))
        entries = []
        for name in names:
            label = self.labels.get(name)
            look = self.palette.label(name)
            undecided, marked = counts.get(name, [0, 0])
            facts = [f"{marked} marked"] * bool(marked)
            facts += [f"{undecided} undecided"] * bool(undecided)
            switch = "off" if name in self.hidden else "on "
            key = label.key if label else " "
            entries.append(
                Entry(
                    name,
                    f"{switch}  {look.letter}  {key}  {harmless_line(name)}",
                    harmless_line(label.description) if label else "not in the label set",
                    " · ".join(facts),
                    self.palette.dim if name in self.hidden else look.annotation,
                )
            )
        return entries

    def _toggle_label(self, name: str) -> None:
        self.hidden ^= {name}
        self.show_marks()

    # Annotations

    def action_view_annotations(self) -> None:
        """List the marks of the collection, those of this document first."""
        marks = sorted(
            self.corpus.marks.all(),
            key=lambda a: (a.document != self._document_id(), a.document, a.span.start),
        )
        by_id = {annotation.id: annotation for annotation in marks}
        entries = [self._annotation_entry(annotation) for annotation in marks]

        def chosen(key: str | None) -> None:
            if key is not None:
                self._go_to_annotation(by_id[key])

        screen = self._list_screen("Annotations", entries, "no marks yet")
        self.app.push_screen(screen, chosen)

    def _document_id(self) -> str:
        return self.document.id if self.document else ""

    def _annotation_entry(self, annotation: Annotation) -> Entry:
        number = self.corpus.number_of(annotation.document)
        title = annotation.document if number is None else self.corpus.records[number].title
        notes = [harmless_line(annotation.note)] if annotation.note else []
        notes += ["unsure"] if annotation.unsure else []
        notes.append(harmless_line(f"{annotation.author} {annotation.created[:10]}"))
        return Entry(
            annotation.id,
            harmless_line(f"{annotation.label:<8} {annotation.anchor.quote[:48]}"),
            " · ".join(notes),
            cut(harmless_line(title), 30),
        )

    def _go_to_annotation(self, annotation: Annotation) -> None:
        number = self.corpus.number_of(annotation.document)
        if number is None:
            self.say(f"{harmless_line(annotation.document)} is not in this collection now.")
            return
        if number != self.number:
            self.remember_place()
            if not self.read(number):
                return
        placed = next((a for a in self.annotations if a.id == annotation.id), None)
        if placed is None:
            self.say("The text has changed, and this mark has no sure place in it.", "warning")
            return
        self.go(number, placed.span)
        self.go_to_region("reader")

    # History

    def action_view_history(self) -> None:
        """List what was changed, by whom and when; Enter goes to the place."""
        try:
            past = self.corpus.marks.history.entries(limit=MOST_EDITS)
        except GlossatorError as error:
            self.complain(error)
            return
        by_id = {entry.edit.id: entry.edit for entry in past}
        entries = [_edit_entry(entry.edit, by_id, undone=entry.undone) for entry in past]

        def chosen(key: str | None) -> None:
            if key is None:
                return
            change = by_id[key].changes[0]
            value = change.after or change.before
            if value is None or isinstance(value, Ruling):
                return  # an entity is in no one place
            number = self.corpus.number_of(value.document)
            if number is not None and self.go(number, value.span):
                self.go_to_region("reader")

        screen = self._list_screen("History", entries, "nothing has been changed yet")
        self.app.push_screen(screen, chosen)

    # Problems

    def action_view_problems(self) -> None:
        """List what could not be read, kept or understood."""
        screen = TextScreen(
            "Problems",
            self.problems(),
            self.palette,
            empty="no problems",
            ascii_only=self.session.settings.use_ascii(),
        )
        self.app.push_screen(screen, lambda _: self.update_status())

    def problems(self) -> list[str]:
        """Sentences on what could not be read, kept or understood."""
        session = self.session
        sentences = [*self.corpus.problems, *session.settings.problems, *session.keymap.problems]
        sentences += [text for text in (self.corpus.notice, session.reading.problem) if text]
        return [harmless_line(text) for text in sentences]


def _edit_entry(edit: Edit, known: Mapping[str, Edit], *, undone: bool) -> Entry:
    value = edit.changes[0].after or edit.changes[0].before
    assert value is not None
    steps, first = 0, edit
    while first.undoes and steps < len(known):
        steps += 1
        if (before := known.get(first.undoes)) is None:
            break
        first = before
    way = "" if not steps else ("took back " if steps % 2 else "made again ")
    since = " · taken back since" if undone and not steps else ""
    subject = value.called if isinstance(value, Ruling) else value.anchor.quote
    more = f" and {len(edit.changes) - 1} more" if len(edit.changes) > 1 else ""
    return Entry(
        edit.id,
        harmless_line(f"{edit.created[:16].replace('T', ' ')}  {way}{edit.description}"),
        f"{harmless_line(subject)[:50]}{more}{since}",
        harmless_line(edit.author),
    )
