"""What goes to the clipboard, and what is said of it."""

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.clipboard import LIMIT, copy_sequence


def payload(copied):
    assert copied.sequence.startswith("\x1b]52;c;")
    assert copied.sequence.endswith("\x07")
    return base64.b64decode(copied.sequence[7:-1], validate=True).decode()


def test_text_is_copied_and_said():
    copied = copy_sequence("Võ Nguyên Giáp", {})
    assert payload(copied) == copied.text == "Võ Nguyên Giáp"
    assert copied.message == "copied “Võ Nguyên Giáp”"
    assert copied.complete


def test_control_sequences_do_not_survive():
    copied = copy_sequence("a\x1b]52;c;xx\x07b\x9b31m\u202ec\r\nd\te\x7f", {})
    assert payload(copied) == "a]52;c;xxb31mc\nd\te"


@given(st.text(max_size=200))
def test_nothing_in_the_text_can_end_the_sequence(text):
    copied = copy_sequence(text, {})
    if copied.sequence:
        assert "\x1b" not in copied.sequence[1:]
        assert copied.sequence.index("\x07") == len(copied.sequence) - 1
        assert not set(payload(copied)) & {chr(c) for c in range(32) if chr(c) not in "\t\n"}
    assert "\n" not in copied.message


def test_a_long_text_is_cut_between_characters_and_that_is_said():
    text = "ặ" * 40_000
    copied = copy_sequence(text, {})
    assert not copied.complete
    assert len(payload(copied).encode()) <= LIMIT
    assert set(payload(copied)) == {"ặ"}
    assert f"{LIMIT // 3:,}" in copied.message
    assert "40,000" in copied.message


def test_exactly_the_limit_is_whole():
    assert copy_sequence("x" * LIMIT, {}).complete
    assert not copy_sequence("x" * (LIMIT + 1), {}).complete


@pytest.mark.parametrize("text", ["", "\x1b\x07", "\x00"])
def test_nothing_is_said_to_be_nothing(text):
    copied = copy_sequence(text, {})
    assert copied.sequence == ""
    assert copied.message == "nothing to copy"


def test_a_long_selection_is_named_by_its_beginning():
    message = copy_sequence("the Politburo\nhas issued a resolution on integration", {}).message
    assert message == "copied “the Politburo has issued a reso…”"


def test_tmux_and_screen_are_told_about():
    assert "set-clipboard" in copy_sequence("x", {"TMUX": "/tmp/tmux-0/default,1,0"}).message
    assert "screen" in copy_sequence("x", {"TERM": "screen"}).message
    assert "·" not in copy_sequence("x", {"TERM": "xterm-256color"}).message
