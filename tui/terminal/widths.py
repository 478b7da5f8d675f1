"""How many cells a text takes on the screen, and where terminals do not agree on that.

Most text needs none of this: every code point of it is one cell. The rest is looked at by
clusters, which are counted as the widgets of the program count them.
"""

from __future__ import annotations

import re

__all__ = ["Drawn", "clusters", "find_special", "is_risky", "replace_controls"]

Drawn = tuple[str, int, bool]
"""A cluster: what to send for it, the cells it takes, and whether it is risky."""

# One cell each, whatever stands beside them, and harmless.
_PLAIN = (
    "\x20-\x7e\xa0-\xac\xae-\u02ff\u0370-\u0482\u048a-\u052f\u1e00-\u1eff\u2010-\u2027"
    "\u2030-\u205e\u20a0-\u20c0\u2100-\u214f\u2190-\u22ff\u2400-\u2421\u2500-\u25fc\ufffd"
)
find_special = re.compile(f"[^{_PLAIN}]").search

_SAFE_MARKS = re.compile("[\u0300-\u036f]*").fullmatch
_WIDE_SINCE_LONG = ((0x1100, 0x115F), (0x2E80, 0xA4CF), (0xAC00, 0xD7A3), (0xF900, 0xFAFF))
_WIDE_FORMS = ((0xFE30, 0xFE6F), (0xFF01, 0xFF60), (0xFFE0, 0xFFE6), (0x20000, 0x3FFFD))

_controls: re.Pattern[str] | None = None


def replace_controls(text: str) -> str:
    """The same text with U+FFFD for everything that a terminal may obey but line ends."""
    global _controls  # noqa: PLW0603  # compiled when the first odd text comes
    if _controls is None:
        noncharacters = "".join(
            [chr(plane << 16 | low) for plane in range(17) for low in (0xFFFE, 0xFFFF)]
        )
        _controls = re.compile(
            "[\x00-\x09\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u206f"
            f"\ud800-\udfff\ufdd0-\ufdef\ufff9-\ufffb\U000e0000-\U000e00ff\U000e01f0-\U000e0fff{noncharacters}]"
        )
    return _controls.sub("\ufffd", text)


def clusters(text: str) -> list[Drawn]:
    """The clusters of a text without controls.

    Width 0 is a mark that belongs to the cell before. What no terminal needs and some draw is
    left out, or is blanks where the program counted a cell for it.
    """
    from rich.cells import cell_len

    from tui.rendering.cells import clusters as split

    found: list[Drawn] = []
    for start, end, width, drawn in split(text):
        raw = text[start:end]
        if not drawn:
            blanks = cell_len(raw)
            if blanks:
                found.append((" " * blanks, -blanks, False))
        elif len(drawn) > len(raw) or (drawn[0] != raw[0] and drawn[1:2] == raw[:1]):
            found.append((drawn[1:], 0, False))  # its circle was not counted by who wrote it
        else:
            found.append((drawn, width, is_risky(drawn, width)))
    return found


def is_risky(drawn: str, width: int) -> bool:
    """Whether a terminal may count other cells for a cluster than we do."""
    import unicodedata

    first = drawn[0]
    if len(drawn) > 1 and not _SAFE_MARKS(drawn, 1):
        return True
    if find_special(first) is None:
        return False
    code = ord(first)
    if width == 2:
        wide = unicodedata.east_asian_width(first) in "WF" and unicodedata.category(first) != "Cn"
        return not wide or not any(
            low <= code <= high for low, high in (*_WIDE_SINCE_LONG, *_WIDE_FORMS)
        )
    kind = unicodedata.category(first)
    return kind[0] not in "LNPS" or code >= 0x3000 or unicodedata.east_asian_width(first) in "WF"
