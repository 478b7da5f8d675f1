import pytest
from opened_corpus import TEXTS, entity_of, found, opened, unloaded, write

from corpus.finding import Step
from corpus.loading import Listed
from corpus.readers.sources import find_sources
from corpus.scan import Scan


@pytest.fixture
def corpus(tmp_path):
    write(tmp_path / "texts")
    corpus = opened(tmp_path)
    yield corpus
    corpus.close()


def number(corpus, name):
    return corpus.number_of(name)


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("pham minh chinh", "Pham Minh Chinh"),
        ("Phạm Minh Chính", "Pham Minh Chinh"),
        ("phm minh chin", "Pham Minh Chinh"),
        ("chinh pham", "Pham Minh Chinh"),
        ("resolution 59", "Resolution 59-NQ/TW"),
        ("resolution 59-nq", "Resolution 59-NQ/TW"),
        ("dien bien phu", "Điện Biên Phủ"),
        ("DIEN BIEN PHU", "Điện Biên Phủ"),
        ("thai binh", "Thái Bình"),
        ("luong cuong", "Luong Cuong"),
    ],
)
def test_an_entity_by_the_way_people_type(corpus, query, name):
    best = found(corpus, query)["entity"][0]
    assert corpus.entity(best.entity).name == name
    assert best.span.text_of(corpus.document(best.document).text) in best.text
    assert best.entity in {m.entity for m in corpus.mentions(best.document) if m.span == best.span}
    assert 0 < best.score <= 100


def test_what_a_query_matched_is_underlined(corpus):
    hit = found(corpus, "dien bien")["entity"][0]
    assert "".join(hit.text[at] for at in hit.matched) == "ĐiệnBiên"
    title = found(corpus, "commitee")["title"][0]
    assert "".join(title.text[at] for at in title.matched) == "commitee"


def test_titles(corpus):
    hit = found(corpus, "dien bien phu")["title"][0]
    assert (hit.document, hit.span.start, hit.text) == (number(corpus, "b.txt"), 0, "Điện Biên Phủ")
    assert found(corpus, "comittee met")["title"][0].document == number(corpus, "a.txt")
    assert "title" not in found(corpus, "zebra")


@pytest.mark.parametrize("query", ["road", "cold morning", "rice to japan", "dien", '"in hanoi"'])
def test_the_context_of_a_hit_in_the_text(corpus, query):
    hits = found(corpus, query)["text"]
    assert hits
    for hit in hits:
        text = corpus.document(hit.document).text
        assert hit.text == hit.span.text_of(text)
        assert hit.within.text_of(hit.context) == " ".join(hit.text.split())
        assert "\n" not in hit.context


def test_hostile_text_is_harmless_in_a_context(tmp_path):
    write(tmp_path / "texts", {"x.txt": "A quiet\x1b[31m zebra walked\u202e\x07 by.\n"})
    corpus = opened(tmp_path)
    (hit,) = found(corpus, "zebra")["text"]
    assert "\x1b" not in hit.context
    assert "\u202e" not in hit.context
    assert hit.within.text_of(hit.context) == "zebra"


def test_here_comes_first_and_only_when_all_words_are_there(corpus):
    a, b = number(corpus, "a.txt"), number(corpus, "b.txt")
    kinds = [g.kind for g in corpus.find("hanoi", b).groups]
    assert kinds == [k for k in ("here", "entity", "title", "text", "annotation") if k in kinds]
    assert kinds[0] == "here"
    assert {hit.document for hit in found(corpus, "hanoi", b)["here"]} == {b}
    assert b not in {hit.document for hit in found(corpus, "hanoi", b)["text"]}
    assert "here" not in found(corpus, "hanoi delegates", b)
    assert "here" in found(corpus, "hanoi delegates", a)
    assert "here" not in found(corpus, "hanoi -road", b)
    assert "here" in found(corpus, "hanoi -delegates", b)
    assert "here" not in found(corpus, "hanoi -road -delegates", a)


def test_words_in_a_row_are_preferred_also_while_they_are_typed(corpus):
    a = number(corpus, "a.txt")
    text = corpus.document(a).text
    for query in ("pham minh chinh", "pham minh chi", "Pham Minh C"):
        spans = corpus.hits_in(a, query)
        assert [span.text_of(text) for span in spans] == ["Pham Minh Chinh"] * 2, query


def test_the_number_of_texts_found(corpus):
    groups = {g.kind: g.total for g in corpus.find("hanoi").groups}
    assert groups["text"] == 2
    groups = {g.kind: g.total for g in corpus.find("hanoi", 0).groups}
    assert (groups["here"], groups["text"]) == (2, 1)


@pytest.mark.parametrize(
    "query", ["", "   ", '"', "-", "*", "OR", "(((", "\x1b[31m", "\ud800", "-a"]
)
def test_anything_may_be_typed(corpus, query):
    results = corpus.find(query, 0)
    assert all(hit.document in range(3) for group in results.groups for hit in group.hits)
    assert corpus.hits_in(0, query) is not None
    corpus.step(0, 0, 1, query=query)


def test_a_very_long_query(corpus):
    results = corpus.find("hanoi " * 3000)
    assert results.problems


