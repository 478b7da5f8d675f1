"""The concordance: its lines, their order, what is decided on many of them."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from opened_corpus import entity_of, json_lines, opened, write

from corpus.annotation import UNLINKED
from corpus.arranging import Order, arrange
from corpus.concordance import Concordance, concordance
from corpus.decisions import Decisions, Verdict
from corpus.errors import UsageError
from corpus.many_marks import MOST, ManyMarks
from corpus.span import Span

TEXTS = {
    "a.txt": (
        "The committee met\n\n"
        "14 January 2026 - Prime Minister Pham Minh Chinh opened the meeting in Hanoi.\n"
        "He came   to\tHanoi by train. Later Hanoi was cold.\n"
    ),
    "b.txt": (
        "The road\n\n2 March 2024 - The road from Hanoi to Điện Biên Phủ is long. "
        "Some went đến Hanoi! Zebras left Hanoi after that.\n"
    ),
    "c.txt": "Undated\n\nNobody in Hà Nội knew. Once a Hanoi street was wide.\n",
}


@pytest.fixture
def corpus(tmp_path: Path):
    write(tmp_path / "texts", TEXTS)
    corpus = opened(tmp_path)
    yield corpus
    corpus.close()


@pytest.fixture
def hanoi(corpus):
    return concordance(corpus, entity=entity_of(corpus, "Hanoi"))


def texts_of(lines: Concordance, order=Order.TEXT, words="") -> list[str]:
    """Lines as they would stand on a page, the text between slashes."""
    chosen = arrange(lines, order, words).finish().tolist()
    shown = (lines.line(number, 12, 12) for number in chosen)
    return [f"{line.left}/{line.text}/{line.right}" for line in shown]


def many(lines: Concordance) -> tuple[ManyMarks, Decisions]:
    decisions = Decisions(lines.corpus, lines.texts, lines.entity)
    return ManyMarks(lines, decisions), decisions


def verdicts(lines: Concordance) -> list[Verdict]:
    decisions = Decisions(lines.corpus, lines.texts, lines.entity)
    return [
        decisions.at(*lines.place(number), lines.label_of(number)).verdict
        for number in range(len(lines))
    ]


# Lines


def test_every_mention_has_a_line_in_the_order_of_the_texts(hanoi):
    assert texts_of(hanoi) == [
        "meeting in /Hanoi/. He came",
        "came to /Hanoi/ by train.",
        "Later /Hanoi/ was cold.",
        "road from /Hanoi/ to Điện",
        "went đến /Hanoi/! Zebras",
        "Zebras left /Hanoi/ after that.",
        "Nobody in /Hà Nội/ knew. Once",
        "Once a /Hanoi/ street was",
    ]
    assert hanoi.documents() == 3
    assert {hanoi.label_of(number) for number in range(len(hanoi))} == {"GPE"}


def test_a_place_is_where_the_text_stands(corpus, hanoi):
    for number in range(len(hanoi)):
        document, span = hanoi.place(number)
        assert span.text_of(corpus.text_of(document)) in {"Hanoi", "Hà Nội"}


def test_the_concordance_of_an_unknown_entity_has_no_lines(corpus):
    lines = concordance(corpus, entity="person:nobody\x1b[31m")
    assert len(lines) == lines.documents() == 0
    assert "\x1b" not in lines.name
    assert texts_of(lines, Order.RIGHT) == []


def test_what_a_terminal_obeys_is_not_in_a_line(tmp_path):
    write(tmp_path / "texts", {"a.txt": "A [red]\x1b[31m\u202e Hanoi \x07\u2028 [/] end.\n"})
    corpus = opened(tmp_path)
    lines = concordance(corpus, query="hanoi")
    lines.gathering.finish()
    line = lines.line(0)
    shown = line.left + line.text + line.right
    assert "[red]" in shown
    assert not set(shown) & set("\x1b\x07\u202e\u2028\n")


# Orders


def test_the_right_context_is_compared_word_by_word(hanoi):
    assert [line.split("/")[2] for line in texts_of(hanoi, Order.RIGHT)] == [
        " after that.",
        " by train.",
        ". He came",
        " knew. Once",
        " street was",
        " to Điện",
        " was cold.",
        "! Zebras",
    ]


def test_the_left_context_is_compared_outwards_without_diacritics(hanoi):
    assert [line.split("/")[0].split()[-1] for line in texts_of(hanoi, Order.LEFT)] == [
        *("a", "đến", "from", "in", "in", "Later", "left", "to"),
    ]
    # Both say "in": the word before decides.
    in_, other = (line for line in texts_of(hanoi, Order.LEFT) if "in /" in line)
    assert in_.startswith("meeting")
    assert other.startswith("Nobody")


def test_a_short_word_comes_before_a_longer_one_that_begins_so(tmp_path):
    write(tmp_path / "texts", {"a.txt": "Hanoi international. Hanoi inter alia. Hanoi in zinc.\n"})
    corpus = opened(tmp_path)
    lines = concordance(corpus, query="hanoi")
    rights = [text.split("/")[2].split() for text in texts_of(lines, Order.RIGHT)]
    assert [words[:1] for words in rights] == [["in"], ["inter"], []]


def test_dates_come_in_order_and_the_undated_last(hanoi):
    numbers = [hanoi.place(n)[0] for n in arrange(hanoi, Order.DATE).finish().tolist()]
    assert numbers == [1, 1, 1, 0, 0, 0, 2, 2]


def test_forms_come_together(hanoi):
    forms = [line.split("/")[1] for line in texts_of(hanoi, Order.FORM)]
    assert forms == ["Hà Nội", *["Hanoi"] * 7]


def test_labels_come_in_order_and_what_has_none_last(corpus):
    lines = concordance(corpus, query="hanoi OR minister OR cold")
    labels = [lines.label_of(n) for n in arrange(lines, Order.LABEL).finish().tolist()]
    known = [label for label in labels if label]
    assert known == sorted(known)
    assert labels == [*known, *[""] * (len(labels) - len(known))]
    assert "GPE" in known
    assert "" in labels


def test_undecided_lines_come_first(corpus, hanoi):
    marks, _ = many(hanoi)
    marks.accept([0, 3]).finish()
    marks.reject([1]).finish()
    order = arrange(hanoi, Order.STATE).finish().tolist()
    assert order == [2, 4, 5, 6, 7, 0, 3, 1]


def test_a_filter_wants_all_its_words_in_any_order(hanoi):
    assert len(texts_of(hanoi, words="zebras road")) == 3
    assert texts_of(hanoi, words="den long") == texts_of(hanoi, words="ĐEN")
    assert texts_of(hanoi, words="nowhere") == []
    assert texts_of(hanoi, Order.RIGHT, "train")[0].endswith("by train.")


# Queries


def test_a_query_has_a_line_for_every_hit(corpus):
    lines = concordance(corpus, query="hanoi")
    assert not lines.finished
    lines.gathering.finish()
    assert lines.finished
    places = [lines.place(number) for number in range(len(lines))]
    assert places == [
        (number, span) for number in range(3) for span in corpus.hits_in(number, "hanoi")
    ]
    assert verdicts(lines)[0] is Verdict.OPEN


def test_hits_that_are_no_mentions_have_nothing_to_decide(corpus):
    lines = concordance(corpus, query="road")
    lines.gathering.finish()
    assert set(verdicts(lines)) == {Verdict.PLAIN}
    marks, _ = many(lines)
    assert marks.accept([0, 1]).finish().changed == 0
    assert marks.unlink([0]).finish().changed == 0
    assert not corpus.marks.history.can_undo
    assert marks.relabel([0], "LOC").finish().changed == 1
    assert verdicts(lines)[0] is Verdict.MARKED


@pytest.mark.parametrize("query", ["", "   ", "qqqq", "-hanoi", '"'])
def test_a_query_that_finds_nothing_has_no_lines(corpus, query):
    lines = concordance(corpus, query=query)
    assert texts_of(lines, Order.LEFT, "x") == []


def test_a_hit_limit_is_told(corpus, monkeypatch):
    monkeypatch.setattr("corpus.concordance.MOST_LINES", 5)
    lines = concordance(corpus, query="hanoi")
    lines.gathering.finish()
    assert (len(lines), lines.more) == (5, True)


# Texts that are not what they were


def test_a_changed_text_is_said_and_comes_last(tmp_path, corpus, hanoi):
    corpus._kept._documents.clear()
    (tmp_path / "texts" / "a.txt").write_text("Another text.\n")
    assert "a.txt: the text has changed" in hanoi.line(0).problem
    for order in (Order.RIGHT, Order.LEFT, Order.FORM):
        assert sorted(arrange(hanoi, order).finish().tolist()[-3:]) == [0, 1, 2]
    outcome = many(hanoi)[0].accept([0, 3]).finish()
    assert (outcome.changed, outcome.left) == (1, 1)
    assert "changed" in outcome.problem
    (tmp_path / "texts" / "a.txt").unlink()
    assert hanoi.line(0).problem


# Many marks


def test_accepting_many_is_one_edit(corpus, hanoi):
    marks, _ = many(hanoi)
    outcome = marks.accept([0, 1, 4]).finish()
    assert (outcome.changed, outcome.left) == (3, 0)
    assert [a.entity for a in corpus.marks.all()] == [hanoi.entity] * 3
    assert [v is Verdict.MARKED for v in verdicts(hanoi)] == [n in {0, 1, 4} for n in range(8)]
    assert marks.accept([0, 1, 4]).finish().changed == 0
    corpus.marks.undo()
    assert set(verdicts(hanoi)) == {Verdict.OPEN}
    assert not corpus.marks.history.can_undo


def test_nothing_is_changed_before_the_work_is_done(corpus, hanoi):
    work = many(hanoi)[0].accept(range(8))
    for _ in range(8):
        work.step()
    assert corpus.marks.total() == 0
    work.finish()
    assert corpus.marks.total() == 8


def test_rejecting_takes_marks_away_and_accepting_takes_that_back(corpus, hanoi):
    marks, _ = many(hanoi)
    marks.accept([0]).finish()
    assert marks.reject([0, 1]).finish().changed == 2
    assert corpus.marks.total() == 0
    assert verdicts(hanoi)[:3] == [Verdict.REJECTED, Verdict.REJECTED, Verdict.OPEN]
    assert marks.reject([0, 1]).finish().changed == 0
    assert marks.accept([0, 1]).finish().changed == 2
    assert corpus.marks.rejected() == []
    assert verdicts(hanoi)[:3] == [Verdict.MARKED, Verdict.MARKED, Verdict.OPEN]


def test_relabelling_changes_marks_and_makes_them(corpus, hanoi):
    marks, _ = many(hanoi)
    marks.accept([0]).finish()
    (before,) = corpus.marks.all()
    assert marks.relabel([0, 1], "LOC").finish().changed == 2
    first, second = corpus.marks.all()
    assert (first.id, first.label, second.label) == (before.id, "LOC", "LOC")
    assert marks.relabel([0, 1], "LOC").finish().changed == 0
    assert verdicts(hanoi)[:2] == [Verdict.MARKED] * 2


def test_linking_and_unlinking_and_what_is_left_of_the_entity(corpus, hanoi):
    other = entity_of(corpus, "Pham Minh Chinh")
    marks, _ = many(hanoi)
    marks.link([0, 1], other, "PERSON").finish()
    marks.unlink([2]).finish()
    assert [(a.label, a.entity) for a in corpus.marks.all()] == [
        *(("GPE", other), ("GPE", other), ("GPE", UNLINKED)),
    ]
    assert verdicts(hanoi)[:4] == [*[Verdict.ELSEWHERE] * 3, Verdict.OPEN]
    assert len(concordance(corpus, entity=hanoi.entity)) == 5
    assert len(concordance(corpus, entity=other)) == 3
    corpus.marks.undo()
    corpus.marks.undo()
    assert len(concordance(corpus, entity=hanoi.entity)) == 8


def test_a_mark_linked_to_a_merged_entity_is_not_elsewhere(corpus, hanoi):
    other = entity_of(corpus, "Điện Biên Phủ")
    many(hanoi)[0].link([0], other, "GPE").finish()
    assert verdicts(hanoi)[0] is Verdict.ELSEWHERE
    corpus.rulings.merge(hanoi.entity, [other])
    assert verdicts(hanoi)[0] is Verdict.MARKED


def test_the_same_place_twice_is_marked_once(corpus, hanoi):
    outcome = many(hanoi)[0].relabel([0, 0], "LOC").finish()
    assert (outcome.changed, outcome.left) == (1, 1)
    assert corpus.marks.total() == 1


def test_a_mark_that_lies_across_a_line_decides_it(corpus, hanoi):
    number, span = hanoi.place(0)
    document = corpus.document(number)
    corpus.marks.annotate(document, Span(span.start - 3, span.end - 1), "EVENT")
    assert verdicts(hanoi)[0] is Verdict.MARKED
    assert many(hanoi)[0].accept([0]).finish().changed == 0


def test_too_many_lines_for_one_step_are_refused(hanoi):
    with pytest.raises(UsageError, match="pick at most"):
        many(hanoi)[0].accept(range(MOST + 1)).finish()


# Very many


def test_very_many_mentions_are_sorted_and_filtered(tmp_path):
    sentence = "So many went to Hanoi by train, and Hanoi was full. "
    json_lines(tmp_path / "texts.jsonl", {"id": "1", "text": sentence * 3000})
    corpus = opened(tmp_path, tmp_path / "texts.jsonl")
    one = concordance(corpus, query="hanoi")
    one.gathering.finish()
    many_times = Concordance(corpus, "Hanoi", query="hanoi")
    columns = np.stack([one.document, one.start, one.end, one.label])
    many_times.labels = one.labels
    many_times.take(np.tile(columns, 10))
    assert len(many_times) == 60_000
    order = arrange(many_times, Order.RIGHT).finish()
    assert sorted(order.tolist()) == list(range(60_000))
    rights = [many_times.line(n, 1, 20).right for n in order[::3000].tolist()]
    assert rights == sorted(rights)
    assert len(arrange(many_times, Order.TEXT, "train full").finish()) == 60_000
