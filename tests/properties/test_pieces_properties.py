"""Working on a text in pieces, and on columns instead of objects, comes to the same."""

from __future__ import annotations

import pickle
from array import array
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st
from made_marks import annotation, rejection

from corpus.annotation import suggestions
from corpus.blocks import Blocks
from corpus.document import Block, BlockKind, Document
from corpus.entity import Mention
from corpus.index.words import index_form
from corpus.mentions import Finds, FoundMentions, Undecided
from corpus.pieces import cuts
from corpus.ranges import Ranges
from corpus.readers.reading import completed
from corpus.recognise.patterns import read_patterns
from corpus.recognise.pieces import pieces
from corpus.recognise.rules import RuleRecogniser
from corpus.span import Span
from corpus.structure import structure, structure_of

WORDS = st.sampled_from(
    [
        "Hanoi",
        "the Politburo",
        "5 May 2025",
        "water",
        "HEADING",
        "said",
        "“Yes,”",
        "- item",
        "x" * 90,
    ]
)
LINES = st.lists(WORDS, max_size=8).map(" ".join)
PAGES = st.lists(st.tuples(LINES, st.sampled_from(["\n", "\n\n", ".\n\n", ". "])), max_size=60).map(
    lambda parts: "".join(line + end for line, end in parts)
)
RANGES = st.lists(st.tuples(st.integers(0, 300), st.integers(1, 40)), max_size=200)


@given(PAGES, st.integers(1, 400), st.booleans())
def test_cuts_tile_a_text(text, size, strict):
    pieces = list(cuts(text, size, strict=strict))
    assert pieces[0][0] == 0
    assert pieces[-1][1] == len(text)
    assert all(a[1] == b[0] for a, b in pairwise(pieces))
    if strict:
        assert all(text[end - 1] == "\n" for _, end in pieces[:-1])
    else:
        assert all(end - start <= size for start, end in pieces)


@settings(deadline=None, max_examples=60)
@given(PAGES, st.integers(200, 2000))
def test_blocks_of_pieces_are_the_blocks_of_the_whole(text, size):
    whole, pieces = structure(text), structure_of(text, size=size)
    assert [(b.kind, b.span) for b in pieces.blocks] == [(b.kind, b.span) for b in whole.blocks]
    assert (pieces.title, pieces.date, pieces.source) == (whole.title, whole.date, whole.source)


@settings(deadline=None, max_examples=25)
@given(st.lists(PAGES, min_size=1, max_size=4).map("\n\n".join), st.integers(2, 8))
def test_blocks_of_a_long_text_leave_out_only_white_space(text, times):
    long = (text + "\n\n") * times * 40
    ends = 0
    for block in structure_of(long, size=20_000).blocks:
        assert block.span.start >= ends
        assert not long[ends : block.span.start].strip()
        assert len(block.span) > 0
        ends = block.span.end
    assert not long[ends:].strip()


def test_the_rest_of_a_long_text_is_cut_up_with_pauses():
    text = "A line of text that is long enough to be a paragraph of its own.\n\n" * 20_000
    pauses: list[int] = []
    document = Document("d", "d", text, blocks=(), whole=False)
    whole = completed(document, pause=lambda: pauses.append(1))
    assert whole.whole
    assert len(pauses) > 10
    assert list(whole.blocks) == list(structure(text).blocks)


NAMES = read_patterns("gazetteer:\n  GPE: [Hanoi]\n  ORG: [the Politburo]\n", "own")


@settings(deadline=None, max_examples=60)
@given(PAGES, st.integers(50, 500))
def test_what_is_known_by_itself_is_found_in_pieces_as_in_the_whole(text, size):
    document = Document("d", "d", text, blocks=structure(text).blocks)
    finds = Finds()
    for start, piece in pieces(document, whole=0, size=size):
        mentions = NAMES.recognise(piece)
        finds.add(mentions, start)
    found = set(finds.so_far())
    edges = {start for start, _ in cuts(text, size, ("\n\n", "\n", ". ", " "), strict=False)}
    cut = {m for m in NAMES.recognise(document) if any(m.start < e < m.end for e in edges)}
    assert found == set(NAMES.recognise(document)) - cut


