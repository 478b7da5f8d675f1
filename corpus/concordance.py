"""Every mention of an entity, or every hit of a query, in its context: one a line (KWIC).

A concordance holds where its lines are; a line is made when it is looked at.
"""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from corpus.checked_texts import CheckedTexts
from corpus.errors import GlossatorError
from corpus.hostile import harmless_line
from corpus.query import parse
from corpus.scan import Scan
from corpus.span import Span
from corpus.turns import Turns

if TYPE_CHECKING:
    from corpus.corpus import Corpus

__all__ = ["Concordance", "Line", "concordance"]

Column = NDArray[np.int32]

MOST_DOCUMENTS = 100_000
"""How many documents are searched for a query, the best first."""

MOST_LINES = 2_000_000
"""How many hits of a query have a line."""

_NO_LABEL = -1
_END_BITS = 31
_FAR = 24
"""Code points given up for whole words."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line: what stands at ``span`` of document ``number``, and what is around it.

    All texts are harmless and on one line, white space single; ``left`` and ``right`` keep the
    blank that parts them from ``text``. ``label`` is empty where nothing was recognised or
    marked. ``problem`` says why there is no text, and is empty when there is.
    """

    number: int
    span: Span
    left: str
    text: str
    right: str
    label: str
    problem: str = ""


class Concordance:
    """Lines by number, in the order of the texts; ``corpus.arranging`` gives other orders.

    ``document``, ``start``, ``end`` and ``label`` are int32 columns; ``label`` counts in
    ``labels`` and is -1 for none. While a query is still being searched for (``gathering``, not
    finished) there are lines for what was found so far.
    """

    def __init__(self, corpus: Corpus, name: str, *, entity: str = "", query: str = "") -> None:
        self.corpus = corpus
        self.name = name
        """Of whom or what: one harmless line."""
        self.entity = entity
        """The id of the entity; empty when it is of a query."""
        self.query = query
        self.texts = CheckedTexts(corpus)
        self.labels: tuple[str, ...] = ()
        self.gathering: Turns[None] | None = None
        self.more = False
        """Whether there are hits that have no line: there are too many."""
        self._columns = np.zeros((4, 0), np.int32)
        self._size = 0

    def __len__(self) -> int:
        return self._size

    @property
    def finished(self) -> bool:
        """Whether all lines are known."""
        return self.gathering is None or self.gathering.finished

    @property
    def document(self) -> Column:
        """The number of each line's document."""
        return self._columns[0, : self._size]

    @property
    def start(self) -> Column:
        """Where each begins in its text, in code points."""
        return self._columns[1, : self._size]

    @property
    def end(self) -> Column:
        """Where each ends."""
        return self._columns[2, : self._size]

    @property
    def label(self) -> Column:
        """The number of each one's label."""
        return self._columns[3, : self._size]

    def documents(self) -> int:
        """In how many documents there are lines."""
        return int(np.count_nonzero(np.diff(self.document))) + 1 if self._size else 0

    def place(self, line: int) -> tuple[int, Span]:
        """The number of the document, and the span, of a line."""
        number, start, end, _ = self._columns[:, line].tolist()
        return number, Span(start, end)

    def label_of(self, line: int) -> str:
        """The label of what stands there, empty for none."""
        label = int(self._columns[3, line])
        return self.labels[label] if label >= 0 else ""

    def line(self, line: int, before: int = 80, after: int = 80) -> Line:
        """A line with at most so many code points before and after what it is about, whole words.

        Where the text cannot be read any more, or has changed, the line says so.
        """
        number, span = self.place(line)
        try:
            text = self.texts.text(number)
        except GlossatorError as error:
            sentence = harmless_line(str(error))
            return Line(number, span, "", "", "", self.label_of(line), sentence)
        left = text[_from_word(text, span.start - before, span.start) : span.start]
        right = text[span.end : _to_word(text, span.end, span.end + after)]
        return Line(
            number,
            span,
            harmless_line(_joined(left)).lstrip(),
            harmless_line(" ".join(span.text_of(text).split())),
            harmless_line(_joined(right)).rstrip(),
            self.label_of(line),
        )

    def add(self, number: int, starts: Column, ends: Column, labels: Column) -> None:
        """Add the lines of one document after those that are there."""
        after = self._size + len(starts)
        if after > self._columns.shape[1]:
            wider = np.zeros((4, max(after, 2 * self._size)), np.int32)
            wider[:, : self._size] = self._columns[:, : self._size]
            self._columns = wider
        self._columns[:, self._size : after] = np.array(
            [np.full(len(starts), number, np.int32), starts, ends, labels], np.int32
        )
        self._size = after

    def take(self, columns: NDArray[np.int32]) -> None:
        """Have these columns: documents, starts, ends, labels."""
        self._columns = columns
        self._size = columns.shape[1]


