from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from corpus.document import Block, BlockKind, Document
from corpus.hostile import harmless, is_harmless
from corpus.span import Span
from tui.rendering.cells import cells_of, cluster_at, clusters, text_width
from tui.rendering.layers import Layer, Mark, marks_between
from tui.rendering.layout import Layout, RowKind
from tui.rendering.plain import plain_palette
from tui.rendering.strips import RowLook, StripMaker
from tui.rendering.wrap import wrap

LETTERS = st.sampled_from(
    [
        *"ab Z.,-'’",
        *("\t", "\n", "\r", "\r\n", "\x1b", "\x85", "\xa0", "\u2003", "\u3000", "\u00ad"),
        *("é", "e\u0301", "ế", "đ", "日", "、", "（", "\u0301", "\u200d", "\u200b", "\ufe0f"),
        *("\U0001f468", "\U0001f3fd", "\U0001f1fb", "\U0001f1f3", "\u2764", "\u20e3", "\u202e"),
        *("\u0645", "\u0928\u093f", "\u1100", "\u1161", "\ud800"),
        *("a word ", "\n\n", "two words\n", "xxxxxxxxxxxx"),
    ]
)
TEXTS = st.lists(LETTERS, max_size=60).map("".join)
LINES = TEXTS.map(lambda text: "".join(text.split("\n")).replace("\r", ""))


@st.composite
def documents(draw):
    text = draw(TEXTS)
    blocks = []
    start = 0
    for line in text.splitlines(keepends=True):
        inside = line.strip()
        if inside and draw(st.booleans()):
            first = start + line.index(inside)
            kind = draw(st.sampled_from(list(BlockKind)))
            blocks.append(Block(kind, Span(first, first + len(inside))))
        start += len(line)
    return Document("d", "d", text, blocks=tuple(blocks))


@given(LINES, st.integers(1, 30), st.integers(0, 10))
def test_rows_join_back_and_fit(line, width, less):
    rest = max(1, width - less)
    rows = wrap(line, 0, len(line), width, rest=rest)
    assert "".join(line[start:end] for start, end in rows) == line
    starts = {cluster.start for cluster in clusters(line)} | {0}
    for number, (start, end) in enumerate(rows):
        assert start in starts
        row = clusters(line[start:end])
        while row and not row[-1].draw.strip():
            row.pop()
        inked = line[start : start + row[-1].end] if row else ""
        assert text_width(inked) <= (rest if number else width) or len(row) == 1
        assert start < end or len(rows) == 1


@given(TEXTS)
def test_clusters_tile_and_measure(text):
    found = clusters(harmless(text))
    assert [cluster.start for cluster in found] == [0, *(c.end for c in found)][: len(found)]
    assert not found or found[-1].end == len(text)
    cells = cells_of(harmless(text).replace("\n", " "))
    drawn, width = cells.cut(0, len(text))
    assert cell_len(drawn) == width == cells.width
    for offset in range(len(text)):
        start, end = cluster_at(text, offset)
        assert start <= offset < end


@given(documents(), st.integers(1, 60), st.booleans())
def test_rows_tile_the_text_and_offsets_come_back(document, width, opened):
    layout = Layout(document, width)
    if opened:
        layout = layout.with_opened(frozenset(fold.first for fold in layout.folds))
    rows = layout.page(layout.first(), 10_000)
    owning = [row for row in rows if row.kind not in {RowKind.GAP, RowKind.OPENED}]
    assert owning[0].start == 0
    assert owning[-1].after == len(document.text)
    for above, below in pairwise(owning):
        assert above.after == below.start
    for row in owning:
        for offset in {row.start, row.end, max(row.start, row.after - 1)}:
            if offset < row.after:
                assert layout.row_at(offset) == row
                assert Layout(document, width, layout.opened).row_at(offset) == row
    for number, row in enumerate(rows):
        assert layout.step(row, -number) == rows[0]


@given(documents(), st.integers(1, 60))
def test_every_visible_offset_maps_to_a_cell_and_back(document, width):
    layout = Layout(document, width)
    for row in layout.page(layout.first(), 10_000):
        if row.kind is not RowKind.TEXT:
            continue
        for cluster in clusters(harmless(document.text[row.start : row.end])):
            offset = row.start + cluster.start
            found, column = layout.column(offset)
            assert found == row
            if cluster.width:
                assert layout.offset(row, column) == offset
                assert layout.offset(row, column + cluster.width - 1) == offset


@settings(deadline=None)
@given(documents(), st.integers(1, 60), st.integers(0, 80), st.integers(0, 80))
def test_strips_are_harmless_and_exact(document, width, first, second):
    layout = Layout(document, width)
    maker = StripMaker(plain_palette())
    start, end = sorted((first, second))
    layer = Layer(
        "all",
        (
            Mark(start, end, "PERSON", "suggestion"),
            Mark(start // 2, end, "ORG", "annotation"),
            Mark(start, start + 3, "", "hit"),
        ),
    )
    for row in layout.page(layout.first(), 10_000):
        chosen = (max(start, row.start), min(end, row.after))
        look = RowLook(
            marks_between([layer], row.start, row.after),
            chosen if chosen[0] < chosen[1] else (0, 0),
            (row.start, row.start + 1) if row.start < row.after else (0, 0),
        )
        strip = maker.strip(layout, row, look)
        assert is_harmless(strip.text)
        assert not set("\t\r\n") & set(strip.text)
        assert sum(cell_len(segment.text) for segment in strip) == width
        assert cell_len(strip.text) == width
