"""brat's standoff format: a ``.ann`` file beside a ``.txt`` file, both ways.

Read are text-bound annotations (T), attributes (A, M), references to entities of Glossator (N)
and notes (#); written are the same. What else there is is reported, not guessed. The format is
described at https://brat.nlplab.org/standoff.html.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from itertools import pairwise

from corpus.anchor import make_anchor
from corpus.annotation import Annotation
from corpus.document import Document
from corpus.errors import InputError
from corpus.exchange.units import Claim, Unit, claims_met, converter, detect, fits
from corpus.history import new_id
from corpus.span import Span

__all__ = ["AnnFile", "Mark", "Problem", "annotations_of", "read_ann", "write_ann"]

DATABASE = "Glossator"
"""The name under which entity ids stand in references."""

UNSURE = "Unsure"
"""The attribute without a value that says that an annotation is not sure."""

_BREAKS = re.compile(r"[\t\n\x0b\x0c\r\x1c-\x1e\x85\u2028\u2029]+")
_NOTE_BREAKS = re.compile(r"[\x0b\x0c\r\x1c-\x1e\x85\u2028\u2029]")
_RANGES = re.compile(r"[0-9]{1,12} [0-9]{1,12}(?:;[0-9]{1,12} [0-9]{1,12})*")
_UNREAD = {"R": "a relation", "E": "an event", "*": "an equivalence"}


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in a file that was not taken over as it stands; lines count from one."""

    line: int
    message: str

    def __str__(self) -> str:
        return f"line {self.line}: {self.message}"


@dataclass(frozen=True, slots=True)
class Mark:
    """One text-bound annotation of a file, its fragments in code points of the text."""

    id: str
    label: str
    fragments: tuple[Span, ...]
    quote: str
    line: int
    attributes: Mapping[str, str] = field(default_factory=dict)
    entity: str = ""
    note: str = ""
    unsure: bool = False

    @property
    def span(self) -> Span:
        """The stretch from the first fragment's start to the last one's end."""
        return Span(
            min(fragment.start for fragment in self.fragments),
            max(fragment.end for fragment in self.fragments),
        )


@dataclass(frozen=True, slots=True)
class AnnFile:
    """What an ``.ann`` file says: marks in the order of the file, and what is wrong with it.

    ``unit`` is what its offsets count.
    """

    marks: tuple[Mark, ...]
    problems: tuple[Problem, ...]
    unit: Unit


def read_ann(text: str, ann: str | bytes) -> AnnFile:
    """Read an ``.ann`` file on its text.

    Offsets are taken as the first of code points, UTF-16 units, code points with every CRLF as
    one, and bytes in which every quote stands where the file says. When there is none, they are
    code points, and marks whose quote stands elsewhere are left out with a problem.

    Raises InputError when the file is not UTF-8.
    """
    reader = _Reader(text)
    for number, line in enumerate(_decoded(ann).split("\n"), start=1):
        reader.take(number, line.removesuffix("\r"))
    return reader.finish()


def annotations_of(
    document: Document,
    ann: AnnFile,
    *,
    author: str,
    created: str,
    ids: Callable[[], str] = new_id,
) -> list[Annotation]:
    """The marks of a file as new annotations of a document, whose text it was read on."""
    return [
        Annotation(
            ids(),
            document.id,
            make_anchor(document.text, mark.span, document.digest),
            mark.label,
            author,
            created,
            attributes=dict(mark.attributes),
            entity=mark.entity,
            note=mark.note,
            unsure=mark.unsure,
        )
        for mark in ann.marks
    ]


def write_ann(
    document: Document, annotations: Iterable[Annotation], names: Mapping[str, str] | None = None
) -> tuple[str, list[str]]:
    """The ``.ann`` file of a document's annotations, and sentences on what it could not hold.

    ``names`` are the names of entities by id. Annotations that do not stand in the document's
    text as it is now are left out and reported.
    """
    writer = _Writer(document, names or {})
    for annotation in sorted(annotations, key=lambda a: (a.span.start, -a.span.end, a.id)):
        writer.add(annotation)
    return writer.finish()


def _decoded(ann: str | bytes) -> str:
    if isinstance(ann, str):
        return ann.removeprefix("\ufeff")
    try:
        return ann.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = ann.count(b"\n", 0, error.start) + 1
        raise InputError(
            f"Line {line} of the annotations is not UTF-8; save them as UTF-8."
        ) from error


