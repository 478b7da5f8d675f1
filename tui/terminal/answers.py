"""What a terminal is asked, and its answers taken out of what is typed.

Answers and keys come down the same line. What is an answer is known by its form; keys, pastes,
mouse and focus reports pass unchanged and in order.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

from tui.terminal.abilities import TRUE_COLOUR, Abilities

__all__ = [
    "ASK_ATTRIBUTES",
    "ASK_PLACE",
    "ASK_STATUS",
    "CANCEL",
    "MARGINS",
    "SIZE_REPORTS",
    "SYNCHRONISED",
    "Answer",
    "AnswerFilter",
    "Answers",
    "ask",
    "repeat_probe",
]

SYNCHRONISED = 2026
MARGINS = 69
SIZE_REPORTS = 2048

ASK_ATTRIBUTES = "\x1b[c"
ASK_STATUS = "\x1b[5n"
ASK_PLACE = "\x1b[6n"

_ASK_NAME = "\x1b[>q"
_ASK_MODE = "\x1b[?{}$p"
# The ground colour is set, its value asked back, and the pen put at rest.
_ASK_DEPTH = "\x1b[48;2;1;2;3m\x1bP$qm\x1b\\\x1b[m"
_ECHOED = re.compile(r"48[:;]2[:;]:?1[:;]2[:;]3(?![\d:])")

# These print what they do not know, or know nothing of all this.
_SIMPLE = frozenset({"linux", "vt52", "vt100", "vt102", "vt220", "ansi", "cygwin", "dumb", ""})
# Those that repeat a character when told to (REP), by the name they answer with. Not tmux, which
# repeats ASCII and drops the rest.
_REPEATERS = ("xterm", "kitty", "foot", "vte", "wezterm", "iterm2", "mintty", "contour", "ghostty")

_LIMIT = 4096

Kind = Literal[
    "mode",
    "attributes",
    "version",
    "status",
    "place",
    "style",
    "name",
    "keyboard",
    "size",
    "other",
]


def ask(environ: Mapping[str, str], *, depth: bool = True) -> str:
    """The questions of a session; the last one, which every terminal answers, ends them.

    When the device attributes have come, what has not been answered never will be. Nothing is
    drawn, and the pen is at rest afterwards. What the terminal would print is not asked.
    ``depth``: ask as well whether it knows 24-bit colours.
    """
    name = environ.get("TERM", "")
    if name.split("-")[0] in _SIMPLE or environ.get("TERM_PROGRAM") == "Apple_Terminal":
        return ASK_ATTRIBUTES
    modes = "".join(_ASK_MODE.format(mode) for mode in (SYNCHRONISED, MARGINS, SIZE_REPORTS))
    # GNU screen hands control strings on to the terminal around it, stripped of what hides them.
    inside_screen = name.startswith("screen") and not environ.get("TMUX")
    colours = _ASK_DEPTH if depth and not inside_screen else ""
    return modes + colours + _ASK_NAME + ASK_ATTRIBUTES


def repeat_probe() -> str:
    """What shows whether the terminal repeats: draws in the first four cells of the row.

    The place asked for is in column 4 where it does, in column 1 where it does not. A rule is
    repeated, since there are terminals that repeat ASCII and drop the rest.
    """
    return "\r─\x1b[3b" + ASK_PLACE


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer: its kind, the numbers in it, and its text (of a style, a name, or whole)."""

    kind: Kind
    numbers: tuple[int, ...] = ()
    text: str = ""


@dataclass(frozen=True, slots=True)
class Answers:
    """What a terminal has said of itself so far.

    ``modes``: modes and their states (0 unknown, 1 set, 2 reset, 3 always set, 4 never).
    ``attributes``: the primary device attributes, None until they came. ``true_colour``: whether
    it knew a 24-bit colour when asked it back, None when it did not say. ``status``: whether it
    is well, None when it did not say. ``places``: where the cursor was, as rows and columns from
    0, in the order asked.
    """

    modes: tuple[tuple[int, int], ...] = ()
    attributes: tuple[int, ...] | None = None
    version: tuple[int, ...] | None = None
    name: str = ""
    true_colour: bool | None = None
    status: bool | None = None
    places: tuple[tuple[int, int], ...] = ()

    @property
    def complete(self) -> bool:
        """Whether the last question of ``ask`` is answered: what is not there never comes."""
        return self.attributes is not None

    def state(self, mode: int) -> int | None:
        """The state of a private mode; None when the terminal did not say."""
        return dict(self.modes).get(mode)

    def has(self, mode: int) -> bool:
        """Whether the terminal said that this private mode can be set."""
        return self.state(mode) in {1, 2, 3}

    def plus(self, answer: Answer) -> Answers:
        """With one more answer."""
        changed = self
        match answer:
            case Answer("mode", (mode, state)):
                kept = tuple(pair for pair in self.modes if pair[0] != mode)
                changed = replace(self, modes=(*kept, (mode, state)))
            case Answer("attributes", numbers):
                changed = replace(self, attributes=numbers)
            case Answer("version", numbers):
                changed = replace(self, version=numbers)
            case Answer("name", _, text):
                changed = replace(self, name=text)
            case Answer("style", _, text) if text.endswith("m"):
                changed = replace(self, true_colour=_ECHOED.search(text) is not None)
            case Answer("status", numbers):
                changed = replace(self, status=numbers == (0,))
            case Answer("place", (row, column, *_)):
                changed = replace(self, places=(*self.places, (row - 1, column - 1)))
        return changed

    def abilities(self, before: Abilities) -> Abilities:
        """What the terminal can do, now that it has been asked; what it did not say stays."""
        return replace(
            before,
            colours=TRUE_COLOUR if self.true_colour else before.colours,
            margins=before.margins or self.has(MARGINS),
            repeats=before.repeats or self.name.lower().startswith(_REPEATERS),
            erases_in_colour=before.erases_in_colour and not self.name.lower().startswith("kitty"),
            synchronised=before.synchronised or self.has(SYNCHRONISED),
        )


