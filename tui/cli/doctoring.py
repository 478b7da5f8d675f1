"""Looking at the terminal for a person who wonders what is wrong with it."""

from __future__ import annotations

import codecs
import os
import shutil
import sys
import textwrap
from contextlib import suppress
from typing import TYPE_CHECKING

import click

from corpus.hostile import harmless_line
from tui.cli.output import bold, dim, is_terminal, write_json, write_line
from tui.cli.session import json_option

if TYPE_CHECKING:
    from tui.terminal.doctor import Finding

__all__ = ["doctor"]

_SIGNS = {"good": "✓", "change": "✗", "unknown": "?"}
_ASCII_SIGNS = {"good": "ok", "change": "!!", "unknown": "??"}
_NARROWEST = 40
_UNBOUND = 10_000


@click.command()
@json_option
def doctor(as_json: bool) -> int:
    """Look at the terminal: what is right, and which setting to change where.

    Asks it, and draws for a moment on its other screen; takes seconds at most, whatever the
    terminal answers or does not. 0 when nothing should be changed, else 1.
    """
    from tui.terminal.doctor import examine

    encoding = getattr(sys.stdout, "encoding", "") or ""
    findings = examine(os.environ, encoding)
    if as_json:
        for finding in findings:
            write_json(
                {
                    "check": finding.check,
                    "state": finding.state,
                    "found": finding.found,
                    "advice": finding.advice,
                }
            )
    else:
        _write(findings, _ASCII_SIGNS if not _can_write("✓✗→", encoding) else _SIGNS)
    return 1 if any(finding.state == "change" for finding in findings) else 0


def _can_write(text: str, encoding: str) -> bool:
    with suppress(LookupError, UnicodeEncodeError):
        codecs.encode(text, encoding)
        return True
    return False


def _write(findings: list[Finding], signs: dict[str, str]) -> None:
    """A line for each finding, and below it what to do."""
    width = shutil.get_terminal_size().columns if is_terminal(sys.stdout) else _UNBOUND
    sign_width = max(len(sign) for sign in signs.values())
    name_width = max(len(finding.check) for finding in findings)
    margin = sign_width + name_width + 3
    narrow = width - margin < _NARROWEST
    below = " " * (sign_width + 1 if narrow else margin)
    for finding in findings:
        head = f"{signs[finding.state]:<{sign_width}} {finding.check:<{name_width}}"
        first = bold(head) if finding.state == "change" else head
        found = _wrapped(finding.found, width - len(below))
        if narrow:
            write_line(first.rstrip())
            first = ""
        else:
            write_line(f"{first}  {found.pop(0)}")
        for line in found:
            write_line(below + line)
        for line in _wrapped(finding.advice, width - len(below) - 2):
            write_line(f"{below}  {line if finding.state == 'change' else dim(line)}")


def _wrapped(text: str, width: int) -> list[str]:
    """Lines no wider than that, but for words that are; made harmless."""
    return textwrap.wrap(
        harmless_line(text), max(width, 20), break_long_words=False, break_on_hyphens=False
    )
