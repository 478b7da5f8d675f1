from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

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
from corpus.span import Span
from corpus.structure import structure

pieces = st.sampled_from(
    [
        *(
            ". ",
            "! ",
            "… ",
            "? ",
            "。",
            ".” ",
            '." ',
            ".) ",
            "No. ",
            "Dr. ",
            "U.S. ",
            "J. ",
            "1.4 ",
        ),
        *(
            "The river ",
            "goes on ",
            "Hà Nội ",
            "59-NQ/TW ",
            "e\u0301 ",
            "\u0301",
            "中文",
            "’s ",
            "-",
        ),
        *("\n", "\n\n", "\r\n", "\r", "\x0c", "\u2028", "  ", "\u00a0", "- ", "1. ", "“", "”"),
        "the delegates met on the quay for two long days and agreed",
    ]
)
texts = st.one_of(
    st.text(st.characters(exclude_categories=("Cs",)), max_size=120),
    st.lists(pieces, max_size=50).map("".join),
)


def in_order(spans: list[Span], text: str) -> None:
    position = 0
    for span in spans:
        assert span.start >= position
        assert len(span) > 0
        body = span.text_of(text)
        assert body == body.strip()
        position = span.end


@settings(deadline=None)
@given(texts)
def test_words_hold_every_letter_and_no_white_space(text: str) -> None:
    found = words(text)
    in_order(found, text)
    inside = {offset for span in found for offset in range(span.start, span.end)}
    assert not any(text[offset].isspace() for offset in inside)
    for offset, character in enumerate(text):
        if character.isalpha() or character.isdecimal():
            assert offset in inside


@settings(max_examples=200, deadline=None)
@given(texts)
def test_sentences_and_paragraphs_leave_out_only_white_space(text: str) -> None:
    for spans in (sentences(text), paragraphs(text), paragraphs(text, structure(text).blocks)):
        in_order(spans, text)
        kept = "".join(span.text_of(text) for span in spans)
        assert "".join(kept.split()) == "".join(text.split())


@settings(deadline=None)
@given(texts)
def test_a_sentence_lies_within_one_paragraph(text: str) -> None:
    whole = paragraphs(text)
    for sentence in sentences(text):
        assert sum(paragraph.overlaps(sentence) for paragraph in whole) == 1


Step = Callable[[str, int], Span | None]


@pytest.mark.parametrize(
    ("cut", "following", "previous", "at"),
    [
        (words, next_word, previous_word, word_at),
        (sentences, next_sentence, previous_sentence, sentence_at),
        (paragraphs, next_paragraph, previous_paragraph, paragraph_at),
    ],
)
@settings(max_examples=150, deadline=None)
@given(text=texts)
def test_steps_agree_with_the_whole(
    cut: Callable[[str], list[Span]], following: Step, previous: Step, at: Step, text: str
) -> None:
    spans = cut(text)
    for offset in range(len(text) + 1):
        later = [span for span in spans if span.start > offset]
        earlier = [span for span in spans if span.start < offset]
        assert following(text, offset) == (later[0] if later else None)
        assert previous(text, offset) == (earlier[-1] if earlier else None)
        covering = [span for span in spans if offset in span]
        assert at(text, offset) == (covering[0] if covering else None)


@settings(max_examples=100, deadline=None)
@given(texts)
def test_steps_over_blocks_agree_with_the_whole(text: str) -> None:
    blocks = structure(text).blocks
    spans = paragraphs(text, blocks) if blocks else []
    for offset in range(len(text) + 1):
        later = [span for span in spans if span.start > offset]
        earlier = [span for span in spans if span.start < offset]
        assert next_paragraph(text, offset, blocks) == (later[0] if later else None)
        assert previous_paragraph(text, offset, blocks) == (earlier[-1] if earlier else None)


@given(st.text("ab1.,'’-/ \u00ad\u0301漢đ\u1ea1_“\u200d5A\n", max_size=20))
def test_the_word_at_an_offset_is_the_one_among_all_words(text: str) -> None:
    known = words(text)
    for offset in range(len(text) + 1):
        assert word_at(text, offset) == next((w for w in known if offset in w), None)
