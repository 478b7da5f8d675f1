"""Marks on a text that may have changed since: which stand, which moved, which need a look."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

from corpus.anchor import Found, State, find, make_anchor
from corpus.annotation import Annotation, Rejection
from corpus.document import Document

__all__ = ["Doubt", "Placement", "place", "renamed"]

Mark = TypeVar("Mark", Annotation, Rejection)


@dataclass(frozen=True, slots=True)
class Doubt:
    """An annotation, as stored, whose place is not sure, with the places it may have."""

    annotation: Annotation
    found: Found


@dataclass(frozen=True, slots=True)
class Placement:
    """Where marks stand in a document.

    ``annotations`` and ``rejections`` are those whose place is known, their anchors made anew on
    this text; the store takes them as ``before`` of a change although it holds the older anchor.
    ``moved`` are those of the annotations that stand elsewhere than before. ``doubtful`` and
    ``lost`` are annotations that wait for a person. A rejection that is not found counts for
    nothing here: the suggestion, if there is one, is simply asked again.
    """

    annotations: tuple[Annotation, ...] = ()
    rejections: tuple[Rejection, ...] = ()
    moved: tuple[Annotation, ...] = ()
    doubtful: tuple[Doubt, ...] = ()
    lost: tuple[Annotation, ...] = ()

    @property
    def summary(self) -> str:
        """What became of the annotations, in a sentence; empty when all stand where they did."""
        counts = (
            (len(self.moved), "moved with the text"),
            (len(self.doubtful), "in doubt"),
            (len(self.lost), "not found"),
        )
        parts = [f"{count} {words}" for count, words in counts if count]
        return f"The text has changed: marks {', '.join(parts)}." if parts else ""


def place(
    document: Document,
    annotations: Iterable[Annotation],
    rejections: Iterable[Rejection] = (),
) -> Placement:
    """Find the place of each mark of a document in its text as it is now.

    Quick when the marks come in the order of their places, as a store gives them.
    """
    look = _Search(document)
    standing: list[Annotation] = []
    moved: list[Annotation] = []
    doubtful: list[Doubt] = []
    lost: list[Annotation] = []
    for annotation in annotations:
        found = look.find(annotation)
        if found.state is State.LOST:
            lost.append(annotation)
        elif found.span is None:
            doubtful.append(Doubt(annotation, found))
        else:
            placed = _on(document, annotation, found)
            standing.append(placed)
            if found.state is State.MOVED:
                moved.append(placed)
    look = _Search(document)
    refused = tuple(
        _on(document, rejection, found)
        for rejection in rejections
        if (found := look.find(rejection)).span is not None
    )
    return Placement(tuple(standing), refused, tuple(moved), tuple(doubtful), tuple(lost))


class _Search:
    """Finds marks one after the other; each begins where the one before it went."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._shift = 0

    def find(self, mark: Annotation | Rejection) -> Found:
        found = find(mark.anchor, self._document.text, self._document.digest, shift=self._shift)
        if found.span is not None:
            self._shift = found.span.start - mark.span.start
        return found


def _on(document: Document, mark: Mark, found: Found) -> Mark:
    if found.span is None or (mark.anchor.digest == document.digest and found.state is State.EXACT):
        return mark
    return replace(mark, anchor=make_anchor(document.text, found.span, document.digest))


def renamed(marked: Mapping[str, str], present: Mapping[str, str]) -> dict[str, str]:
    """Documents that have marks and are gone, each with the document that has its text now.

    Both arguments map document ids to digests: those of the store, and those of the collection.
    Only sure pairs: one document is gone with that text, and one has it that has no marks yet.
    """
    gone: dict[str, list[str]] = {}
    for id_, digest in marked.items():
        if id_ not in present and digest:
            gone.setdefault(digest, []).append(id_)
    new: dict[str, list[str]] = {}
    for id_, digest in present.items():
        if id_ not in marked and digest in gone:
            new.setdefault(digest, []).append(id_)
    return {
        old[0]: new[digest][0]
        for digest, old in gone.items()
        if len(old) == 1 and len(new.get(digest, ())) == 1
    }
