"""Copying through the terminal (OSC 52), which works over SSH and says what it did."""

from __future__ import annotations

import base64
import os
from collections.abc import Mapping
from dataclasses import dataclass

from corpus.hostile import without_harmful

__all__ = ["LIMIT", "Copied", "copy_sequence"]

LIMIT = 74_000
"""Bytes of text that go in one piece; many terminals drop a longer sequence silently."""

_SHOWN = 32


@dataclass(frozen=True, slots=True)
class Copied:
    """What to write to the terminal and what to tell the person.

    ``text`` is what the clipboard will hold. ``complete`` is False when the text was cut.
    """

    text: str
    sequence: str
    message: str
    complete: bool


def copy_sequence(text: str, environ: Mapping[str, str] | None = None) -> Copied:
    """The OSC 52 sequence that puts ``text`` on the clipboard, and a sentence that says so.

    What could act where it is pasted is left out (a CR LF becomes a newline). At most ``LIMIT``
    bytes of UTF-8 are copied, cut between characters.
    """
    clean = without_harmful(text)
    data = clean.encode("utf-8")
    complete = len(data) <= LIMIT
    if not complete:
        clean = data[:LIMIT].decode("utf-8", "ignore")
        data = clean.encode("utf-8")
    if not clean:
        return Copied("", "", "nothing to copy", complete=True)
    payload = base64.b64encode(data).decode("ascii")
    message = f"copied “{_shortened(clean)}”"
    if not complete:
        message = f"copied only the first {len(clean):,} characters of {len(text):,}"
    if hint := _hint(os.environ if environ is None else environ):
        message = f"{message} · {hint}"
    return Copied(clean, f"\x1b]52;c;{payload}\x07", message, complete)


def _shortened(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= _SHOWN else f"{words[: _SHOWN - 1].rstrip()}…"


def _hint(environ: Mapping[str, str]) -> str:
    """What may keep the clipboard from hearing of it."""
    if environ.get("TMUX"):
        return "tmux needs: set -g set-clipboard on"
    if environ.get("STY") or environ.get("TERM", "").startswith("screen"):
        return "screen does not pass the clipboard on"
    return ""
