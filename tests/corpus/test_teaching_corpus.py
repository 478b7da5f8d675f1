"""Names taught to an opened collection, wherever its own words can be kept."""

from __future__ import annotations

from contextlib import closing

import pytest
from opened_corpus import write

from corpus.corpus import Corpus, Places
from corpus.errors import InputError
from corpus.ingest import Ingest
from corpus.loading import Listed, Read, TextReady

TEXTS = {"a.txt": "The blue lantern was lit in Hanoi.\n", "b.txt": "A lantern hung there.\n"}


def opened(tmp_path, *folders):
    places = Places(tmp_path / "data", tmp_path / "state", tmp_path / "cache")
    corpus = Corpus.open([tmp_path / name for name in folders], places=places, author="an")
    for _ in corpus.load():
        pass
    return corpus


def again(corpus):
    """Recognise everything once more, as the screen does after teaching."""
    with closing(Ingest(corpus.job(again=True))) as ingest:
        messages = list(ingest.run())
    assert not any(isinstance(message, Listed | Read | TextReady) for message in messages)
    for message in messages:
        corpus.take(message)


def lanterns(corpus):
    return [entity.mentions for entity in corpus.entities() if entity.name == "lantern"]


def test_a_name_is_taught_and_forgotten_in_the_collection(tmp_path):
    write(tmp_path / "texts", TEXTS)
    with closing(opened(tmp_path, "texts")) as corpus:
        assert lanterns(corpus) == []
        assert "line 3" in corpus.teach("lantern", "LAW")
        assert corpus.own_words == tmp_path / "texts" / ".glossator" / "entities.yaml"
        again(corpus)
        assert lanterns(corpus) == [2]
        assert "not always LAW any more" in corpus.teach("lantern", "LAW")
        again(corpus)
        assert lanterns(corpus) == []


def test_where_the_collection_has_no_folder_of_its_own_a_name_is_kept_for_the_person(tmp_path):
    write(tmp_path / "one", {"a.txt": TEXTS["a.txt"]})
    write(tmp_path / "two", {"b.txt": TEXTS["b.txt"]})
    with closing(opened(tmp_path, "one", "two")) as corpus:
        corpus.teach("lantern", "LAW")
        assert corpus.own_words.is_relative_to(tmp_path / "data")
    with closing(opened(tmp_path, "one", "two")) as corpus:
        assert lanterns(corpus) == [2]


def test_a_name_that_cannot_be_taught_changes_nothing(tmp_path):
    write(tmp_path / "texts", TEXTS)
    with closing(opened(tmp_path, "texts")) as corpus:
        for name, label in (("", "LAW"), ("lantern", "no label"), ("a\x1bb", "LAW")):
            with pytest.raises(InputError, match=r"\.$"):
                corpus.teach(name, label)
        assert not corpus.own_words.exists()
