"""Styles of cells: SGR parameters to interned styles, and the shortest change between two.

A cell is interned too: one object for one text in one style, so that rows of cells are compared
by identity. What cannot be seen does not count: the blank of a style has its ground, and what
shows on a blank, but no text colour.
"""

from __future__ import annotations

import re

__all__ = ["UNKNOWN", "Cell", "Style", "Styles"]

# The places of a look: one string of SGR parameters for each, empty when it is as at the start.
_TEXT, _GROUND, _UNDER, _BOLD, _DIM, _ITALIC, _LINE = range(7)
_BLINK, _REVERSE, _CONCEAL, _STRIKE, _FRAME, _OVER, _LINK = range(7, 14)
_PLACES = 14
_OFF = ("39", "49", "59", "22", "22", "23", "24", "25", "27", "28", "29", "54", "55")
_PLAIN = ("",) * _PLACES

_ON = {
    "1": _BOLD,
    "2": _DIM,
    "3": _ITALIC,
    "4": _LINE,
    "5": _BLINK,
    "6": _BLINK,
    "7": _REVERSE,
    "8": _CONCEAL,
    "9": _STRIKE,
    "21": _LINE,
    "51": _FRAME,
    "52": _FRAME,
    "53": _OVER,
    **{str(code): _TEXT for code in (*range(30, 38), *range(90, 98))},
    **{str(code): _GROUND for code in (*range(40, 48), *range(100, 108))},
}
_CLEARED = {
    "22": (_BOLD, _DIM),
    "23": (_ITALIC,),
    "24": (_LINE,),
    "25": (_BLINK,),
    "27": (_REVERSE,),
    "28": (_CONCEAL,),
    "29": (_STRIKE,),
    "39": (_TEXT,),
    "49": (_GROUND,),
    "54": (_FRAME,),
    "55": (_OVER,),
    "59": (_UNDER,),
}
_COLOURED = {"38": _TEXT, "48": _GROUND, "58": _UNDER}
_LINES = ("4:1", "4:2", "4:3", "4:4", "4:5")

# The colours from 16 on are the same in every terminal (a cube of six levels, and greys), and their
# numbers are half as long as their parts.
_LEVELS = ("", "95", "135", "175", "215", "255")
_FIXED = {
    f"{red};{green};{blue}": str(16 + 36 * r + 6 * g + b)
    for r, red in enumerate(_LEVELS)
    for g, green in enumerate(_LEVELS)
    for b, blue in enumerate(_LEVELS)
} | {";".join([str(8 + 10 * step)] * 3): str(232 + step) for step in range(24)}

_is_sgr = re.compile(r"\[[\d;:]{0,256}").fullmatch


class Cell:
    """What one cell shows.

    ``width`` is 2 for the first cell of a wide character and 0 for its second; ``size`` is what
    the text takes in bytes; ``risky`` means that terminals differ on its width. ``rest`` leads
    from either cell of a wide character to the other.
    """

    __slots__ = ("rest", "risky", "size", "style", "text", "width")

    def __init__(self, text: str, style: Style, width: int = 1, *, risky: bool = False) -> None:
        self.text = text
        self.style = style
        self.width = width
        self.size = 1 if text.isascii() else len(text.encode("utf-8", "replace"))
        self.risky = risky
        self.rest: Cell = self
        if width == 2:
            self.rest = Cell("", style, 0)
            self.rest.rest = self


class _Cells(dict[str, Cell]):
    """The cells of one style by their text; missing ones are taken to be one cell wide."""

    __slots__ = ("_style", "made")

    def __init__(self, style: Style, made: list[int]) -> None:
        self._style = style
        self.made = made

    def __missing__(self, text: str) -> Cell:
        style = self._style
        if text == " " and style.blank is not style:
            cell = style.blank.cells[" "]
        else:
            cell = Cell(text, style)
            self.made[0] += 1
        self[text] = cell
        return cell


