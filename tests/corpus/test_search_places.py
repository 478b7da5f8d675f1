from __future__ import annotations

import unicodedata

import pytest

from corpus.index.text import TextIndex
from corpus.query import parse
from corpus.search import context, hits_in, match_positions
from corpus.span import Span

TEXT = (
    "Prime Minister Phạm Minh Chính said.\nThe Politburo’s Resolution 59-NQ/TW, on politburos. "
    + unicodedata.normalize("NFD", "Điện Biên Phủ")
    + " 中国加入WTO。 ﬁnance co\u00adoperation, minh."
)


def found(query: str, text: str = TEXT) -> list[str]:
    return [span.text_of(text) for span in hits_in(text, parse(query))]


@pytest.mark.parametrize(
    ("query", "hits"),
    [
        ("minh", ["Minh", "minh"]),
        ("pham minh", ["Phạm", "Minh", "minh"]),
        ('"pham minh"', ["Phạm Minh"]),
        ('"chinh said the politburo"', ["Chính said.\nThe Politburo"]),
        ("politburo", ["Politburo"]),
        ("politb*", ["Politburo", "politburos"]),
        ("59-NQ/TW", ["59-NQ/TW"]),
        ("dien phu", [unicodedata.normalize("NFD", w) for w in ("Điện", "Phủ")]),
        ("国加", ["国加"]),
        ("国", ["国"]),
        ("wto", ["WTO"]),
        ("finance", ["ﬁnance"]),
        ("cooperation", ["co\u00adoperation"]),
        ("minh -chinh", ["Minh", "minh"]),
        ("politbur", []),
        ("", []),
    ],
)
def test_hits(query: str, hits: list[str]) -> None:
    assert found(query) == hits


def test_words_an_index_put_in_are_hits() -> None:
    index = TextIndex.create()
    index.add(0, "", TEXT)
    index.commit()
    result = index.search(parse("politbuor minster"))
    assert [s.text_of(TEXT) for s in hits_in(TEXT, result.query)] == [
        "Minister",
        "Politburo",
        "politburos",
    ]


def test_overlapping_hits_become_the_longer_one() -> None:
    assert found('minh "pham minh chinh"') == ["Phạm Minh Chính", "minh"]
    assert found('"a b" "b c d"', "a b c d") == ["b c d"]


def test_hits_can_be_limited_to_the_first() -> None:
    text = "b a " * 50
    spans = hits_in(text, parse("a b"), limit=3)
    assert [span.start for span in spans] == [0, 2, 4]


@pytest.mark.parametrize(
    ("before", "after", "line"),
    [
        (100, 100, "Prime Minister Phạm Minh Chính said. The Politburo…"),
        (10, 8, "…Minister Phạm Minh Chính said.…"),
        (0, 0, "…Phạm Minh Chính…"),
    ],
)
def test_context(before: int, after: int, line: str) -> None:
    text = "Prime Minister Phạm\n Minh Chính said.\n\nThe Politburo " + "word " * 100
    span = Span(15, 31)
    given, within = context(text[:52] + " x" * 60 if before == 100 else text, span, before, after)
    assert "\n" not in given
    assert within.text_of(given) == "Phạm Minh Chính"
    if before == 100:
        assert given.startswith("Prime Minister Phạm Minh Chính said. The Politburo")
        assert given.endswith("…")
    else:
        assert given == line


def test_context_at_the_edges_of_a_text() -> None:
    assert context("only this", Span(0, 9), 20, 20) == ("only this", Span(0, 9))
    assert context("a bc d", Span(2, 4), 20, 20) == ("a bc d", Span(2, 4))
    assert context("", Span(0, 0), 5, 5) == ("", Span(0, 0))


def test_a_text_of_ten_megabytes_on_one_line() -> None:
    text = "word then Phạm Minh Chính, " * 370_000
    hits = hits_in(text, parse('"pham minh"'))
    assert len(hits) == 370_000
    assert hits[-1].text_of(text) == "Phạm Minh"
    line, within = context(text, hits[1000], 30, 30)
    assert within.text_of(line) == "Phạm Minh"
    assert len(line) < 80


@pytest.mark.parametrize(
    ("query", "name", "marked"),
    [
        ("pham minh", "Phạm Minh Chính", "PHẠM MINH chính"),
        ("minh pham", "Phạm Minh Chính", "PHẠM MINH chính"),
        ("chin", "Phạm Minh Chính", "phạm minh CHÍNh"),
        ("pmc", "Phạm Minh Chính", "Phạm Minh Chính"),
        ("phminhchi", "Phạm Minh Chính", "PHạm MINH CHÍnh"),
        ("phm", "Phạm Minh", "PHạM minh"),
        ("resolutoin", "Resolution", "RESOLUTIoN"),
        ("an an", "An Anna", "AN ANna"),
        ("zzz", "Phạm", "phạm"),
        ("", "Phạm", "phạm"),
        ("x", "", ""),
        ("中", "中国", "中国"),
    ],
)
def test_matched_letters(query: str, name: str, marked: str) -> None:
    positions = match_positions(query, name)
    assert positions == sorted(set(positions))
    shown = "".join(c.upper() if i in positions else c.lower() for i, c in enumerate(name))
    if query == "pmc":
        assert positions == [0, 5, 10]
    elif query == "resolutoin":
        # Either of the two transposed letters may be the one that stays.
        assert shown[:6] == "RESOLU"
        assert len(positions) == 9
    else:
        assert shown == marked


def test_marks_go_with_their_letter() -> None:
    name = unicodedata.normalize("NFD", "Điện Biên")
    assert match_positions("dien", name) == list(range(name.index(" ")))


def test_matched_letters_of_hostile_names() -> None:
    assert len(match_positions("a" * 10_000, "a" * 10_000)) <= 1000
    assert match_positions("\x00\ud800", "\x00") in ([], [0])
