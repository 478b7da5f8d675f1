"""Findings on what lies around the terminal: the line, the locale, tmux, ssh, terminfo."""

from __future__ import annotations

import codecs
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from tui.terminal.doctor.around import Tmux
from tui.terminal.doctor.cost import bytes_per_line
from tui.terminal.doctor.finding import Finding, change, good, unknown
from tui.terminal.doctor.looking import Seen

__all__ = ["surroundings"]

_TERMINFO = (
    *("/etc/terminfo", "/lib/terminfo", "/usr/share/terminfo", "/usr/lib/terminfo"),
    *("/usr/local/share/terminfo", "/usr/share/misc/terminfo"),
)
_FAR = 0.15
_SLOW_ESCAPE = 50
_SMALLEST = (12, 40)


def surroundings(
    environ: Mapping[str, str], encoding: str, seen: Seen | None, tmux: Tmux | None
) -> list[Finding]:
    """Findings, in the order in which they are shown."""
    findings = [_locale(environ, encoding), _terminfo(environ)]
    if seen is not None:
        findings += [_size(seen), _line_settings(seen), _round_trip(seen), _cost(environ, seen)]
    if tmux is not None:
        findings.append(_tmux(tmux))
    findings.append(_ssh(environ))
    return findings


def _locale(environ: Mapping[str, str], encoding: str) -> Finding:
    named = next(
        (f"{name}={environ[name]}" for name in ("LC_ALL", "LC_CTYPE", "LANG") if environ.get(name)),
        "no locale is set",
    )
    utf8 = False
    with suppress(LookupError):
        utf8 = codecs.lookup(encoding).name == "utf-8"
    if utf8:
        return good("locale", f"text is written as UTF-8 ({named})")
    return change(
        "locale",
        f"text is written as {encoding or 'nothing known'} ({named}): much of it becomes ?",
        "In the shell's profile: export LANG=C.UTF-8 (and unset LC_ALL)",
    )


def _terminfo(environ: Mapping[str, str]) -> Finding:
    name = environ.get("TERM", "")
    if name in {"", "dumb"}:
        return good("terminfo", "not needed")
    folders = [folder for folder in _terminfo_folders(environ) if folder.is_dir()]
    if not folders:
        return unknown("terminfo", "this machine has none; Glossator does not need it")
    entries = (Path(name[0], name), Path(f"{ord(name[0]):x}", name))
    safe = Path(name).name == name
    if not safe or not any((folder / entry).exists() for folder in folders for entry in entries):
        return change(
            "terminfo",
            f"TERM={name} is not known on this machine: less and vim will complain",
            f"From the machine of the terminal: infocmp -x {name} | ssh HOST tic -x - "
            "or in the shell here: export TERM=xterm-256color",
        )
    return good("terminfo", f"TERM={name} is known on this machine")


def _terminfo_folders(environ: Mapping[str, str]) -> list[Path]:
    """Where ncurses looks, in order (terminfo(5))."""
    named = [environ.get("TERMINFO", ""), *environ.get("TERMINFO_DIRS", "").split(":")]
    if environ.get("HOME"):
        named.append(f"{environ['HOME']}/.terminfo")
    return [Path(folder) for folder in named if folder] + [Path(folder) for folder in _TERMINFO]


def _size(seen: Seen) -> Finding:
    rows, columns = seen.size_set
    shown = seen.size_shown
    if not rows or not columns:
        place = shown or (24, 80)
        return change(
            "size",
            "the line does not say how large the terminal is",
            f"In the shell: stty rows {place[0]} cols {place[1]}",
        )
    if shown is not None and shown != (rows, columns) and min(shown) > 0:
        return change(
            "size",
            f"the line says {columns}×{rows}, the terminal {shown[1]}×{shown[0]}",
            f"In the shell: stty rows {shown[0]} cols {shown[1]}",
        )
    if rows < _SMALLEST[0] or columns < _SMALLEST[1]:
        return change(
            "size",
            f"{columns}×{rows} is too small to read in",
            f"Make the window at least {_SMALLEST[1]}×{_SMALLEST[0]}",
        )
    return good("size", f"{columns}×{rows}")


def _line_settings(seen: Seen) -> Finding:
    if seen.strips:
        return change(
            "line settings",
            "the eighth bit of what is typed is cut off",
            "In the shell: stty cs8 -istrip",
        )
    if seen.flow:
        return good(
            "line settings",
            "Ctrl+S stops the shell's output, not ours",
            "If the terminal seems frozen, press Ctrl+Q; to be rid of it: stty -ixon",
        )
    return good("line settings", "all keys come through")


def _round_trip(seen: Seen) -> Finding:
    if seen.round_trip is None:
        return unknown("round trip", "the terminal does not answer")
    milliseconds = seen.round_trip * 1000
    found = f"{milliseconds:.1f} ms" if milliseconds < 10 else f"{milliseconds:.0f} ms"
    if seen.round_trip < _FAR:
        return good("round trip", found)
    return good("round trip", f"{found}: each key is seen after that", "For a far host: ssh -C")


def _cost(environ: Mapping[str, str], seen: Seen) -> Finding:
    rows, columns = seen.size_set
    if rows < _SMALLEST[0] or columns < _SMALLEST[1]:
        return unknown("bytes a key", "the terminal is too small to say")
    count = bytes_per_line(environ, seen, columns, rows)
    return good("bytes a key", f"{count} for a line scrolled in the reader")


def _tmux(tmux: Tmux) -> Finding:
    if not tmux.asked:
        return unknown("tmux", "it could not be asked")
    if tmux.escape_time is not None and tmux.escape_time > _SLOW_ESCAPE:
        return change(
            "tmux",
            f"version {tmux.version} holds the Escape key back for {tmux.escape_time} ms",
            "In ~/.tmux.conf: set -sg escape-time 10, then tmux source-file ~/.tmux.conf",
        )
    return good("tmux", f"version {tmux.version}")


def _ssh(environ: Mapping[str, str]) -> Finding:
    if not environ.get("SSH_CONNECTION"):
        return good("ssh", "not used here")
    return unknown(
        "ssh",
        "whether the line is compressed cannot be seen from here",
        "In ~/.ssh/config on your side: Compression yes (or ssh -C), 20 times fewer bytes",
    )
