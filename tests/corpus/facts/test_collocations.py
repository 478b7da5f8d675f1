"""Words beside a word: counted in turns over real documents, each with a place."""

from __future__ import annotations

from pathlib import Path

import pytest
from opened_corpus import opened, write

from corpus.facts import collocations as module
from corpus.facts.collocations import Collocations, collocations
from corpus.facts.likelihood import log_likelihood


def all_of(corpus, word: str, **options) -> Collocations:
    (*_, last) = collocations(corpus, word, **options)
    return last


def counted(*texts: str, word: str, span: int = 5) -> Collocations:
    found = Collocations(word, span=span)
    for number, text in enumerate(texts):
        found.add(number, text)
    return found


def words(found: Collocations, **options) -> list[str]:
    return [one.word for one in found.found(**options)]


def test_counts_and_score_by_the_table() -> None:
    filler = " mud sand clay peat" * 5
    found = counted("green tea" + filler, "green tea" + filler, word="tea", span=1)
    (green,) = [one for one in found.found() if one.word == "green"]
    # Of 42 words that are not "tea", four stand beside one ("mud" as well), and two are "green".
    assert (green.together, green.total) == (2, 2)
    assert green.expected == pytest.approx(2 * 4 / 42)
    assert green.score == pytest.approx(float(log_likelihood(2, 4, 2, 42)))


def test_the_place_is_that_of_the_first_as_it_is_written() -> None:
    text = "…Nước CHÈ\txanh, rồi chè Xanh. Mây gió trăng sao, núi sông."
    found = counted(text, word="che", span=1)
    one = next(one for one in found.found() if one.word == "xanh")
    assert one.shown == "xanh"
    assert one.span.text_of(text) == "xanh"
    assert one.near.text_of(text) == "CHÈ"
    assert one.together == 2


def test_a_word_near_two_hits_counts_once_and_hits_are_no_company() -> None:
    found = counted("tea green tea far away", "tea", word="tea", span=1)
    assert found.occurrences == 3
    together = {one.word: one.together for one in found.found(function_words=True)}
    assert "tea" not in together
    assert found._together["green"] == 1


def test_function_words_only_when_asked_for() -> None:
    texts = ("a pot of tea " + "mud " * 9,) * 3
    assert words(counted(*texts, word="tea", span=2)) == ["pot"]
    assert set(words(counted(*texts, word="tea", span=2), function_words=True)) == {"pot", "of"}


def test_several_words_in_a_row() -> None:
    texts = ("green tea hot", "tea green cold", "green tea hot")
    found = counted(*texts, word="Green TEA", span=1)
    assert found.occurrences == 2
    assert words(found) == ["hot"]


def test_a_script_without_spaces_is_counted_by_its_letters() -> None:
    text = "我去河内。我去河内。山水"
    found = counted(text, word="河内", span=1)
    assert found.occurrences == 2
    one = next(one for one in found.found() if one.word == "去")
    assert (one.together, one.span.text_of(text), one.near.text_of(text)) == (2, "去", "河内")


def test_over_a_collection_only_documents_with_the_word_are_read(tmp_path: Path) -> None:
    write(
        tmp_path / "texts",
        {
            "a.txt": "They drank green tea in the hall, much green tea.",
            "b.txt": "Nothing of the kind was drunk here.",
            "c.txt": "Green TEA again and " + "mud " * 30,
        },
    )
    found = all_of(opened(tmp_path), "Tea")
    assert (found.occurrences, found.read, found.documents, found.complete) == (3, 2, 2, True)
    assert words(found)[0] == "green"


def test_it_goes_on_in_turns_and_says_so_when_not_all_was_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path / "texts", {f"{i}.txt": "green tea " * 40 for i in range(4)})
    corpus = opened(tmp_path)
    monkeypatch.setattr(module, "PIECE", 200)
    seen = [found.occurrences for found in collocations(corpus, "tea")]
    assert seen == sorted(seen)
    assert len(set(seen)) > 5
    assert seen[-1] == 160
    monkeypatch.setattr(module, "MOST_CHARACTERS", 700)
    found = all_of(corpus, "tea")
    assert not found.complete
    assert (found.read, found.documents) == (1, 4)


def test_a_document_that_went_away_is_left_out(tmp_path: Path) -> None:
    folder = write(tmp_path / "texts", {"a.txt": "black tea, black tea", "b.txt": "green tea"})
    opened(tmp_path)
    corpus = opened(tmp_path)  # from what is kept, without reading the texts again
    (folder / "b.txt").unlink()
    found = all_of(corpus, "tea")
    assert (found.occurrences, found.read, found.complete) == (2, 1, False)


def test_no_word_no_turns(tmp_path: Path) -> None:
    write(tmp_path / "texts", {"a.txt": "green tea"})
    assert list(collocations(opened(tmp_path), "?!")) == []
    assert all_of(opened(tmp_path), "coffee").found() == ()


def test_more_different_words_than_are_kept_count_as_others(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(module, "MOST_WORDS", 3)
    found = counted("green tea green tea", "rare tea green tea", word="tea", span=1)
    assert "rare" not in words(found, function_words=True)
    assert found._size == 8
