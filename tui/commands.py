"""What a person can do, once: bindings, palette, help and the key tables all come from here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

__all__ = [
    "CONTEXTS",
    "READING",
    "Command",
    "Context",
    "by_group",
    "command_rows",
    "commands",
    "markdown_summary",
    "markdown_tables",
]

Context = str

CONTEXTS: dict[Context, str] = {
    "everywhere": "Everywhere",
    "documents": "In the list of documents",
    "reader": "In the reader",
    "select": "While selecting",
    "search": "In the search bar",
    "entity": "On an entity card and in the list of entities",
    "entities": "In the list of entities",
    "proposals": "Among the proposed merges",
}
"""Where keys hold, in words, the widest first; those after the search bar on screens of their own.

``select`` is the reader while a selection is active: its keys win over the reader's, as the
reader's and the list's win over those that hold everywhere.
"""


READING = frozenset({"everywhere", "documents", "reader", "select"})
"""The contexts of the reading screen, whose commands the palette runs."""


@dataclass(frozen=True, slots=True)
class Command:
    """One thing to do.

    ``keys`` are Textual's names of keys, separated by commas, the one that hints show first; empty
    means that only the palette reaches it. ``action`` is what the reading screen runs
    (``move_down`` is its method ``action_move_down``). ``hint`` is the word the status line shows
    beside the key, empty when it never shows one.
    """

    id: str
    keys: str
    title: str
    help: str
    action: str
    group: str
    context: Context
    hint: str = ""

    @property
    def key_names(self) -> tuple[str, ...]:
        """The keys one by one."""
        return tuple(key for key in self.keys.split(",") if key)


def command_rows(
    group: str, context: str, *rows: tuple[str, str, str, str, str]
) -> tuple[Command, ...]:
    """Commands from (id, keys, title, help, hint), the action named after the id."""
    return tuple(
        Command(
            id=identifier,
            keys=keys,
            title=title,
            help=text,
            action=identifier.replace(".", "_").replace("-", "_"),
            group=group,
            context=context,
            hint=hint,
        )
        for identifier, keys, title, text, hint in rows
    )


def commands() -> tuple[Command, ...]:
    """Every command with its default keys, in the order help shows them."""
    from tui.command_table import COMMANDS

    return COMMANDS


def by_group(table: Iterable[Command]) -> Iterator[tuple[str, tuple[Command, ...]]]:
    """The commands under the title of their group, groups and commands in the table's order."""
    for title, members in groupby(table, key=lambda command: command.group):
        yield title, tuple(members)


def markdown_tables(table: Sequence[Command] | None = None) -> str:
    """The key tables of the documentation, one for each group."""
    from tui.keymap import COUNTS, shown_keys

    parts: list[str] = []
    for title, members in by_group(commands() if table is None else table):
        parts += [
            f"## {title}",
            "",
            "| keys | command | what it does | where |",
            "|---|---|---|---|",
        ]
        for command in members:
            shown = " ".join(f"`{key}`" for key in shown_keys(command.key_names))
            shown = shown.replace("|", "\\|") or "palette"
            where = CONTEXTS[command.context].lower()
            parts.append(f"| {shown} | `{command.id}` | {command.help} | {where} |")
        if title == "Moving":
            parts.append(f"| `{COUNTS[0]}` | | {COUNTS[1]} | in the reader |")
        parts.append("")
    return "\n".join(parts)


def markdown_summary(table: Sequence[Command] | None = None) -> str:
    """One row for each group: its commands with the first key of each, for the README."""
    from tui.keymap import shown_key

    rows = ["| | |", "|---|---|"]
    for title, members in by_group(commands() if table is None else table):
        parts = []
        for command in members:
            if command.key_names:
                key = shown_key(command.key_names[0]).replace("|", "\\|")
                parts.append(f"`{key}` {command.title.lower()}")
        rows.append(f"| **{title}** | {' · '.join(parts)} |")
    return "\n".join(rows) + "\n"


if __name__ == "__main__":
    print(markdown_tables(), end="")  # noqa: T201 - printing is what this is for
