from __future__ import annotations

import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest

from corpus.index.text import IndexUnusableError, TextIndex
from corpus.query import parse

TEXTS = {
    3: ("The Politburo", "The Politburo’s Resolution 59-NQ/TW names new thinking. Politburo!"),
    5: ("Phạm Minh Chính", "Prime Minister Phạm Minh Chính chaired the conference in Hanoi."),
    8: ("", unicodedata.normalize("NFD", "Chiến thắng Điện Biên Phủ, Phạm Bình Minh nói.")),
    9: ("中国加入WTO", "中国加入世界贸易组织。参加国"),
    12: ("Straße", "Die Straße nach Łódź; ﬁnance and co\u00adoperation in 2025."),
    20: ("", ""),
}


def _filled(index: TextIndex) -> TextIndex:
    for number, (title, text) in TEXTS.items():
        index.add(number, title, text)
    index.commit()
    return index


@pytest.fixture(scope="module")
def index() -> TextIndex:
    return _filled(TextIndex.create())


def found(index: TextIndex, query: str, *, typing: bool = False, typos: bool = False) -> set[int]:
    hits = index.search(parse(query, typing=typing), typos=typos)
    assert hits.total == len(hits.hits)
    return {hit.number for hit in hits.hits}


@pytest.mark.parametrize(
    ("query", "numbers"),
    [
        ("politburo", {3}),
        ("POLITBURO", {3}),
        ("pham minh", {5, 8}),
        ("Phạm Minh", {5, 8}),
        ('"pham minh"', {5}),
        ('"pham minh chinh"', {5}),
        ('"minh pham"', set()),
        ("dien bien phu", {8}),
        ("Điện Biên Phủ", {8}),
        ("59-NQ/TW", {3}),
        ("NQ-59", set()),
        ("pham -chinh", {8}),
        ("hanoi OR lodz", {5, 12}),
        ("pham hanoi OR phu", {5, 8}),
        ("polit*", {3}),
        ("polit", set()),
        ('"resolution 59 n"*', {3}),
        ('"prime minister pha"*', {5}),
        ("wto", {9}),
        ("中国", {9}),
        ("国加", {9}),
        ("中国加入世界贸易组织", {9}),
        ("织", {9}),
        ("国", {9}),
        ("参国", set()),
        ("strase", {12}),
        ("Straße", {12}),
        ("finance cooperation", {12}),
        ("zzzz", set()),
        ("-politburo", set()),
        ("", set()),
        ("!!!", set()),
    ],
)
def test_finds_exactly(index: TextIndex, query: str, numbers: set[int]) -> None:
    assert found(index, query) == numbers


def test_the_word_being_typed_may_go_on(index: TextIndex) -> None:
    assert found(index, "pham min", typing=True) == {5, 8}
    assert found(index, "pham mi ", typing=True) == set()
    assert found(index, '"dien bien p', typing=True) == {8}
    assert found(index, "59-n", typing=True) == {3}


@pytest.mark.parametrize(
    ("query", "number", "close"),
    [
        ("politbuor", 3, "politburo"),
        ("resoluton", 3, "resolution"),
        ("resolutiom", 3, "resolution"),
        ("ministr", 5, "minister"),
        ("conferrenxe", 5, "conference"),
        ("cnference", 5, "conference"),
        ("onference", 5, "conference"),
        ("phm chinh", 5, "pham"),
    ],
)
def test_misspelt_words(index: TextIndex, query: str, number: int, close: str) -> None:
    assert found(index, query) == set()
    hits = index.search(parse(query))
    assert number in {hit.number for hit in hits.hits}
    assert close in [word for term in hits.query.terms for word in term.close]


@pytest.mark.parametrize("query", ["2026", '"politbuor"', "hano1", "thr", "zzzzzzzz"])
def test_what_is_no_misspelling(index: TextIndex, query: str) -> None:
    assert found(index, query, typos=True) == set()


def test_an_unfinished_misspelt_word(index: TextIndex) -> None:
    assert found(index, "resolutoi", typing=True, typos=True) == {3}
    assert found(index, "conferrn", typing=True, typos=True) == {5}


def test_a_rare_word_also_stands_for_a_common_one_that_is_close() -> None:
    index = TextIndex.create()
    for number in range(20):
        index.add(number, "", "minister" if number else "minster")
    index.commit()
    hits = index.search(parse("minster"))
    assert hits.total == 20
    assert hits.hits[0].number == 0
    assert index.search(parse("minister")).total == 19


