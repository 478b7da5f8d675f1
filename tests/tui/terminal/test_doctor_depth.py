"""How many colours there are: what the terminal answers, then what names promise; and why."""

from __future__ import annotations

import codecs

import pytest

from tui.terminal.abilities import TRUE_COLOUR
from tui.terminal.answers import Answers
from tui.terminal.depth import colour_depth
from tui.terminal.twins import TWINS, terminal_encoding, twin

SILENT = Answers()
KNOWS = Answers(true_colour=True)
TURNS = Answers(true_colour=False)
TRUE = {"COLORTERM": "truecolor"}
SSH = {"SSH_CONNECTION": "::1 1 ::1 22"}
TMUX = {"TMUX": "/tmp/tmux-0/default,1,0"}


@pytest.mark.parametrize(
    ("name", "environ", "answers", "expected"),
    [
        ("xterm", {}, SILENT, 16),
        ("xterm", {}, KNOWS, TRUE_COLOUR),
        ("xterm", {}, TURNS, 256),
        ("xterm", TRUE, SILENT, TRUE_COLOUR),
        ("xterm-256color", {}, SILENT, 256),
        ("xterm-256color", {}, KNOWS, TRUE_COLOUR),
        ("xterm-256color", TRUE, TURNS, 256),
        ("xterm-256color", {"COLORTERM": " 24BIT "}, SILENT, TRUE_COLOUR),
        ("xterm-256color", SSH, Answers(name="kitty(0.35)"), TRUE_COLOUR),
        ("xterm-256color", SSH, Answers(name="something"), 256),
        ("xterm-kitty", SSH, SILENT, TRUE_COLOUR),
        ("xterm-direct", {}, SILENT, TRUE_COLOUR),
        ("tmux-256color", TMUX, SILENT, 256),
        ("tmux-256color", {**TMUX, **TRUE}, SILENT, TRUE_COLOUR),
        ("screen", {}, SILENT, 256),
        ("screen", TRUE, SILENT, 256),
        ("screen-256color", {**TMUX, **TRUE}, SILENT, TRUE_COLOUR),
        ("linux", {}, SILENT, 16),
        ("vt100", {}, SILENT, 16),
        ("", {}, SILENT, 256),
    ],
)
def test_depth(name: str, environ: dict[str, str], answers: Answers, expected: int) -> None:
    depth = colour_depth({"TERM": name, **environ}, answers)
    assert depth.colours == expected
    assert depth.why


def test_advice_names_the_setting() -> None:
    assert "TERM=xterm-256color" in colour_depth({"TERM": "xterm"}, SILENT).advice
    assert "SendEnv" in colour_depth({"TERM": "xterm-256color", **SSH}, SILENT).advice
    assert "terminal-features" in colour_depth({"TERM": "tmux-256color", **TMUX}, SILENT).advice
    assert colour_depth({"TERM": "xterm"}, KNOWS).advice == ""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Điện Biên Phủ", "Dien Bien Phu"),
        ("“Straße” – ‘œuvre’…", "\"Strase\" - 'ouvre'."),
        ("│─┌ ● → ✓", "|-+ * > v"),
        ("日本", "????"),
        ("e\u0323\u0302", "e"),
        ("жЩ", "??"),
    ],
)
def test_twins_are_as_like_and_as_wide(text: str, expected: str) -> None:
    assert text.encode("ascii", TWINS) == expected.encode()
    from rich.cells import cell_len

    assert cell_len(expected) == cell_len(text)


def test_what_an_encoding_has_stays() -> None:
    assert "café – Nguyễn".encode("iso8859-1", TWINS) == b"caf\xe9 - Nguyen"
    assert all(twin(chr(code)) == chr(code) for code in range(32, 127))
    assert codecs.lookup_error(TWINS)
    with pytest.raises(UnicodeDecodeError):
        b"\xff".decode("ascii", TWINS)


@pytest.mark.parametrize(
    ("environ", "expected"),
    [
        ({}, "utf-8"),
        ({"LANG": "C"}, "utf-8"),
        ({"LANG": "POSIX"}, "utf-8"),
        ({"LANG": "vi_VN.UTF-8"}, "utf-8"),
        ({"LANG": "de_DE.ISO-8859-1@euro"}, "iso8859-1"),
        ({"LANG": "ru_RU.KOI8-R"}, "koi8-r"),
        ({"LANG": "de_DE.ISO-8859-1", "LC_ALL": "C.UTF-8"}, "utf-8"),
        ({"LC_ALL": "", "LC_CTYPE": "fr_FR.ISO-8859-15", "LANG": "C"}, "iso8859-15"),
        ({"LANG": "x.no-such-charset"}, "utf-8"),
        ({"LANG": "x.UTF-16"}, "utf-8"),
        ({"LANG": "x.hex"}, "utf-8"),
        ({"LANG": "x.\0"}, "utf-8"),
    ],
)
def test_the_encoding_is_the_one_named(environ: dict[str, str], expected: str) -> None:
    assert terminal_encoding(environ) == expected
