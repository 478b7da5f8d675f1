import sqlite3
from contextlib import closing
from dataclasses import replace

import pytest
from made_marks import marked
from opened_corpus import entity_of, opened, write

from corpus.errors import StoreError
from corpus.span import Span


@pytest.fixture
def texts(tmp_path):
    return write(tmp_path / "texts")


@pytest.fixture
def session(tmp_path, texts):
    """Opens the same collection again and again."""
    corpora = []

    def open_it(author="An"):
        corpora.append(opened(tmp_path, author=author))
        return corpora[-1]

    yield open_it
    for corpus in corpora:
        corpus.close()


def mention_of(corpus, number, text):
    return next(m for m in corpus.mentions(number) if m.text == text)


def seen(corpus):
    """What a reader sees of the marks."""
    return [
        (
            [(a.id, a.span, a.label, a.note, a.unsure, a.entity) for a in corpus.annotations(n)],
            [(r.id, r.span, r.label) for r in corpus.marks.rejections(corpus.document(n))],
            corpus.marks.count(corpus.records[n].id),
            corpus.suggestions(n),
        )
        for n in range(len(corpus.records))
    ]


def in_store(corpus):
    """What is in memory is what the store holds."""
    marks = corpus.marks
    assert list(marks.all()) == marks.store.annotations()
    assert list(marks.rejected()) == marks.store.rejections()
    assert marks.total() == len(marks.all())
    assert {d: n for d, n in marks._counts.items() if n} == marks.store.counts()


def test_every_kind_of_work_is_there_after_a_restart(session):
    corpus = session()
    marks, document = corpus.marks, corpus.document(0)
    every = [marks.annotate(document, Span(0, 3), "ORG", note="why", attributes={"a": "b"})]
    every.append(marks.accept(document, mention_of(corpus, 0, "Pham Minh Chinh")))
    marks.reject(document, mention_of(corpus, 0, "Hanoi"))
    in_store(corpus)
    every.append(marks.relabel(every[0], "EVENT"))
    every.append(marks.set_note(every[-1], "better"))
    every.append(marks.toggle_unsure(every[-1]))
    marks.move(every[-1], document, Span(4, 13))
    in_store(corpus)
    again = session()
    assert seen(again) == seen(corpus)
    (first, second) = again.annotations(0)
    assert (first.label, first.note, first.unsure) == ("EVENT", "better", True)
    assert (first.anchor.quote, first.attributes) == ("committee", {"a": "b"})
    assert (second.label, second.author) == ("PERSON", "An")
    assert second.entity == entity_of(again, "Pham Minh Chinh")
    again.marks.delete(first)
    assert session().marks.count("a.txt") == 1


def test_undo_and_redo_step_by_step_over_restarts(session):
    corpus = session()
    document = corpus.document(0)
    states = [seen(corpus)]

    def done():
        states.append(seen(corpus))

    annotation = corpus.marks.annotate(document, Span(0, 3), "ORG")
    done()
    annotation = corpus.marks.relabel(annotation, "LOC")
    done()
    corpus.marks.reject(document, mention_of(corpus, 0, "Hanoi"))
    done()
    corpus.marks.accept(document, mention_of(corpus, 0, "Pham Minh Chinh"))
    done()
    corpus.marks.delete(annotation)
    done()
    for state in reversed(states[:-1]):
        corpus = session()
        assert corpus.marks.undo() is not None
        assert seen(corpus) == state
        in_store(corpus)
    assert corpus.marks.undo() is None
    for state in states[1:]:
        corpus = session()
        assert corpus.marks.redo() is not None
        assert seen(corpus) == state
        in_store(corpus)
    assert corpus.marks.redo() is None


def test_one_mark_of_a_span_and_label(session):
    corpus = session()
    document = corpus.document(0)
    first = corpus.marks.annotate(document, Span(0, 3), "ORG")
    assert corpus.marks.annotate(document, Span(0, 3), "ORG") is first
    assert corpus.marks.annotate(document, Span(0, 3), "LOC") is not first
    assert corpus.marks.count(document.id) == 2
    assert len(corpus.marks.store.edits()) == 2


def test_a_change_that_changes_nothing_is_no_edit(session):
    corpus = session()
    annotation = corpus.marks.annotate(corpus.document(0), Span(0, 3), "ORG")
    assert corpus.marks.relabel(annotation, "ORG") == annotation
    assert corpus.marks.set_note(annotation, "") == annotation
    assert len(corpus.marks.store.edits()) == 1


