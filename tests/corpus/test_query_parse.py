from __future__ import annotations

import pytest

from corpus.query import parse
from corpus.span import Span


def _groups(text: str, *, typing: bool = False) -> list[list[str]]:
    return [
        [" ".join(t.words) + "*" * t.prefix for t in group]
        for group in parse(text, typing=typing).groups
    ]


@pytest.mark.parametrize(
    ("text", "groups", "excluded"),
    [
        ("pham minh", [["pham"], ["minh"]], []),
        ('"Phạm Minh"', [["pham minh"]], []),
        ("“Phạm Minh” x", [["pham minh"], ["x"]], []),
        ("polit* x", [["polit*"], ["x"]], []),
        ('"dien bi"*', [["dien bi*"]], []),
        ("a -b", [["a"]], ["b"]),
        ('a -"b c"', [["a"]], ["b c"]),
        ("a OR b c", [["a", "b"], ["c"]], []),
        ("a OR b OR c", [["a", "b", "c"]], []),
        ("a AND b", [["a"], ["b"]], []),
        ("a or b", [["a"], ["or"], ["b"]], []),
        ("59-NQ/TW", [["59 nq tw"]], []),
        ("12-2025 5%", [["12 2025"], ["5"]], []),
        ('x"a b"y', [["x"], ["a b"], ["y"]], []),
        ("中国 WTO加盟", [["中国"], ["wto 加盟"]], []),
        ("", [], []),
    ],
)
def test_what_is_understood(text: str, groups: list[list[str]], excluded: list[str]) -> None:
    query = parse(text)
    assert _groups(text) == groups
    assert [" ".join(term.words) for term in query.excluded] == excluded
    assert query.problems == ()
    assert bool(query) == bool(groups)


@pytest.mark.parametrize(
    ("text", "groups", "problem"),
    [
        ('a "b c', [["a"], ["b c"]], "quotation mark at character 3 has no partner"),
        ("OR a", [["a"]], "OR at character 1 has nothing before it"),
        ("a OR", [["a"]], "OR at character 3 has nothing after it"),
        ("a OR OR b", [["a", "b"]], "OR at character 6 has nothing before it"),
        ("a !!!", [["a"]], "“!!!” at character 3 there is no word"),
        ('a ""', [["a"]], "Between the quotation marks at character 3 there is no word"),
        ("a -", [["a"]], "“-” at character 3 there is no word"),
        ("po*buro", [["po buro"]], "only at the end of a word, not at character 3"),
        ("-a", [], "only words to leave out"),
        ("*", [], "no word to look for"),
    ],
)
def test_what_is_not_understood_is_said(text: str, groups: list[list[str]], problem: str) -> None:
    assert _groups(text) == groups
    assert [p for p in parse(text).problems if problem in p]


def test_the_word_being_typed_goes_on() -> None:
    assert _groups("pham min", typing=True) == [["pham"], ["min*"]]
    assert _groups("pham min ", typing=True) == [["pham"], ["min"]]
    assert _groups('"pham min', typing=True) == [["pham min*"]]
    assert _groups('"pham min"', typing=True) == [["pham min"]]
    assert _groups("59-", typing=True) == [["59"]]
    assert _groups("59-n", typing=True) == [["59 n*"]]
    assert _groups("a OR mi", typing=True) == [["a", "mi*"]]


def test_terms_know_their_place() -> None:
    text = 'minh -"a b" chi*'
    query = parse(text)
    assert [term.span for term in query.terms] == [Span(0, 4), Span(12, 16)]
    assert query.excluded[0].span.text_of(text) == '-"a b"'


def test_endless_queries_are_cut_and_said_so() -> None:
    long = parse("x" * 10_000)
    assert len(long.terms) == 1
    assert "first 2000 characters" in long.problems[0]
    many = parse("a b " * 200)
    assert len(many.terms) == 64
    assert "first 64 words" in many.problems[-1]


def test_close_words_go_to_single_unquoted_words_only() -> None:
    query = parse('minster "minster" minster-x').with_close({"minster": ("minister",)})
    assert [term.close for term in query.terms] == [("minister",), (), ()]
