"""One of our own themes as it was read, so that a start need not import a YAML reader (15 ms).

The file is disposable: of another version, of a theme file that has changed since, or damaged, it
is passed over and written anew.
"""

from __future__ import annotations

import json
import os
from _blake2 import blake2b
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from corpus.document import BlockKind
from tui.terminal.page_cache import stamp
from tui.theme import Look, Theme
from tui.version import VERSION

__all__ = ["kept_theme"]


def kept_theme(file: Path, folder: Path, read: Callable[[], Theme]) -> Theme:
    """The theme in ``file``, from ``folder`` where that was read before, else by ``read``."""
    kept = folder / f"theme-{file.stem}.json"
    state = f"{VERSION} {stamp(os.fspath(file))}"
    with suppress(OSError, ValueError, KeyError, TypeError, AttributeError):
        digest, _, data = kept.read_bytes().partition(b"\n")
        if digest == _digest(state, data):
            return _theme(json.loads(data))
    theme = read()
    with suppress(OSError):
        data = json.dumps(_fields(theme)).encode()
        folder.mkdir(parents=True, exist_ok=True)
        part = kept.with_suffix(f".{os.getpid()}")
        part.write_bytes(_digest(state, data) + b"\n" + data)
        part.replace(kept)
    return theme


def _digest(state: str, data: bytes) -> bytes:
    return blake2b(state.encode() + b"\0" + data, digest_size=16).hexdigest().encode()


def _fields(theme: Theme) -> dict[str, object]:
    return {
        "words": [theme.name, theme.title, theme.file],
        "flags": [theme.dark, theme.ansi],
        "styles": {role: _parts(look) for role, look in theme.styles.items()},
        "blocks": {kind.value: _parts(look) for kind, look in theme.blocks.items()},
        "labels": {hue: [_parts(look) for look in both] for hue, both in theme.labels.items()},
    }


def _parts(look: Look) -> list[object]:
    return [look.colour, look.ground, sorted(look.attributes)]


def _theme(fields: dict[str, dict[str, list[object]]]) -> Theme:
    name, title, file = fields["words"]
    dark, ansi = fields["flags"]
    return Theme(
        name=str(name),
        title=str(title),
        dark=bool(dark),
        ansi=bool(ansi),
        styles={role: _look(parts) for role, parts in fields["styles"].items()},
        blocks={BlockKind(kind): _look(parts) for kind, parts in fields["blocks"].items()},
        labels={hue: (_look(one), _look(two)) for hue, (one, two) in fields["labels"].items()},
        file=str(file),
    )


def _look(parts: object) -> Look:
    colour, ground, attributes = parts  # type: ignore[misc]
    return Look(colour, ground, frozenset(attributes))  # type: ignore[has-type]