@pytest.mark.parametrize("many", [3, 60])
def test_many_at_once_are_one_step(session, many):
    corpus = session()
    document = corpus.document(0)
    corpus.marks.annotate(document, Span(0, 1), "ORG")
    before = seen(corpus)
    wanted = [replace(marked(document, "The"), label="LOC")]
    quote = document.text[1]
    base = marked(document, quote)
    for i in range(many):
        anchor = replace(base.anchor, span=Span(i, i + 1), quote=document.text[i])
        wanted.append(replace(base, id=f"m{i}", anchor=anchor, label="ORG"))
    edit = corpus.marks.annotate_many(document, wanted, "import")
    assert len(edit.changes) == many  # all but the one that was there
    assert corpus.marks.count(document.id) == many + 1
    in_store(corpus)
    assert corpus.marks.annotate_many(document, wanted, "import") is None
    corpus.marks.undo()
    assert seen(corpus) == before
    in_store(corpus)
    corpus.marks.redo()
    assert session().marks.count(document.id) == many + 1


def test_suggestions_shrink_with_every_decision(session):
    corpus = session()
    document = corpus.document(0)
    left = len(corpus.suggestions(0))
    assert left == len(corpus.mentions(0)) > 3
    mention = corpus.suggestions(0)[0]
    corpus.marks.accept(document, mention)
    assert mention not in corpus.suggestions(0)
    assert len(corpus.suggestions(0)) == left - 1
    refused = corpus.suggestions(0)[0]
    corpus.marks.reject(document, refused)
    assert len(corpus.suggestions(0)) == left - 2
    other = corpus.suggestions(0)[0]
    corpus.marks.annotate(document, Span(other.start, other.end + 2), "EVENT")
    assert other in corpus.suggestions(0) or len(corpus.suggestions(0)) == left - 3
    assert len(corpus.mentions(0)) == left


def test_the_walk_follows_every_decision(session):
    corpus = session()
    document = corpus.document(0)
    hanoi = entity_of(corpus, "Hanoi")
    before = corpus.places_of(hanoi)
    mention = mention_of(corpus, 0, "Hanoi")
    corpus.marks.reject(document, mention)
    assert corpus.places_of(hanoi) == [p for p in before if p != (0, mention.span)]
    assert corpus.step(0, -1, 1, entity=hanoi).total == len(before) - 1
    corpus.marks.annotate(document, Span(0, 3), "GPE", entity=hanoi)
    assert (0, Span(0, 3)) in corpus.places_of(hanoi)
    corpus.marks.undo()
    corpus.marks.undo()
    assert corpus.places_of(hanoi) == before


def test_a_rejection_is_of_one_label_and_span_only(session):
    corpus = session()
    document = corpus.document(0)
    mention = mention_of(corpus, 0, "Hanoi")
    before = corpus.places_of(mention.entity)
    corpus.marks.reject(document, replace(mention, label="ORG"))
    corpus.marks.reject(document, replace(mention, end=mention.end + 3))
    assert corpus.places_of(mention.entity) == before


def test_an_entity_all_of_whose_mentions_are_rejected_is_not_found(session):
    corpus = session()
    chinh = entity_of(corpus, "Luong Cuong")
    for number, span in corpus.places_of(chinh):
        mention = next(m for m in corpus.mentions(number) if m.span == span)
        corpus.marks.reject(corpus.document(number), mention)
    assert corpus.step(0, 0, 1, entity=chinh) is None
    hits = [h for g in corpus.find("luong cuong").groups for h in g.hits]
    assert chinh not in {h.entity for h in hits}


# Two programs, and failures


def test_another_program_is_seen_by_refresh(session):
    one, two = session(), session("Bình")
    document = one.document(0)
    assert not two.marks.refresh()
    assert list(two.annotations(0)) == []
    annotation = one.marks.annotate(document, Span(0, 3), "ORG", note="from one")
    assert two.marks.refresh()
    assert not two.marks.refresh()
    assert list(two.annotations(0)) == [annotation]
    assert two.marks.total() == 1
    assert [g.kind for g in two.find("from one").groups if g.kind == "annotation"]
    two.marks.relabel(annotation, "LOC")
    assert one.marks.refresh()
    assert [a.label for a in one.annotations(0)] == ["LOC"]
    in_store(one)
    in_store(two)


def test_work_beside_another_program_without_looking(session):
    one, two = session(), session("Bình")
    document = one.document(0)
    assert list(two.annotations(0)) == []
    one.marks.annotate(document, Span(0, 3), "ORG")
    two.marks.annotate(document, Span(4, 7), "LOC")
    assert [a.label for a in two.annotations(0)] == ["ORG", "LOC"]
    in_store(two)


def test_a_conflict_leaves_memory_as_it_was(session):
    one, two = session(), session("Bình")
    annotation = one.marks.annotate(one.document(0), Span(0, 3), "ORG")
    two.marks.refresh()
    (theirs,) = two.annotations(0)
    two.marks.delete(theirs)
    before = seen(one)
    with pytest.raises(StoreError, match="changed by another program"):
        one.marks.relabel(annotation, "LOC")
    assert seen(one) == before
    one.marks.refresh()
    assert list(one.annotations(0)) == []


