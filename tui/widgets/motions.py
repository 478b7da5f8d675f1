"""Where a motion leads: offsets from offsets, and nothing of the screen.

A cursor stands on a grapheme cluster; the moving end of a selection stands between two. Folded
text is one stop for a cursor and is taken whole by a selection.
"""

from __future__ import annotations

from collections.abc import Callable

from corpus import segment
from corpus.document import Document
from corpus.span import Span
from tui.rendering.cells import cluster_at
from tui.rendering.layout import Layout, Row
from tui.widgets.selecting import Selecting

__all__ = [
    "BACKWARD",
    "CLUSTERWISE",
    "MOTIONS",
    "UNITS",
    "VERTICAL",
    "land",
    "move_cursor",
    "move_end",
    "move_rows",
    "shrunk",
    "snapped",
    "unit_at",
]

VERTICAL = frozenset({"up", "down", "page-down", "page-up", "half-down", "half-up"})
CLUSTERWISE = frozenset({"left", "right"})
BACKWARD = frozenset({"left", "word-back", "sentence-back", "paragraph-back", "row-start", "start"})
MOTIONS = (
    VERTICAL
    | CLUSTERWISE
    | BACKWARD
    | {"word", "word-end", "sentence", "paragraph", "row-end", "end"}
)

UNITS = frozenset({"word", "sentence", "paragraph"})


_REACH = 16_384
"""A sentence is looked for this far and no further: some texts have no sentences."""


def _near(text: str, offset: int) -> tuple[int, int]:
    """The stretch around an offset in which sentences are looked for."""
    start = cluster_at(text, max(0, offset - _REACH))[0]
    return start, cluster_at(text, min(len(text), offset + _REACH))[0]


def _sentence(find: Callable[[str, int], Span | None], text: str, offset: int) -> Span | None:
    start, end = _near(text, offset)
    found = find(text[start:end], offset - start)
    return None if found is None else Span(found.start + start, found.end + start)


def _next(document: Document, unit: str, offset: int) -> Span | None:
    """The first unit that begins after an offset."""
    text = document.text
    if unit == "paragraph":
        return segment.next_paragraph(text, offset, document.blocks)
    if unit == "word":
        return segment.next_word(text, offset)
    end = _near(text, offset)[1]
    found = _sentence(segment.next_sentence, text, offset)
    return Span(end, end) if found is None and offset < end < len(text) else found


def _previous(document: Document, unit: str, offset: int) -> Span | None:
    """The last unit that begins before an offset."""
    text = document.text
    if unit == "paragraph":
        return segment.previous_paragraph(text, offset, document.blocks)
    if unit == "word":
        return segment.previous_word(text, offset)
    return _sentence(segment.previous_sentence, text, offset)


def _at(document: Document, unit: str, offset: int) -> Span | None:
    """The unit that covers an offset."""
    text = document.text
    if unit == "paragraph":
        return segment.paragraph_at(text, offset, document.blocks)
    if unit == "word":
        return segment.word_at(text, offset)
    return _sentence(segment.sentence_at, text, offset)


def unit_at(document: Document, unit: str, offset: int) -> Span:
    """The word, sentence, paragraph or cluster at an offset; the cluster where there is none."""
    span = _at(document, unit, offset) if unit in UNITS else None
    return span if span is not None else Span(*cluster_at(document.text, offset))


def snapped(text: str, span: Span) -> Span:
    """The smallest span of whole clusters that covers ``span``."""
    start = cluster_at(text, span.start)[0]
    if span.end <= start:
        return Span(start, start)
    return Span(start, max(cluster_at(text, span.end - 1)[1], span.end))


def land(layout: Layout, row: Row, direction: int) -> Row:
    """``row``, or the nearest beyond it that a cursor can stand in, or else on this side of it."""
    for step in (direction, -direction):
        here = row
        while not here.lands:
            beyond = layout.step(here, step)
            if beyond == here:
                break
            here = beyond
        if here.lands:
            return here
    return row


def move_rows(layout: Layout, offset: int, count: int) -> Row:
    """The row ``count`` rows of text below (above when negative) that of an offset."""
    row = layout.row_at(offset)
    step = 1 if count > 0 else -1
    for _ in range(abs(count)):
        beyond = layout.step(row, step)
        if beyond == row:
            break
        beyond = land(layout, beyond, step)
        if (beyond.chunk, beyond.number) == (row.chunk, row.number):
            break
        row = beyond
    return row


def last_of(layout: Layout, row: Row) -> int:
    """The offset of the last cluster a row draws."""
    return layout.offset(row, layout.geometry.width)


