"""The shortest way for the cursor from one cell to another."""

from __future__ import annotations

__all__ = ["move_sequence", "numbered"]


def numbered(count: int, final: str) -> str:
    """A control sequence of which the parameter says how often; once is not said."""
    return f"\x1b[{count}{final}" if count > 1 else f"\x1b[{final}"


def _across(column: int | None, to_column: int, *, absolute: bool, back: bool) -> list[str]:
    """The ways along a row."""
    ways = ["\r" + numbered(to_column, "C") if to_column else "\r"]
    if absolute:
        ways.append(f"\x1b[{to_column + 1}G")
    if column is not None:
        right = to_column - column
        if right > 0:
            ways.append(numbered(right, "C"))
        else:
            ways.append("\b" * -right if back and right >= -3 else numbered(-right, "D"))
    return ways


def move_sequence(
    row: int | None,
    column: int | None,
    to_row: int,
    to_column: int,
    *,
    absolute: bool,
    back: bool = True,
) -> str:
    """The shortest move of the cursor that is known; ``None``: it is not known where it is.

    ``absolute``: the terminal knows CHA and VPA. ``back``: backspaces may be used. Line feeds are
    used only after a return, since a line discipline may add one, and only to rows that exist, so
    that nothing scrolls.
    """
    if row == to_row and column == to_column:
        return ""
    if to_column:
        ways = [f"\x1b[{to_row + 1 if to_row else ''};{to_column + 1}H"]
    else:
        ways = [f"\x1b[{to_row + 1}H" if to_row else "\x1b[H"]
    if row is None:
        return ways[0]
    down = to_row - row
    if not down:
        ways += _across(column, to_column, absolute=absolute, back=back)
    elif column == to_column:
        ways.append(numbered(abs(down), "B" if down > 0 else "A"))
        if absolute:
            ways.append(f"\x1b[{to_row + 1}d")
    if 0 < down <= 3:
        ways.append("\r" + "\n" * down + (numbered(to_column, "C") if to_column else ""))
    return min(ways, key=len)
