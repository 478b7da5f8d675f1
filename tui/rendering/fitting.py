"""One line of harmless text made as wide as there is room, in cells."""

from __future__ import annotations

from rich.cells import cell_len, set_cell_size

__all__ = ["cut", "fill", "fill_left"]


def cut(text: str, width: int, more: str = "…") -> str:
    """The text in at most ``width`` cells, its end replaced when there is not room for all."""
    if cell_len(text) <= width:
        return text
    return set_cell_size(text, width - 1).rstrip() + more if width > 0 else ""


def fill(text: str, width: int, more: str = "…") -> str:
    """The text in exactly ``width`` cells, at their left; cut when there is not room for all."""
    text = cut(text, width, more)
    return text + " " * (width - cell_len(text))


def fill_left(text: str, width: int, more: str = "…") -> str:
    """The text in exactly ``width`` cells, at their right; cut when there is not room for all."""
    text = cut(text, width, more)
    return " " * (width - cell_len(text)) + text
