"""A label set's YAML file, read so that every complaint names file, line and field."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import yaml

from corpus.errors import InputError
from corpus.hostile import harmless_line
from corpus.labels import HUES, UNKNOWN_HUE, Label, LabelSet, is_sign
from corpus.yaml_text import compose

if TYPE_CHECKING:
    from yaml.nodes import Node

__all__ = ["read_label_set"]

_MOST_BYTES = 1_000_000
_MOST_LABELS = 200
_NAME = re.compile(r"[A-Za-z0-9_-]{1,64}")
_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")
_SET_FIELDS = ("name", "labels")
_LABEL_FIELDS = ("name", "key", "letter", "description", "hue")


def read_label_set(source: Path | str, name: str = "") -> LabelSet:
    """Read a label set; see ``corpus.labels.load_label_set``."""
    if isinstance(source, Path):
        text = _text_of(source)
        return _Reader(name or str(source)).label_set(text, source.stem)
    return _Reader(name or "label set").label_set(source, "labels")


def _text_of(path: Path) -> str:
    file = harmless_line(str(path))
    try:
        with path.open("rb") as stream:
            data = stream.read(_MOST_BYTES + 1)
        return data.decode("utf-8-sig")
    except OSError as error:
        raise InputError(f"{file}: the label set cannot be read ({error.strerror}).") from error
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise InputError(f"{file}, line {line}: not UTF-8; save the file as UTF-8.") from error


class _Reader:
    def __init__(self, file: str) -> None:
        self._file = harmless_line(file)

    def label_set(self, text: str, name: str) -> LabelSet:
        root = self._compose(text)
        if root is None:
            self._fail(None, "", "is empty; give it a list of labels")
        fields = self._fields(root, "", _SET_FIELDS)
        if "name" in fields:
            name = self._line(fields["name"], "name")
        if "labels" not in fields:
            self._fail(root, "labels", "is missing; give a list of labels")
        entries = fields["labels"]
        if not isinstance(entries, yaml.SequenceNode) or not entries.value:
            self._fail(entries, "labels", "must be a list with at least one label")
        if len(entries.value) > _MOST_LABELS:
            self._fail(entries, "labels", f"has more than {_MOST_LABELS} entries; leave some out")
        seen: dict[tuple[str, str], int] = {}
        return LabelSet(name, tuple(self._label(entry, seen) for entry in entries.value))

    def _compose(self, text: str) -> Node | None:
        if len(text) > _MOST_BYTES:
            self._fail(None, "", f"is longer than {_MOST_BYTES} bytes; this is no label set")
        return compose(text, self._file)

    def _label(self, node: Node, seen: dict[tuple[str, str], int]) -> Label:
        fields = self._fields(node, "labels", _LABEL_FIELDS)
        for needed in ("name", "key"):
            if needed not in fields:
                self._fail(node, needed, "is missing; every label has a name and a key")
        name = self._line(fields["name"], "name")
        if not _NAME.fullmatch(name):
            self._fail(fields["name"], "name", "may have letters, digits, _ and - only, up to 64")
        key = self._sign(fields["key"], "key")
        letter_node = fields.get("letter", fields["name"])
        letter = self._sign(letter_node, "letter") if "letter" in fields else name[0].upper()
        self._unique(seen, fields["name"], "name", name)
        self._unique(seen, fields["key"], "key", key)
        self._unique(seen, letter_node, "letter", letter.casefold(), letter)
        description = (
            self._line(fields["description"], "description", empty=True)
            if ("description" in fields)
            else ""
        )
        return Label(name, key, letter, description, self._hue(fields.get("hue"), name))

    def _hue(self, node: Node | None, name: str) -> str:
        if node is None:
            return name.lower() if name.lower() in HUES else UNKNOWN_HUE
        hue = self._line(node, "hue").lower()
        if hue not in (*HUES, UNKNOWN_HUE) and not _COLOUR.fullmatch(hue):
            self._fail(node, "hue", f"must be #rrggbb or one of {', '.join(HUES)}")
        return hue

    def _fields(self, node: Node, name: str, known: tuple[str, ...]) -> Mapping[str, Node]:
        if not isinstance(node, yaml.MappingNode):
            self._fail(node, name, f"expected fields ({', '.join(known)})")
        fields: dict[str, Node] = {}
        for key, value in node.value:
            field = key.value if isinstance(key, yaml.ScalarNode) else ""
            if field not in known:
                self._fail(key, field, f"is not known; there are {', '.join(known)}")
            if field in fields:
                self._fail(key, field, "is given twice; leave one out")
            fields[field] = value
        return fields

    def _line(self, node: Node, field: str, *, empty: bool = False) -> str:
        """One line of text. Values are taken as written, so that y, on and 1 need no quotes."""
        if not isinstance(node, yaml.ScalarNode):
            self._fail(node, field, "must be a text")
        text = str(node.value).strip()
        if not text and not empty:
            self._fail(node, field, "is empty; fill it in or leave it out")
        if not text.isprintable():
            self._fail(node, field, "has a line break or a control character; take it out")
        return text

    def _sign(self, node: Node, field: str) -> str:
        text = self._line(node, field)
        if not is_sign(text):
            self._fail(node, field, "must be one visible character")
        return text

    def _unique(
        self, seen: dict[tuple[str, str], int], node: Node, field: str, value: str, shown: str = ""
    ) -> None:
        first = seen.get((field, value))
        seen[field, value] = node.start_mark.line + 1
        if first is not None:
            words = f"{shown or value} is already that of the label in line {first}; take another"
            self._fail(node, field, words)

    def _fail(self, node: Node | None, field: str, complaint: str) -> NoReturn:
        line = f", line {node.start_mark.line + 1}" if node is not None else ""
        field = f", field {harmless_line(field)}" if field else ""
        raise InputError(f"{self._file}{line}{field}: {complaint}.")