class Style:
    """How a cell looks.

    ``blank`` is what shows of it on a blank; ``ground`` has its ground and nothing else;
    ``erasable`` when it is nothing but a ground. ``after`` gives the style that follows on an SGR
    sequence, by what stands between ESC and ``m``. ``look_up`` gives a cell by its text.
    """

    __slots__ = ("after", "blank", "cells", "erasable", "ground", "look", "look_up")

    def __init__(self, look: tuple[str, ...], made: list[int]) -> None:
        self.look = look
        self.after: dict[str, Style] = {}
        self.blank = self
        self.ground = self
        self.erasable = look == _only_ground(look)
        self.cells = _Cells(self, made)
        self.look_up = self.cells.__getitem__

    @property
    def is_plain(self) -> bool:
        """Whether this is the style a terminal begins with."""
        return self.look == _PLAIN


def _only_ground(look: tuple[str, ...]) -> tuple[str, ...]:
    return ("", look[_GROUND], *_PLAIN[2:])


def _on_blank(look: tuple[str, ...]) -> tuple[str, ...]:
    """What can be seen of a look on a blank."""
    kept = list(_PLAIN)
    kept[_GROUND], kept[_LINK] = look[_GROUND], look[_LINK]
    lines = (_LINE, _STRIKE, _FRAME, _OVER)
    if look[_REVERSE] or any(look[place] for place in lines):
        for place in (_TEXT, _BOLD, _DIM, _BLINK, _REVERSE, _CONCEAL, *lines):
            kept[place] = look[place]
        if look[_LINE]:
            kept[_UNDER] = look[_UNDER]
    return tuple(kept)


UNKNOWN = Cell(" ", Style(("?",) * _PLACES, [0]))
"""Stands for a cell of the terminal of which nothing is known; never drawn by anybody."""


def _colour(parts: list[str], here: int) -> tuple[str, int]:
    """The colour that begins at ``parts[here]`` (38, 48 or 58) and the place after it."""
    kind = parts[here + 1] if here + 1 < len(parts) else ""
    count = {"5": 3, "2": 5}.get(kind, 0)
    colour = parts[here : here + count]
    if not count or len(colour) < count:
        return "", len(parts)
    if kind == "2" and (number := _FIXED.get(";".join(part.lstrip("0") for part in colour[2:]))):
        colour = [parts[here], "5", number]
    return ";".join(part or "0" for part in colour), here + count


def _with_colons(part: str, look: list[str]) -> None:
    head, *rest = part.split(":")
    if head == "4" and part in (*_LINES, "4:0"):
        look[_LINE] = {"4:0": "", "4:1": "4"}.get(part, part)
    elif head in _COLOURED and rest:
        # With colons a colour space may stand before the three parts of a colour.
        if rest[0] == "2" and len(rest) >= 5:
            rest = ["2", *rest[2:5]]
        colour, _ = _colour([head, *rest], 0)
        if colour:
            look[_COLOURED[head]] = part if head == "58" else colour


def _after(look: tuple[str, ...], parameters: str) -> tuple[str, ...]:
    """The look after an SGR sequence with these parameters; unknown ones count for nothing."""
    new = list(look)
    parts = parameters.split(";")
    here = 0
    while here < len(parts):
        part = parts[here].lstrip("0")
        here += 1
        if not part:
            new[:_LINK] = _PLAIN[:_LINK]
        elif part in _ON:
            new[_ON[part]] = part
        elif part in _CLEARED:
            for place in _CLEARED[part]:
                new[place] = ""
        elif part in _COLOURED:
            colour, here = _colour(parts, here - 1)
            if colour:
                new[_COLOURED[part]] = colour
        elif ":" in part:
            _with_colons(part, new)
    return tuple(new)


def _full(look: tuple[str, ...]) -> str:
    return "\x1b[" + ";".join(["", *[part for part in look[:_LINK] if part]]) + "m"


def _step(old: tuple[str, ...], new: tuple[str, ...]) -> str:
    """The SGR sequence that changes only what differs."""
    parts: list[str] = []
    fainter = any(old[place] and not new[place] for place in (_BOLD, _DIM))
    if fainter:
        parts += ["22", *[new[place] for place in (_BOLD, _DIM) if new[place]]]
    for place in range(_LINK):
        if old[place] == new[place] or (fainter and place in (_BOLD, _DIM)):
            continue
        if old[place] and (not new[place] or place in (_LINE, _BLINK, _FRAME)):
            parts.append(_OFF[place])
        if new[place]:
            parts.append(new[place])
    return "\x1b[" + ";".join(parts) + "m" if parts else ""


