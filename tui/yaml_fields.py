"""YAML written by people, read so that every complaint names file, line and field."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.errors import InputError
from corpus.yaml_text import compose

if TYPE_CHECKING:
    import yaml

__all__ = ["Field", "parse_fields", "read_fields"]

_MOST_BYTES = 1_000_000
_MOST_FIELDS = 10_000
_DEEPEST = 12
_TRUE = frozenset({"true", "yes", "on"})
_FALSE = frozenset({"false", "no", "off"})


@dataclass(frozen=True, slots=True)
class Field:
    """One value of the file: a scalar as it was written, a list, or fields by name.

    ``name`` is the way to it (``keys.move.down``), empty for the whole file; ``line`` counts from
    one. An empty value is None. The methods raise InputError when the value is of another kind.
    """

    file: str
    line: int
    name: str
    value: str | tuple[Field, ...] | Mapping[str, Field] | None

    @property
    def place(self) -> str:
        """File, line and field in words."""
        return f"{self.file}, line {self.line}" + (f", field {self.name}" if self.name else "")

    def error(self, complaint: str) -> InputError:
        """An error that says where."""
        return InputError(f"{self.place}: {complaint}.")

    def fields(self) -> Mapping[str, Field]:
        """The fields under this one; none when it is empty."""
        if self.value is None:
            return {}
        if not isinstance(self.value, Mapping):
            raise self.error("expected fields (name: value)")
        return self.value

    def items(self) -> tuple[Field, ...]:
        """The entries of a list."""
        if not isinstance(self.value, tuple):
            raise self.error("expected a list")
        return self.value

    def text(self) -> str:
        """A word or sentence, empty when nothing is there."""
        if self.value is None:
            return ""
        if not isinstance(self.value, str):
            raise self.error("expected a word or sentence")
        return self.value

    def flag(self) -> bool:
        """Yes or no."""
        word = self.value.lower() if isinstance(self.value, str) else ""
        if word in _TRUE or word in _FALSE:
            return word in _TRUE
        raise self.error("expected yes or no")

    def number(self, lowest: int, highest: int) -> int:
        """A whole number between two bounds, both included."""
        if isinstance(self.value, str) and self.value.isascii() and self.value.isdigit():
            number = int(self.value[:9])
            if lowest <= number <= highest:
                return number
        raise self.error(f"expected a whole number from {lowest} to {highest}")


def read_fields(path: Path) -> Field:
    """The fields of a YAML file. Raises InputError with one sentence, also when unreadable."""
    try:
        with path.open("rb") as stream:
            data = stream.read(_MOST_BYTES + 1)
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror or error}).") from None
    if len(data) > _MOST_BYTES:
        raise InputError(f"{path}: larger than {_MOST_BYTES:,} bytes; this is no settings file.")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise InputError(f"{path}, line {line}: not UTF-8; save the file as UTF-8.") from None
    return parse_fields(text, str(path))


def parse_fields(text: str, file: str) -> Field:
    """The fields of YAML text; ``file`` is what complaints call it. Raises InputError."""
    node = compose(text, file)
    if node is None:
        return Field(file, 1, "", None)
    return _Converter(file).field(node, "", 0)


class _Converter:
    """Turns YAML nodes into fields, within bounds: aliases could make millions of few."""

    def __init__(self, file: str) -> None:
        self._file = file
        self._count = 0

    def field(self, node: yaml.Node, name: str, depth: int) -> Field:
        """The field of a node and all under it."""
        line = node.start_mark.line + 1
        self._count += 1
        if self._count > _MOST_FIELDS or depth > _DEEPEST:
            raise Field(self._file, line, name, None).error("too many or too deeply nested fields")
        return Field(self._file, line, name, self._value(node, name, depth))

    def _value(
        self, node: yaml.Node, name: str, depth: int
    ) -> str | tuple[Field, ...] | Mapping[str, Field] | None:
        import yaml

        if isinstance(node, yaml.ScalarNode):
            empty = node.tag == "tag:yaml.org,2002:null" and not node.style
            return None if empty else str(node.value)
        if isinstance(node, yaml.SequenceNode):
            return tuple(
                self.field(item, f"{name}[{number}]", depth + 1)
                for number, item in enumerate(node.value, 1)
            )
        fields: dict[str, Field] = {}
        for key, value in node.value:
            place = Field(self._file, key.start_mark.line + 1, name, None)
            if not isinstance(key, yaml.ScalarNode):
                raise place.error("a name must be a word")
            full = f"{name}.{key.value}" if name else str(key.value)
            if key.value in fields:
                raise Field(self._file, place.line, full, None).error("given twice")
            fields[str(key.value)] = self.field(value, full, depth + 1)
        return fields
