"""A paste is text: no key, no command and no answer can hide in it."""

from __future__ import annotations

import pytest
from hostile.attacks import ALL
from hypothesis import given
from hypothesis import strategies as st
from textual import events
from textual._xterm_parser import XTermParser

from corpus.hostile import without_harmful
from tui.terminal.pasting import PasteFilter

START, END = "\x1b[200~", "\x1b[201~"


def parsed(data: str) -> list[object]:
    return list(XTermParser().feed(data))


@pytest.mark.parametrize("attack", ALL, ids=lambda attack: attack.name)
def test_a_paste_is_one_paste_and_no_key(attack) -> None:
    came = PasteFilter().feed(f"{START}Smith {attack.text}dqx?{END}j")
    paste, key = parsed(came)
    assert isinstance(paste, events.Paste)
    assert isinstance(key, events.Key)
    assert key.key == "j"
    expected = without_harmful(f"Smith {attack.text}dqx?")
    assert without_harmful(paste.text) == expected


@given(st.lists(st.sampled_from(["a", "\x1b", "[", "2", "0", "1", "~", START, END, "\x9b", "é"])))
def test_it_is_the_same_however_it_is_split(pieces: list[str]) -> None:
    whole = "".join(pieces)
    split, at_once = PasteFilter(), PasteFilter()
    one_by_one = "".join(map(split.feed, whole))
    together = at_once.feed(whole)
    assert one_by_one == together
    # What is held back at the end is the same as well.
    assert split.feed("z" + END) == at_once.feed("z" + END)


@given(st.text(st.characters(exclude_characters="~")))
def test_what_is_typed_passes_at_once(text: str) -> None:
    assert "".join(map(PasteFilter().feed, text)) == text
    assert PasteFilter().feed(text) == text


@given(st.text(st.characters(exclude_characters="~")), st.integers(0, 40))
def test_controls_go_and_the_rest_stays(text: str, cut: int) -> None:
    paste = PasteFilter()
    data = START + text + END
    came = paste.feed(data[:cut]) + paste.feed(data[cut:])
    inside = came.removeprefix(START).removesuffix(END)
    assert "\x1b" not in inside
    assert [c for c in inside if c.isprintable()] == [c for c in text if c.isprintable()]
