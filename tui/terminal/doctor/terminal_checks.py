"""From what a terminal showed to findings: what it can do, and how it counts and clears."""

from __future__ import annotations

from collections.abc import Mapping

from tui.terminal.abilities import TRUE_COLOUR
from tui.terminal.answers import MARGINS, SYNCHRONISED, Answers
from tui.terminal.depth import colour_depth
from tui.terminal.doctor.around import Tmux
from tui.terminal.doctor.finding import Finding, change, good, unknown
from tui.terminal.doctor.looking import LEFT_ON, Seen, Width

__all__ = ["terminal_findings"]

_CLIPBOARD = 52


def terminal_findings(
    environ: Mapping[str, str], seen: Seen | None, tmux: Tmux | None
) -> list[Finding]:
    """What was seen of the terminal, a finding each; ``seen`` is None where none was asked."""
    if environ.get("TERM", "") in {"", "dumb"}:
        return [_plain(environ)]
    if seen is None:
        none = unknown("terminal", "there is none to ask: run this in a terminal")
        return [none, _colours(environ, seen)]
    return [
        _answering(seen),
        _colours(environ, seen),
        *_widths(seen),
        _synchronised(seen, tmux),
        _region(seen),
        _margins(seen),
        _repeating(seen),
        _erasing(environ, seen),
        _clipboard(environ, seen, tmux),
        _left_on(seen, tmux),
    ]


def _plain(environ: Mapping[str, str]) -> Finding:
    name = environ.get("TERM", "")
    if name == "dumb":
        return good(
            "terminal",
            "TERM=dumb: documents are written as text, in pages",
            "For the whole screen, in Emacs use M-x ansi-term or vterm; elsewhere "
            "export TERM=xterm-256color",
        )
    return change(
        "terminal", "TERM is not set", "In the shell, or its profile: export TERM=xterm-256color"
    )


def _answering(seen: Seen) -> Finding:
    if seen.silent and seen.first_answer is None:
        return unknown(
            "terminal",
            "it answers nothing within two seconds",
            "The screen works without answers, with what TERM promises; a multiplexer or serial "
            "line in between may be swallowing them",
        )
    name = seen.answers.name
    called = f"it says it is {name}" if name else "it answers, and does not say what it is"
    if seen.silent:
        return unknown("terminal", f"{called}; then it answered no more")
    if seen.garbage:
        came = f"{seen.garbage} characters came that were no answer: keys, or garbage"
        return unknown("terminal", f"{called}; {came}")
    return good("terminal", called)


def _colours(environ: Mapping[str, str], seen: Seen | None) -> Finding:
    depth = colour_depth(environ, seen.answers if seen else Answers())
    count = "24-bit" if depth.colours == TRUE_COLOUR else str(depth.colours)
    found = f"{count}: {depth.why}"
    if environ.get("NO_COLOR"):
        return good("colours", f"none, as NO_COLOR is set; else {found}")
    if depth.colours == 16 and depth.advice:
        return change("colours", found, depth.advice)
    return good("colours", found, depth.advice)


def _synchronised(seen: Seen, tmux: Tmux | None) -> Finding:
    check = "synchronised output"
    if seen.answers.has(SYNCHRONISED):
        return good(check, "frames are shown at once (mode 2026)")
    if seen.silent:
        return unknown(check, "the terminal does not say; it is not used")
    advice = "tmux has it from version 3.4 or so; nothing is lost without" if tmux else ""
    return good(check, "not there; a frame may be seen half drawn", advice)


def _region(seen: Seen) -> Finding:
    check = "scroll regions"
    if seen.region is None:
        return unknown(check, "could not be tried; what TERM promises is used")
    if seen.region and seen.scrolls:
        return good(check, "a line scrolled is sent as one line")
    if seen.region:
        return change(
            check,
            "the commands to scroll by lines (CSI S, CSI T) are printed",
            "Set TERM to a name that fits the terminal: vt100 promises nothing it does not do",
        )
    return change(
        check,
        "they do not hold (CSI r): scrolling would draw on the wrong lines",
        "Set TERM to a name that fits the terminal, or start with --plain-driver",
    )


def _margins(seen: Seen) -> Finding:
    check = "left and right margins"
    if seen.margins:
        return good(check, "a column of the screen scrolls by itself (mode 69)")
    if seen.margins is False:
        return unknown(check, "it says it has them (mode 69), and they do not hold; not used")
    if seen.answers.has(MARGINS):
        return unknown(check, "it says it has them (mode 69); could not be tried")
    return good(check, "not there; a column that scrolls is redrawn where it changed")


def _repeating(seen: Seen) -> Finding:
    check = "repeating"
    if seen.repeats is None:
        return unknown(check, "could not be tried (REP); it is not used")
    return good(check, "long rules are sent short (REP)" if seen.repeats else "not there (REP)")


