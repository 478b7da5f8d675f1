"""Rulings on entities: what they change, that they are taken back, and that they last."""

from __future__ import annotations

from contextlib import closing

import pytest
from opened_corpus import opened, write

from corpus.annotation import UNLINKED
from corpus.errors import InputError
from corpus.span import Span

TEXTS = {
    "a.txt": "Pham Minh Chinh met Luong Cuong in Hanoi. Mr Chinh then left Hanoi for Laos.\n",
    "b.txt": "Luong Cuong and Pham Minh Chinh flew to Laos. ASEAN was told.\n",
    "c.txt": "The Association of Southeast Asian Nations met in Vientiane, and To Lam spoke.\n",
}


@pytest.fixture
def corpus(tmp_path):
    write(tmp_path / "texts", TEXTS)
    with closing(opened(tmp_path)) as corpus:
        yield corpus


def called(corpus, name):
    """The entity of a name."""
    return next(entity for entity in corpus.entities() if entity.name == name)


def state(corpus):
    return [(e.id, e.name, e.label, e.aliases, e.mentions, e.documents) for e in corpus.entities()]


def again(corpus, tmp_path):
    """The same collection, opened anew with every cache thrown away."""
    corpus.close()
    for file in sorted((tmp_path / "cache").rglob("*"), reverse=True):
        file.unlink() if file.is_file() else file.rmdir()
    return opened(tmp_path)


def test_a_merge_joins_mentions_names_and_walks(corpus):
    kept, other = called(corpus, "Pham Minh Chinh"), called(corpus, "Luong Cuong")
    corpus.rulings.merge(kept.id, [other.id])
    merged = called(corpus, "Pham Minh Chinh")
    assert merged.mentions == kept.mentions + other.mentions
    assert dict(merged.aliases) == dict(kept.aliases) | dict(other.aliases)
    assert corpus.entity(other.id) == merged
    assert len(corpus.places_of(kept.id)) == merged.mentions
    assert {m.entity for m in corpus.mentions(1) if m.text == "Luong Cuong"} == {kept.id}
    assert not [e for e in corpus.entities() if e.name == "Luong Cuong"]
    hits = [h for g in corpus.find("luong cuong").groups if g.kind == "entity" for h in g.hits]
    assert [hit.entity for hit in hits][:1] == [kept.id]


def test_a_split_takes_a_spelling_to_an_entity_of_its_own(corpus):
    whole = called(corpus, "Pham Minh Chinh")
    new = corpus.rulings.split(whole.id, ["Chinh"])
    rest, part = corpus.entity(whole.id), corpus.entity(new)
    assert (part.name, part.label, part.mentions, part.documents) == ("Chinh", "PERSON", 1, 1)
    assert rest.mentions == whole.mentions - 1
    assert "Chinh" not in dict(rest.aliases)
    assert [m.entity for m in corpus.mentions(0) if m.text == "Chinh"] == [new]
    assert corpus.find("chinh").groups[0].hits


def test_what_is_split_off_can_be_merged_back(corpus):
    whole = called(corpus, "Pham Minh Chinh")
    new = corpus.rulings.split(whole.id, ["Chinh"])
    corpus.rulings.merge(whole.id, [new])
    assert corpus.entity(whole.id) == whole
    assert corpus.entity(new) == whole


def test_when_its_name_is_split_off_an_entity_is_called_what_is_left(corpus):
    whole = called(corpus, "Pham Minh Chinh")
    corpus.rulings.split(whole.id, ["Pham Minh Chinh"])
    assert corpus.entity(whole.id).name == "Chinh"


def test_a_new_name_is_found_and_shown(corpus):
    entity = called(corpus, "Hanoi")
    corpus.rulings.rename(entity.id, "  the\ncapital ")
    assert corpus.entity(entity.id).name == "the capital"
    hits = [h for g in corpus.find("the capital").groups if g.kind == "entity" for h in g.hits]
    assert [hit.entity for hit in hits] == [entity.id]


def test_a_label_is_that_of_all_mentions(corpus):
    entity = called(corpus, "Laos")
    corpus.rulings.set_label(entity.id, "LOC")
    assert corpus.entity(entity.id).label == "LOC"
    assert {m.label for m in corpus.mentions(0) if m.text == "Laos"} == {"LOC"}
    assert corpus.mentions(0).labels()["LOC"] == 1
    corpus.marks.accept(corpus.document(0), next(m for m in corpus.mentions(0) if m.label == "LOC"))
    assert corpus.entity(entity.id).mentions == entity.mentions


