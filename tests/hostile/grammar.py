"""What our program says to a terminal, exactly: everything else is a leak.

Written from what terminals understand, not from what is sent today: whole frames and differences
of frames are both made of this.
"""

from __future__ import annotations

import base64
import binascii
import re
import unicodedata
from collections.abc import Iterator

from hostile.attacks import TELLTALES

__all__ = ["is_shown", "leaks", "leaks_in_plain"]

# One thing a terminal is told: a control sequence, a string, an escape sequence, a control, text.
_TOKEN = re.compile(
    "\x1b\\[(?P<csi>[0-?]*[ -/]*[@-~])"
    "|\x1b\\](?P<osc>[^\x07\x1b\x9c]*)(?:\x07|\x1b\\\\)"
    "|\x1bP(?P<dcs>[^\x1b\x07\x9c]*)\x1b\\\\"
    "|\x1b(?P<escape>[ -/]*[0-OQ-WYZ\\\\`-~])"
    "|(?P<control>[\x00-\x1f\x7f-\x9f])"
    "|(?P<text>[^\x00-\x1f\x7f-\x9f]+)",
    re.DOTALL,
)

_MODES = {
    "1",  # cursor keys
    "7",  # lines wrap
    "12",  # the cursor blinks
    "25",  # the cursor is seen
    "69",  # margins left and right
    *("1000", "1002", "1003", "1004", "1006", "1015", "1016"),  # mouse and focus
    "1049",  # the other screen
    "2004",  # pasting
    "2026",  # whole frames
    "2027",  # clusters
    "2031",  # dark and light
    "2048",  # sizes
}
_RESTORE = re.compile(r"u")
# Bounded: a place is on the screen, a count is no more than a screen holds.
_SMALL = r"(?:[1-9]\d{0,2})?"
_DRAWING = re.compile(rf"{_SMALL}(?:;{_SMALL})?[Hfrs]|{_SMALL}[ABCDEFGdXbSTLMP@]|[012]?[KJ]")
_ASKING = re.compile(r"[05]?n|6n|0?c|>0?[cq]|\?u|\?996n|1[468]t|\?\d+\$p|=0?c")
_KITTY = re.compile(r">[0-9]{1,2}u|<1?u|=[0-9]{1,2};[123]u")
_SHAPE = re.compile(r"[0-6] q")
_OSC = re.compile(
    r"22;[a-z-]{1,20}|1[012];\?|4;\d{1,3};\?|11[012]|0;Glossator[ -~]{0,80}|2;Glossator[ -~]{0,80}"
)
_DCS = re.compile(r"\$q(?:m|r|s| q)|\+q(?:[0-9a-f]{2})+(?:;(?:[0-9a-f]{2})+)*")
_PLAIN_SGR = {
    "",
    *("0", "1", "2", "3", "4", "7", "21", "22", "23", "24", "27", "39", "49", "59"),
    *(str(n) for n in (*range(30, 38), *range(40, 48), *range(90, 98), *range(100, 108))),
    *("4:0", "4:1", "4:2"),
}


def _is_number(text: str, most: int = 255) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= 3 and int(text) <= most


def _is_style(parameters: str) -> bool:
    """Whether SGR parameters set what is set in our themes: attributes and colours."""
    rest = parameters.split(";")
    while rest:
        first = rest.pop(0)
        if first in {"38", "48"}:
            kind = rest.pop(0) if rest else ""
            count = {"5": 1, "2": 3}.get(kind, 0)
            values, rest = rest[:count], rest[count:]
            if not count or len(values) != count or not all(map(_is_number, values)):
                return False
        elif first not in _PLAIN_SGR:
            return False
    return True


def _is_csi(body: str) -> bool:
    if body.endswith("m"):
        return not body.startswith((">", "?", "<", "=")) and _is_style(body[:-1])
    if re.fullmatch(r"\?[\d;]+[hl]", body):
        return set(body[1:-1].split(";")) <= _MODES
    patterns = (_DRAWING, _ASKING, _KITTY, _SHAPE, _RESTORE)
    return any(pattern.fullmatch(body) for pattern in patterns)


def _is_osc(body: str) -> bool:
    if body.startswith("52;c;"):
        try:
            text = base64.b64decode(body[5:], validate=True).decode()
        except (binascii.Error, UnicodeDecodeError):
            return False
        return all(is_shown(character) or character in "\n\t" for character in text) and (
            text not in TELLTALES
        )
    return _OSC.fullmatch(body) is not None


def is_shown(character: str) -> bool:
    """Whether a character may stand in text: none that is obeyed, reorders, or is no text."""
    code = ord(character)
    if unicodedata.category(character) in {"Cc", "Cs", "Zl", "Zp"}:
        return False
    if 0xE0000 <= code <= 0xE0FFF:  # variation selectors of ideographs belong to their letter
        return 0xE0100 <= code <= 0xE01EF
    if 0xFDD0 <= code <= 0xFDEF or code & 0xFFFE == 0xFFFE:
        return False
    if unicodedata.bidirectional(character) in {
        *("LRE", "RLE", "PDF", "LRO", "RLO", "LRI", "RLI", "FSI", "PDI"),
    }:
        return False
    invisible = 0x206A <= code <= 0x206F or 0xFFF9 <= code <= 0xFFFB
    return not invisible and character not in "\u061c\u200e\u200f"


def leaks(data: bytes, *, copied: int = 0) -> Iterator[str]:
    """What in a capture is not ours, in readable form.

    ``copied`` is how often something was copied to the clipboard, which must hold what is shown.
    """
    if (count := data.count(b"\x1b]52;")) != copied:
        yield f"the clipboard was filled {count} times"
    text = data.decode("utf-8", "surrogateescape")
    end = 0
    for match in _TOKEN.finditer(text):
        if match.start() != end:
            yield f"unfinished: {text[end : match.start() + 20]!a}"
        end = match.end()
        kind = match.lastgroup or "text"
        if not _is_ours(kind, match[kind]):
            around = text[max(0, match.start() - 30) : end + 30]
            yield f"{kind} {match[kind]!a} in {around!a}"
    if end != len(text):
        yield f"unfinished: {text[end : end + 40]!a}"


def _is_ours(kind: str, body: str) -> bool:
    match kind:
        case "csi":
            return _is_csi(body)
        case "osc":
            return _is_osc(body)
        case "dcs":
            return _DCS.fullmatch(body) is not None and not any(map(body.count, TELLTALES))
        case "escape":
            return body in {*"78=>MDE\\", "(B"}
        case "control":
            return body in "\r\n\b"
    return body.isascii() or all(map(is_shown, body))


def leaks_in_plain(data: bytes) -> Iterator[str]:
    """The same for what is written without a screen: lines of text, bold and dim at most."""
    text = re.sub("\x1b\\[[012]m", "", data.decode("utf-8", "surrogateescape"))
    for match in re.finditer(r"[^\x20-\x7e\r\n\t]", text):
        if not is_shown(match[0]):
            around = text[max(0, match.start() - 30) : match.end() + 30]
            yield f"{match[0]!a} in {around!a}"
