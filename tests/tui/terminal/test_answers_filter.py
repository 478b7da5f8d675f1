"""Answers of a terminal are taken out of what is typed; keys are neither held back nor changed."""

from __future__ import annotations

import pytest

from tui.terminal.abilities import TRUE_COLOUR, Abilities
from tui.terminal.answers import CANCEL, Answer, AnswerFilter, Answers, ask, repeat_probe

KEYS = [
    "j",
    "\r",
    "é",
    "\x03",
    "\x1b[A",
    "\x1bOA",
    "\x1b[5~",
    "\x1b[1;5A",
    "\x1b[1;5R",
    "\x1b[R",
    "\x1b[97;5u",
    "\x1b[57358;2:3u",
    "\x1b[<0;12;7M",
    "\x1b[<0;12;7m",
    "\x1b[0;12;7M",
    "\x1b[I",
    "\x1b[O",
    "\x1b[48;24;80;480;800t",
    "\x1b[200~x\x1b[?62c\x1bP1$r0m\x1b\\\x1b[0ny\x1b[201~",
]
ANSWERS = [
    ("\x1b[?2026;2$y", Answer("mode", (2026, 2))),
    ("\x1b[?69;0$y", Answer("mode", (69, 0))),
    ("\x1b[?62;22c", Answer("attributes", (62, 22))),
    ("\x1b[?c", Answer("attributes", ())),
    ("\x1b[>41;380;0c", Answer("version", (41, 380, 0))),
    ("\x1b[0n", Answer("status", (0,))),
    ("\x1b[?12;40R", Answer("place", (12, 40))),
    ("\x1b[?5u", Answer("keyboard", (5,))),
    ("\x1b[8;24;80t", Answer("size", (8, 24, 80))),
    ("\x1bP1$r0;48:2::1:2:3m\x1b\\", Answer("style", (), "0;48:2::1:2:3m")),
    ("\x1bP0$r\x1b\\", Answer("style", (), "")),
    ("\x1bP>|tmux 3.3a\x1b\\", Answer("name", (), "tmux 3.3a")),
    ("\x1bP1+r524742\x1b\\", Answer("other", (), "P1+r524742\x1b\\")),
    ("\x1b]11;rgb:0/0/0\x07", Answer("other", (), "]11;rgb:0/0/0\x07")),
    ("\x1b]11;rgb:0/0/0\x1b\\", Answer("other", (), "]11;rgb:0/0/0\x1b\\")),
    ("\x1b[?997;1n", Answer("other", (), "[?997;1n")),
]


@pytest.mark.parametrize("key", KEYS, ids=repr)
def test_keys_pass_as_they_are(key: str) -> None:
    taker = AnswerFilter()
    assert taker.feed(key) == (key, [])
    assert not taker.waiting


@pytest.mark.parametrize(("sent", "answer"), ANSWERS, ids=repr)
def test_answers_are_taken_out(sent: str, answer: Answer) -> None:
    passed = sent if answer == Answer("mode", (2026, 2)) else ""
    assert AnswerFilter().feed(f"a{sent}b") == (f"a{passed}b", [answer])


@pytest.mark.parametrize(("sent", "answer"), ANSWERS, ids=repr)
def test_answers_split_in_two_anywhere_behind_the_escape_are_taken_out(
    sent: str, answer: Answer
) -> None:
    passed = sent if answer == Answer("mode", (2026, 2)) else ""
    for cut in range(2, len(sent)):
        taker = AnswerFilter()
        typed, answers = taker.feed(f"a{sent[:cut]}")
        assert (typed, answers) == ("a", [])
        assert taker.waiting
        assert taker.feed(f"{sent[cut:]}b") == (f"{passed}b", [answer])


def test_modes_that_textual_asks_for_are_noted_and_passed_on() -> None:
    for mode in (2026, 2048):
        sent = f"\x1b[?{mode};1$y"
        assert AnswerFilter().feed(sent) == (sent, [Answer("mode", (mode, 1))])


