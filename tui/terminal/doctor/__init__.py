"""Looks at a terminal and says what is right, and which setting to change where."""

from __future__ import annotations

from collections.abc import Mapping

from tui.terminal.doctor.around import around
from tui.terminal.doctor.finding import Finding
from tui.terminal.doctor.looking import look, open_terminal
from tui.terminal.doctor.surroundings import surroundings
from tui.terminal.doctor.terminal_checks import terminal_findings

__all__ = ["Finding", "examine"]


def examine(environ: Mapping[str, str], encoding: str) -> list[Finding]:
    """All findings on the terminal this program runs in; ``encoding`` is that of its output.

    Without a terminal, or on one that cannot be drawn on, what the environment says. At most a
    few seconds, whatever the terminal answers or does not. Raises KeyboardInterrupt at Ctrl+C,
    with the terminal as it was before.
    """
    name = environ.get("TERM", "")
    fileno = None if name in {"", "dumb"} else open_terminal()
    seen = look(fileno, environ) if fileno is not None else None
    tmux = around(environ)
    findings = terminal_findings(environ, seen, tmux)
    return [*findings, *surroundings(environ, encoding, seen, tmux)]