def concordance(corpus: Corpus, *, entity: str = "", query: str = "") -> Concordance:
    """The concordance of an entity by its id, or of a query.

    That of an entity is whole at once: every mention of it that no person took away. That of a
    query is gathered in turns (``gathering``); its words are understood as the search bar does.
    """
    if entity:
        return _of_entity(corpus, entity)
    found = Concordance(corpus, f"“{harmless_line(query)}”", query=query)
    found.gathering = Turns(_gather(found))
    return found


def _of_entity(corpus: Corpus, entity: str) -> Concordance:
    ruled = corpus.ruled if corpus.snapshot is not None else None
    number = ruled.number_of(entity) if ruled is not None else None
    if ruled is None or number is None:
        return Concordance(corpus, harmless_line(entity), entity=entity)
    known = ruled[number]
    found = Concordance(corpus, harmless_line(known.name), entity=known.id)
    found.labels = ruled.labels
    rows = ruled.rows_of(number)
    columns = (ruled.document, ruled.start, ruled.end, ruled.label)
    found.take(np.array([column[rows] for column in columns], np.int32))
    return found


def _gather(found: Concordance) -> Generator[float, None, None]:
    """Look for a query in every document the index names, piece by piece."""
    corpus = found.corpus
    index = corpus.text
    query = parse(found.query, typing=True)
    if index is None or not query:
        return
    hits = index.search(query, limit=MOST_DOCUMENTS)
    documents = sorted(hit.number for hit in hits.hits)
    yield 0.0
    for done, number in enumerate(documents):
        try:
            text = found.texts.text(number)
        except GlossatorError:
            continue
        scan = Scan(text, hits.query)
        while not scan.finished:
            scan.step()
            yield (done + scan.done / max(1, len(text))) / len(documents)
        _add_hits(found, number, scan)
        if found.more:
            return


def _add_hits(found: Concordance, number: int, scan: Scan) -> None:
    room = MOST_LINES - len(found)
    found.more = len(scan) > room
    starts = np.array(scan.starts[:room], np.int32)
    ends = np.array(scan.ends[:room], np.int32)
    found.add(number, starts, ends, _labels_at(found, number, starts, ends))


def _labels_at(found: Concordance, number: int, starts: Column, ends: Column) -> Column:
    """The labels of the mentions that have exactly these spans."""
    labels = np.full(len(starts), _NO_LABEL, np.int32)
    if found.corpus.snapshot is None:
        return labels
    ruled = found.corpus.ruled
    rows = ruled.rows_in(number)
    if not rows:
        return labels
    found.labels = ruled.labels
    part = slice(rows.start, rows.stop)
    known = _span_keys(ruled.start[part], ruled.end[part])
    wanted = _span_keys(starts, ends)
    at = np.minimum(np.searchsorted(known, wanted), len(known) - 1)
    same = known[at] == wanted
    labels[same] = ruled.label[part][at[same]]
    return labels


def _span_keys(starts: Column, ends: Column) -> NDArray[np.int64]:
    """Numbers that sort as mentions do: by start, the longer first."""
    return (starts.astype(np.int64) << _END_BITS) + ((1 << _END_BITS) - 1 - ends.astype(np.int64))


def _from_word(text: str, start: int, end: int) -> int:
    """Where the first whole word from ``start`` on begins, unless that is far."""
    if start <= 0 or text[start - 1].isspace():
        return max(0, start)
    return next((at for at in range(start, min(end, start + _FAR)) if text[at].isspace()), start)


def _to_word(text: str, start: int, end: int) -> int:
    """Where the last whole word up to ``end`` ends, unless that is far."""
    if end >= len(text) or text[end].isspace():
        return end
    return next(
        (at for at in range(end, max(start, end - _FAR), -1) if text[at - 1].isspace()), end
    )


def _joined(text: str) -> str:
    """White space made single blanks, one kept at either end where there was any."""
    line = " ".join(text.split())
    if not line:
        return " " if text else ""
    return f"{' ' * text[0].isspace()}{line}{' ' * text[-1].isspace()}"
