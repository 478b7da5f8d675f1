"""The attacks, the grammar and ``harmless``, held against each other."""

from __future__ import annotations

import pytest
from hostile.attacks import ALL, ATTACKS, SHORT, as_bytes
from hostile.grammar import is_shown, leaks, leaks_in_plain
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.hostile import harmless, harmless_line, is_harmless, without_harmful

OURS = (
    b"\x1b[?1049h\x1b[?1004h\x1b[?2004h\x1b[>1u\x1b[?25l\x1b[?2026$p\x1b[?2048$p\x1b]11;?\x07\x1b[c"
    b"\x1b[H\x1b[12;40Htext\x1b[1;38;2;226;229;234;48;2;20;23;27mmore\x1b[0m\r\n\x1b[2J\x1b[K"
    b"\x1b[4;21mx\x1b[24;22m\x1b[3;30r\x1b[2S\x1b[3T\x1b[r\x1b[?69h\x1b[2;40s\x1b[5X \x1b[7b\x1bM"
    b"\x1b]22;default\x07\x1b[?25h\x1b[<u\x1b[?1049l\x1b[A\x1b[3C\x1b[5G\x1b[2d\x1b[m\x1b[6n\x1b[>q"
    b"\x1bP$qm\x1b\\"
)
HARMFUL = tuple(attack for attack in ALL if not is_harmless(attack.text))
# What we send as well, as far as a screen is concerned: told apart by what stands around it.
AS_WE_DO = {"cr", "bs"}

any_text = st.text(st.characters(exclude_categories=())) | st.sampled_from(
    [attack.text for attack in ALL]
)
mixed = st.lists(any_text, max_size=4).map("".join)


def _written(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def test_what_we_send_is_ours() -> None:
    assert list(leaks(OURS)) == []
    assert list(leaks(b"\x1b]52;c;SGFub2k=\x07", copied=1)) == []


def test_nothing_is_copied_unasked() -> None:
    assert list(leaks(b"\x1b]52;c;SGFub2k=\x07"))
    assert list(leaks(b"\x1b]52;c;G10=\x07", copied=1))


@pytest.mark.parametrize("attack", HARMFUL, ids=lambda attack: attack.name)
def test_an_attack_that_gets_through_is_seen(attack) -> None:
    raw = _written(f"\x1b[1;1Htext {attack.text} text\x1b[0m")
    assert list(leaks(raw)) or attack.name in AS_WE_DO
    plain = _written(f"text {attack.text} text")
    assert list(leaks_in_plain(plain)) or attack.name == "cr"


@pytest.mark.parametrize("attack", ALL, ids=lambda attack: attack.name)
def test_an_attack_made_harmless_does_nothing(attack) -> None:
    for clean in (harmless(attack.text), harmless_line(attack.text)):
        assert len(clean) == len(attack.text)
        assert list(leaks_in_plain(clean.encode())) == []
    assert list(leaks(harmless_line(attack.text).encode())) == []


def test_there_is_an_attack_for_every_kind_of_what_is_replaced() -> None:
    given_text = set(SHORT) | set("".join(attack.text for attack in ALL))
    ranges = [(0x00, 0x1F), (0x80, 0x9F), (0x202A, 0x202E), (0x2066, 0x2069), (0x206A, 0x206F)]
    ranges += [(0xFFF9, 0xFFFB), (0xE0000, 0xE007F), (0xD800, 0xDFFF), (0xFDD0, 0xFDEF)]
    for first, last in ranges:
        assert any(first <= ord(character) <= last for character in given_text), hex(first)
    assert len({attack.name for attack in ALL}) == len(ALL)
    assert all(attack.text and attack.does for attack in ATTACKS)
    assert all(b"31337" in data or b"3\x001\x003" in data for data in as_bytes().values())


@settings(deadline=None)
@given(mixed)
def test_harmless_keeps_the_length_does_nothing_twice_and_leaves_nothing(text: str) -> None:
    clean = harmless(text)
    assert len(clean) == len(text)
    assert harmless(clean) is clean
    assert is_harmless(clean)
    assert all(is_shown(character) or character in "\n\t" for character in clean)
    for before, after in zip(text, clean, strict=True):
        assert before == after or not is_shown(before)


@settings(deadline=None)
@given(mixed)
def test_a_line_is_as_harmless_and_one_line(text: str) -> None:
    line = harmless_line(text)
    assert len(line) == len(text)
    assert harmless_line(line) == line
    assert all(map(is_shown, line))
    assert list(leaks(line.encode())) == []


@settings(deadline=None)
@given(mixed)
def test_what_is_left_out_leaves_the_rest_as_it_was(text: str) -> None:
    clean = without_harmful(text)
    assert without_harmful(clean) == clean
    assert all(is_shown(character) or character in "\n\t" for character in clean)
    kept = [character for character in text if is_shown(character)]
    assert [character for character in clean if character != "\n" and character != "\t"] == kept


def test_line_ends_that_are_left_out_become_line_feeds() -> None:
    assert without_harmful("a\r\nb\rc\u2028d\u2029e\x85f\ng\x0bh") == "a\nb\nc\nd\ne\nf\ngh"
