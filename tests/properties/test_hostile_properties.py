from __future__ import annotations

import unicodedata

from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.hostile import harmless, harmless_line, is_harmless

any_text = st.text(st.characters(exclude_categories=()))


@settings(deadline=None)
@given(any_text)
def test_harmless_keeps_every_offset_and_every_clean_character(text: str) -> None:
    clean = harmless(text)
    assert len(clean) == len(text)
    assert is_harmless(clean)
    assert harmless(clean) is clean
    for before, after in zip(text, clean, strict=True):
        assert after == before or not is_harmless(before)


@settings(deadline=None)
@given(any_text)
def test_nothing_is_left_that_a_terminal_obeys(text: str) -> None:
    for character in harmless(text):
        category = unicodedata.category(character)
        assert category not in {"Cc", "Cs", "Zl", "Zp"} or character in "\n\t"
        assert unicodedata.bidirectional(character) not in {
            *("LRE", "RLE", "PDF", "LRO", "RLO", "LRI", "RLI", "FSI", "PDI"),
        }


@settings(deadline=None)
@given(any_text)
def test_a_line_is_one_line(text: str) -> None:
    line = harmless_line(text)
    assert len(line) == len(text)
    assert len(line.splitlines()) <= 1
    assert "\t" not in line
