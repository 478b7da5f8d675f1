"""What a person decided on places of a collection, looked up when a place is looked at."""

from __future__ import annotations

from array import array
from dataclasses import dataclass, field
from enum import StrEnum

from corpus.annotation import UNLINKED, Annotation, Rejection
from corpus.checked_texts import CheckedTexts
from corpus.corpus import Corpus
from corpus.document import Document
from corpus.errors import GlossatorError
from corpus.ranges import Ranges
from corpus.span import Span

__all__ = ["Decision", "Decisions", "Verdict"]


class Verdict(StrEnum):
    """How a place stands."""

    OPEN = "undecided"
    MARKED = "marked"
    REJECTED = "rejected"
    ELSEWHERE = "linked elsewhere"
    """Marked, and linked to another entity or to none."""
    PLAIN = "not marked"
    """Nothing was recognised there, so there is nothing to decide."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person said of a place: the annotations of exactly this span, and the rejection.

    The annotation of the label that was asked for comes first.
    """

    verdict: Verdict
    annotations: tuple[Annotation, ...] = ()
    rejection: Rejection | None = None


_PLAIN, _OPEN = Decision(Verdict.PLAIN), Decision(Verdict.OPEN)


@dataclass(slots=True)
class _Marks:
    """The marks of one document: ``ranges`` are those of ``annotations``."""

    annotations: list[Annotation]
    ranges: Ranges
    rejections: dict[tuple[int, int, str], Rejection] = field(default_factory=dict)


class Decisions:
    """Decisions by place; those of a document are read when one of its places is asked for."""

    def __init__(self, corpus: Corpus, texts: CheckedTexts, entity: str = "") -> None:
        self._corpus = corpus
        self._texts = texts
        self._entity = entity
        """What a mark has to be linked to, if to anything, not to count as linked elsewhere."""
        self._number = self._number_of(entity)
        self._documents: dict[int, _Marks] = {}
        self._generation = -1

    def at(self, number: int, span: Span, label: str) -> Decision:
        """What was decided on a span of a document; ``label`` is what was recognised there.

        The rules are those of ``corpus.annotation.decided``. Without a label only an annotation
        of exactly this span counts.
        """
        if self._generation != self._corpus.marks.generation:
            self._documents.clear()
            self._generation = self._corpus.marks.generation
        marks = self._documents.get(number)
        if marks is None:
            marks = self._documents[number] = self._read(number)
        near = [marks.annotations[at] for at in marks.ranges.touching(span.start, span.end)]
        same = sorted((a for a in near if a.span == span), key=lambda a: a.label != label)
        rejection = marks.rejections.get((span.start, span.end, label))
        if same:
            elsewhere = all(self._is_elsewhere(annotation) for annotation in same)
            verdict = Verdict.ELSEWHERE if elsewhere else Verdict.MARKED
            return Decision(verdict, tuple(same), rejection)
        if not label:
            return _PLAIN
        if any(a.label == label or a.span.crosses(span) for a in near):
            return Decision(Verdict.MARKED, (), rejection)
        return _OPEN if rejection is None else Decision(Verdict.REJECTED, (), rejection)

    def _read(self, number: int) -> _Marks:
        try:
            document = self._texts.document(number)
        except GlossatorError:
            return _Marks([], Ranges(array("i"), array("i")))
        return self._marks_of(document)

    def _marks_of(self, document: Document) -> _Marks:
        annotations = list(self._corpus.marks.annotations(document))
        spans = [annotation.span for annotation in annotations]
        starts = array("i", [span.start for span in spans])
        ends = array("i", [span.end for span in spans])
        rejections = {
            (r.span.start, r.span.end, r.label): r for r in self._corpus.marks.rejections(document)
        }
        return _Marks(annotations, Ranges(starts, ends), rejections)

    def _is_elsewhere(self, annotation: Annotation) -> bool:
        """Whether a mark is of something else than what is looked at."""
        linked = annotation.entity
        if not self._entity or not linked or linked == self._entity:
            return False
        return linked == UNLINKED or self._number_of(linked) != self._number

    def _number_of(self, entity: str) -> int | None:
        if not entity or self._corpus.snapshot is None:
            return None
        return self._corpus.ruled.number_of(entity)
