from __future__ import annotations

import unicodedata

import pytest

from corpus.index.words import ends_in_word, index_form, plain, words_of


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The Politburo’s, 59-NQ/TW!", ["the", "politburo", "s", "59", "nq", "tw"]),
        ("snake_case  \n x", ["snake", "case", "x"]),
        (unicodedata.normalize("NFD", "Điện Biên"), ["dien", "bien"]),
        ("中国加入WTO。", ["中国加入", "wto"]),
        ("ﬁnance soft\u00adhyphen", ["finance", "softhyphen"]),
        ("हिन्दी", ["हिन्दी"]),
        ("... !", []),
        ("", []),
    ],
)
def test_words(text: str, words: list[str]) -> None:
    assert words_of(text) == words
    assert plain(text).text.split() == words


def test_runs_without_spaces_are_indexed_by_pairs_and_their_last_letter() -> None:
    assert index_form("中国加入WTO").split() == ["中国", "国加", "加入", "入", "wto"]
    assert index_form("加").split() == ["加"]


def test_index_form_of_spaced_scripts_is_their_words() -> None:
    for text in ("Plain ASCII, it's 5%.", "Điện Biên – Phủ\u00ad “x”", "ﬂow Привет"):
        assert index_form(text).split() == words_of(text)


def test_the_way_back_to_the_text() -> None:
    text = "Ngày " + unicodedata.normalize("NFD", "Điện") + ", co\u00adop ﬁn 中国WTO"
    found = plain(text)
    for word, original in [
        ("dien", unicodedata.normalize("NFD", "Điện")),
        ("coop", "co\u00adop"),
        ("fin", "ﬁn"),
        ("国", "国"),
        ("wto", "WTO"),
    ]:
        at = found.text.index(word)
        start, end = found.original(at, at + len(word))
        assert text[start:end] == original


def test_a_mark_at_the_end_belongs_to_its_letter() -> None:
    text = "cafe\u0301 x"
    at = plain(text).text.index("cafe")
    assert plain(text).original(at, at + 4) == (0, 5)


@pytest.mark.parametrize(
    ("text", "inside"),
    [("min", True), ("min ", False), ("59-", False), ("e\u0301", True), ("", False), ("中", True)],
)
def test_ends_in_word(text: str, inside: bool) -> None:
    assert ends_in_word(text) is inside