_START_PASTE = "\x1b[200~"
_END_PASTE = "\x1b[201~"

CANCEL = "[?0;0$y"
"""Ends an escape that was let through as a key before the rest of an answer came.

With the escape before it, it is a report on no mode, which Textual takes and drops.
"""

_STRING = r"[^\x00-\x1f\x7f-\x9f]*"
_END = r"(?:\x1b\\|\x9c|\x07)"
# How a string that a terminal sends begins; with Alt, P and a letter are keys.
_DCS = r"P[0-9>!$+|]"
_ANSWER = re.compile(
    r"\x1b(?:"
    r"\[\??(?P<mode>[0-9]+;[0-9]+)\$y"
    r"|\[\?(?P<attributes>[0-9;]*)c"
    r"|\[>(?P<version>[0-9;]*)c"
    r"|\[(?P<status>[03])n"
    r"|\[\?(?P<place>[0-9]+;[0-9]+(?:;[0-9]+)?)R"
    r"|\[(?P<perhaps>[0-9]+;[0-9]+)R"
    r"|\[\?(?P<keyboard>[0-9]+)u"
    r"|\[(?P<size>[468];[0-9]+;[0-9]+)t"
    rf"|P[01]?\$r(?P<style>{_STRING}){_END}"
    rf"|P>\|(?P<name>{_STRING}){_END}"
    rf"|(?P<other>\[[?>=][0-9;:]+[ -/]*[@-~]|{_DCS}{_STRING}{_END}|\][0-9]+;{_STRING}{_END})"
    r")"
)
_BEGINNING = re.compile(
    r"\x1b(?:\[(?:[?>=]?[0-9;:]*[ -/]*)?"
    rf"|P|{_DCS}{_STRING}\x1b?"
    rf"|\](?:[0-9]+(?:;{_STRING}\x1b?)?)?"
    r")\Z"
)
# What begins like this is no key, whatever follows.
_SURE = re.compile(rf"\x1b(?:\[[?>=][0-9]|{_DCS}|\][0-9]+;)")
_BROKEN = re.compile(rf"\x1b(?:{_DCS}|\][0-9]+;){_STRING}")
_SKIPPED = re.compile(rf"{_STRING}(?:{_END})?")
_PASSED_ON = frozenset({SYNCHRONISED, SIZE_REPORTS})


class AnswerFilter:
    """Parts answers from keys, whole or split over reads at any place.

    A lone escape is never held back: it may be the key. Other beginnings of answers are held until
    the next ``feed`` or ``flush``. Reports on modes that Textual asks for are answers and are
    passed on as well. A report of the cursor's place looks like a function key: it is an answer
    only while one is awaited. Everything inside a bracketed paste passes.
    """

    def __init__(self) -> None:
        self._held = ""
        self._sent = 0  # how much of what is held was let through already: an escape, or nothing
        self._flushed = False  # since something was held
        self._pasting = False
        self._end_of_paste = ""  # the last of the paste, for an end that is split
        self._skipping = False  # a string that is longer than any answer
        self._places = 0

    @property
    def waiting(self) -> bool:
        """Whether something is held back that ``flush`` may give up."""
        return len(self._held) > self._sent and not self._flushed

    def expect_place(self, count: int = 1) -> None:
        """The cursor's place was asked for so many times more."""
        self._places += count

    def forget_places(self) -> None:
        """No answer about the cursor's place is awaited any more."""
        self._places = 0

    def feed(self, data: str) -> tuple[str, list[Answer]]:
        """What was typed, and the answers, among what came."""
        if not data or ("\x1b" not in data and not self._held and not self._in_string):
            return data, []
        return _Reading(self, data).run()

    def flush(self) -> str:
        """What was held back as the beginning of an answer and is none, as nothing more came.

        To be called when nothing came for as long as a lone escape is waited for. What no key
        begins with is not given up: the very next ``feed`` may complete it, else it is dropped.
        """
        self._skipping = False
        if not self._held or self._flushed:
            return ""
        self._flushed = True
        if self._sent == len(self._held) or _SURE.match(self._held):
            return ""
        typed = self._held[self._sent :]
        self._held, self._sent, self._flushed = "", 0, False
        return typed

    @property
    def _in_string(self) -> bool:
        return self._pasting or self._skipping


