"""The second net: whatever an app writes plainly, only its own sequences leave for the terminal.

The first net is ``corpus.hostile``, which makes text harmless before it becomes cells. This one
stands where a terminal is drawn on without a model of its screen.
"""

from __future__ import annotations

import re

from corpus.hostile import harmless

__all__ = ["netted"]

# Attributes that hide nothing and do not blink, and colours; a place that can be on a screen.
_STYLE = (
    r"(?:[0-4]|7|9|2[1-479]|4:[0-5]|[34][0-79]|5[39]|9[0-7]|10[0-7]"
    r"|[345]8;(?:5;\d{1,3}|2;\d{1,3};\d{1,3};\d{1,3}))"
)
_PLACE = r"\d{0,3}(?:;\d{0,3})?"
_OURS = re.compile(rf"\x1b\[{_PLACE}H|\x1b\[(?:{_STYLE}(?:;{_STYLE})*)?m|\r?\n(?=\x1b|\Z)")
_CONTROLS = re.compile(
    r"(?:\x1b\[\?[\d;]+[hl]"  # modes
    r"|\x1b\[\?\d+\$p|\x1b\[[56]n|\x1b\[[>=]?0?c|\x1b\[>q"  # questions
    r"|\x1b\[[<>=?]\d*(?:;\d+)?u"  # the kitty keyboard protocol
    r"|\x1b\[\d* q|\x07"
    rf"|\x1b\[{_PLACE}H|\x1b\[m"
    r"|\x1b\](?:22;[a-z-]*|52;c;[A-Za-z0-9+/=]*)(?:\x07|\x1b\\))+"
)
_TEXT_CONTROLS = str.maketrans("\t\n", "\ufffd\ufffd")


def netted(data: str) -> str:
    """What may leave of one write: a run of known controls, or a frame of places, styles, text.

    In a frame everything else is made harmless, one code point for one.
    """
    if _CONTROLS.fullmatch(data):
        return data
    parts: list[str] = []
    here = 0
    for ours in _OURS.finditer(data):
        parts += (_harmless(data[here : ours.start()]), ours[0])
        here = ours.end()
    parts.append(_harmless(data[here:]))
    return "".join(parts)


def _harmless(text: str) -> str:
    return harmless(text).translate(_TEXT_CONTROLS) if text else text