class _Reader:
    def __init__(self, text: str) -> None:
        self._text = text
        self._problems: list[Problem] = []
        self._claims: dict[str, tuple[Mark, Claim]] = {}
        self._later: list[tuple[int, str, list[str]]] = []
        self._marks: dict[str, Mark] = {}
        self._left_out: set[str] = set()
        self._noted: set[str] = set()

    def take(self, number: int, line: str) -> None:
        """One line. What speaks of a mark waits until all marks are known."""
        if not line.strip():
            return
        kind, fields = line[0], line.split("\t", 2)
        if kind == "T":
            self._take_mark(number, fields)
        elif kind in "AMN#" and len(fields) > 1:
            self._later.append((number, kind, fields))
        elif kind in _UNREAD:
            self._complain(number, f"{_UNREAD[kind]} is not read")
        else:
            self._complain(number, "not a line of a brat file")

    def finish(self) -> AnnFile:
        claims = [claim for _, claim in self._claims.values()]
        unit = detect(self._text, claims) or Unit.CODE_POINTS
        convert = converter(self._text, unit)
        for id_, (mark, claim) in self._claims.items():
            fragments = fits(self._text, claim, convert)
            if fragments is None:
                self._left_out.add(id_)
                self._complain(mark.line, f"{id_} is left out: its text does not stand there")
                continue
            self._marks[id_] = replace(mark, fragments=fragments)
            if not self._together(fragments):
                self._complain(mark.line, f"{id_} is in pieces; all from first to last is taken")
        if self._left_out and len(met := claims_met(self._text, claims)) > 1:
            counts = ", ".join(f"{count} as {other}" for other, count in met.items())
            self._complain(1, f"of {len(claims)} texts there stand where the file says: {counts}")
        for number, kind, fields in self._later:
            self._take_later(number, kind, fields)
        self._problems.sort(key=lambda problem: problem.line)
        return AnnFile(tuple(self._marks.values()), tuple(self._problems), unit)

    def _complain(self, number: int, message: str) -> None:
        self._problems.append(Problem(number, message))

    def _together(self, fragments: tuple[Span, ...]) -> bool:
        """Whether only line breaks and the white space around them are between fragments."""
        gaps = [(one.end, other.start) for one, other in pairwise(fragments)]
        return all(
            end < start
            and not self._text[end:start].strip()
            and _BREAKS.search(self._text, end, start)
            for end, start in gaps
        )

    def _take_mark(self, number: int, fields: list[str]) -> None:
        id_ = fields[0]
        label, _, ranges = fields[1].partition(" ") if len(fields) == 3 else ("", "", "")
        if not label or not _RANGES.fullmatch(ranges):
            self._complain(number, "expected: T1, tab, label, start and end, tab, text")
        elif id_ in self._claims:
            self._complain(number, f"{id_} is given twice; the first one is taken")
        else:
            pairs = tuple(
                (int(start), int(end))
                for start, end in (pair.split(" ") for pair in ranges.split(";"))
            )
            mark = Mark(id_, label, (), fields[2], number)
            self._claims[id_] = (mark, Claim(pairs, fields[2]))

    def _take_later(self, number: int, kind: str, fields: list[str]) -> None:
        words = fields[1].split(" ", 2)
        target = words[1] if len(words) > 1 else ""
        mark = self._marks.get(target)
        if mark is None:
            if target not in self._left_out:
                self._complain(number, f"there is no mark {target or 'named'} for this")
            return
        rest = fields[2] if len(fields) > 2 else ""
        value = words[2] if len(words) > 2 else ""
        if kind == "#":
            self._take_note(number, mark, words[0], rest)
        elif kind == "N":
            self._take_reference(number, mark, value)
        elif words[0] == UNSURE and not value:
            self._marks[target] = replace(mark, unsure=True)
        elif words[0] in mark.attributes:
            self._complain(number, f"{words[0]} is given twice; the first one is taken")
        else:
            attributes = {**mark.attributes, words[0]: value or "true"}
            self._marks[target] = replace(mark, attributes=attributes)

    def _take_note(self, number: int, mark: Mark, kind: str, text: str) -> None:
        """Several notes on a mark are the lines of one."""
        if kind != "AnnotatorNotes":
            self._complain(number, "a comment that is no note is not read")
            return
        note = f"{mark.note}\n{text}" if mark.id in self._noted else text
        self._noted.add(mark.id)
        self._marks[mark.id] = replace(mark, note=note)

    def _take_reference(self, number: int, mark: Mark, value: str) -> None:
        database, _, entity = value.partition(":")
        if database != DATABASE or not entity:
            self._complain(number, f"a reference that is not to {DATABASE}: is not read")
        elif mark.entity:
            self._complain(number, f"{mark.id} has two references; the first one is taken")
        else:
            self._marks[mark.id] = replace(mark, entity=entity)