def _erasing(environ: Mapping[str, str], seen: Seen) -> Finding:
    """What cells look like after erasing cannot be asked: terminfo and the name must do."""
    from tui.terminal.abilities import from_environment

    check = "erasing"
    able = from_environment(environ)
    ground = "in the colour of the ground" if able.erases_in_colour else "in the terminal's own"
    promised = f"{ground}, as TERM promises; no terminal can be asked"
    if seen.erases is False and able.erases_cells:
        return change(
            check,
            "the command to erase cells (ECH) is printed",
            "Set TERM to a name that fits the terminal: vt100 promises nothing it does not do",
        )
    if seen.erases:
        return good(check, f"cells are erased (ECH) {promised}")
    return unknown(check, promised)


def _clipboard(environ: Mapping[str, str], seen: Seen, tmux: Tmux | None) -> Finding:
    check = "clipboard"
    if tmux is not None:
        if not tmux.asked:
            return unknown(
                check,
                "tmux could not be asked whether it lets copies through (OSC 52)",
                "In ~/.tmux.conf: set -g set-clipboard on",
            )
        if tmux.clipboard != "on":
            return change(
                check,
                f"tmux drops what is copied (set-clipboard is {tmux.clipboard})",
                "In ~/.tmux.conf: set -g set-clipboard on, then tmux source-file ~/.tmux.conf",
            )
        return good(
            check,
            "tmux lets copies through (OSC 52); the terminal around it does not confirm them",
            "Where nothing arrives, allow it in that terminal's preferences",
        )
    if environ.get("STY") or environ.get("TERM", "").startswith("screen"):
        return unknown(check, "GNU screen does not pass the clipboard on (OSC 52)", "Use tmux")
    if _CLIPBOARD in (seen.answers.attributes or ()):
        return good(check, "the terminal says it takes copies (OSC 52)")
    return unknown(
        check,
        "terminals do not confirm a copy (OSC 52)",
        "If nothing arrives, allow it in the terminal's preferences; in xterm: "
        "XTerm*disallowedWindowOps: 20,21,SetXprop",
    )


def _left_on(seen: Seen, tmux: Tmux | None) -> Finding:
    check = "left on"
    found = [name for mode, name in LEFT_ON.items() if seen.answers.state(mode) == 1]
    modes = [mode for mode in LEFT_ON if seen.answers.state(mode) == 1]
    if not found and tmux is not None and tmux.mouse_wanted:
        found, modes = ["mouse"], [1000, 1002, 1003, 1006]
    if found:
        off = "".join(f"\\033[?{mode}l" for mode in modes)
        return change(
            check,
            f"a program that was cut off left this on: {', '.join(found)}",
            f"printf '{off}'",
        )
    if tmux is None and all(seen.answers.state(mode) is None for mode in LEFT_ON):
        return unknown(
            check, "the terminal does not say whether its mouse is on", "If it is: reset"
        )
    return good(check, "nothing: no mouse, no paste mode")


def _widths(seen: Seen) -> list[Finding]:
    if seen.utf8 is False:
        return [
            change(
                "encoding of the terminal",
                "it takes UTF-8 for something else: é takes two cells",
                "In the terminal's preferences set the character encoding to UTF-8 "
                "(PuTTY: Window, Translation; xterm: -u8; screen: screen -U; tmux: tmux -u)",
            )
        ]
    if seen.widths is None:
        why = "the terminal does not say where its cursor is"
        return [unknown("widths", why if seen.size_shown is None else "the terminal is too small")]
    wrong = [width for width in seen.widths if width.sample.safe and width.ours != width.theirs]
    risky = [width for width in seen.widths if not width.sample.safe]
    others = [width for width in risky if width.ours != width.theirs]
    return [_text_widths(wrong), _emoji_widths(others)]


def _text_widths(wrong: list[Width]) -> Finding:
    if not wrong:
        return good("widths", "all as counted: Vietnamese, Chinese, Japanese, Korean, rules, signs")
    if all("ambiguous" in each.sample.name or "box" in each.sample.name for each in wrong):
        return change(
            "widths",
            f"{_counted(wrong)}: the terminal shows them wide",
            "In the terminal's preferences set ambiguous-width characters to narrow "
            "(xterm: not -cjk_width; PuTTY: do not treat CJK ambiguous characters as wide)",
        )
    return change(
        "widths",
        f"other than counted: {_counted(wrong)}",
        "Use a locale with UTF-8 for the terminal and tmux alike (export LANG=C.UTF-8), "
        "or a newer terminal: lines with such text will be shifted",
    )


def _emoji_widths(others: list[Width]) -> Finding:
    if not others:
        return good("emoji", "flags, joined and coloured emoji take the cells that are counted")
    return good(
        "emoji",
        f"other than counted: {_counted(others)}; what follows them is put in its place",
        "A newer terminal, or tmux, may count them as Unicode does now",
    )


def _counted(widths: list[Width]) -> str:
    return ", ".join(f"{each.sample.name} {each.ours} → {each.theirs}" for each in widths)
