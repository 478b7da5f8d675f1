"""Keys: their names, how they are shown, and the person's own keymap laid over the table."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from tui.commands import Command, Context, commands

__all__ = [
    "COUNTS",
    "Keymap",
    "build_keymap",
    "default_keymap",
    "key_name",
    "parse_keys",
    "shown_key",
    "shown_keys",
]

COUNTS = ("1–9", "before a motion: so many times (when no label can be given here)")
"""What help says of digits, which no command is bound to as counts."""

_UNSENDABLE = {
    "ctrl+h": "Backspace",
    "ctrl+i": "Tab",
    "ctrl+m": "Enter",
    "ctrl+left_square_bracket": "Escape",
}

# Unicode names that Textual shortens (textual.keys.KEY_NAME_REPLACEMENTS); a test compares them.
_SHORTENED = {
    "solidus": "slash",
    "reverse_solidus": "backslash",
    "commercial_at": "at",
    "hyphen_minus": "minus",
    "plus_sign": "plus",
    "low_line": "underscore",
}

_SHOWN = {
    "escape": "Esc",
    "enter": "Enter",
    "tab": "Tab",
    "space": "Space",
    "backspace": "Backspace",
    "delete": "Del",
    "insert": "Ins",
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "home": "Home",
    "end": "End",
    "up": "Up",
    "down": "Down",
    "left": "Left",
    "right": "Right",
}
_NAMED = frozenset(_SHOWN) | {f"f{number}" for number in range(1, 25)}
_MODIFIERS = ("ctrl", "alt", "shift", "super", "hyper", "meta")


def key_name(character: str) -> str:
    """Textual's name of the key that types one character (``/`` is ``slash``)."""
    if character == " ":
        return "space"
    if character.isalnum():
        return character
    name = unicodedata.name(character, "").replace("-", "_").replace(" ", "_").lower()
    return _SHORTENED.get(name, name or character)


_PUNCTUATION = {
    key_name(character): character
    for character in map(chr, range(0x21, 0x7F))
    if not character.isalnum()
}


def parse_keys(written: str) -> tuple[str, ...]:
    """The names of the keys in ``j,down`` or ``ctrl+r, /``; raises ValueError with a reason."""
    keys: list[str] = []
    for part in written.split(","):
        if stripped := part.strip():
            key = _parse_key(stripped)
            if key not in keys:
                keys.append(key)
    return tuple(keys)


def _parse_key(written: str) -> str:
    *modifiers, key = written.split("+") if len(written) > 1 else (written,)
    unknown = next((name for name in modifiers if name.lower() not in _MODIFIERS), None)
    if unknown is not None:
        raise ValueError(f"“{unknown}” in “{written}” is no modifier (ctrl, alt, shift)")
    held = sorted({name.lower() for name in modifiers})  # the order Textual has them in
    name = _plain_key(key)
    if name is None:
        raise ValueError(f"“{written}” is no key")
    if len(name) == 1 and name.isalpha() and held:
        if held == ["shift"]:  # terminals send the capital
            return name.upper()
        name = name.lower()
    full = "+".join((*held, name))
    if full in _UNSENDABLE:
        raise ValueError(f"“{written}” cannot be used: terminals send it as {_UNSENDABLE[full]}")
    return full


def _plain_key(key: str) -> str | None:
    """The name of a key without modifiers, or None."""
    if len(key) == 1 and key.isprintable():
        return key_name(key)
    name = key.lower()
    return name if name in _NAMED or name in _PUNCTUATION else None


def shown_key(key: str) -> str:
    """A key as a person reads it: ``ctrl+r`` is Ctrl+R, ``slash`` is /."""
    *modifiers, name = key.split("+")
    shown = _SHOWN.get(name) or _PUNCTUATION.get(name) or name
    if modifiers and len(shown) == 1:
        shown = shown.upper()
    if name[0] == "f" and name[1:].isdigit():
        shown = name.upper()
    return "+".join((*(modifier.capitalize() for modifier in modifiers), shown))