def test_a_failing_store_leaves_memory_as_it_was(session):
    corpus = session()
    document = corpus.document(0)
    annotation = corpus.marks.annotate(document, Span(0, 3), "ORG")
    before = seen(corpus)
    mention = corpus.suggestions(0)[0]
    with closing(sqlite3.connect(corpus.marks.store.where)) as other:
        other.execute(
            "CREATE TRIGGER stop BEFORE INSERT ON edits BEGIN SELECT RAISE(ABORT, 'no'); END"
        )
        other.commit()
        for work in (
            lambda: corpus.marks.annotate(document, Span(4, 7), "LOC"),
            lambda: corpus.marks.accept(document, mention),
            lambda: corpus.marks.reject(document, mention),
            lambda: corpus.marks.relabel(annotation, "LOC"),
            lambda: corpus.marks.delete(annotation),
            corpus.marks.undo,
        ):
            with pytest.raises(StoreError):
                work()
            assert seen(corpus) == before
            in_store(corpus)
        other.execute("DROP TRIGGER stop")
        other.commit()
    corpus.marks.delete(annotation)
    assert corpus.marks.count("a.txt") == 0


# Texts that change between sessions


def test_marks_follow_a_text_that_changed(session, texts):
    corpus = session()
    document = corpus.document(0)
    chinh = mention_of(corpus, 0, "Pham Minh Chinh")
    corpus.marks.accept(document, chinh)
    corpus.marks.reject(document, mention_of(corpus, 0, "Resolution 59-NQ/TW"))
    delegates = document.text.index("delegates")
    corpus.marks.annotate(document, Span(delegates, delegates + 9), "ORG")
    assert corpus.marks.placement(document).summary == ""
    path = texts / "a.txt"
    added = "A line was put before all others.\n\n"
    new = added + document.text.replace("delegates", "guests")
    path.write_text(new, encoding="utf-8", newline="")

    corpus = session()
    document = corpus.document(0)
    placement = corpus.marks.placement(document)
    assert len(placement.moved) == 1
    assert len(placement.lost) + len(placement.doubtful) == 1
    assert "changed" in placement.summary
    (moved,) = corpus.annotations(0)
    assert moved.span == Span(chinh.start + len(added), chinh.end + len(added))
    assert "Resolution 59-NQ/TW" not in [m.text for m in corpus.suggestions(0)]
    assert (0, moved.span) in corpus.places_of(moved.entity)
    where = [p for p in corpus.places_of(entity_of(corpus, "Resolution 59-NQ/TW")) if p[0] == 0]
    assert where == []

    relabelled = corpus.marks.relabel(moved, "ORG")
    assert [(a.label, a.span) for a in corpus.annotations(0)] == [("ORG", moved.span)]
    assert [a.span for a in session().annotations(0)] == [moved.span]
    corpus.marks.undo()
    assert [(a.label, a.span) for a in corpus.annotations(0)] == [("PERSON", moved.span)]
    corpus.marks.redo()
    corpus.marks.delete(relabelled)
    assert list(session().annotations(0)) == []


def test_what_was_deleted_on_an_older_text_comes_back_in_its_place(session, texts):
    corpus = session()
    document = corpus.document(0)
    annotation = corpus.marks.accept(document, mention_of(corpus, 0, "Pham Minh Chinh"))
    corpus.marks.delete(annotation)
    path = texts / "a.txt"
    path.write_text(f"Put before.\n\n{document.text}", encoding="utf-8", newline="")
    corpus = session()
    assert list(corpus.annotations(0)) == []
    corpus.marks.undo()
    (back,) = corpus.annotations(0)
    assert back.span.text_of(corpus.document(0).text) == "Pham Minh Chinh"
    corpus.marks.redo()
    assert list(corpus.annotations(0)) == []


def test_marks_of_a_document_that_is_gone_are_kept(session, texts):
    corpus = session()
    corpus.marks.accept(corpus.document(0), mention_of(corpus, 0, "Hanoi"))
    kept = (texts / "a.txt").read_bytes()
    (texts / "a.txt").unlink()
    corpus = session()
    assert corpus.marks.total() == 1
    assert all(n is not None for n, _ in corpus.places_of(entity_of(corpus, "Hanoi")))
    assert "annotation" not in [g.kind for g in corpus.find("hanoi").groups]
    (texts / "a.txt").write_bytes(kept)
    assert len(session().annotations(0)) == 1


def test_taking_up_the_work_of_another_store(session):
    corpus = session()
    assert corpus.notice == ""
    assert not corpus.marks.store.where.exists()
    corpus.marks.annotate(corpus.document(1), Span(0, 4), "LOC")
    assert corpus.marks.store.where.exists()
    assert ".glossator" in corpus.marks.store.where.parts