def test_what_is_no_entity_is_suggested_no_more(corpus):
    entity = called(corpus, "Hanoi")
    corpus.rulings.not_an_entity(entity.id)
    assert entity.id not in {e.id for e in corpus.entities()}
    assert "Hanoi" not in {m.text for m in corpus.mentions(0)}
    assert "Hanoi" not in {m.text for m in corpus.suggestions(0)}
    assert corpus.places_of(entity.id) == []
    assert not [g for g in corpus.find("hanoi").groups if g.kind == "entity"]


@pytest.mark.parametrize(
    "rule",
    [
        lambda r, one, other: r.merge(one.id, [other.id]),
        lambda r, one, other: r.split(one.id, ["Chinh"]),
        lambda r, one, other: r.rename(one.id, "the head of government"),
        lambda r, one, other: r.set_label(one.id, "ORG"),
        lambda r, one, other: r.not_an_entity(one.id),
        lambda r, one, other: r.keep_apart(one.id, other.id),
    ],
    ids=["merge", "split", "name", "label", "nothing", "apart"],
)
def test_every_ruling_is_undone_redone_and_outlives_recognising_again(corpus, tmp_path, rule):
    before = state(corpus)
    rule(corpus.rulings, called(corpus, "Pham Minh Chinh"), called(corpus, "Luong Cuong"))
    after, rulings = state(corpus), corpus.rulings.all()
    assert len(rulings) == 1
    corpus.marks.undo()
    assert (state(corpus), corpus.rulings.all()) == (before, ())
    corpus.marks.redo()
    assert (state(corpus), corpus.rulings.all()) == (after, rulings)
    with closing(again(corpus, tmp_path)) as reopened:
        assert state(reopened) == after
        reopened.marks.undo()
        assert state(reopened) == before


def test_a_ruling_holds_for_what_is_written_later(corpus, tmp_path):
    kept, other = called(corpus, "Pham Minh Chinh"), called(corpus, "Luong Cuong")
    corpus.rulings.merge(kept.id, [other.id])
    (tmp_path / "texts" / "d.txt").write_text("Luong Cuong spoke in Hue.\n", encoding="utf-8")
    with closing(again(corpus, tmp_path)) as reopened:
        assert reopened.entity(kept.id).mentions == kept.mentions + other.mentions + 1


def test_an_entity_whose_id_has_changed_is_found_by_its_name(corpus):
    from dataclasses import replace

    from corpus.annotation import Change

    corpus.rulings.rename(called(corpus, "Hanoi").id, "the capital")
    said = corpus.rulings.all()[0]
    corpus.marks.record("as from another collection", [Change(said, None)])
    corpus.marks.record("", [Change(None, replace(said, entity="loc:ha-noi-by-another-id"))])
    assert called(corpus, "the capital").aliases[0][0] == "Hanoi"


def test_a_ruling_on_what_is_gone_waits(corpus, tmp_path):
    entity = called(corpus, "To Lam")
    corpus.rulings.rename(entity.id, "the speaker")
    text = tmp_path / "texts" / "c.txt"
    text.unlink()
    with closing(again(corpus, tmp_path)) as without:
        assert "the speaker" not in {e.name for e in without.entities()}
        text.write_text(TEXTS["c.txt"], encoding="utf-8")
        with closing(again(without, tmp_path)) as back:
            assert "the speaker" in {e.name for e in back.entities()}


def test_what_cannot_be_ruled_is_refused_in_a_sentence(corpus):
    entity = called(corpus, "Hanoi")
    for wrong in (
        lambda: corpus.rulings.merge(entity.id, [entity.id]),
        lambda: corpus.rulings.merge("person:nobody", [entity.id]),
        lambda: corpus.rulings.split(entity.id, [alias for alias, _ in entity.aliases]),
        lambda: corpus.rulings.split(entity.id, ["Saigon"]),
        lambda: corpus.rulings.rename(entity.id, "  "),
    ):
        with pytest.raises(InputError, match=r"\.$"):
            wrong()
    assert corpus.rulings.all() == ()


