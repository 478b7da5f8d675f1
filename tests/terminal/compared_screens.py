"""A program's frames shown twice: as they are, and as changes; both must look the same."""

from __future__ import annotations

from reference_terminal import ReferenceTerminal

from tui.terminal.abilities import Abilities
from tui.terminal.screen import Screen


class Compared:
    """A screen with two terminals behind it.

    ``plain`` is sent everything, ``sparing`` only the changes. The second is strict: it fails when
    it is sent what it does not know, and leaves garbage where halves of wide characters part.
    """

    def __init__(self, width: int, height: int, **abilities: bool) -> None:
        self.abilities = Abilities(**abilities)  # type: ignore[arg-type]
        self.screen = Screen(width, height, self.abilities)
        self.sent = 0
        self.resize(width, height)

    def resize(self, width: int, height: int) -> None:
        bce = self.abilities.erases_in_colour
        can = frozenset(
            name
            for name in ("scrolls", "repeats", "erases_cells", "margins")
            if getattr(self.abilities, name)
        )
        self.plain = ReferenceTerminal(width, height, erases_in_colour=bce)
        self.sparing = ReferenceTerminal(
            width, height, can=can, erases_in_colour=bce, garbage=True, strict=True
        )
        for terminal in (self.plain, self.sparing):
            terminal.write("\x1b[?7l\x1b[?69h" if self.abilities.margins else "\x1b[?7l")
        self.screen.resize(width, height)

    def litter(self) -> None:
        """Another program writes over the screen, and leaves it in disorder."""
        self.sparing.write("\x1b[1;4;7;31;42m\x1b[2;3r\x1b[1;1H" + "rubbish " * 40)
        self.screen.forget()

    def draw(self, frame: str) -> None:
        """One write of the program."""
        self.plain.write(frame)
        passed = self.screen.feed(frame)
        assert not passed

    def control(self, sequence: str) -> None:
        """Something that is no drawing."""
        self.plain.write(sequence)
        self.sparing.write(self.screen.feed(sequence))

    def show(self) -> str:
        """Send the changes; gives them."""
        changes = self.screen.changes()
        self.sparing.write(changes)
        self.sent += len(changes.encode())
        return changes

    def differences(self) -> list[str]:
        """What does not look the same, cell by cell."""
        found = []
        for y, (wanted, got) in enumerate(zip(self.plain.seen(), self.sparing.seen(), strict=True)):
            for x, (one, other) in enumerate(zip(wanted, got, strict=True)):
                if one != other:
                    found.append(f"row {y} column {x}: wanted {one}, got {other}")
        if self.screen.cursor_visible and not found:
            places = [
                (terminal.cursor.y, min(terminal.cursor.x, terminal.columns - 1))
                for terminal in (self.plain, self.sparing)
            ]
            if places[0] != places[1]:
                found.append(f"cursor: wanted {places[0]}, got {places[1]}")
        if self.sparing.margins is not None or self.sparing.sides is not None:
            found.append("margins were left behind")
        return found
