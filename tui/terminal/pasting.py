"""What is pasted stays text: nothing in it is a key, a command or an answer of the terminal.

Most terminals take escapes out of what is pasted; where one does not, a parser of keys loses the
thread at the first escape and takes what follows for typed commands.
"""

from __future__ import annotations

import re

__all__ = ["PasteFilter"]

_START, _END = "\x1b[200~", "\x1b[201~"
# All controls but tab and line ends; the end of the paste is looked for first.
_take_controls_out = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f]").sub


class PasteFilter:
    """Takes controls out of bracketed pastes, whole or split over reads at any place.

    What is typed passes unchanged and is never held back; of a paste, no more than what may be
    the beginning of its end.
    """

    def __init__(self) -> None:
        self._pasting = False
        # What may be the beginning of a mark: of a start passed on already, of an end held back.
        self._last = ""

    def feed(self, data: str) -> str:
        """What came, its pastes without controls."""
        if not self._pasting and not self._last and "\x1b" not in data:
            return data
        parts: list[str] = []
        while data:
            data = self._paste(data, parts) if self._pasting else self._typed(data, parts)
        return "".join(parts)

    def _typed(self, data: str, parts: list[str]) -> str:
        """Pass on what is no paste; gives what follows the start of one."""
        known = len(self._last)
        whole = self._last + data
        found = whole.find(_START)
        if found < 0:
            self._last = _beginning(whole, _START)
            parts.append(data)
            return ""
        self._pasting, self._last = True, ""
        after = found + len(_START)
        parts.append(whole[known:after])
        return whole[after:]

    def _paste(self, data: str, parts: list[str]) -> str:
        """Pass on what is pasted; gives what follows the end of it."""
        whole = self._last + data
        found = whole.find(_END)
        if found < 0:
            self._last = _beginning(whole, _END)
            inside = whole[: len(whole) - len(self._last)]
            parts.append(_take_controls_out("", inside))
            return ""
        self._pasting, self._last = False, ""
        parts += (_take_controls_out("", whole[:found]), _END)
        return whole[found + len(_END) :]


def _beginning(text: str, mark: str) -> str:
    """The end of a text that may be the beginning of a mark."""
    for length in range(min(len(text), len(mark) - 1), 0, -1):
        if text.endswith(mark[:length]):
            return mark[:length]
    return ""