def test_titles_weigh_more_and_equal_hits_come_by_number() -> None:
    index = TextIndex.create()
    index.add(1, "", "treaty " + "word " * 30)
    index.add(2, "Treaty", "word " * 30)
    index.add(4, "", "other treaty talk")
    index.add(3, "", "other treaty talk")
    index.commit()
    numbers = [hit.number for hit in index.search(parse("treaty")).hits]
    assert numbers[0] == 2
    assert numbers.index(3) < numbers.index(4)


def test_no_phrase_runs_from_title_to_text() -> None:
    index = TextIndex.create()
    index.add(0, "one two", "three four")
    index.commit()
    assert index.search(parse('"two three"')).total == 0
    assert index.search(parse('"one two"')).total == 1


def test_limit_and_total() -> None:
    index = TextIndex.create()
    for number in range(120):
        index.add(number, "", "word")
    index.commit()
    hits = index.search(parse("word"))
    assert (hits.total, len(hits.hits)) == (120, 50)
    assert len(index.search(parse("word"), limit=7).hits) == 7
    assert index.search(parse("word"), limit=0).hits == ()


def test_beginnings_of_more_words_than_are_ranked_are_all_found() -> None:
    index = TextIndex.create()
    for number in range(300):
        index.add(number, "", f"head b{number:03}x")
    index.commit()
    assert index.search(parse("b*"), limit=1000).total == 300
    assert index.search(parse('"head b"*'), limit=1000).total == 300


def test_what_is_not_committed_is_not_found() -> None:
    index = TextIndex.create()
    index.add(1, "", "word")
    assert index.search(parse("word")).total == 0
    index.commit()
    assert index.search(parse("word")).total == 1
    assert len(index) == 1


def test_removed_documents_are_not_found() -> None:
    index = _filled(TextIndex.create())
    index.remove([5, 8])
    index.commit()
    assert found(index, "pham") == set()
    assert len(index) == len(TEXTS) - 2


def test_large_numbers_and_odd_texts_are_taken() -> None:
    index = TextIndex.create()
    index.add(2**40, "", "\ud800 \x00 word \ufffe " + "x" * 100_000)
    index.commit()
    assert [hit.number for hit in index.search(parse("word")).hits] == [2**40]


def test_kept_in_a_folder_and_read_by_several(tmp_path: Path) -> None:
    index = _filled(TextIndex.create(tmp_path / "text"))
    reader = TextIndex.open(tmp_path / "text")
    assert reader.read_only
    assert not index.read_only
    assert found(reader, "pham minh") == {5, 8}
    index.add(30, "", "pham")
    index.commit()
    reader.refresh()
    assert found(reader, "pham") == {5, 8, 30}
    with pytest.raises(IndexUnusableError, match="only to read"):
        reader.add(1, "", "x")
    with pytest.raises(IndexUnusableError, match="another Glossator"):
        TextIndex.open(tmp_path / "text", write=True)
    index.close()
    again = TextIndex.open(tmp_path / "text", write=True)
    again.remove([30])
    again.commit()
    assert found(again, "pham") == {5, 8}
    again.close()


def test_what_was_committed_outlives_a_killed_writer(tmp_path: Path) -> None:
    script = (
        "import os, sys; from pathlib import Path; from corpus.index.text import TextIndex\n"
        "index = TextIndex.create(Path(sys.argv[1]))\n"
        "index.add(1, '', 'kept'); index.commit(); index.add(2, '', 'lost')\n"
        "os.kill(os.getpid(), 9)\n"
    )
    root = Path(__file__).parents[3]
    subprocess.run([sys.executable, "-c", script, str(tmp_path)], cwd=root, check=False)
    index = TextIndex.open(tmp_path, write=True)
    assert found(index, "kept") == {1}
    assert found(index, "lost") == set()
    index.close()


def test_unusable_folders_say_so(tmp_path: Path) -> None:
    with pytest.raises(IndexUnusableError, match="cannot be read"):
        TextIndex.open(tmp_path / "absent")
    _filled(TextIndex.create(tmp_path / "text")).close()
    with pytest.raises(IndexUnusableError, match="already"):
        TextIndex.create(tmp_path / "text")
    (tmp_path / "text" / "glossator.json").write_text('{"version": "0"}')
    with pytest.raises(IndexUnusableError, match="another version"):
        TextIndex.open(tmp_path / "text")
    (tmp_path / "text" / "glossator.json").write_text('{"version": "1"}')
    (tmp_path / "text" / "meta.json").write_text("broken")
    with pytest.raises(IndexUnusableError, match="cannot be read"):
        TextIndex.open(tmp_path / "text")
