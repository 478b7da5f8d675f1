from __future__ import annotations

from dataclasses import replace

import pytest
from made_marks import document, marked

from corpus.anchor import make_anchor
from corpus.errors import InputError
from corpus.exchange.brat import Mark, annotations_of, read_ann, write_ann
from corpus.exchange.units import Unit
from corpus.span import Span

TEXT = "Tô Lâm spoke in\nHà Nội. Politburo\tMember 😀 Phạm Minh Chính listened.\n"
AUTHOR_AND_TIME = "Author and time of 1 annotations: brat has no place for them."


def at(quote, text=TEXT):
    return Span(text.index(quote), text.index(quote) + len(quote))


def line(id, label, quote, text=TEXT):  # noqa: A002
    span = at(quote, text)
    return f"{id}\t{label} {span.start} {span.end}\t{quote}\n"


def problems(ann, text=TEXT):
    return [str(problem) for problem in read_ann(text, ann).problems]


def test_a_file_with_everything_we_know():
    ann = (
        line("T1", "PERSON", "Tô Lâm")
        + line("T2", "GPE", "Hà Nội")
        + "A1\tRole T1 General Secretary\n"
        + "M1\tNegated T2\n"
        + "A2\tUnsure T2\n"
        + "N1\tReference T1 Glossator:person:to-lam\tTô Lâm\n"
        + "#1\tAnnotatorNotes T1\tfirst \tline\n"
        + "#2\tAnnotatorNotes T1\t\n"
        + "#3\tAnnotatorNotes T1\tthird\n"
    )
    read = read_ann(TEXT, ann)
    assert read.problems == ()
    assert read.unit is Unit.CODE_POINTS
    assert read.marks == (
        Mark(
            "T1",
            "PERSON",
            (at("Tô Lâm"),),
            "Tô Lâm",
            1,
            {"Role": "General Secretary"},
            "person:to-lam",
            "first \tline\n\nthird",
        ),
        Mark("T2", "GPE", (at("Hà Nội"),), "Hà Nội", 2, {"Negated": "true"}, unsure=True),
    )


def test_what_speaks_of_a_mark_may_come_before_it():
    read = read_ann(TEXT, "#1\tAnnotatorNotes T1\tearly\n" + line("T1", "PERSON", "Tô Lâm"))
    assert (read.marks[0].note, read.problems) == ("early", ())


@pytest.mark.parametrize("ann", ["", "\n\n", "\ufeff\n", b"", b"\xef\xbb\xbf\r\n"])
def test_an_empty_file_has_no_marks(ann):
    assert read_ann(TEXT, ann) == read_ann("", "")


def test_bytes_with_a_mark_and_crlf_line_ends_are_read():
    ann = (line("T1", "PERSON", "Tô Lâm") + line("T2", "GPE", "Hà Nội")).replace("\n", "\r\n")
    read = read_ann(TEXT, b"\xef\xbb\xbf" + ann.encode())
    assert [mark.quote for mark in read.marks] == ["Tô Lâm", "Hà Nội"]
    assert read.problems == ()


def test_bytes_that_are_not_utf8_are_refused():
    with pytest.raises(InputError, match="Line 2 of the annotations is not UTF-8"):
        read_ann(TEXT, b"T1\tA 0 1\tT\n\xff\n")


