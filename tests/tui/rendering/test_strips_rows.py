from __future__ import annotations

import sys
from pathlib import Path

import pytest
from rich.cells import cell_len
from rich.style import Style

from corpus.document import Document
from corpus.hostile import is_harmless
from tui.rendering.layers import Layer, Mark, marks_between
from tui.rendering.layout import Layout
from tui.rendering.palette import LabelStyle, Palette
from tui.rendering.plain import plain_palette
from tui.rendering.strips import RowLook, StripMaker, centred, fit

sys.path.insert(0, str(Path(__file__).parents[1]))

from page_text import drawn

PLAIN = plain_palette()
LABELS = {
    "PERSON": LabelStyle(Style(underline=True, color="red"), Style(bgcolor="red"), "P"),
    "ORG": LabelStyle(Style(underline=True, color="blue"), Style(bgcolor="blue"), "O"),
}
PALETTE = Palette(
    **{
        name: getattr(PLAIN, name)
        for name in (
            *("text", "dim", "strong", "accent", "rule", "cursor", "selection"),
            *("row", "hit", "current", "saved", "warning", "error", "blocks", "unknown"),
        )
    },
    labels=LABELS,
)
TEXT = "Pham Minh Chinh met the Politburo of the Party in Hanoi on Monday"


def row(text, *marks, width=91, **look):
    layout = Layout(Document("d", "d", text), width)
    maker = StripMaker(PALETTE)
    first = layout.page(layout.first(), 1)[0]
    marks = marks_between([Layer("all", marks)], first.start, first.after)
    return maker.strip(layout, first, RowLook(marks, **look))


def style_of(strip, word):
    """The style of the segment that draws a word."""
    return next(segment.style for segment in strip if word in segment.text)


def suggestion(start, end, label="PERSON"):
    return Mark(start, end, label, "suggestion")


def annotation(start, end, label="PERSON"):
    return Mark(start, end, label, "annotation")


def test_letters_of_what_begins_stand_in_the_margin():
    strip = row(TEXT, suggestion(0, 15), annotation(24, 33, "ORG"))
    assert strip.text[85:] == "pO    "
    assert strip.text[:4] == " │  "


def test_a_suggestion_is_underlined_and_an_annotation_tinted():
    strip = row(TEXT, suggestion(0, 15), annotation(24, 33, "ORG"))
    assert style_of(strip, "Chinh").underline
    assert style_of(strip, "Politburo").bgcolor == Style(bgcolor="blue").bgcolor
    assert style_of(strip, "met").underline is None


def test_overlaps_are_doubly_underlined_and_two_lanes_deep():
    strip = row(TEXT, annotation(0, 15), annotation(5, 9, "ORG"))
    assert style_of(strip, "Minh").underline2
    assert style_of(strip, "Minh").bgcolor == Style(bgcolor="blue").bgcolor
    assert style_of(strip, "Chinh").underline2 is None
    assert strip.text[:4] == " ║  "


def test_the_innermost_label_shows_whatever_the_order():
    inner, outer = suggestion(5, 9, "ORG"), suggestion(0, 15)
    for marks in ((inner, outer), (outer, inner)):
        assert style_of(row(TEXT, *marks), "Minh").color == Style(color="blue").color


def test_more_letters_than_fit_end_in_a_sign():
    marks = [suggestion(at, at + 1) for at in range(8)]
    assert row(TEXT, *marks).text[85:] == "ppppp…"
    assert row(TEXT, *marks[:6]).text[85:] == "pppppp"
    assert row(TEXT, *marks, width=20).text[-3:] == "pp…"


def test_an_unknown_label_is_drawn_too():
    strip = row(TEXT, annotation(0, 4, "SHIP"))
    assert strip.text[85:].rstrip() == "?"


def test_a_mark_that_began_above_has_no_letter_here():
    layout = Layout(Document("d", "d", TEXT), 40)
    maker = StripMaker(PALETTE)
    second = layout.page(layout.first(), 2)[1]
    strip = maker.strip(layout, second, RowLook((suggestion(20, second.start + 5, "ORG"),)))
    assert strip.text[34:].strip() == ""
    assert strip.text[:4] == "    "


def test_hits_and_the_current_one_have_their_styles():
    strip = row(TEXT, Mark(0, 4, "", "hit"), Mark(5, 9, "", "current"))
    assert style_of(strip, "Pham").bold
    assert style_of(strip, "Minh").reverse


def test_selection_is_reversed_and_the_cursor_over_it():
    strip = row(TEXT, selected=(0, 9))
    assert style_of(strip, "Pham Minh").reverse
    assert style_of(strip, "Chinh").reverse is None
    assert style_of(row(TEXT, cursor=(0, 4)), "Pham").reverse


