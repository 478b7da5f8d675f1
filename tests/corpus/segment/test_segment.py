from __future__ import annotations

import re
import unicodedata

import pytest

from corpus.segment import (
    next_paragraph,
    next_sentence,
    next_word,
    paragraph_at,
    paragraphs,
    previous_paragraph,
    previous_sentence,
    previous_word,
    sentence_at,
    sentences,
    word_at,
    words,
)
from corpus.segment.characters import MARKS
from corpus.span import Span
from corpus.structure import structure


def cut(spans: list[Span], text: str) -> list[str]:
    return [span.text_of(text) for span in spans]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Vietnam’s 12th round-table", ["Vietnam’s", "12th", "round-table"]),
        ("don't, o’clock; 'quoted'", ["don't", "o’clock", "quoted"]),
        ("US$1.4 trillion, 28-29 billion", ["US", "1.4", "trillion", "28-29", "billion"]),
        ("Resolution 59-NQ/TW.", ["Resolution", "59-NQ/TW"]),
        ("on 14/01/2026, at 10:30.", ["on", "14/01/2026", "at", "10:30"]),
        ("1,000,000 and/or 33%", ["1,000,000", "and", "or", "33"]),
        ("the U.S. and e.g. the U.N.", ["the", "U.S", "and", "e.g", "the", "U.N"]),
        ("Điện Bie\u0302n Phu\u0309", ["Điện", "Bie\u0302n", "Phu\u0309"]),
        ("(Photo: VGP/Nhat Bac) |", ["Photo", "VGP", "Nhat", "Bac"]),
        ("12th\u00a0Congress", ["12th", "Congress"]),
        ("会议，在河内", ["会", "议", "在", "河", "内"]),
        ("हिन्दी में", ["हिन्दी", "में"]),
        ("می\u200cخواهم", ["می\u200cخواهم"]),
        ("effects—ranging -- one_two", ["effects", "ranging", "one", "two"]),
        ("", []),
        (" …!? ", []),
    ],
)
def test_words(text: str, expected: list[str]) -> None:
    assert cut(words(text), text) == expected


def test_words_of_a_stretch() -> None:
    text = "one two three four"
    assert cut(words(text, 4, 13), text) == ["two", "three"]


def test_the_marks_are_those_of_unicode() -> None:
    mark = re.compile(f"[{MARKS}]")
    for code in range(0x10000):
        character = chr(code)
        if unicodedata.category(character) in {"Mn", "Mc", "Me"}:
            assert mark.match(character)
        elif mark.match(character):
            assert unicodedata.category(character)[0] in "LNC"


def test_steps_over_words() -> None:
    text = "  One two-three,  four"
    assert next_word(text, 0) == Span(2, 5)
    assert next_word(text, 2) == Span(6, 15)
    assert next_word(text, 8) == Span(18, 22)
    assert next_word(text, 18) is None
    assert previous_word(text, 22) == Span(18, 22)
    assert previous_word(text, 18) == Span(6, 15)
    assert previous_word(text, 6) == Span(2, 5)
    assert previous_word(text, 2) is None
    assert word_at(text, 9) == Span(6, 15)
    assert word_at(text, 16) is None


@pytest.mark.parametrize(
    "expected",
    [
        ["It rained.", "Nobody left!", "Why?", "We stayed…", "And sang."],
        ["Resolution No. 59 was read.", "Art. 5 and Nos. 7, 8 were not."],
        ["Dr. Tran Quoc Huy met Mr. An.", "J. R. Smith did not."],
        ["It cost 1.4 trillion.", "That is 3.5% of it."],
        ["“We go.”", "“You stay.”", "He left (at last.)", "So did I."],
        ["“Why?” he asked.", "“Go!” she cried."],
        ["They met at 10 a.m. on the quay.", "It was in the U.S. market.", "The end."],
        ["It was the U.S. The rain fell."[:15], "The rain fell."],
        [
            "Bach Dang Co. Ltd. signed.",
            "Cranes Inc. The quay is theirs."[:11],
            "The quay is theirs.",
        ],
        ["We waited… and waited.", "Then it came."],
        ["他们来了。", "谁付钱？", "「没有人。」", "好"],
        ["TP. Hồ Chí Minh họp.", "PGS. TS. Lan phát biểu."],
        ["1. The first item is long.", "It has two sentences."],
        ["An initial ends vitamin C. The rest does not."[:26], "The rest does not."],
        ["He wrote at x.example/a.b and left.", "No one saw it"],
    ],
)
def test_sentences(expected: list[str]) -> None:
    joiner = "" if "。" in expected[0] else " "
    text = joiner.join(expected)
    assert cut(sentences(text), text) == expected