class _Writer:
    def __init__(self, document: Document, names: Mapping[str, str]) -> None:
        self._document = document
        self._names = names
        self._rows: list[str] = []
        self._counts = {"T": 0, "A": 0, "N": 0, "#": 0}
        self._losses: list[str] = []

    def add(self, annotation: Annotation) -> None:
        text, span = self._document.text, annotation.span
        if span.end > len(text) or span.text_of(text) != annotation.anchor.quote:
            self._lose(annotation, "left out, because it does not stand in the text as it is now")
        elif not annotation.label or re.search(r"\s", annotation.label):
            self._lose(annotation, f"left out, because a label {annotation.label!r} cannot stand")
        elif fragments := _fragments(text, span):
            self._write(annotation, fragments)
        else:
            self._lose(annotation, "left out, because there is nothing in it but line breaks")

    def finish(self) -> tuple[str, list[str]]:
        losses = self._losses
        if count := self._counts["T"]:
            losses = [f"Author and time of {count} annotations: brat has no place for them."]
            if "\r\n" in self._document.text:
                losses.append("The text has CRLF line ends: brat itself may count each as one.")
            losses += self._losses
        return "".join(f"{row}\n" for row in self._rows), losses

    def _write(self, annotation: Annotation, fragments: list[Span]) -> None:
        text, span = self._document.text, annotation.span
        if (fragments[0].start, fragments[-1].end) != (span.start, span.end):
            self._lose(annotation, "made shorter by the line breaks or tabs at its ends")
        ranges = ";".join(f"{fragment.start} {fragment.end}" for fragment in fragments)
        quote = " ".join(fragment.text_of(text) for fragment in fragments)
        id_ = self._row("T", f"{annotation.label} {ranges}\t{quote}")
        for name, value in sorted(annotation.attributes.items()):
            if _plain(name) and " " not in name and _plain(value) and name != UNSURE:
                self._row("A", f"{name} {id_} {value}")
            else:
                self._lose(annotation, f"without its attribute {name!r}, which cannot stand there")
        if annotation.unsure:
            self._row("A", f"{UNSURE} {id_}")
        self._write_entity(annotation, id_)
        if annotation.note:
            if _NOTE_BREAKS.search(annotation.note):
                self._lose(annotation, "with spaces for the odd line breaks in its note")
            for line in _NOTE_BREAKS.sub(" ", annotation.note).split("\n"):
                self._row("#", f"AnnotatorNotes {id_}\t{line}")

    def _write_entity(self, annotation: Annotation, id_: str) -> None:
        entity = annotation.entity
        if entity and _plain(entity) and not re.search(r"\s", entity):
            name = self._names.get(entity) or annotation.anchor.quote
            self._row("N", f"Reference {id_} {DATABASE}:{entity}\t{_BREAKS.sub(' ', name)}")
        elif entity:
            self._lose(annotation, f"without its entity {entity!r}, which cannot stand there")

    def _row(self, kind: str, rest: str) -> str:
        self._counts[kind] += 1
        id_ = f"{kind}{self._counts[kind]}"
        self._rows.append(f"{id_}\t{rest}")
        return id_

    def _lose(self, annotation: Annotation, words: str) -> None:
        quote = " ".join(annotation.anchor.quote.split())
        quote = quote if len(quote) <= 40 else quote[:39] + "…"
        self._losses.append(f"{annotation.label} “{quote}” at {annotation.span.start}: {words}.")


def _fragments(text: str, span: Span) -> list[Span]:
    """The pieces of a span between line breaks and tabs, which cannot stand in a brat text."""
    pieces = []
    start = span.start
    for found in _BREAKS.finditer(text, span.start, span.end):
        pieces.append(Span(start, found.start()))
        start = found.end()
    pieces.append(Span(start, span.end))
    return [piece for piece in pieces if piece.text_of(text).strip()]


def _plain(value: str) -> bool:
    """Whether a value survives as the last field of a line."""
    return bool(value) and value == value.strip() and not _BREAKS.search(value)
