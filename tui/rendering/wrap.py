"""Breaking one line of text into rows of a width.

Rows tile the line: the blanks a row is broken at hang at its end, beyond the width if they must,
and are not drawn there.
"""

from __future__ import annotations

from tui.rendering.cells import TAB, Cluster, clusters, is_plain

__all__ = ["wrap", "wrap_clusters"]

_SPACES = frozenset(
    " \t\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2008\u2009\u200a\u205f\u3000"
)
# What East Asian text does not begin or end a row with.
_NOT_FIRST = frozenset("、。，．・：；？！ー」』】〕〉》）］｝…‥々,.!?:;)]}%”’")
_NOT_LAST = frozenset("「『【〔〈《（［｛([{“‘")


def wrap(text: str, start: int, end: int, width: int, *, rest: int = 0) -> list[tuple[int, int]]:
    """The rows of ``text[start:end]``, one line, as ranges of code points that tile it.

    ``width`` is in cells; rows after the first have ``rest`` if it is given (a hanging indent).
    Broken after blanks, or beside wide characters; a word longer than a row is cut between
    grapheme clusters. An empty line is one empty row. Raises ValueError for a width below 1.
    """
    if width < 1 or rest < 0:
        raise ValueError(f"not a width: {width}, {rest}")
    rest = rest or width
    if end - start <= min(width, rest) and text.isascii() and "\t" not in text[start:end]:
        return [(start, end)]
    piece = text[start:end]
    if is_plain(piece):
        return _wrap_plain(text, start, end, width, rest)
    return [
        (first + start, after + start)
        for first, after in wrap_clusters(clusters(piece), width, rest)
    ]


def _wrap_plain(text: str, start: int, end: int, width: int, rest: int) -> list[tuple[int, int]]:
    rows: list[tuple[int, int]] = []
    find = text.rfind
    while end - start > width:
        cut = find(" ", start, start + width + 1)
        if cut < 0 or (cut < start + width and text[start : cut + 1].isspace()):
            cut = start + width
        else:
            cut += 1
            while cut < end and text[cut] == " ":
                cut += 1
            if cut == end:
                break
        rows.append((start, cut))
        start = cut
        width = rest
    rows.append((start, end))
    return rows


def _may_break(before: Cluster, after: Cluster) -> bool:
    """Whether a row may end between two clusters without a blank between them."""
    return (
        (before.width > 1 or after.width > 1)
        and after.draw not in _NOT_FIRST
        and before.draw not in _NOT_LAST
    )


def wrap_clusters(line: list[Cluster], width: int, rest: int) -> list[tuple[int, int]]:
    """The rows of a line given as its clusters; see ``wrap``."""
    rows: list[tuple[int, int]] = []
    first = 0  # the cluster the row begins with
    cut = 0  # the cluster a row may be broken before; first if there is none
    column = 0
    inked = False  # whether anything but blanks stands before the cut
    index = 0
    ink = False
    while index < len(line):
        cluster = line[index]
        if cluster.draw in _SPACES:
            column += TAB - column % TAB if cluster.draw == "\t" else cluster.width
            index += 1
            cut, inked = index, ink
            continue
        if index > first and _may_break(line[index - 1], cluster):
            cut, inked = index, ink
        if column + cluster.width > width and index > first:
            at = cut if cut > first and (inked or cut == index) else index
            rows.append((line[first].start, line[at].start))
            first = cut = index = at
            column, width, ink, inked = 0, rest, False, False
            continue
        column += cluster.width
        ink = True
        index += 1
    begin = line[first].start if line else 0
    rows.append((begin, line[-1].end if line else 0))
    return rows