def test_more_hits_than_are_shown(tmp_path):
    write(tmp_path / "texts", {f"{i:02}.txt": f"Item {i} about zebras.\n" for i in range(70)})
    corpus = opened(tmp_path)
    (group,) = [g for g in corpus.find("zebras").groups if g.kind == "text"]
    assert (group.total, len(group.hits)) == (70, 30)
    (group,) = [g for g in corpus.find("zebras", limit=500).groups if g.kind == "text"]
    assert len(group.hits) == 70
    (group,) = [g for g in corpus.find("zebras", limit=1).groups if g.kind == "text"]
    assert (group.total, len(group.hits)) == (70, 1)


def test_long_texts_are_found_at_their_beginning_and_at_their_end(tmp_path):
    filler = "Nothing much was said about it that day. " * 5000
    write(tmp_path / "texts", {"a.txt": f"{filler}zebra", "b.txt": f"A zebra came. {filler}"})
    corpus = opened(tmp_path)
    places = {h.document: h.span.start for h in found(corpus, "zebra")["text"]}
    assert places == {0: len(filler), 1: 2}


def test_before_anything_is_loaded(tmp_path):
    write(tmp_path / "texts")
    corpus = unloaded(tmp_path)
    assert corpus.find("hanoi").groups == ()
    corpus.take(Listed(find_sources([tmp_path / "texts"]).sources))
    assert corpus.find("hanoi", 0).groups == ()
    assert corpus.step(0, 0, 1, entity="gpe:hanoi") is None
    assert corpus.step(0, 0, 1, query="hanoi") is None
    assert corpus.places_of("gpe:hanoi") == []
    assert corpus.entity_named("Hanoi", "GPE") == ""
    assert corpus.mentions(0) == []
    assert not corpus.mentions_known(0)
    assert [r.id for r in corpus.records] == list(TEXTS)


def test_an_entity_by_its_exact_name(corpus):
    assert corpus.entity_named("HANOI", "GPE") == entity_of(corpus, "Hanoi")
    assert corpus.entity_named("Hanoi", "PERSON") == ""
    assert corpus.entity_named("Hano", "GPE") == ""
    assert corpus.entity_named("", "GPE") == ""


def test_a_hit_of_an_entity_leads_into_the_text_in_the_reader(corpus):
    b = number(corpus, "b.txt")
    assert found(corpus, "hanoi", b)["entity"][0].document == b
    assert (
        found(corpus, "hanoi", number(corpus, "c.md"))["entity"][0].document == 0
    )  # round the end


def test_notes_are_found(corpus):
    document = corpus.document(0)
    (mention,) = [m for m in corpus.mentions(0) if m.text == "Resolution 59-NQ/TW"]
    marked = corpus.marks.accept(document, mention)
    assert "annotation" not in found(corpus, "question")
    noted = corpus.marks.set_note(marked, "A QUESTION for Bình")
    (hit,) = found(corpus, "binh question")["annotation"]
    assert (hit.document, hit.span, hit.context) == (0, mention.span, "A QUESTION for Bình")
    corpus.marks.set_note(noted, "")
    assert "annotation" not in found(corpus, "question")
    corpus.marks.undo()
    assert "annotation" in found(corpus, "question")


def test_the_first_answer_is_from_the_beginning_of_a_long_text(tmp_path):
    write(tmp_path / "texts", {"a.txt": "A zebra. " * 20_000 + "One okapi."})
    corpus = opened(tmp_path)
    results = corpus.find("zebra", 0)
    (group,) = [g for g in results.groups if g.kind == "here"]
    assert group.counting
    assert 0 < group.total < 20_000
    assert [hit.span.start for hit in group.hits] == list(range(2, 74, 9))
    assert results.scan is not None
    results.scan.finish()
    group = corpus.found_here(0, results.scan)
    assert (group.total, len(group.hits), group.counting) == (20_000, 8, False)
    assert corpus.find("zebra", 0).groups[0].total == 20_000
    late = corpus.find("okapi", 0)
    assert [(g.total, g.hits) for g in late.groups if g.counting] == [(0, ())]
    assert late.scan is not None
    assert len(late.scan.finish()) == 1


def test_a_step_through_a_long_text_is_known_before_all_of_it_is_searched(tmp_path):
    write(tmp_path / "texts", {"a.txt": "A zebra. " * 20_000 + "One okapi."})
    corpus = opened(tmp_path)
    found = corpus.look(0, 100, 1, query="zebra")
    assert isinstance(found, Step)
    assert (found.position, found.counting) == (12, True)
    late = corpus.look(0, 179_000, 1, query="zebra")
    assert isinstance(late, Scan)
    assert not late.finished
    assert corpus.look(0, 0, -1, query="zebra") is not None
    last = corpus.step(0, 0, -1, query="zebra")
    assert (last.position, last.total, last.wrapped, last.counting) == (20_000, 20_000, True, False)


def test_hits_of_a_text_are_all_counted(tmp_path):
    write(tmp_path / "texts", {"a.txt": "A zebra. " * 7000})
    corpus = opened(tmp_path)
    (group,) = [g for g in corpus.find("zebra", 0).groups if g.kind == "here"]
    assert (group.total, len(group.hits)) == (7000, 8)
    assert len(corpus.hits_in(0, "zebra")) == 7000


def test_a_misspelt_name_is_shown_where_it_stands_as_a_whole(tmp_path):
    text = "Chinh came first. Later Pham Minh Chinh spoke, and Pham left.\n"
    write(tmp_path / "texts", {"a.txt": text})
    corpus = opened(tmp_path)
    assert [span.text_of(text) for span in corpus.hits_in(0, "phm minh chinh")] == [
        "Pham Minh Chinh"
    ]
    corpus.close()
