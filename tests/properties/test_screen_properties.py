"""A terminal that is sent only the changes shows what one shows that is sent everything."""

from __future__ import annotations

from random import Random

import pytest
from compared_screens import Compared
from hypothesis import given, settings
from hypothesis import strategies as st
from made_frames import RISKY, FrameMaker, all_abilities
from reference_terminal import ReferenceTerminal

from tui.rendering.cells import clusters
from tui.terminal.abilities import Abilities
from tui.terminal.screen import Screen

sizes = st.tuples(st.integers(1, 60), st.integers(1, 16))
seeds = st.integers(0, 1 << 32)
abilities = st.sampled_from(all_abilities())


@settings(max_examples=150, deadline=None)
@given(seeds, sizes, abilities)
def test_frames_look_the_same_whole_and_as_changes(seed, size, able):
    random = Random(seed)
    compared = Compared(*size, **able)
    maker = FrameMaker(random, *size)
    for _ in range(6):
        for _ in range(random.choice((1, 1, 1, 2))):
            compared.draw(maker.frame())
        changes = compared.show()
        assert compared.differences() == [], changes
        assert compared.show() == ""


@settings(max_examples=120, deadline=None)
@given(seeds, st.tuples(st.integers(16, 60), st.integers(6, 16)), abilities, st.booleans())
def test_what_has_scrolled_looks_the_same(seed, size, able, wide):
    random = Random(seed)
    compared = Compared(*size, **able)
    maker = FrameMaker(random, *size, risky=False)
    if wide:
        maker.words = ("漢字", "한", "a", "漢b")
    compared.control("\x1b[?25l")
    compared.draw(maker.page(whole=True))
    compared.show()
    for _ in range(6):
        compared.draw(maker.scroll())
        changes = compared.show()
        assert compared.differences() == [], changes


@settings(max_examples=60, deadline=None)
@given(seeds, sizes, sizes, abilities)
def test_resizing_hiding_and_disorder_change_nothing_of_that(seed, size, other, able):
    random = Random(seed)
    compared = Compared(*size, **able)
    maker = FrameMaker(random, *size)
    for turn in range(8):
        event = random.choice(("", "", "resize", "litter", "hide", "show", "alternate"))
        if event == "resize":
            size, other = other, size
            compared.resize(*size)
            maker.resize(*size)
        elif event == "litter":
            compared.litter()
        elif event == "alternate" and not turn:
            compared.control("\x1b[?1049h")
        elif event in {"hide", "show"}:
            compared.control("\x1b[?25l" if event == "hide" else "\x1b[?25h")
        compared.draw(maker.frame())
        changes = compared.show()
        assert compared.differences() == [], changes


@settings(max_examples=80, deadline=None)
@given(seeds, sizes, abilities)
def test_a_terminal_that_counts_clusters_otherwise_is_put_right(seed, size, able):
    random = Random(seed)
    compared = Compared(*size, **able)
    width, height = size
    odd = ReferenceTerminal(
        width, height, erases_in_colour=able["erases_in_colour"], sums_up=True, garbage=True
    )
    odd.write("\x1b[?7l\x1b[?69h" if able.get("margins") else "\x1b[?7l")
    maker = FrameMaker(random, width, height)
    risky = {cluster.draw for word in RISKY for cluster in clusters(word)}
    for _ in range(5):
        compared.draw(maker.frame())
        changes = compared.show()
        odd.write(changes)
        wanted = compared.plain.seen()
        for y, (row, got) in enumerate(zip(wanted, odd.seen(), strict=True)):
            for x, cell in enumerate(row):
                lead = row[x - 1][0] if not cell[0] and x else cell[0]
                if lead not in risky and lead.isascii():
                    assert got[x] == cell, (y, x, changes)


@settings(max_examples=60, deadline=None)
@given(seeds, sizes, abilities)
def test_a_picture_draws_the_whole_screen_anywhere(seed, size, able):
    maker = FrameMaker(Random(seed), *size)
    screen = Screen(*size, Abilities(**able))
    compared = Compared(*size, **able)
    for _ in range(3):
        frame = maker.frame()
        screen.feed(frame)
        compared.plain.write(frame)
    picture = screen.picture()
    oldest = ReferenceTerminal(
        *size, can=frozenset(), strict=True, erases_in_colour=False, garbage=True
    )
    oldest.write("\x1b[?7l" + picture)
    assert oldest.seen() == compared.plain.seen()
    again = Screen(*size, Abilities(**able))
    again.feed(picture)
    assert again.picture() == picture
    again.accept()
    again.cursor_visible = False
    first = again.changes()
    assert "m" not in first
    assert again.changes() == ""


@settings(max_examples=300, deadline=None)
@given(
    st.lists(
        st.one_of(
            st.text(max_size=30),
            st.sampled_from(
                (
                    "\x1b[", "\x1b", "\x1b[5;3H", "\x1b[31m", "\x1b]8;;http://a\x1b\\", "\x1b]8;;",
                    "\x1b]52;c;AAAA\x07", "\x1b[?1049h", "\x1b[?25l", "\x1bP+q", "\x1b\\", "\x9b2J",
                    "\x1b[2J", "\x1b[999999999999999999;1H", "\x1b[38;2m", "\x1b[4:3m", "\x1b[S",
                    "\r\n", "\x1b[?2026h", "\ud800", "\U000e0041", "\u202e", "\x1b[1;1;1H", "\x07",
                )
            ),
        ),
        max_size=30,
    ),
    st.tuples(st.integers(0, 12), st.integers(0, 5)),
    abilities,
)  # fmt: skip
def test_no_writes_of_any_kind_are_an_error_or_get_through(writes, size, able):
    screen = Screen(*size, Abilities(**able))
    for data in ["".join(writes), *writes]:
        passed = screen.feed(data)
        changes = screen.changes()
        changes.encode()
        ours = changes.replace("\r", "").replace("\n", "").replace("\b", "")
        for part in ours.split("\x1b")[1:]:
            assert part[0] in "[]\\M", changes
            if part[0] == "]":
                assert part.startswith("]8;"), changes
            elif part[0] == "[":
                final = part[1:].lstrip("0123456789;:")[:1]
                assert final in set("ABCDHGdmKJXbSTrs"), changes
        loose = ours.replace("\x1b", "")
        assert not any(ord(character) < 32 or 127 <= ord(character) < 160 for character in loose)
        assert not set("\u202e\ud800\U000e0041") & set(changes)
        assert not passed or passed[0] in "\x1b\x07"


@pytest.mark.parametrize("character", RISKY)
def test_what_is_risky_here_is_counted_by_the_widgets(character):
    assert sum(cluster.width for cluster in clusters(character)) in {1, 2}