def test_a_lone_escape_is_a_key_at_once() -> None:
    taker = AnswerFilter()
    assert taker.feed("\x1b") == ("\x1b", [])
    assert not taker.waiting
    assert taker.flush() == ""
    assert taker.feed("j") == ("j", [])
    assert taker.feed("x\x1b") == ("x\x1b", [])
    assert taker.feed("\x1b[A") == ("\x1b[A", [])


def test_an_answer_whose_escape_came_alone_is_taken_and_the_escape_undone() -> None:
    taker = AnswerFilter()
    assert taker.feed("\x1b") == ("\x1b", [])
    assert taker.feed("[?62c") == (CANCEL, [Answer("attributes", (62,))])
    assert taker.feed("\x1b") == ("\x1b", [])
    assert taker.feed("[?2026;2$yk") == ("[?2026;2$yk", [Answer("mode", (2026, 2))])


def test_an_answer_long_after_its_escape_is_taken_though_the_escape_was_typed() -> None:
    taker = AnswerFilter()
    taker.feed("\x1b")
    assert taker.flush() == ""
    assert taker.feed("[?2026;2$yk") == ("k", [Answer("mode", (2026, 2))])


def test_textual_drops_an_escape_that_is_undone() -> None:
    from textual._xterm_parser import XTermParser

    assert list(XTermParser().feed("\x1b" + CANCEL)) == []


def test_a_place_is_an_answer_only_while_one_is_awaited() -> None:
    taker = AnswerFilter()
    taker.expect_place(2)
    place = Answer("place", (1, 5))
    assert taker.feed("\x1b[1;5R\x1b[1;5R\x1b[1;5R") == ("\x1b[1;5R", [place, place])
    taker.expect_place()
    taker.forget_places()
    assert taker.feed("\x1b[1;5R") == ("\x1b[1;5R", [])


@pytest.mark.parametrize("begun", ["\x1b[", "\x1bP", "\x1b]", "\x1b[?", "\x1b[1;5", "\x1b]1"])
def test_what_turns_out_to_be_keys_is_given_up(begun: str) -> None:
    taker = AnswerFilter()
    assert taker.feed(begun) == ("", [])
    assert taker.waiting
    assert taker.flush() == begun
    assert not taker.waiting
    assert taker.feed("j") == ("j", [])


def test_what_is_no_key_is_completed_after_a_pause_or_dropped() -> None:
    taker = AnswerFilter()
    taker.feed("\x1bP1$r48;2;1;")
    assert taker.flush() == ""
    assert not taker.waiting
    assert taker.feed("2;3m\x1b\\j") == ("j", [Answer("style", (), "48;2;1;2;3m")])
    taker.feed("\x1bP1$r48;2;1;")
    taker.flush()
    assert taker.feed("j") == ("j", [])


@pytest.mark.parametrize("key", ["\r", "\x03", "\x1b[A"])
def test_a_key_ends_a_string_without_an_end(key: str) -> None:
    taker = AnswerFilter()
    taker.feed("\x1bP1$rgarbage")
    assert taker.feed(key) == (key, [])
    assert taker.feed("j") == ("j", [])


def test_an_endless_string_is_neither_kept_nor_typed() -> None:
    taker = AnswerFilter()
    typed = "".join(taker.feed("\x1bP1$r" + "x" * 3000)[0] for _ in range(1))
    for _ in range(50):
        typed += taker.feed("x" * 3000)[0]
        assert len(taker._held) <= 4096
    assert typed == ""
    assert taker.feed("x\x1b\\j") == ("j", [])
    taker.feed("\x1bP1$r" + "x" * 5000)
    taker.flush()
    assert taker.feed("j") == ("j", [])


def test_numbers_beyond_reason_are_no_trouble() -> None:
    many = "9" * 5000
    for sent in (f"\x1b[?{many};{many}$y", f"\x1b[?{many}c", f"\x1b[{many};1R"):
        taker = AnswerFilter()
        taker.expect_place()
        answers = taker.feed(sent)[1]
        assert len(answers) == 1
        Answers().plus(answers[0])


