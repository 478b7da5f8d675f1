"""A palette without colours: what is drawn with until a theme has been loaded."""

from __future__ import annotations

from rich.style import Style

from corpus.document import BlockKind
from tui.rendering.palette import LabelStyle, Palette

__all__ = ["plain_palette"]


def plain_palette() -> Palette:
    """Bold, dim, underlined and reversed text only; every label is a question mark."""
    plain, bold, dim = Style(), Style(bold=True), Style(dim=True)
    reverse, under = Style(reverse=True), Style(underline=True)
    return Palette(
        text=plain,
        dim=dim,
        strong=bold,
        accent=bold,
        rule=dim,
        cursor=reverse,
        selection=reverse,
        row=reverse,
        hit=Style(bold=True, underline=True),
        current=Style(bold=True, reverse=True),
        saved=plain,
        warning=bold,
        error=bold,
        blocks={
            BlockKind.TITLE: bold,
            BlockKind.HEADING: bold,
            BlockKind.DATELINE: dim,
            BlockKind.CAPTION: Style(dim=True, italic=True),
            BlockKind.BOILERPLATE: dim,
        },
        unknown=LabelStyle(suggestion=under, annotation=bold + under, letter="?"),
    )