class _Reading:
    """One ``feed``: goes through what is held and what came, from escape to escape."""

    def __init__(self, state: AnswerFilter, data: str) -> None:
        self._state = state
        self._text = state._held + data
        self._first = len(state._held)  # where what came begins
        self._unsent = state._sent
        self._late = state._flushed
        self._typed: list[str] = []
        self._answers: list[Answer] = []
        state._held, state._sent, state._flushed = "", 0, False

    def run(self) -> tuple[str, list[Answer]]:
        here = self._skip() if self._state._skipping else 0
        while here < len(self._text):
            here = self._paste(here) if self._state._pasting else self._step(here)
        return "".join(self._typed), self._answers

    def _type(self, start: int, end: int) -> None:
        """Let a stretch through, without what was let through before."""
        if end > max(start, self._unsent):
            self._typed.append(self._text[max(start, self._unsent) : end])

    def _step(self, here: int) -> int:
        """Go on to behind the next escape, or what it begins."""
        text, state = self._text, self._state
        found = text.find("\x1b", here)
        if found < 0:
            self._type(here, len(text))
            return len(text)
        self._type(here, found)
        if text.startswith(_START_PASTE, found):
            state._pasting, state._end_of_paste = True, ""
            after = found + len(_START_PASTE)
            self._type(found, after)
            return after
        match = _ANSWER.match(text, found)
        if match and (not match["perhaps"] or state._places):
            return self._take(match)
        if self._late and found == 0:
            return self._first  # not completed by what came after a pause: no answer, and no key
        if found + 1 == len(text) or _BEGINNING.match(text, found):
            return self._hold(found)
        broken = _BROKEN.match(text, found)  # an answer cut off by a key
        self._type(found, found if broken else found + 1)
        return broken.end() if broken else found + 1

    def _take(self, match: re.Match[str]) -> int:
        """Note an answer, and pass on what Textual asked for."""
        kind = match.lastgroup or "other"
        found = match[kind]
        if kind == "perhaps":
            kind = "place"
            self._state._places -= 1
        answer = _answer(kind, found)
        self._answers.append(answer)
        start, end = match.span()
        if answer.kind == "mode" and answer.numbers[0] in _PASSED_ON:
            if not (self._late and start < self._unsent):
                self._type(start, end)
        elif start < self._unsent and not self._late:
            self._typed.append(CANCEL)
        return end

    def _hold(self, found: int) -> int:
        """Keep what may be the beginning of an answer; a lone escape goes through as well."""
        state, text = self._state, self._text
        held = text[found:]
        if len(held) > _LIMIT:
            state._skipping = True
        else:
            alone = held == "\x1b"
            if alone:
                self._type(found, len(text))
            state._held = held
            state._sent = 1 if alone or found < self._unsent else 0
        return len(text)

    def _paste(self, here: int) -> int:
        """Let a paste through up to its end, which may be split."""
        state, text = self._state, self._text
        before = state._end_of_paste
        found = (before + text[here:]).find(_END_PASTE)
        if found < 0:
            self._type(here, len(text))
            state._end_of_paste = (before + text[here:])[-len(_END_PASTE) + 1 :]
            return len(text)
        after = here + found - len(before) + len(_END_PASTE)
        self._type(here, after)
        state._pasting, state._end_of_paste = False, ""
        return after

    def _skip(self) -> int:
        """Drop the rest of a string that is too long, up to its end or a key."""
        match = _SKIPPED.match(self._text)
        end = match.end() if match else 0
        if end < len(self._text) or self._text[:end].endswith(("\x07", "\x9c", "\x1b\\")):
            self._state._skipping = False
        return end


def _answer(kind: str, found: str) -> Answer:
    match kind:
        case "mode" | "attributes" | "version" | "status" | "place" | "keyboard" | "size":
            # Longer ones are no answer of any terminal, and none that could be reckoned with.
            numbers = tuple(int(number[:9]) for number in found.split(";") if number)
            return Answer(kind, numbers)
        case "style" | "name":
            return Answer(kind, (), found)
    return Answer("other", (), found)
