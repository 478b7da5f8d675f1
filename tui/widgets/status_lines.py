"""The last two rows: what is under the cursor and what can be done; what is saved and running."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from corpus.hostile import harmless_line
from tui.rendering.fitting import cut
from tui.rendering.palette import Palette

__all__ = ["Hint", "StatusLines", "fit_hints"]


@dataclass(frozen=True, slots=True)
class Hint:
    """A key and the word for what it does now."""

    key: str
    word: str

    @property
    def width(self) -> int:
        """Its cells, with the gap before it."""
        return cell_len(self.key) + cell_len(self.word) + 3


def fit_hints(hints: Sequence[Hint], room: int) -> list[Hint]:
    """The hints that fit whole in ``room`` cells, the first being the most needed."""
    fitting: list[Hint] = []
    for hint in hints:
        if hint.width > room:
            break
        room -= hint.width
        fitting.append(hint)
    return fitting


NEEDED = 3
"""A text gives way (to a shorter one, or by being cut) until so many hints have room."""


@dataclass(frozen=True, slots=True)
class _Row:
    texts: tuple[str, ...] = ("",)
    tone: str = "text"
    hints: tuple[Hint, ...] = ()
    steady: bool = False

    def fitted(self, width: int) -> tuple[str, list[Hint]]:
        """The longest text that leaves room for the needed hints, and the hints that fit.

        One that is the only way to say something has all the room it needs.
        """
        needed = sum(hint.width for hint in self.hints[:NEEDED])
        kept = fit_hints(self.hints, width // 2)
        if self.steady and len(kept) >= NEEDED:
            room = width - sum(hint.width for hint in kept) - 2
            return next((t for t in self.texts if cell_len(t) <= room), self.texts[-1]), kept
        text = next((t for t in self.texts if cell_len(t) + needed + 2 <= width), self.texts[-1])
        wanted = cell_len(text) + 2
        if len(self.texts) > 1:
            wanted = min(wanted, width - min(needed, width // 2))
        return text, fit_hints(self.hints, max(0, width - wanted))


class StatusLines(Widget):
    """Two rows (one when there is little room); each is repainted only when it changes."""

    DEFAULT_CSS = "StatusLines { height: 2; dock: bottom; }"
    ALLOW_SELECT = False

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._palette: Palette | None = None
        self._rows = [_Row(), _Row()]

    def set_palette(self, palette: Palette) -> None:
        """The styles to draw with."""
        self._palette = palette
        self.refresh()

    def set_here(
        self,
        text: str,
        hints: Sequence[Hint] = (),
        *,
        tone: str = "text",
        shorter: Sequence[str] = (),
        steady: bool = False,
    ) -> None:
        """The upper row: what is under the cursor, or what has just happened.

        ``tone`` is ``text``, ``saved``, ``warning`` or ``error``. ``shorter`` are other ways to
        say it, for when there is little room; the last of them is cut rather than the hints.
        With ``steady`` the hints take up to half of the row and stay where they are, whatever the
        text: only the text changes while the cursor moves.
        What can be said in one way only goes on in the lower row when it is too long. Texts are
        made harmless here: what is said names what came from outside.
        """
        self._set(0, _Row(_harmless(text, *shorter), tone, tuple(hints), steady))

    def set_state(
        self,
        text: str,
        hints: Sequence[Hint] = (),
        *,
        shorter: Sequence[str] = (),
    ) -> None:
        """The lower row: what is saved, what is running, and where help is."""
        self._set(1, _Row(_harmless(text, *shorter), "saved", tuple(hints)))

    def _set(self, index: int, row: _Row) -> None:
        before = self._rows[index]
        if row == before:
            return
        self._rows[index] = row
        if self.size.height < 2 or (index == 0 and (self._goes_on(before) or self._goes_on(row))):
            self.refresh()
        else:
            self.refresh(Region(0, index, self.size.width, 1))

    def _goes_on(self, here: _Row) -> bool:
        """Whether the upper row needs both."""
        return len(here.texts) == 1 and cell_len(here.texts[0]) + 1 > self.size.width

    def _rows_in(self, width: int) -> list[_Row]:
        """What each row shows."""
        here, state = self._rows
        if self.size.height == 1:
            return [here if here.texts[0] or here.hints else state]
        if self._goes_on(here):
            first, rest = _parted(here.texts[0], width - 1)
            return [_Row((first,), here.tone), _Row((rest,), here.tone)]
        return [here, state]

    def render_line(self, y: int) -> Strip:
        """One row: text to the left, whole hints to the right."""
        width = self.size.width
        palette = self._palette
        if palette is None:
            return Strip.blank(width)
        row = self._rows_in(width)[y]
        text, hints = row.fitted(width)
        room = width - sum(hint.width for hint in hints)
        text = cut(" " + text, room)
        segments = [Segment(text, _tone(palette, row.tone))]
        segments.append(Segment(" " * max(0, room - cell_len(text)), palette.text))
        for hint in hints:
            segments += [
                Segment("  ", palette.text),
                Segment(hint.key, palette.accent),
                Segment(f" {hint.word}", palette.dim),
            ]
        return Strip(segments).apply_style(palette.text).adjust_cell_length(width, palette.text)


def _harmless(*texts: str) -> tuple[str, ...]:
    return tuple(map(harmless_line, texts))


def _parted(text: str, width: int) -> tuple[str, str]:
    """The beginning of a text that has room in ``width`` cells, whole words, and the rest."""
    first = ""
    words = text.split(" ")
    while words and cell_len(first) + cell_len(words[0]) + 1 <= width:
        first = f"{first} {words.pop(0)}".lstrip()
    return (first, " ".join(words)) if first else (text, "")


def _tone(palette: Palette, tone: str) -> Style:
    return {
        "saved": palette.saved,
        "warning": palette.warning,
        "error": palette.error,
        "dim": palette.dim,
    }.get(tone, palette.text)