def test_a_paste_with_its_ends_split_anywhere_passes() -> None:
    sent = "a\x1b[200~one \x1b[?62c two\x1b[201~\x1b[?62c"
    for first in range(1, len(sent)):
        taker = AnswerFilter()
        typed, answers = "", []
        for part in (sent[:first], sent[first : first + 3], sent[first + 3 :]):
            passed, found = taker.feed(part)
            typed += passed
            answers += found
        assert typed.replace(f"\x1b{CANCEL}", "") == "a\x1b[200~one \x1b[?62c two\x1b[201~"
        assert answers == [Answer("attributes", (62,))]


def _told(*sent: str) -> Answers:
    answers = Answers()
    for answer in AnswerFilter().feed("".join(sent))[1]:
        answers = answers.plus(answer)
    return answers


@pytest.mark.parametrize("echo", ["48;2;1;2;3", "0;48;2;1;2;3", "48:2::1:2:3", "0;48:2:1:2:3"])
def test_a_terminal_that_gives_the_colour_back_has_them_all(echo: str) -> None:
    answers = _told(f"\x1bP1$r{echo}m\x1b\\")
    assert answers.true_colour is True
    assert answers.abilities(Abilities(colours=16)).colours == TRUE_COLOUR


@pytest.mark.parametrize("echo", ["48;5;16", "0", "48:2::1:2:30", "48;2;11;2;3"])
def test_a_terminal_that_gives_another_colour_back_has_not(echo: str) -> None:
    answers = _told(f"\x1bP1$r{echo}m\x1b\\")
    assert answers.true_colour is False
    assert answers.abilities(Abilities(colours=256)).colours == 256


def test_a_terminal_that_says_nothing_of_colours_leaves_them_open() -> None:
    for sent in ("", "\x1bP0$r\x1b\\", "\x1bP1$r2 q\x1b\\"):
        assert _told(sent).true_colour is None


def test_abilities_are_what_was_answered() -> None:
    before = Abilities()
    assert _told("\x1b[?62c").abilities(before) == before
    answers = _told("\x1b[?2026;2$y\x1b[?69;3$y\x1bP>|XTerm(379)\x1b\\\x1b[?64;1c\x1b[0n")
    assert answers.complete
    assert answers.status is True
    assert answers.has(69)
    able = answers.abilities(before)
    assert (able.margins, able.synchronised, able.repeats) == (True, True, True)
    answers = _told("\x1b[?2026;0$y\x1b[?69;4$y\x1bP>|something\x1b\\\x1b[?64;1c")
    assert answers.abilities(before) == before


def test_the_latest_report_on_a_mode_counts() -> None:
    assert _told("\x1b[?69;2$y\x1b[?69;1$y").modes == ((69, 1),)


def test_the_questions_end_with_the_one_that_all_answer() -> None:
    asked = ask({"TERM": "xterm-256color"})
    assert asked.endswith("\x1b[>q\x1b[c")
    assert all(f"\x1b[?{mode}$p" in asked for mode in (2026, 69, 2048))
    assert "\x1b[48;2;1;2;3m\x1bP$qm\x1b\\\x1b[m" in asked
    assert repeat_probe() not in asked


@pytest.mark.parametrize("name", ["linux", "vt100", "dumb", "", "linux-16color"])
def test_a_terminal_that_prints_what_it_does_not_know_is_asked_little(name: str) -> None:
    assert ask({"TERM": name}) == "\x1b[c"
    assert ask({"TERM": "xterm-256color", "TERM_PROGRAM": "Apple_Terminal"}) == "\x1b[c"


def test_gnu_screen_gets_no_control_string() -> None:
    assert "\x1bP" not in ask({"TERM": "screen-256color"})
    assert "\x1bP" in ask({"TERM": "screen-256color", "TMUX": "/tmp/tmux-0/default,1,0"})
