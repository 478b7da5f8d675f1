from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.errors import InputError
from corpus.hostile import is_harmless
from corpus.readers import read_stream
from corpus.readers.decoding import decode

pieces = st.sampled_from(
    [
        *("# ", "## ", "---\n", "===\n", "\n", "\n\n", "\r\n", "> ", "- ", "1. ", "```\n", "~~~"),
        *("<!--", "-->", "![a](b)", "[x]: y", "    ", "\t", "word ", "title: a\n", "|", "“", "”"),
        *("\ud7ff", "\x00", "\x85"),
    ]
)


@settings(deadline=None)
@given(st.lists(pieces, max_size=60).map("".join))
def test_markdown_blocks_leave_out_only_white_space(text: str) -> None:
    [document] = read_stream(text.encode(), "x.md")
    position = 0
    for block in document.blocks:
        assert block.span.start >= position
        assert len(block.span) > 0
        assert not text[position : block.span.start].strip()
        position = block.span.end
    assert not text[position:].strip()
    assert document.title
    assert is_harmless(document.title)


@settings(deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_are_a_text_without_surrogates_or_a_clear_refusal(data: bytes) -> None:
    try:
        found = decode(data, "x.txt")
    except InputError:
        return
    found.text.encode("utf-8")
    assert found.encoding


@settings(deadline=None)
@given(st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=200))
def test_utf8_text_comes_back_exactly(text: str) -> None:
    data = text.encode()
    assert decode(data, "x.txt").text == text.removeprefix("\ufeff")