def _left(layout: Layout, offset: int) -> int:
    row = layout.row_at(offset)
    if layout.closed_at(offset) is None and offset > row.start:
        if offset > row.end:
            return last_of(layout, row)
        return max(cluster_at(layout.document.text, offset - 1)[0], row.start)
    above = move_rows(layout, row.start, -1)
    return last_of(layout, above) if above.start < row.start else offset


def _right(layout: Layout, offset: int) -> int:
    row = layout.row_at(offset)
    if layout.closed_at(offset) is None:
        after = cluster_at(layout.document.text, offset)[1]
        if after < row.end:
            return after
    below = move_rows(layout, row.start, 1)
    return below.start if below.start > row.start else offset


_SIMPLE: dict[str, Callable[[Layout, int], int]] = {
    "left": _left,
    "right": _right,
    "row-start": lambda layout, offset: layout.row_at(offset).start,
    "row-end": lambda layout, offset: max(offset, last_of(layout, layout.row_at(offset))),
    "start": lambda layout, _: land(layout, layout.first(), 1).start,
    "end": lambda layout, offset: max(offset, last_of(layout, land(layout, layout.last(), -1))),
}


def _word_end(document: Document, offset: int) -> int:
    word = segment.word_at(document.text, offset)
    if word is None or cluster_at(document.text, offset)[1] >= word.end:
        word = segment.next_word(document.text, offset)
    return len(document.text) if word is None else cluster_at(document.text, word.end - 1)[0]


def _visible(layout: Layout, origin: int, target: int, *, forward: bool) -> int:
    """``target``, or where a cursor goes instead when it is folded away or past the end."""
    if target >= layout.length:
        target = max(0, layout.length - 1)
        row = land(layout, layout.row_at(target), -1)
        return max(last_of(layout, row), origin) if row.lands else origin
    fold = layout.closed_at(target)
    if fold is None:
        return target
    if fold.start <= origin < fold.end:
        beyond = move_rows(layout, fold.start, 1 if forward else -1)
        leaves = not fold.start <= beyond.start < fold.end
        return beyond.start if leaves else origin
    return fold.start


def move_cursor(layout: Layout, offset: int, motion: str) -> int:
    """Where one horizontal motion takes a cursor; ``offset`` itself when there is no further."""
    simple = _SIMPLE.get(motion)
    if simple is not None:
        return simple(layout, offset)
    document = layout.document
    if motion == "word-end":
        return _visible(layout, offset, _word_end(document, offset), forward=True)
    unit, _, back = motion.partition("-")
    if back:
        before = _previous(document, unit, offset)
        return offset if before is None else _visible(layout, offset, before.start, forward=False)
    after = _next(document, unit, offset)
    target = layout.length if after is None else after.start
    return _visible(layout, offset, target, forward=True)


def move_end(layout: Layout, offset: int, motion: str) -> int:
    """Where one horizontal motion takes the moving end of a selection.

    Forward it goes to the ends of words, sentences and paragraphs, backward to their starts.
    """
    text = layout.document.text
    match motion:
        case "right":
            row = layout.row_at(offset)
            first = offset if offset < row.end else move_rows(layout, row.start, 1).start
            return max(offset, cluster_at(text, first)[1])
        case "row-end":
            return max(offset, layout.row_at(offset).end)
        case "end":
            return max(offset, land(layout, layout.last(), -1).end)
        case "word" | "word-end" | "sentence" | "paragraph":
            return _forward(layout, offset, motion.removesuffix("-end"))
    target = move_cursor(layout, offset, motion)
    fold = layout.closed_at(target)
    return target if fold is None else min(target, fold.start)


def _forward(layout: Layout, offset: int, unit: str) -> int:
    document = layout.document
    span = _at(document, unit, offset) or _next(document, unit, offset)
    if span is None:
        return offset
    fold = layout.closed_at(span.end - 1)
    if fold is None:
        return max(offset, span.end)
    return max(offset, fold.start + len(document.text[fold.start : fold.end].rstrip()))


def shrunk(text: str, selecting: Selecting) -> Selecting | None:
    """A selection without the word at its moving end; None when nothing would be left."""
    span = selecting.span
    if selecting.backward:
        after = segment.next_word(text, span.start)
        if after is None or after.start >= span.end:
            return None
        return Selecting(span.end, span.end, after.start)
    before = segment.previous_word(text, span.end)
    kept = text[span.start : before.start].rstrip() if before and before.start > span.start else ""
    return Selecting(span.start, span.start, span.start + len(kept)) if kept else None
