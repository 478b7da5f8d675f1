"""One decision on many places of a concordance: made ready in turns, recorded as one edit."""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass, replace

from corpus.anchor import make_anchor
from corpus.annotation import UNLINKED, Annotation, Change, Rejection
from corpus.concordance import Concordance
from corpus.decisions import Decision, Decisions, Verdict
from corpus.document import Document
from corpus.errors import GlossatorError, UsageError
from corpus.history import new_id, now
from corpus.span import Span
from corpus.turns import Turns

__all__ = ["MOST", "ManyMarks", "Outcome"]

MOST = 50_000
"""So many places are decided on in one step at most."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """How many places were changed by an edit, and how many it left as they were.

    ``problem`` says why some could not be changed, and is empty when there were none.
    """

    changed: int
    left: int
    problem: str = ""


@dataclass(frozen=True, slots=True)
class _Place:
    """Where something is decided, and what stands there."""

    document: Document
    span: Span
    label: str
    decision: Decision


_Act = Callable[[_Place], list[Change]]


class ManyMarks:
    """What a person can say of many lines of a concordance at once.

    Each method gives work that ends with the edit being durable; nothing is changed before. Its
    steps raise StoreError when it cannot be kept, and UsageError for more than ``MOST`` lines.
    """

    def __init__(self, lines: Concordance, decisions: Decisions) -> None:
        self._lines = lines
        self._decisions = decisions
        self._marks = lines.corpus.marks

    def accept(self, lines: Sequence[int]) -> Turns[Outcome]:
        """Make the suggestions marks; what was rejected is accepted after all."""
        return self._turns(lines, "accept", self._accepted)

    def reject(self, lines: Sequence[int]) -> Turns[Outcome]:
        """Say that the suggestions are wrong; marks that stand there are taken away."""
        return self._turns(lines, "reject", self._rejected)

    def relabel(self, lines: Sequence[int], label: str) -> Turns[Outcome]:
        """Give marks another label; what is not marked yet is marked with it."""

        def act(place: _Place) -> list[Change]:
            standing = place.decision.annotations
            if any(annotation.label == label for annotation in standing):
                return []
            if standing:
                return [Change(standing[0], replace(standing[0], label=label))]
            return [Change(None, self._annotation(place, label, self._entity_of(place, label)))]

        return self._turns(lines, f"relabel {label}", act)

    def link(self, lines: Sequence[int], entity: str, label: str) -> Turns[Outcome]:
        """Say that the places are of this entity; ``label`` is for what has none yet."""

        def act(place: _Place) -> list[Change]:
            standing = place.decision.annotations
            if standing:
                before = standing[0]
                after = replace(before, entity=entity)
                return [Change(before, after)] if after != before else []
            return [Change(None, self._annotation(place, place.label or label, entity))]

        return self._turns(lines, "unlink" if entity == UNLINKED else "link", act)

    def unlink(self, lines: Sequence[int]) -> Turns[Outcome]:
        """Say that the places are of no entity."""
        known = [line for line in lines if self._lines.label_of(line)]
        return self.link(known, UNLINKED, "")

    # What is done at one place

    def _accepted(self, place: _Place) -> list[Change]:
        if not place.label or place.decision.verdict in {Verdict.MARKED, Verdict.ELSEWHERE}:
            return []
        rejection = place.decision.rejection
        undone = [Change(rejection, None)] if rejection is not None else []
        entity = self._entity_of(place, place.label)
        return [*undone, Change(None, self._annotation(place, place.label, entity))]

    def _rejected(self, place: _Place) -> list[Change]:
        changes = [Change(annotation, None) for annotation in place.decision.annotations]
        if place.label and place.decision.rejection is None:
            changes.append(Change(None, self._rejection(place)))
        return changes

    def _entity_of(self, place: _Place, label: str) -> str:
        """What a new mark is linked to: what the concordance is of, else what is named so."""
        if self._lines.entity:
            return self._lines.entity
        corpus = self._lines.corpus
        return corpus.entity_named(place.span.text_of(place.document.text), label)

    def _annotation(self, place: _Place, label: str, entity: str) -> Annotation:
        document = place.document
        anchor = make_anchor(document.text, place.span, document.digest)
        author = self._marks.author
        return Annotation(new_id(), document.id, anchor, label, author, now(), entity=entity)

    def _rejection(self, place: _Place) -> Rejection:
        document = place.document
        anchor = make_anchor(document.text, place.span, document.digest)
        return Rejection(new_id(), document.id, anchor, place.label, self._marks.author, now())

    # All places

    def _turns(self, lines: Sequence[int], doing: str, act: _Act) -> Turns[Outcome]:
        return Turns(self._steps(lines, doing, act))

    def _steps(
        self, lines: Sequence[int], doing: str, act: _Act
    ) -> Generator[float, None, Outcome]:
        if len(lines) > MOST:
            raise UsageError(
                f"{len(lines):,} lines are too many for one step: pick at most {MOST:,}."
            )
        made = _Made()
        changed, problem = 0, ""
        # By document, so that each text is read once; lines are in the order of documents.
        for done, line in enumerate(sorted(lines)):
            try:
                changes = made.new(act(self._place(line)))
            except GlossatorError as error:
                problem = problem or str(error)
                changes = []
            changed += bool(changes)
            yield done / len(lines)
        if made.changes:
            self._marks.record(doing, made.changes)
        return Outcome(changed, len(lines) - changed, problem)

    def _place(self, line: int) -> _Place:
        number, span = self._lines.place(line)
        label = self._lines.label_of(line)
        document = self._lines.texts.document(number)
        return _Place(document, span, label, self._decisions.at(number, span, label))


class _Made:
    """The changes so far; the same is not changed or made twice."""

    def __init__(self) -> None:
        self.changes: list[Change] = []
        self._known: set[tuple[object, ...]] = set()

    def new(self, changes: list[Change]) -> list[Change]:
        """Those of the changes that are not made yet; they are now."""
        fresh = []
        for change in changes:
            keys = {_key(change.before), _key(change.after)} - {()}
            if not keys & self._known:
                self._known |= keys
                fresh.append(change)
        self.changes += fresh
        return fresh


def _key(mark: object) -> tuple[object, ...]:
    if isinstance(mark, Annotation | Rejection):
        return (type(mark), mark.document, mark.span, mark.label)
    return ()
