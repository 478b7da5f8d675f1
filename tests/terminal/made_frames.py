"""Frames as a program draws them, made at random: text in all styles, scrolls, erasing, rubbish."""

from __future__ import annotations

from itertools import product
from random import Random

from tui.rendering.cells import clusters

WORDS = (
    *("the", "Politburo", "has issued", "Resolution 59", "Đổi mới", "“so”", "…", "│", "────────"),
    *("  ", "          ", "........", "漢字", "한국", "e\u0301a", "ﾊﾟ", "×", "▐", "Ωμέγα", "мир"),
)
RISKY = (
    "👩\u200d👩\u200d👧",
    "❤\ufe0f",
    "🇻🇳",
    "👍🏽",
    "🙂",
    "क्षि",
    "\U0001faf0",
    "☔",
    "✓",
    "a\u20dd",
)
COLOURS = ("31", "90", "38;5;12", "38;5;196", "38;2;226;229;234", "38;2;124;183;255", "39")
GROUNDS = ("41", "100", "48;5;236", "48;2;20;23;27", "48;2;35;40;47", "49", "49", "49")
ATTRIBUTES = ("1", "2", "3", "4", "5", "7", "8", "9", "21", "51", "53", "1;4", "4;9", "2;7", "1;7")


def styles(random: Random, count: int) -> list[str]:
    """Some styles, as a program gets them: a page has few."""
    found = [""]
    for _ in range(count - 1):
        parts = [random.choice(COLOURS), random.choice(GROUNDS)]
        if random.random() < 0.4:
            parts.insert(0, random.choice(ATTRIBUTES))
        found.append(";".join(parts))
    return found


class FrameMaker:
    """Draws frame after frame on a grid of its own; ``frame`` gives what draws the next."""

    def __init__(self, random: Random, width: int, height: int, *, risky: bool = True) -> None:
        self.random = random
        self.words = (*WORDS, *RISKY) if risky else WORDS
        self.styles = styles(random, 6)
        self.resize(width, height)

    def resize(self, width: int, height: int) -> None:
        self.width, self.height = width, height
        # A cell is text, width and style; None is the second half of a wide one.
        self.rows: list[list[tuple[str, int, str] | None]] = [
            [(" ", 1, "")] * width for _ in range(height)
        ]

    def frame(self) -> str:
        kinds = (self.spans, self.spans, self.page, self.scroll, self.scroll, self.erase)
        text = "".join([self.random.choice(kinds)() for _ in range(self.random.randint(1, 2))])
        return text + self.at(*self.place())

    # Parts of frames

    def place(self) -> tuple[int, int]:
        return self.random.randrange(self.height), self.random.randrange(self.width)

    def at(self, y: int, x: int) -> str:
        return f"\x1b[{y + 1};{x + 1}H"

    def text(self, room: int) -> str:
        found = ""
        for _ in range(self.random.randint(1, 8)):
            found += self.random.choice(self.words) + self.random.choice(("", " "))
        kept, width = "", 0
        for cluster in clusters(found):
            width += cluster.width
            if width > room:
                break
            kept += cluster.draw
        return kept

    def draw(self, y: int, x: int, text: str, style: str) -> str:
        """A text in one style, as it is written."""
        row = self.rows[y]
        for _, _, width, drawn in clusters(text):
            self._part(row, x)
            self._part(row, x + width)
            row[x : x + width] = [(drawn, width, style), None][:width]
            x += width
        if not style:
            return text
        ends = "\x1b[0m" if self.random.random() < 0.8 else "\x1b[m"
        return f"\x1b[{style}m{text}{ends}"

    def _part(self, row: list[tuple[str, int, str] | None], x: int) -> None:
        if 0 < x < self.width and row[x] is None:
            before = row[x - 1]
            assert before is not None
            row[x - 1] = row[x] = (" ", 1, before[2])

    def spans(self) -> str:
        written = ""
        for _ in range(self.random.randint(1, 6)):
            y, x = self.place()
            written += self.at(y, x)
            for _ in range(self.random.randint(1, 3)):
                text = self.text(self.width - x)
                written += self.draw(y, x, text, self.random.choice(self.styles))
                x += sum([cluster.width for cluster in clusters(text)])
                if x >= self.width:
                    break
        return written

    def page(self, *, whole: bool = False) -> str:
        """A rectangle of text, line after line."""
        top, left = (0, 0) if whole else self.place()
        bottom = self.height if whole else self.random.randint(top + 1, self.height)
        right = self.width if whole else self.random.randint(left + 1, self.width)
        base = self.random.choice(self.styles)
        written = ""
        for y in range(top, bottom):
            x = left
            written += self.at(y, x)
            while x < right and self.random.random() < 0.8:
                style = base if self.random.random() < 0.7 else self.random.choice(self.styles)
                text = self.text(right - x)
                written += self.draw(y, x, text, style)
                x += sum([cluster.width for cluster in clusters(text)])
            written += self.draw(y, x, " " * (right - x), base)
            written += "\r\n" if y + 1 < bottom else ""
        return written

    def scroll(self) -> str:
        """A rectangle that has moved, written anew as a program does that does not scroll."""
        if self.height < 3:
            return self.spans()
        top = self.random.randrange(self.height - 2)
        bottom = self.random.randint(top + 2, self.height)
        whole = self.random.random() < 0.4
        left = 0 if whole else self.random.randrange(self.width)
        right = self.width if whole else self.random.randint(left + 1, self.width)
        shift = self.random.choice((1, 1, -1, 2, -3, bottom - top - 1))
        before = [row[:] for row in self.rows]
        style = self.random.choice(self.styles)
        written = ""
        for y in range(top, bottom):
            source = y + shift
            written += self.at(y, left)
            if not top <= source < bottom:
                written += self.draw(y, left, " " * (right - left), style)
                written += self.at(y, left) + self.draw(y, left, self.text(right - left), style)
                continue
            written += self._again(y, left, right, before[source])
        return written

    def _again(self, y: int, left: int, right: int, row: list[tuple[str, int, str] | None]) -> str:
        """Cells of another row, with blanks for the halves at the edges."""
        written, x = "", left
        while x < right:
            cell = row[x] or (" ", 1, "")
            if cell[1] == 2 and x + 2 > right:
                cell = (" ", 1, cell[2])
            text, width, style = cell
            x += width
            # What follows in the same style goes with it.
            while x < right and (after := row[x]) and after[1:] == (1, style) and width == 1:
                text += after[0]
                x += 1
            shown = sum([cluster.width for cluster in clusters(text)])
            written += self.draw(y, x - shown, text, style)
        return written

    def erase(self) -> str:
        y, x = self.place()
        ground = self.random.choice(GROUNDS)
        final = self.random.choice(("K", "1K", "2K", "J", "1J", "3X", "X"))
        # The grid here need not follow: it is only where texts for scrolling come from.
        return f"{self.at(y, x)}\x1b[{ground}m\x1b[{final}\x1b[0m"


def all_abilities() -> list[dict[str, bool]]:
    """Every combination of abilities that changes what is sent."""
    names = ("scrolls", "repeats", "erases_cells", "erases_in_colour")
    found = [dict(zip(names, values, strict=True)) for values in product((False, True), repeat=4)]
    return [*found, *[{**one, "margins": True} for one in found if one["scrolls"]]]
