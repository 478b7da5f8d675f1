"""What is written for brat is read back as it was, or reported as lost."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from made_marks import document

from corpus.anchor import make_anchor
from corpus.annotation import Annotation
from corpus.exchange.brat import annotations_of, read_ann, write_ann
from corpus.exchange.units import Unit
from corpus.span import Span

TEXTS = st.text("aế 😀\n\r\t\x85\u2028.", max_size=40)
ANYTHING = st.text("a b\n\t\r\u2028ế😀:#\x00", max_size=6)
NAMES = st.text("aB-_9", min_size=1, max_size=4)


@st.composite
def annotated(draw):
    text = draw(TEXTS)
    doc = document(text)
    annotations = []
    for number in range(draw(st.integers(0, 5))):
        start = draw(st.integers(0, len(text)))
        end = draw(st.integers(start, len(text)))
        annotations.append(
            Annotation(
                f"{number}",
                doc.id,
                make_anchor(text, Span(start, end), doc.digest),
                draw(st.one_of(NAMES, ANYTHING)),
                "An",
                "now",
                attributes=draw(st.dictionaries(st.one_of(NAMES, ANYTHING), ANYTHING, max_size=2)),
                entity=draw(st.one_of(st.just(""), NAMES, ANYTHING)),
                note=draw(ANYTHING),
                unsure=draw(st.booleans()),
            )
        )
    return doc, annotations


def said(annotation):
    return (
        annotation.span,
        annotation.label,
        dict(annotation.attributes),
        annotation.entity,
        annotation.note,
        annotation.unsure,
    )


@given(annotated())
def test_what_is_written_comes_back_or_is_reported(case):
    doc, annotations = case
    ann, losses = write_ann(doc, annotations)
    read = read_ann(doc.text, ann)
    assert read.problems == ()
    assert read.unit is Unit.CODE_POINTS
    back = annotations_of(doc, read, author="An", created="now")
    ordered = sorted(annotations, key=lambda a: (a.span.start, -a.span.end, a.id))
    reported = [loss for loss in losses if " at " in loss]
    if not reported:
        assert [said(a) for a in back] == [said(a) for a in ordered]
    left = [a for a in ordered if not any(_is_of(loss, a) for loss in reported)]
    assert all(said(a) in [said(b) for b in back] for a in left)
    assert len(back) >= len(annotations) - len(reported)
    for value in back:
        assert value.anchor.quote == value.span.text_of(doc.text)


def _is_of(loss, annotation):
    return loss.startswith(f"{annotation.label} “") and f" at {annotation.span.start}: " in loss


@given(annotated())
def test_reading_the_same_file_as_bytes_gives_the_same(case):
    doc, annotations = case
    ann, _ = write_ann(doc, annotations)
    assert read_ann(doc.text, ann.encode()) == read_ann(doc.text, ann)


@given(TEXTS, st.text("T1A#N\t 0129;aế\n\r", max_size=60))
def test_any_file_is_read_without_an_accident(text, ann):
    read = read_ann(text, ann)
    lines = ann.count("\n") + 1
    assert all(1 <= problem.line <= lines for problem in read.problems)
    for mark in read.marks:
        assert mark.span.end <= len(text)
