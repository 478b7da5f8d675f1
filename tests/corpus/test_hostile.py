from __future__ import annotations

import pytest

from corpus.hostile import harmless, harmless_line, is_harmless


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("\x1b]52;c;cHduZWQ=\x1b\\", "␛]52;c;cHduZWQ=␛\\"),
        ("\x1b[2J", "␛[2J"),
        ("a\x00b\x07c\x08d", "a␀b␇c␈d"),
        ("good\rEVIL", "good␍EVIL"),
        ("del\x7f", "del␡"),
        ("\x9b31m \x9d0;t\x9c", "\ufffd31m \ufffd0;t\ufffd"),
        ("next\x85line", "next\ufffdline"),
        ("abc\u202edcba\u202c", "abc\ufffddcba\ufffd"),
        ("\u2066x\u2069 \u200e\u200f\u061c", "\ufffdx\ufffd \ufffd\ufffd\ufffd"),
        ("a\u2028b\u2029c", "a\ufffdb\ufffdc"),
        ("flag\U000e0041\U000e007f", "flag\ufffd\ufffd"),
        ("half\udc9b", "half\ufffd"),
        ("\ufdd0\ufffe\uffff\U0001fffe\U0010ffff", "\ufffd" * 5),
    ],
)
def test_what_a_terminal_obeys_is_replaced_by_something_visible(given: str, expected: str) -> None:
    assert harmless(given) == expected
    assert len(harmless(given)) == len(given)
    assert not is_harmless(given)
    assert is_harmless(expected)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "plain text\n\tindented\n",
        "Điện Biên Phủ – “quoted” … 中文",
        "family 👨\u200d👩\u200d👧 heart ❤\ufe0f",
        "no\u00a0break soft\u00adhyphen zero\u200bwidth",
        "e\u0301" + "\u0302" * 40,
    ],
)
def test_ordinary_text_is_returned_itself(text: str) -> None:
    assert harmless(text) is text
    assert is_harmless(text)


def test_a_line_holds_no_line_break_and_keeps_its_length() -> None:
    given = "one\ntwo\tthree\r\nfour\x0bfive\x0csix\x85seven\u2028eight\x1b[0m"
    line = harmless_line(given)
    assert line == "one two three  four five six seven eight␛[0m"
    assert len(line) == len(given)


def test_a_plain_line_is_returned_itself() -> None:
    text = "Resolution 59 in a new context"
    assert harmless_line(text) is text
