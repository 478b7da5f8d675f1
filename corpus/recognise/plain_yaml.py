"""Reads the YAML of the shipped lists, several times as fast as a reader of all YAML.

They keep to a part of YAML that is enough for lists: mappings one or two deep, lists in brackets
or with dashes, plain scalars and ones in double quotes, comments. A test compares with PyYAML.
"""

from __future__ import annotations

import re
from typing import Any

__all__ = ["read_lists"]

_ITEM = re.compile(r'[\s,]*(?:"([^"]*)"|([^\s,"][^,]*))')
_KEY = re.compile(r"( *)([^\s#\-\"\[][^:]*(?::(?! |$)[^:]*)*):(?: +|$)")
_COMMENT = re.compile(r"(?:^|\s+)#.*")


def read_lists(text: str) -> dict[str, Any]:
    """The mapping a text holds; every scalar is a string. Raises ValueError, with the line."""
    top: dict[str, Any] = {}
    inner: dict[str, Any] | None = None
    place: tuple[dict[str, Any], str] = (top, "")  # what a value on a line of its own belongs to
    for number, line in enumerate(text.split("\n"), 1):
        stripped = line.strip()
        if not stripped or stripped[0] == "#":
            continue
        if stripped[0] in "[-" and not place[1]:
            raise ValueError(f"line {number} has a list without a key")
        if stripped[0] == "[":
            place[0][place[1]] = _list(stripped, number)
        elif stripped.startswith("- "):
            place[0].setdefault(place[1], []).append(_scalar(stripped[2:]))
        else:
            match = _KEY.match(line)
            if match is None or (match[1] and not place[1]):
                raise ValueError(f"line {number} is no list and no key")
            if not match[1]:
                owner, inner = top, None
            else:
                if inner is None:
                    inner = top.setdefault(place[1], {})
                owner = inner
            value = line[match.end() :].strip()
            place = (owner, match[2])
            if value and value[0] != "#":
                owner[match[2]] = _list(value, number) if value[0] == "[" else _scalar(value)
    return top


def _list(text: str, number: int) -> list[str]:
    end = text.rfind("]")
    if end < 0:
        raise ValueError(f"line {number} has a list that does not end there")
    return [
        quoted if quoted or plain is None else plain.rstrip()
        for quoted, plain in (match.groups() for match in _ITEM.finditer(text, 1, end))
    ]


def _scalar(text: str) -> str:
    if text[0] == '"':
        return text[1 : text.index('"', 1)]
    return _COMMENT.sub("", text).rstrip()
