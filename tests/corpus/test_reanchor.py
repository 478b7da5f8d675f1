from __future__ import annotations

from dataclasses import replace

from made_marks import document, marked

from corpus.anchor import make_anchor
from corpus.annotation import Rejection
from corpus.reanchor import Placement, place, renamed
from corpus.span import Span

OLD = document(
    "On Monday the Politburo met in Hanoi. On Tuesday To Lam spoke to the nation at length."
)


def refused(quote):
    made = marked(OLD, quote)
    return Rejection(made.id, made.document, made.anchor, made.label, made.author, made.created)


def test_on_the_same_text_everything_is_as_stored():
    marks = [marked(OLD, "Politburo", "ORG"), marked(OLD, "To Lam")]
    rejections = [refused("Monday")]
    placement = place(OLD, marks, rejections)
    assert placement == Placement(tuple(marks), tuple(rejections))
    assert placement.annotations[0] is marks[0]
    assert placement.summary == ""


def test_each_mark_is_sorted_by_what_became_of_it():
    stays, moves, changes, goes = (
        marked(OLD, q) for q in ("Politburo", "To Lam", "Hanoi", "nation")
    )
    new = document(OLD.text.replace("Hanoi", "Haiphong").replace("nation at length", "country"))
    placement = place(new, [stays, moves, changes, goes], [refused("Monday"), refused("length")])
    assert [a.id for a in placement.annotations] == [stays.id, moves.id]
    assert [a.id for a in placement.moved] == [moves.id]
    assert [d.annotation for d in placement.doubtful] == [changes]
    first = placement.doubtful[0].found.candidates[0]
    assert first.span.text_of(new.text) == "Haiphong"
    assert placement.lost == (goes,)
    assert [r.anchor.quote for r in placement.rejections] == ["Monday"]
    assert placement.summary == (
        "The text has changed: marks 1 moved with the text, 1 in doubt, 1 not found."
    )


def test_placed_marks_have_anchors_of_the_new_text():
    new = document("New! " + OLD.text)
    (placed,) = place(new, [marked(OLD, "To Lam", note="kept")]).annotations
    assert placed.span.text_of(new.text) == placed.anchor.quote == "To Lam"
    assert placed.anchor.digest == new.digest
    assert placed.note == "kept"
    assert place(new, [placed]) == Placement((placed,))


def test_a_renamed_document_is_known_by_its_text():
    assert renamed({"a": "1", "b": "2"}, {"b": "2", "c": "1"}) == {"a": "c"}
    assert renamed({"a": "1"}, {"c": "1", "d": "1"}) == {}, "two have that text"
    assert renamed({"a": "1", "b": "1"}, {"c": "1"}) == {}, "two had that text"
    assert renamed({"a": "1", "b": "1"}, {"b": "1"}) == {}, "that one has marks of its own"
    assert renamed({"a": ""}, {"c": ""}) == {}
    assert renamed({}, {"c": "1"}) == {}


def test_an_unknown_digest_is_no_reason_to_move():
    mark = marked(OLD, "To Lam")
    older = replace(mark, anchor=replace(mark.anchor, digest="older"))
    (placed,) = place(OLD, [older]).annotations
    assert placed == mark


def test_copies_that_only_their_neighbours_tell_apart_go_with_them():
    entry = "The train from Hanoi leaves at eight o'clock and arrives in Haiphong at ten. "
    head = "Timetable of the railways of Vietnam, valid until further notice. "
    old = document(head + entry * 6)
    new = document("Corrected. " + head + entry * 6)
    first = old.text.index("Hanoi")
    marks = [marked(old, "Vietnam", "GPE")]
    for number in range(6):
        span = Span(first + number * len(entry), first + number * len(entry) + 5)
        anchor = make_anchor(old.text, span, old.digest)
        marks.append(replace(marked(old, "Hanoi"), anchor=anchor))
    placement = place(new, marks)
    assert [placed.span.start for placed in placement.moved] == [
        mark.span.start + len("Corrected. ") for mark in marks
    ]
    alone = place(new, marks[3:4])
    assert [doubt.annotation for doubt in alone.doubtful] == marks[3:4], "nobody leads it"
