"""Searching in pieces finds what searching the whole finds."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.index.words import plain, word_end
from corpus.query import Query, parse
from corpus.scan import Scan, in_a_row
from corpus.search import hits_in
from corpus.span import Span

WORDS = st.sampled_from(
    [
        *("a", "b", "ab", "abc", "trade", "Điện", "Die\u0302\u0323n", "o\u0301", "ﬁne", "straße"),
        *(
            "河內",
            "河",
            "內市",
            "ไทย",
            "한글",
            "\u1112\u1161\u11ab\u1100\u1173\u11af",
            "x\u00ad\u0301",
        ),
        *("1", "2.5", "don’t", "\u0301", "ab河內c", "a" * 30, "河" * 30),
    ]
)
GAPS = st.sampled_from([" ", "\n", " ", "  ", "\n\n", ", ", "。", "-", "\u0301 ", " " * 40])
PARTS = st.tuples(WORDS, GAPS).map("".join)
TEXTS = st.lists(PARTS, max_size=60).map("".join)
ASKED = ["a", "ab", "a b", '"a b"', '"a a"', "dien", "河", "河內", "fin", "tra", '"b dien"', "han"]
QUERIES = st.one_of(
    st.lists(st.sampled_from([*ASKED, "-b", "OR", "zz", "-zz", "o", "1", "2"]), max_size=4).map(
        " ".join
    ),
    st.lists(WORDS, min_size=1, max_size=3).map(" ".join),
)


def whole(text: str, query: Query) -> list[Span]:
    """The hits that count, from the whole text at once."""
    if not query or hits_in(text, replace(query, groups=(query.excluded,)), 1):
        return []
    if len(query.groups) > 1:
        for close in (False, True):
            if phrase := hits_in(text, in_a_row(query, close=close)):
                return phrase
        if not all(hits_in(text, replace(query, groups=(group,)), 1) for group in query.groups):
            return []
    return hits_in(text, query)


@settings(max_examples=400, deadline=None)
@given(TEXTS, QUERIES, st.integers(8, 40), st.booleans())
def test_pieces_find_what_the_whole_does_and_take_nothing_back(
    text: str, typed: str, piece: int, misspelt: bool
) -> None:
    query = parse(typed, typing=True)
    if misspelt:
        query = query.with_close({"zz": ("a", "abc"), "tra": ("trade",)})
    expected = whole(text, query)
    scan = Scan(text, query, piece=piece)
    known: list[Span] = []
    while not scan.finished:
        scan.step()
        settled = scan.spans()
        assert settled[: max(0, len(known) - 1)] == known[:-1]
        known = settled
    assert scan.spans() == expected
    assert Scan(text, query).finish().spans() == expected


@given(TEXTS, st.integers(16, 60))
def test_the_words_of_the_pieces_are_the_words_of_the_text(text: str, size: int) -> None:
    start, found = 0, " "
    while True:
        end = word_end(text, start, size)
        assert start < end or not text
        found += plain(text[start:end]).text[1:]
        if end == len(text):
            break
        start = end
    assert found == plain(text).text
