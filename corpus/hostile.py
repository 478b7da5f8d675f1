"""Text from outside made harmless for a terminal, one code point for one code point.

Escape and control characters would be obeyed by the terminal, bidirectional overrides would show
another order than the one stored, and tag characters show nothing at all. Each is replaced by one
visible code point, so that every offset into the text stays true.

What comes in by pasting, and what goes out to the clipboard, has no offsets: there they are left
out (``without_harmful``).
"""

from __future__ import annotations

import re

__all__ = ["harmless", "harmless_line", "is_harmless", "without_harmful"]

_CONTROLS = "\x00-\x08\x0b-\x1f\x7f-\x9f"
_BIDI = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_SEPARATORS = "\u2028\u2029"
# Formats long given up, and notes between the lines: shown by nothing, so that they hide text.
_INVISIBLE = "\u206a-\u206f\ufff9-\ufffb"
# Tags and what is kept for the like; between them the selectors that belong to ideographs.
_TAGS = "\U000e0000-\U000e00ff\U000e01f0-\U000e0fff"
_SURROGATES = "\ud800-\udfff"
_NONCHARACTERS = "\ufdd0-\ufdef" + "".join(
    chr(plane << 16 | low) for plane in range(17) for low in (0xFFFE, 0xFFFF)
)
_HARMFUL = f"{_CONTROLS}{_BIDI}{_SEPARATORS}{_INVISIBLE}{_TAGS}{_SURROGATES}{_NONCHARACTERS}"

_find_harmful = re.compile(f"[{_HARMFUL}]").search
_replace_harmful = re.compile(f"[{_HARMFUL}]").sub
_find_break = re.compile(r"[\t\n\r\x0b\x0c\x85\u2028\u2029]").search
_replace_breaks = re.compile(r"[\t\n\r\x0b\x0c\x85\u2028\u2029]").sub
_line_breaks = re.compile(r"\r\n?|[\x85\u2028\u2029]").sub


def _visible(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code < 0x20:
        return chr(0x2400 + code)
    return "\u2421" if code == 0x7F else "\ufffd"


def is_harmless(text: str) -> bool:
    """Whether ``harmless`` would leave the text as it is."""
    return (text.isascii() and text.isprintable()) or _find_harmful(text) is None


def harmless(text: str) -> str:
    """The same text with nothing in it that a terminal obeys; as long as before.

    Control characters except line feed and tab become their control pictures (U+2400 and on),
    DEL becomes U+2421; C1 controls, bidirectional controls, line and paragraph separators,
    invisible formats, tag characters, surrogates and noncharacters become U+FFFD. A clean text is
    returned itself.
    """
    return text if _find_harmful(text) is None else _replace_harmful(_visible, text)


def harmless_line(text: str) -> str:
    """The same text on one line: ``harmless``, and every tab and line break becomes a space."""
    if text.isascii() and text.isprintable():
        return text
    if _find_break(text) is not None:
        text = _replace_breaks(" ", text)
    return harmless(text)


def without_harmful(text: str) -> str:
    """The same text without what ``harmless`` replaces; every line break is a line feed."""
    text = _line_breaks("\n", text)
    return text if _find_harmful(text) is None else _replace_harmful("", text)