@pytest.mark.parametrize(
    ("unit", "measure"),
    [
        (Unit.UTF16, lambda head: len(head.encode("utf-16-le")) // 2),
        (Unit.CRLF, lambda head: len(head.replace("\r\n", "\n"))),
        (Unit.BYTES, lambda head: len(head.encode())),
    ],
)
def test_offsets_in_other_units_are_understood(unit, measure):
    text = TEXT.replace("\n", "\r\n")
    ann = ""
    for number, quote in enumerate(("Tô Lâm", "Hà Nội", "Phạm Minh Chính"), start=1):
        span = at(quote, text)
        start, end = measure(text[: span.start]), measure(text[: span.end])
        ann += f"T{number}\tX {start} {end}\t{quote}\n"
    read = read_ann(text, ann)
    assert read.unit is unit
    assert [mark.span.text_of(text) for mark in read.marks] == [
        "Tô Lâm",
        "Hà Nội",
        "Phạm Minh Chính",
    ]
    assert read.problems == ()


def test_a_mark_whose_text_stands_elsewhere_is_left_out_with_all_that_speaks_of_it():
    ann = line("T1", "PERSON", "Tô Lâm") + "T2\tGPE 0 6\tHà Nội\n#1\tAnnotatorNotes T2\tx\n"
    read = read_ann(TEXT, ann)
    assert [mark.id for mark in read.marks] == ["T1"]
    assert [str(problem) for problem in read.problems] == [
        (
            "line 1: of 2 texts there stand where the file says: 1 as code points, "
            "1 as UTF-16 units, 0 as UTF-8 bytes"
        ),
        "line 2: T2 is left out: its text does not stand there",
    ]


@pytest.mark.parametrize(
    ("ann", "complaint"),
    [
        ("R1\tPart Arg1:T1 Arg2:T2\n", "line 1: a relation is not read"),
        ("\nE1\tMeet:T2 Who:T1\n", "line 2: an event is not read"),
        ("*\tEquiv T1 T2\n", "line 1: an equivalence is not read"),
        ("hello\n", "line 1: not a line of a brat file"),
        ("T1 PERSON 0 6 Tô Lâm\n", "line 1: expected: T1, tab, label, start and end, tab, text"),
        ("T1\tPERSON 0 6\n", "line 1: expected"),
        ("T1\tPERSON x 6\tTô Lâm\n", "line 1: expected"),
        ("T1\tPERSON 0 99999999999999\tTô Lâm\n", "line 1: expected"),
        ("T1\tPERSON 6 0\tTô Lâm\n", "line 1: T1 is left out"),
        ("T1\tPERSON 0 600\tTô Lâm\n", "line 1: T1 is left out"),
        ("T1\tPERSON 3 3\t\n", "line 1: T1 is left out"),
        ("T1\tPERSON 0 6\tTô Lâm\nT1\tPERSON 0 6\tTô Lâm\n", "line 2: T1 is given twice"),
        ("A1\tRole T9 x\n", "line 1: there is no mark T9 for this"),
        ("#1\tAnnotatorNotes\tx\n", "line 1: there is no mark named for this"),
        ("T1\tX 0 6\tTô Lâm\nA1\tRole T1 a\nA2\tRole T1 b\n", "line 3: Role is given twice"),
        ("T1\tX 0 6\tTô Lâm\nN1\tReference T1 Wikipedia:1\ty\n", "line 2: a reference that is"),
        (
            "T1\tX 0 6\tTô Lâm\nN1\tReference T1 Glossator:a\nN2\tReference T1 Glossator:b\n",
            "line 3: T1 has two references",
        ),
        ("T1\tX 0 6\tTô Lâm\n#1\tNormalizationError T1\ty\n", "line 2: a comment that is no note"),
        ("T1\tX 0 2;13 15\tTô in\n", "line 1: T1 is in pieces; all from first to last is taken"),
        ("T1\tX 3 6;0 2\tLâm Tô\n", "line 1: T1 is in pieces"),
    ],
)
def test_what_is_not_taken_over_is_said_with_its_line(ann, complaint):
    assert any(problem.startswith(complaint) for problem in problems(ann))


def test_pieces_around_a_line_break_are_one_span():
    read = read_ann(TEXT, "T1\tX 13 15;16 22\tin Hà Nội\n")
    assert read.problems == ()
    assert read.marks[0].span.text_of(TEXT) == "in\nHà Nội"


def test_pieces_with_words_between_are_covered():
    read = read_ann(TEXT, "T1\tX 0 2;13 15\tTô in\n")
    assert read.marks[0].span == Span(0, 15)
    assert read.marks[0].fragments == (Span(0, 2), Span(13, 15))


def test_marks_become_annotations_of_the_document():
    made = document(TEXT)
    read = read_ann(
        TEXT, line("T1", "PERSON", "Tô Lâm") + "A1\tUnsure T1\n#1\tAnnotatorNotes T1\tn\n"
    )
    (value,) = annotations_of(made, read, author="An", created="now", ids=lambda: "id")
    assert value == replace(marked(made, "Tô Lâm"), id="id", created="now", note="n", unsure=True)


def written(*annotations, text=TEXT, names=None):
    return write_ann(document(text), annotations, names)


def test_annotations_are_written_in_the_order_of_the_text():
    made = document(TEXT)
    ann, losses = written(
        marked(made, "Hà Nội", "GPE", unsure=True),
        marked(made, "Lâm", entity="person:to-lam"),
        marked(made, "Tô Lâm", attributes={"b": "2", "a": "one two"}, note="x\ny"),
        names={"person:to-lam": "Tô\nLâm"},
    )
    assert ann == (
        "T1\tPERSON 0 6\tTô Lâm\n"
        "A1\ta T1 one two\n"
        "A2\tb T1 2\n"
        "#1\tAnnotatorNotes T1\tx\n"
        "#2\tAnnotatorNotes T1\ty\n"
        "T2\tPERSON 3 6\tLâm\n"
        "N1\tReference T2 Glossator:person:to-lam\tTô Lâm\n"
        "T3\tGPE 16 22\tHà Nội\n"
        "A3\tUnsure T3\n"
    )
    assert losses == ["Author and time of 3 annotations: brat has no place for them."]


def test_a_span_over_line_breaks_and_tabs_is_written_in_pieces():
    made = document(TEXT)
    ann, losses = written(marked(made, "in\nHà Nội. Politburo\tMember", "X"))
    assert ann == "T1\tX 13 15;16 33;34 40\tin Hà Nội. Politburo Member\n"
    assert losses == [AUTHOR_AND_TIME]
    assert read_ann(TEXT, ann).marks[0].span == at("in\nHà Nội. Politburo\tMember")


def test_nothing_is_written_of_nothing():
    assert written() == ("", [])


@pytest.mark.parametrize(
    ("change", "loss", "rows"),
    [
        ({"label": "TWO WORDS"}, "PERSON", 0),
        ({"label": ""}, "left out, because a label '' cannot stand", 0),
        ({"attributes": {"a b": "x"}}, "without its attribute 'a b'", 1),
        ({"attributes": {"a": ""}}, "without its attribute 'a'", 1),
        ({"attributes": {"a": "x\ty"}}, "without its attribute 'a'", 1),
        ({"attributes": {"Unsure": "x"}}, "without its attribute 'Unsure'", 1),
        ({"entity": "two words"}, "without its entity 'two words'", 1),
        ({"note": "a\u2028b"}, "with spaces for the odd line breaks", 2),
        ({"document": "a.txt"}, "", 1),
    ],
)
def test_what_brat_cannot_hold_is_said(change, loss, rows):
    value = replace(marked(document(TEXT), "Tô Lâm"), **change)
    ann, losses = written(value)
    assert ann.count("\n") == rows
    if change.get("label") == "TWO WORDS":
        assert losses == [
            "TWO WORDS “Tô Lâm” at 0: left out, because a label 'TWO WORDS' cannot stand."
        ]
    elif loss:
        assert loss in losses[-1]
    else:
        assert losses == [AUTHOR_AND_TIME]


def test_what_does_not_stand_in_the_text_is_left_out_and_said():
    value = marked(document(TEXT), "Tô Lâm")
    for text in ("Phan " + TEXT, "Tô"):
        ann, losses = write_ann(document(text), [value])
        assert ann == ""
        assert losses == [
            "PERSON “Tô Lâm” at 0: left out, because it does not stand in the text as it is now."
        ]


def test_line_breaks_at_the_ends_are_cut_off_and_said():
    made = document(TEXT)
    value = marked(made, "in\n")
    ann, losses = write_ann(made, [value])
    assert ann == "T1\tPERSON 13 15\tin\n"
    assert "made shorter" in losses[-1]
    empty = replace(value, anchor=make_anchor(TEXT, Span(15, 16), made.digest))
    assert write_ann(made, [empty])[0] == ""
    assert "nothing in it but" in write_ann(made, [empty])[1][0]


def test_crlf_texts_are_written_in_code_points_with_a_word_on_it():
    text = TEXT.replace("\n", "\r\n")
    made = document(text)
    ann, losses = write_ann(made, [marked(made, "Hà Nội", "GPE")])
    assert ann == "T1\tGPE 17 23\tHà Nội\n"
    assert "CRLF" in losses[1]
    assert read_ann(text, ann).marks[0].span == at("Hà Nội", text)
