"""What is said of what was seen: right or not, and the setting to change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest

from tui.terminal.answers import Answers
from tui.terminal.doctor import examine
from tui.terminal.doctor.around import Tmux, around
from tui.terminal.doctor.cost import abilities_seen, bytes_per_line
from tui.terminal.doctor.finding import Finding
from tui.terminal.doctor.looking import SAMPLES, Seen, Width
from tui.terminal.doctor.surroundings import surroundings
from tui.terminal.doctor.terminal_checks import terminal_findings

ENVIRON = {"TERM": "xterm-256color"}
ANSWERS = Answers(
    modes=((2026, 2), (69, 2), *((mode, 2) for mode in (1000, 1002, 1003, 1004, 1006, 2004))),
    attributes=(62, 22),
    name="XTerm(390)",
    true_colour=True,
)
WELL = Seen(
    answers=ANSWERS,
    round_trip=0.02,
    first_answer=0.02,
    size_set=(24, 80),
    size_shown=(24, 80),
    utf8=True,
    widths=tuple(Width(sample, 5, 5) for sample in SAMPLES),
    repeats=True,
    erases=True,
    scrolls=True,
    region=True,
    margins=True,
    flow=False,
    strips=False,
)
TMUX = Tmux("3.5", "on", 10, False, (), True)


def found(
    seen: Seen | None = WELL,
    tmux: Tmux | None = None,
    environ: Mapping[str, str] = ENVIRON,
    encoding: str = "utf-8",
) -> dict[str, Finding]:
    findings = terminal_findings(environ, seen, tmux)
    findings += surroundings(environ, encoding, seen, tmux)
    assert len({finding.check for finding in findings}) == len(findings)
    assert all(finding.advice for finding in findings if finding.state == "change")
    return {finding.check: finding for finding in findings}


def test_nothing_is_to_be_changed_where_all_is_well() -> None:
    states = {finding.check: finding.state for finding in found().values()}
    assert {check for check, state in states.items() if state != "good"} == {"clipboard"}
    assert states["clipboard"] == "unknown"  # terminals do not confirm


def widths(**theirs: int) -> Seen:
    changed = {
        sample.name: theirs.get(sample.name.split()[0].strip(",").lower(), 5) for sample in SAMPLES
    }
    return replace(WELL, widths=tuple(Width(s, 5, changed[s.name]) for s in SAMPLES))


def changes(seen: Seen) -> dict[str, str]:
    return {f.check: f.found + f.advice for f in found(seen).values() if f.state == "change"}


@pytest.mark.parametrize(
    ("seen", "check", "words"),
    [
        (replace(WELL, utf8=False), "encoding of the terminal", "UTF-8"),
        (widths(characters=9), "widths", "ambiguous-width characters to narrow"),
        (widths(chinese=9), "widths", "LANG=C.UTF-8"),
        (replace(WELL, region=False), "scroll regions", "--plain-driver"),
        (replace(WELL, scrolls=False), "scroll regions", "vt100"),
        (replace(WELL, erases=False), "erasing", "vt100"),
        (replace(WELL, size_set=(0, 0)), "size", "stty rows 24 cols 80"),
        (replace(WELL, size_shown=(30, 100)), "size", "stty rows 30 cols 100"),
        (replace(WELL, size_set=(5, 20), size_shown=(5, 20)), "size", "at least 40×12"),
        (replace(WELL, strips=True), "line settings", "stty cs8 -istrip"),
    ],
)
def test_what_is_wrong_is_named_with_its_setting(seen: Seen, check: str, words: str) -> None:
    wrong = changes(seen)
    assert list(wrong) == [check]
    assert words in wrong[check]


def test_emoji_that_are_counted_otherwise_are_no_fault() -> None:
    emoji = found(widths(joined=6))["emoji"]
    assert emoji.state == "good"
    assert "joined emoji 5 → 6" in emoji.found


def test_what_a_killed_program_left_on_is_named_with_what_takes_it_off() -> None:
    answers = replace(ANSWERS, modes=((1003, 1), (1006, 1), (2004, 2)))
    left = found(replace(WELL, answers=answers))["left on"]
    assert left.state == "change"
    assert left.advice == r"printf '\033[?1003l\033[?1006l'"
    assert found(WELL, replace(TMUX, mouse_wanted=True))["left on"].state == "change"
    silent = replace(WELL, answers=replace(ANSWERS, modes=()))
    assert found(silent)["left on"].state == "unknown"
    assert found(silent, TMUX)["left on"].state == "good"


@pytest.mark.parametrize(
    ("value", "state"), [("on", "good"), ("external", "change"), ("off", "change")]
)
def test_tmux_must_let_copies_through(value: str, state: str) -> None:
    finding = found(WELL, replace(TMUX, clipboard=value))["clipboard"]
    assert finding.state == state
    assert state == "good" or "set -g set-clipboard on" in finding.advice


def test_tmux_must_not_hold_escape_back() -> None:
    assert found(WELL, TMUX)["tmux"].state == "good"
    slow = found(WELL, replace(TMUX, escape_time=500))["tmux"]
    assert slow.state == "change"
    assert "set -sg escape-time 10" in slow.advice


def test_a_tmux_that_cannot_be_asked_is_no_trouble() -> None:
    assert around({}) is None
    gone = around({"TMUX": "/nowhere/socket,1,0", "PATH": "/nowhere"})
    assert gone == Tmux()
    assert found(WELL, gone)["clipboard"].state == "unknown"


def test_a_terminal_that_takes_copies_may_say_so() -> None:
    answers = replace(ANSWERS, attributes=(62, 22, 52))
    assert found(replace(WELL, answers=answers))["clipboard"].state == "good"


def test_the_encoding_of_what_is_written_must_be_utf8() -> None:
    locale = found(encoding="iso8859-1", environ={**ENVIRON, "LANG": "en_US.ISO-8859-1"})["locale"]
    assert locale.state == "change"
    assert "LANG=en_US.ISO-8859-1" in locale.found
    assert "export LANG=C.UTF-8" in locale.advice
    assert found(encoding="")["locale"].state == "change"


def test_a_terminal_unknown_to_the_machine_is_said_to_be() -> None:
    finding = found(environ={"TERM": "no-such-terminal"})["terminfo"]
    assert finding.state == "change"
    assert "infocmp -x no-such-terminal" in finding.advice
    assert found()["terminfo"].state == "good"


def test_over_ssh_the_line_may_be_compressed() -> None:
    finding = found(environ={**ENVIRON, "SSH_CONNECTION": "::1 1 ::1 22"})["ssh"]
    assert finding.state == "unknown"
    assert "ssh -C" in finding.advice


def test_without_a_terminal_the_environment_is_looked_at() -> None:
    alone = found(None)
    assert alone["terminal"].state == "unknown"
    assert "size" not in alone
    assert alone["locale"].state == "good"


def test_on_a_terminal_that_only_prints_nothing_is_asked() -> None:
    dumb = {finding.check: finding for finding in examine({"TERM": "dumb"}, "utf-8")}
    assert dumb["terminal"].state == "good"
    assert "as text, in pages" in dumb["terminal"].found
    unset = {finding.check: finding for finding in examine({}, "utf-8")}
    assert "export TERM=xterm-256color" in unset["terminal"].advice


def test_no_color_is_a_wish_and_no_fault() -> None:
    finding = found(environ={"TERM": "xterm", "NO_COLOR": "1"})["colours"]
    assert finding.state == "good"
    assert finding.found.startswith("none, as NO_COLOR is set")


def test_bytes_a_key_follow_what_the_terminal_can_do() -> None:
    able = abilities_seen(ENVIRON, WELL)
    assert (able.repeats, able.margins, able.scrolls, able.colours) == (True, True, True, 1 << 24)
    assert not abilities_seen(ENVIRON, replace(WELL, margins=False)).margins
    with_scrolling = bytes_per_line(ENVIRON, WELL, 120, 40)
    without = bytes_per_line(ENVIRON, replace(WELL, scrolls=False), 120, 40)
    assert with_scrolling < 400
    assert without >= with_scrolling