@settings(deadline=None, max_examples=25)
@given(PAGES, st.integers(100, 800))
def test_rules_on_pieces_give_mentions_of_the_text_in_order(text, size):
    document = Document("d", "d", text, blocks=structure(text).blocks)
    finds = Finds()
    for start, piece in pieces(document, whole=0, size=size):
        finds.add(RuleRecogniser().recognise(piece), start)
    found = finds.so_far()
    assert all(text[m.start : m.end] == m.text for m in found)
    assert [m.start for m in found] == sorted(m.start for m in found)
    assert list(pieces(document)) == [(0, document)]


@given(RANGES, st.integers(0, 340), st.integers(0, 60))
def test_ranges_that_touch_are_all_of_them(pairs, start, size):
    ranges = sorted((start, start + size) for start, size in pairs)
    found = Ranges(array("i", [r[0] for r in ranges]), array("i", [r[1] for r in ranges]))
    wanted = [i for i, r in enumerate(ranges) if r[0] < start + size and r[1] > start]
    assert found.touching(start, start + size) == wanted


def _mentions(pairs):
    labels = ("PERSON", "ORG", "GPE")
    places = sorted({(start, -size) for start, size in pairs})
    return [
        Mention(start, start - size, "x", labels[(start + size) % 3], "rules:x", 0.5)
        for start, size in places
    ]


@given(RANGES)
def test_columns_give_back_their_mentions(pairs):
    mentions = _mentions(pairs)
    columns = FoundMentions.of(mentions)
    assert list(columns) == mentions
    assert columns == mentions
    assert FoundMentions.from_bytes(columns.to_bytes()) == mentions
    assert pickle.loads(pickle.dumps(columns)) == mentions
    assert columns[3:9] == mentions[3:9]
    assert sum(columns.labels().values()) == len(mentions)


@given(
    RANGES,
    st.lists(st.tuples(st.integers(0, 300), st.integers(1, 40), st.booleans()), max_size=12),
    st.integers(0, 340),
)
def test_undecided_are_those_that_nobody_decided_on(pairs, marks, offset):
    mentions = _mentions(pairs)
    annotations = [annotation(s, s + n, "ORG") for s, n, refused in marks if not refused]
    rejections = [rejection(s, s + n, "ORG") for s, n, refused in marks if refused]
    rejections += [rejection(m.start, m.end, m.label) for m in mentions[::7]]
    left = Undecided(FoundMentions.of(mentions), annotations, rejections)
    wanted = suggestions(mentions, annotations, rejections)
    assert list(left) == wanted
    assert [left[index] for index in range(len(left))] == wanted
    assert left.touching(offset, offset + 5) == [
        m for m in wanted if m.start < offset + 5 and m.end > offset
    ]
    assert list(left.after(offset)) == [m for m in wanted if m.start > offset]
    assert list(left.before(offset)) == [m for m in wanted if m.start < offset][::-1]
    assert sum(left.labels().values()) == len(wanted)


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(1, 9)), max_size=40), st.integers(0, 300))
def test_blocks_in_columns_are_the_blocks(steps, offset):
    kinds = list(BlockKind)
    blocks, at = [], 0
    for gap, size in steps:
        blocks.append(Block(kinds[size % len(kinds)], Span(at + gap, at + gap + size)))
        at += gap + size
    columns = Blocks(blocks)
    assert list(columns) == blocks
    assert Blocks.of(columns) is columns
    first = next((i for i, b in enumerate(blocks) if b.span.end > offset), len(blocks))
    assert columns.first_touching(offset) == first
    inside = [b for b in blocks if b.span.overlaps(Span(offset, offset + 7))]
    assert [b.kind for b in columns.within(offset, offset + 7)] == [b.kind for b in inside]


@settings(max_examples=6, deadline=None)
@given(
    st.lists(st.sampled_from(["Điện Biên", "word", "日本", "a\u0301", "ﬁ", "9.", "—"]), min_size=1)
)
def test_what_the_index_stores_of_a_long_text_is_what_it_stores_of_its_parts(parts):
    piece = " ".join(parts) + "\n"
    long = piece * (1_100_000 // len(piece))
    assert index_form(long).split() == index_form(piece).split() * (1_100_000 // len(piece))
