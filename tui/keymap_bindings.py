"""A keymap as Textual's bindings."""

from __future__ import annotations

from textual.binding import Binding

from tui.commands import Context
from tui.keymap import Keymap

__all__ = ["textual_bindings"]


def textual_bindings(keymap: Keymap, *contexts: Context) -> list[Binding]:
    """One binding for each key of these contexts (of all when none is named).

    Where two contexts have one key, the most particular comes first.
    """
    return [
        Binding(key, action, description=title, show=False, id=identifier)
        for key, action, title, identifier in keymap.bindings(*contexts)
    ]
