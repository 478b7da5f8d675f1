"""The second net: whatever an app writes plainly, only its own sequences leave for the terminal.

The first net is ``corpus.hostile``, which makes text harmless before it becomes cells. This one
stands where a terminal is drawn on without a model of its screen.
"""

from __future__ import annotations

import re

__all__ = ["netted"]

_FRAME = re.compile(
    r"(?P<ours>\x1b\[\d*(?:;\d*)?H|\x1b\[[\d;:]*m|\r\n)"
    "|(?P<control>[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069"
    "\ud800-\udfff\U000e0000-\U000e007f])"
)
_CONTROLS = re.compile(
    r"(?:\x1b\[\?[\d;]+[hl]"  # modes
    r"|\x1b\[\?\d+\$p|\x1b\[[56]n|\x1b\[[>=]?0?c|\x1b\[>q"  # questions
    r"|\x1b\[[<>=?]\d*(?:;\d+)?u"  # the kitty keyboard protocol
    r"|\x1b\[\d* q|\x07"
    r"|\x1b\[\d*(?:;\d*)?H|\x1b\[m"
    r"|\x1b\](?:22;[a-z-]*|52;c;[A-Za-z0-9+/=]*)(?:\x07|\x1b\\))+"
)


def netted(data: str) -> str:
    """What may leave of one write: a run of known controls, or a frame of places, styles, text.

    In a frame every other control character is replaced, one for one.
    """
    if _CONTROLS.fullmatch(data):
        return data
    return _FRAME.sub(lambda found: found["ours"] or "\ufffd", data)
