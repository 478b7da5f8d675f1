"""A collection's annotations and rejections where they stand in its texts now."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from corpus.annotation import Annotation, Rejection
from corpus.document import Document
from corpus.errors import GlossatorError
from corpus.index.fold import squash

if TYPE_CHECKING:
    from corpus.corpus import Corpus

__all__ = ["Marked"]

Mark = TypeVar("Mark", Annotation, Rejection)


@dataclass(frozen=True)
class Marked:
    """Marks with the numbers of their documents; those whose place is not known are left out."""

    annotations: Sequence[tuple[int, Annotation]] = ()
    rejections: Sequence[tuple[int, Rejection]] = ()

    @classmethod
    def of(cls, corpus: Corpus) -> Marked:
        """What a corpus has now."""
        marks = corpus.marks
        return cls(
            _placed(corpus, marks.all(), marks.annotations),
            _placed(corpus, marks.rejected(), marks.rejections),
        )

    @cached_property
    def noted(self) -> list[tuple[str, Annotation, int]]:
        """Annotations with a note: what is searched, the annotation, its document's number."""
        return [
            (squash(f"{annotation.anchor.quote} {annotation.note}"), annotation, number)
            for number, annotation in self.annotations
            if annotation.note
        ]


def _placed(
    corpus: Corpus, marks: Sequence[Mark], look: Callable[[Document], Sequence[Mark]]
) -> list[tuple[int, Mark]]:
    """Marks with the numbers of their documents, where they stand in the text as it is now.

    ``look`` finds the marks of one document in its text, for documents that have changed.
    """
    placed: list[tuple[int, Mark]] = []
    changed: set[int] = set()
    for mark in marks:
        number = corpus.number_of(mark.document)
        if number is None:
            continue
        if corpus.records[number].digest in ("", mark.anchor.digest):
            placed.append((number, mark))
        else:
            changed.add(number)
    if changed:
        placed = [(number, mark) for number, mark in placed if number not in changed]
    for number in sorted(changed):
        try:
            placed += [(number, mark) for mark in look(corpus.document(number))]
        except GlossatorError:
            continue
    return placed