def test_a_selection_without_any_look_is_reversed():
    bare = Palette(**{**_fields(PALETTE), "selection": Style(color="red")})
    layout = Layout(Document("d", "d", TEXT), 91)
    strip = StripMaker(bare).strip(layout, layout.first(), RowLook(selected=(0, 4)))
    assert style_of(strip, "Pham").reverse


def _fields(palette):
    return {name: getattr(palette, name) for name in Palette.__slots__}


def test_the_cursor_on_a_hanging_blank_is_seen():
    layout = Layout(Document("d", "d", "aaaa bbbb " * 9), 40)
    maker = StripMaker(PALETTE)
    first = layout.first()
    assert first.end < first.after
    without = maker.strip(layout, first, RowLook())
    with_it = maker.strip(layout, first, RowLook(cursor=(first.end, first.after)))
    assert len(list(with_it)) > len(list(without))
    assert with_it.text == without.text


def test_a_row_that_looks_the_same_is_not_drawn_again():
    layout = Layout(Document("d", "d", TEXT), 40)
    maker = StripMaker(PALETTE)
    look = RowLook((suggestion(0, 4),))
    assert maker.strip(layout, layout.first(), look) is maker.strip(layout, layout.first(), look)
    other = maker.strip(layout.with_width(50), layout.first(), look)
    assert other.cell_length == 50


HOSTILE = [
    "\x1b]52;c;cHduZWQ=\x1b\\ and \x1b[2J\x1b[1;1H",
    "\x9b2J \x9d0;title\x9c",
    "good\rEVIL\x08\x08\x0b\x0c\x07\x00\x0e\x0f\x7f",
    "a\u202eb\u2066c\u2069d\u200ee\u061cf",
    "a\tb\tc\td",
    "line\u2028sep\u2029par\x85nel",
    "e" + "\u0301" * 40 + " z\u0308" * 30,
    "\U0001f468\u200d\U0001f469\u200d\U0001f467 \U0001f1fb\U0001f1f3 \u2764\ufe0f a\u200db",
    "[red]markup[/red] [@click=app.quit]x[/] [/b]",
    "\U000e0041\U000e007f tag \ud800 \ufdd0",
    "\u200b\u200b\u2060\ufeff\xad soft",
    "日本語の文章" * 20,
    "\u0301\u0301 leading marks",
]


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("width", [1, 2, 3, 7, 20, 40, 91])
def test_hostile_text_is_drawn_harmless_and_exactly_as_wide(text, width):
    layout = Layout(Document("d", "d", f"{text}\n{text} {text}"), width)
    layer = Layer("m", tuple(suggestion(at, at + 3) for at in range(0, len(text), 2)))
    maker = StripMaker(PALETTE)
    for each in layout.page(layout.first(), 200):
        marks = marks_between([layer], each.start, each.after)
        look = RowLook(marks, (each.start, each.after), (each.start, each.start + 1))
        strip = maker.strip(layout, each, look)
        assert is_harmless(strip.text)
        assert not set("\t\r\n") & set(strip.text)
        assert cell_len(strip.text) == width
        assert sum(cell_len(segment.text) for segment in strip) == width


def test_a_label_letter_from_outside_is_harmless_and_one_cell():
    for letter in ("\x1b", "日", "", "\u202e"):
        style = LabelStyle(Style(), Style(), letter)
        palette = Palette(**{**_fields(PALETTE), "labels": {"PERSON": style}})
        layout = Layout(Document("d", "d", TEXT), 91)
        strip = StripMaker(palette).strip(layout, layout.first(), RowLook((annotation(0, 3),)))
        assert is_harmless(strip.text)
        assert cell_len(strip.text) == 91


def test_fit_and_centred_are_exact():
    assert fit("Vietnam", 4, Style()).text == "Vie…"
    assert fit("日本語", 4, Style()).text == "日… "
    assert fit("日本語", 3, Style(), "~").text == "日~"
    assert fit("a\tb\nc", 8, Style()).text == "a b c   "
    assert fit("abc", 0, Style()).text == ""
    assert centred("middle", 10, Style()).text == "  middle  "
    assert centred("middle", 4, Style()).text == "mid…"


def test_signs_in_ascii():
    text = "One line of text"
    layer = Layer("a", (annotation(0, 3), annotation(0, 8)))
    assert drawn(Layout(Document("d", "d", text), 40), 1, [layer], ascii_only=True) == [
        " #  One line of text" + " " * 14 + "??"
    ]