def shown_keys(keys: Iterable[str]) -> tuple[str, ...]:
    """Keys as a person reads them."""
    return tuple(shown_key(key) for key in keys)


@dataclass(frozen=True)
class Keymap:
    """The commands with the keys that hold now, and what was wrong with the person's own keys.

    ``problems`` are sentences; what they speak of was ignored.
    """

    commands: tuple[Command, ...]
    problems: tuple[str, ...] = ()

    @cached_property
    def _by_id(self) -> dict[str, Command]:
        return {command.id: command for command in self.commands}

    @cached_property
    def _by_key(self) -> dict[tuple[Context, str], Command]:
        return {(c.context, key): c for c in self.commands for key in c.key_names}

    def command(self, identifier: str) -> Command:
        """The command of that id with its keys; raises KeyError when there is none."""
        return self._by_id[identifier]

    def keys(self, identifier: str) -> tuple[str, ...]:
        """The names of a command's keys."""
        return self._by_id[identifier].key_names

    def shown(self, identifier: str) -> str:
        """The first key of a command as a person reads it, empty when it has none."""
        names = self._by_id[identifier].key_names
        return shown_key(names[0]) if names else ""

    def hint(self, identifier: str) -> tuple[str, str] | None:
        """The key and the word for the status line, or None when there is nothing to show."""
        command = self._by_id[identifier]
        shown = self.shown(identifier)
        return (shown, command.hint) if shown and command.hint else None

    def find(self, key: str, contexts: Sequence[Context]) -> Command | None:
        """What a key does in these contexts, the first that knows it winning.

        While selecting: ``("select", "reader", "everywhere")``.
        """
        for context in contexts:
            if command := self._by_key.get((context, key)):
                return command
        return None


def default_keymap() -> Keymap:
    """The table as it stands."""
    return Keymap(commands())


def build_keymap(
    own: Mapping[str, str], place: Callable[[str], str] = lambda field: field
) -> Keymap:
    """The table with a person's own keys (command id → ``key,key``; empty takes keys away).

    An entry that names no command, no key, or a key another command has in the same context is
    ignored, with a sentence. ``place`` turns a field (``keys.move.down``) into words for where it
    stands.
    """
    table = {command.id: command for command in commands()}
    wanted: dict[str, str] = {}
    problems: list[str] = []
    for identifier, written in own.items():
        where = place(f"keys.{identifier}")
        if identifier not in table:
            problems.append(f"{where}: there is no command “{identifier}”.{_nearest(identifier)}")
            continue
        try:
            wanted[identifier] = ",".join(parse_keys(written))
        except ValueError as error:
            problems.append(f"{where}: {error}; the default keys stay.")
    while clash := _first_clash(table, wanted):
        loser, key, winner = clash
        problems.append(
            f"{place(f'keys.{loser}')}: “{shown_key(key)}” already belongs to {winner}; "
            f"give that command another key first. The default keys stay."
        )
        del wanted[loser]
    laid = tuple(
        replace(command, keys=wanted.get(command.id, command.keys)) for command in table.values()
    )
    return Keymap(laid, tuple(problems))


def _first_clash(
    table: Mapping[str, Command], wanted: Mapping[str, str]
) -> tuple[str, str, str] | None:
    """(the person's entry to drop, the key, who else has it), or None.

    What holds everywhere clashes with all; the keys while selecting may cover the reader's.
    """
    holders: dict[str, list[Command]] = {}
    order = [*(i for i in table if i not in wanted), *wanted]
    for identifier in order:
        command = table[identifier]
        keys = wanted.get(identifier, command.keys)
        for key in filter(None, keys.split(",")):
            for other in holders.setdefault(key, []):
                if identifier in wanted and _meet(command.context, other.context):
                    return identifier, key, other.id
            holders[key].append(command)
    return None


def _meet(one: Context, other: Context) -> bool:
    return one == other or "everywhere" in (one, other)


def _nearest(identifier: str) -> str:
    import difflib

    near = difflib.get_close_matches(identifier, [command.id for command in commands()], n=1)
    return f" Did you mean “{near[0]}”?" if near else ""