class Styles:
    """All styles that are in use, and the changes from one to another.

    ``partial``: the terminal knows parameters that take back one attribute (from 22 on), which
    the oldest do not.
    """

    def __init__(self, *, partial: bool = True) -> None:
        self._partial = partial
        self._made = [0]
        self._by_look: dict[tuple[str, ...], Style] = {}
        self._changes: dict[tuple[Style | None, Style], str] = {}
        self._mixed: dict[tuple[Style, Style], Style] = {}
        self.plain = self._of(_PLAIN)

    def __len__(self) -> int:
        """How many styles and cells are kept."""
        return len(self._by_look) + self._made[0]

    @property
    def partial(self) -> bool:
        """Whether single attributes may be taken back."""
        return self._partial

    @partial.setter
    def partial(self, partial: bool) -> None:
        if partial != self._partial:
            self._partial = partial
            self._changes.clear()
            self._mixed.clear()

    def renew(self) -> None:
        """Forget all styles; those still in use stay as they are, but are equal to no new one."""
        self._by_look.clear()
        self._changes.clear()
        self._mixed.clear()
        self._made[0] = 0
        self.plain = self._of(_PLAIN)

    def _of(self, look: tuple[str, ...]) -> Style:
        style = self._by_look.get(look)
        if style is None:
            style = self._by_look[look] = Style(look, self._made)
            on_blank, ground = _on_blank(look), _only_ground(look)
            if on_blank != look:
                style.blank = self._of(on_blank)
            if ground != look:
                style.ground = self._of(ground)
        return style

    def same(self, style: Style) -> Style:
        """The style that looks the same, among those that are kept."""
        return self._of(style.look)

    def again(self, cell: Cell) -> Cell:
        """The cell that is the same, among those that are kept."""
        if not cell.width:
            return self.again(cell.rest).rest
        style = self._of(cell.style.look)
        found = style.cells.get(cell.text)
        if found is None:
            found = style.cells[cell.text] = Cell(cell.text, style, cell.width, risky=cell.risky)
            self._made[0] += 1
        return found

    def after(self, style: Style, head: str) -> Style | None:
        """The style after an SGR sequence; ``head`` is what stands between ESC and ``m``.

        None when that is no SGR sequence.
        """
        found = style.after.get(head)
        if found is None and _is_sgr(head):
            found = self._of(_after(style.look, head[1:]))
            style.after[head] = found
        return found

    def linked(self, style: Style, link: str) -> Style:
        """The style with another link: ``parameters;address``, or nothing to end one."""
        return self._of((*style.look[:_LINK], link))

    def mixed(self, pen: Style, blank: Style) -> Style:
        """A style near ``pen`` that on a blank looks as ``blank`` does."""
        found = self._mixed.get((pen, blank))
        if found is None:
            found = blank
            if blank.erasable:
                kept = list(_PLAIN)
                for place in (_TEXT, _BOLD, _DIM, _ITALIC):
                    kept[place] = pen.look[place]
                kept[_GROUND] = blank.look[_GROUND]
                near = self._of(tuple(kept))
                if len(self.change(pen, near)) <= len(self.change(pen, blank)):
                    found = near
            self._mixed[pen, blank] = found
        return found

    def change(self, old: Style | None, new: Style) -> str:
        """The shortest sequence from one style to another; from None, whatever came before."""
        if old is new:
            return ""
        found = self._changes.get((old, new))
        if found is None:
            found = self._changes[old, new] = self._shortest(old, new)
        return found

    def _shortest(self, old: Style | None, new: Style) -> str:
        full = _full(new.look) if any(new.look[:_LINK]) else "\x1b[m"
        if old is None:
            sequence = full
        else:
            sequence = _step(old.look, new.look)
            takes_back = any(was and not now for was, now in zip(old.look, new.look, strict=True))
            if len(full) < len(sequence) or (takes_back and not self._partial):
                sequence = full
        if new.look[_LINK] != (old.look[_LINK] if old else ""):
            sequence += f"\x1b]8;{new.look[_LINK] or ';'}\x1b\\"
        return sequence
