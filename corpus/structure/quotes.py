"""Which paragraphs are somebody's words: wholly, or as part of a quotation over several."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.structure.lines import Unit

__all__ = ["find_quotations"]

_find_marks = re.compile(r'[“”„«»"]').finditer
_LONGEST = 20_000
_FURTHEST = 12
_SUBSTANTIAL = 60
_OPENERS = '“„«"'


class _Quoted:
    """How the double quotation marks of one paragraph stand.

    A straight mark closes what is open and opens otherwise; so a curly opening mark that is
    closed by a straight one is no trouble, which happens in real reports.
    """

    __slots__ = ("closed_at", "ends_quoted", "open_at_end", "parts", "share", "starts_quoted")

    def __init__(self, text: str, *, inside: bool) -> None:
        opened = 0 if inside else -1
        quoted = self.parts = 0
        self.closed_at = -1
        for match in _find_marks(text):
            mark, at = match[0], match.start()
            opens = mark in "“„«" or (mark == '"' and opened < 0)
            if opens:
                # A mark that opens again at the start of a paragraph continues the quotation.
                if opened < 0:
                    opened = at
            elif opened >= 0:
                quoted += at + 1 - opened
                self.parts += 1
                self.closed_at = at
                opened = -1
        self.open_at_end = opened >= 0
        if self.open_at_end:
            quoted += len(text) - opened
            self.parts += 1
        self.share = quoted / len(text)
        self.starts_quoted = inside or text[0] in _OPENERS
        self.ends_quoted = self.open_at_end or self.closed_at >= len(text.rstrip(".!?…,;")) - 1

    @property
    def is_whole(self) -> bool:
        """Whether one quotation is all there is."""
        ends = self.ends_quoted and not self.open_at_end
        return self.starts_quoted and ends and self.parts == 1 and self.share > 0.9


def find_quotations(units: Sequence[Unit], candidates: Sequence[bool]) -> set[int]:
    """The indices of the units that are quotations.

    A quotation is a paragraph in quotation marks from end to end, or one of several over which a
    quotation runs on: opened in one and closed in a later one, with or without a mark at the
    start of each; or closed at the end of one and opened again at the start of the next.
    Only units whose entry in ``candidates`` is true are looked at; any other ends a quotation.
    """
    found: set[int] = set()
    index = 0
    while index < len(units):
        text = units[index].text
        if (
            not candidates[index]
            or len(text) > _LONGEST
            or not ("“" in text or '"' in text or "„" in text or "«" in text)
        ):
            index += 1
            continue
        quoted = _Quoted(text, inside=False)
        run = _run_on(units, candidates, index) if quoted.open_at_end else []
        if run:
            if quoted.share >= 0.5:
                found.add(index)
            found.update(run)
            index = run[-1] + 1
            continue
        if quoted.is_whole:
            found.add(index)
        following = index + 1
        if (
            following < len(units)
            and candidates[following]
            and _continues(quoted, text, units[following].text)
        ):
            found.update((index, following))
        index += 1
    return found


def _continues(quoted: _Quoted, text: str, following: str) -> bool:
    """Whether a quotation that ends one paragraph goes on at the start of the next."""
    if quoted.open_at_end or not quoted.ends_quoted or quoted.share < 0.5:
        return False
    if min(len(text), len(following)) < _SUBSTANTIAL or len(following) > _LONGEST:
        return False
    if following[0] not in _OPENERS:
        return False
    return _Quoted(following, inside=False).share >= 0.5


def _run_on(units: Sequence[Unit], candidates: Sequence[bool], first: int) -> list[int]:
    """The units after ``first`` over which its open quotation runs, up to where it closes.

    Empty when it is not closed within a dozen paragraphs: then a mark was merely forgotten.
    """
    run: list[int] = []
    for index in range(first + 1, min(first + 1 + _FURTHEST, len(units))):
        text = units[index].text
        if not candidates[index] or len(text) > _LONGEST:
            return []
        reopened = text[0] in _OPENERS
        quoted = _Quoted(text[1:] if reopened and len(text) > 1 else text, inside=True)
        if quoted.closed_at < 0:
            run.append(index)
            continue
        first_close = min(at for mark in '”»"' if (at := text.find(mark, reopened)) >= 0)
        opened = min((at for mark in "“„«" if (at := text.find(mark, reopened)) >= 0), default=-1)
        if not reopened and 0 <= opened < first_close:
            return []  # another quotation begins here: the first was never closed
        if first_close + 1 >= 0.5 * len(text):
            run.append(index)
        return run
    return []