def test_a_line_ends_a_sentence_unless_it_is_merely_wrapped() -> None:
    wrapped = (
        "The delegates met on the quay for two days and agreed on a register of\n"
        "promises, which may be read by anyone who asks Mr. An or Dr. Mai at the\n"
        "Harbour Office. It is open every day."
    )
    assert [s.count("\n") for s in cut(sentences(wrapped), wrapped)] == [2, 0]
    lines = "A heading without a stop\nThe first paragraph says it\n\nand the second"
    assert cut(sentences(lines), lines) == [
        *("A heading without a stop", "The first paragraph says it", "and the second"),
    ]


def test_sentences_of_a_stretch() -> None:
    text = "One is here. Two is there. Three is gone."
    assert cut(sentences(text, 13, 26), text) == ["Two is there."]


def test_steps_over_sentences() -> None:
    text = "One is here.  “Two is there.” No. 3 is gone.\n\nFour"
    starts = [0, 14, 30, 46]
    assert [s.start for s in sentences(text)] == starts
    assert next_sentence(text, 0) == Span(14, 29)
    assert next_sentence(text, 20) == Span(30, 44)
    assert next_sentence(text, 46) is None
    assert previous_sentence(text, 46) == Span(30, 44)
    assert previous_sentence(text, 16) == Span(14, 29)
    assert previous_sentence(text, 0) is None
    assert sentence_at(text, 16) == Span(14, 29)
    assert sentence_at(text, 12) is None


def test_paragraphs_by_lines_and_by_blocks() -> None:
    text = "Title here\n\nWVR - The first paragraph is here.\nThe second one.\n\n- item"
    found = ["Title here", "WVR - The first paragraph is here.", "The second one.", "- item"]
    assert cut(paragraphs(text), text) == found
    blocks = structure(text).blocks
    assert len(blocks) == len(found) + 1
    assert cut(paragraphs(text, blocks), text) == found


def test_steps_over_paragraphs() -> None:
    text = "Title here\n\nWVR - The first paragraph is here.\nThe second one.\n"
    for blocks in ((), structure(text).blocks):
        assert next_paragraph(text, 0, blocks) == Span(12, 46)
        assert next_paragraph(text, 13, blocks) == Span(47, 62)
        assert next_paragraph(text, 47, blocks) is None
        assert previous_paragraph(text, 62, blocks) == Span(47, 62)
        assert previous_paragraph(text, 47, blocks) == Span(12, 46)
        assert previous_paragraph(text, 12, blocks) == Span(0, 10)
        assert previous_paragraph(text, 0, blocks) is None
        assert paragraph_at(text, 30, blocks) == Span(12, 46)
        assert paragraph_at(text, 11, blocks) is None


def test_steps_through_ten_megabytes_on_one_line_end() -> None:
    text = "words without an end " * 500_000
    middle = len(text) // 2
    assert next_word(text, middle) is not None
    assert previous_word(text, middle) is not None
    assert previous_paragraph(text, middle) == Span(0, len(text) - 1)
    assert next_paragraph(text, middle) is None
    assert next_sentence(text, middle) is None
    run = "x" * 1_000_000
    assert word_at(run, 500_000) is not None
