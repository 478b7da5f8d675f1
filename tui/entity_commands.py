"""Commands of the screens about entities: the card, the list of all, the proposed merges.

Rows of the one table of commands, kept apart as their screens are. What holds everywhere (moving,
undo, stepping back, help) holds there too.
"""

from __future__ import annotations

from tui.commands import Command, command_rows

__all__ = ["ENTITY_COMMANDS"]


ENTITY_COMMANDS: tuple[Command, ...] = (
    command_rows(
        "Entities",
        "entity",
        ("entity.go", "enter", "Go", "go to what is under the cursor", "go"),
        ("entity.merge", "equals_sign", "Merge", "say that this and another are one", "merge"),
        ("entity.split", "backslash", "Split", "make some of its names another entity", "split"),
        ("entity.rename", "r", "Rename", "give the entity a name", "rename"),
        ("entity.label", "i", "Label entity", "say what kind of thing the entity is", "label"),
        ("entity.nothing", "x", "Not an entity", "say that this is no entity", "not an entity"),
        (
            "entity.teach",
            "asterisk,plus",
            "Always mark this",
            "have this name marked wherever it stands in the collection",
            "always mark",
        ),
    )
    + command_rows(
        "Entities",
        "entities",
        ("entities.pick", "space", "Pick", "pick the entity, to merge it with others", "pick"),
        ("entities.sort", "s", "Sort entities", "sort by the next column", "sort"),
        ("entities.reverse", "S", "Reverse entities", "turn the order of the list round", ""),
        ("entities.filter", "f", "Filter entities", "type a name to look for", "find"),
        ("entities.label", "F", "Only one label", "show one label only, or all again", "one label"),
    )
    + command_rows(
        "Entities",
        "proposals",
        ("proposals.merge", "a,enter", "Accept merge", "merge the two", "merge"),
        ("proposals.apart", "x", "Keep apart", "never propose these two again", "keep apart"),
        ("proposals.skip", "space", "Skip proposal", "leave it for later", "skip"),
    )
)
"""Every command, by screen."""