def test_a_mark_links_one_mention_to_another_entity(corpus):
    chinh, cuong = called(corpus, "Pham Minh Chinh"), called(corpus, "Luong Cuong")
    document = corpus.document(0)
    mention = next(m for m in corpus.mentions(0) if m.text == "Luong Cuong")
    corpus.marks.annotate(document, mention.span, "PERSON", entity=chinh.id)
    assert corpus.entity(chinh.id).mentions == chinh.mentions + 1
    assert corpus.entity(cuong.id).mentions == cuong.mentions - 1
    assert (0, mention.span) in corpus.places_of(chinh.id)


def test_a_mark_takes_one_mention_from_every_entity(corpus):
    entity = called(corpus, "Hanoi")
    mention = next(m for m in corpus.mentions(0) if m.text == "Hanoi")
    corpus.marks.annotate(corpus.document(0), mention.span, "GPE", entity=UNLINKED)
    assert corpus.entity(entity.id).mentions == entity.mentions - 1


def test_a_rejected_mention_counts_no_more_until_it_is_marked(corpus):
    entity = called(corpus, "Hanoi")
    mention = next(m for m in corpus.mentions(0) if m.text == "Hanoi")
    corpus.marks.reject(corpus.document(0), mention)
    assert corpus.entity(entity.id).mentions == entity.mentions - 1
    corpus.marks.annotate(corpus.document(0), mention.span, "GPE")
    assert corpus.entity(entity.id).mentions == entity.mentions


def test_a_mark_of_a_persons_own_is_a_mention_in_its_place(corpus):
    entity = called(corpus, "Hanoi")
    start = TEXTS["b.txt"].index("was told")
    corpus.marks.annotate(corpus.document(1), Span(start, start + 8), "GPE", entity=entity.id)
    marked = corpus.entity(entity.id)
    assert (marked.mentions, marked.documents) == (entity.mentions + 1, entity.documents + 1)
    assert dict(marked.aliases)["was told"] == 1
    ruled = corpus.ruled
    places = list(zip(ruled.document.tolist(), ruled.start.tolist(), strict=True))
    assert places == sorted(places)
    row = places.index((1, start))
    assert ruled.sources[ruled.source[row]] == "person"
    assert row in ruled.rows_in(1)
    assert row in ruled.rows_of(ruled.number_of(entity.id))


def test_what_was_accepted_goes_with_the_spelling_that_is_split_off(corpus):
    whole = called(corpus, "Pham Minh Chinh")
    document = corpus.document(0)
    corpus.marks.accept(document, next(m for m in corpus.mentions(0) if m.text == "Chinh"))
    before = state(corpus)
    new = corpus.rulings.split(whole.id, ["Chinh"])
    assert corpus.entity(new).mentions == 1
    assert [a.entity for a in corpus.annotations(0)] == [new]
    assert "Chinh" not in dict(corpus.entity(whole.id).aliases)
    corpus.marks.undo()
    assert state(corpus) == before
    assert [a.entity for a in corpus.annotations(0)] == [whole.id]


def test_a_name_that_was_given_is_found_after_a_merge(corpus):
    kept, other = called(corpus, "Hanoi"), called(corpus, "Laos")
    corpus.rulings.rename(other.id, "the neighbour")
    corpus.rulings.merge(kept.id, [other.id])
    hits = [h for g in corpus.find("the neighbour").groups if g.kind == "entity" for h in g.hits]
    assert [hit.entity for hit in hits] == [kept.id]


def test_a_mention_marked_itself_is_taken_by_no_mark_that_crosses_it(corpus):
    document, minister = corpus.document(0), called(corpus, "Luong Cuong")
    mention = next(m for m in corpus.mentions(0) if m.text == "Luong Cuong")
    corpus.marks.accept(document, mention)
    corpus.marks.annotate(document, Span(mention.start + 3, mention.end + 3), "ORG")
    assert corpus.entity(minister.id).mentions == minister.mentions


def test_a_place_that_two_people_marked_is_one_mention(corpus):
    document, entity = corpus.document(0), called(corpus, "Laos")
    start = document.text.index("met")
    for label in ("GPE", "LOC"):
        corpus.marks.annotate(document, Span(start, start + 3), label, entity=entity.id)
    assert corpus.entity(entity.id).mentions == entity.mentions + 1
