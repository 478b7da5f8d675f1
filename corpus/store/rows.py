"""Annotations, rejections, rulings and edits as rows of a table, and back.

Text that no UTF-8 can hold (a lone surrogate from a file name) is kept as bytes, so that what
comes back is what went in.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from corpus.anchor import Anchor
from corpus.annotation import Annotation, Change, Decision, Edit, Rejection
from corpus.ruling import Ruling, RulingKind
from corpus.span import Span

__all__ = [
    "annotation_of",
    "changes_of",
    "edit_of",
    "number_of",
    "rejection_of",
    "row_of_annotation",
    "row_of_edit",
    "row_of_rejection",
    "row_of_ruling",
    "ruling_of",
    "stored",
    "text_of",
]

Cell = str | bytes | int


def stored(text: str) -> str | bytes:
    """Text as SQLite can keep it."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-8", "surrogatepass")
    return text


def text_of(cell: object) -> str:
    """Text as it was before ``stored``; ValueError when the cell holds none."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bytes):
        return cell.decode("utf-8", "surrogatepass")
    raise ValueError(f"not text: {cell!r}")


def number_of(cell: object) -> int:
    """A whole number; ValueError when the cell holds none."""
    if isinstance(cell, int):
        return cell
    raise ValueError(f"not a number: {cell!r}")


def _mapping(cell: object) -> dict[str, str]:
    value = json.loads(text_of(cell))
    if not isinstance(value, dict) or not all(isinstance(item, str) for item in value.values()):
        raise ValueError("not a mapping of texts")
    return value


def _anchor_cells(anchor: Anchor) -> list[Cell]:
    texts = (anchor.quote, anchor.prefix, anchor.suffix, anchor.digest)
    return [anchor.span.start, anchor.span.end, *map(stored, texts)]


def _anchor(cells: Sequence[object]) -> Anchor:
    span = Span(number_of(cells[0]), number_of(cells[1]))
    return Anchor(span, *map(text_of, cells[2:6]))


def row_of_rejection(rejection: Rejection) -> tuple[Cell, ...]:
    """id, document, begins, ends, quote, prefix, suffix, digest, label, author, created."""
    return (
        stored(rejection.id),
        stored(rejection.document),
        *_anchor_cells(rejection.anchor),
        stored(rejection.label),
        stored(rejection.author),
        stored(rejection.created),
    )


def row_of_annotation(annotation: Annotation) -> tuple[Cell, ...]:
    """The columns of a rejection, then attributes, entity, note, unsure."""
    return (
        stored(annotation.id),
        stored(annotation.document),
        *_anchor_cells(annotation.anchor),
        stored(annotation.label),
        stored(annotation.author),
        stored(annotation.created),
        json.dumps(dict(annotation.attributes), sort_keys=True),
        stored(annotation.entity),
        stored(annotation.note),
        int(annotation.unsure),
    )


def rejection_of(row: Sequence[object]) -> Rejection:
    """The rejection a row holds; ValueError when it holds none."""
    label, author, created = map(text_of, row[8:11])
    return Rejection(text_of(row[0]), text_of(row[1]), _anchor(row[2:8]), label, author, created)


def annotation_of(row: Sequence[object]) -> Annotation:
    """The annotation a row holds; ValueError when it holds none."""
    label, author, created = map(text_of, row[8:11])
    return Annotation(
        text_of(row[0]),
        text_of(row[1]),
        _anchor(row[2:8]),
        label,
        author,
        created,
        attributes=_mapping(row[11]),
        entity=text_of(row[12]),
        note=text_of(row[13]),
        unsure=bool(number_of(row[14])),
    )


def row_of_ruling(ruling: Ruling) -> tuple[Cell, ...]:
    """id, kind, entity, author, created, value, forms, entities, names."""
    texts = (ruling.id, ruling.kind, ruling.entity, ruling.author, ruling.created, ruling.value)
    lists = (ruling.forms, ruling.entities, ruling.names)
    return (*(stored(str(text)) for text in texts), *(json.dumps(list(item)) for item in lists))


def ruling_of(row: Sequence[object]) -> Ruling:
    """The ruling a row holds; ValueError when it holds none."""
    texts = dict(zip(_RULING[:6], map(text_of, row[:6]), strict=True))
    lists = {
        name: json.loads(text_of(cell)) for name, cell in zip(_RULING[6:], row[6:], strict=True)
    }
    return _ruling(**texts, **lists)


_RULING = ("id", "kind", "entity", "author", "created", "value", "forms", "entities", "names")


def _ruling(*, kind: str, forms: object, entities: object, names: object, **texts: str) -> Ruling:
    return Ruling(
        kind=RulingKind(kind),
        forms=_texts(forms),
        entities=_texts(entities),
        names=_texts(names),
        **texts,
    )


def _texts(value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise ValueError("not a list of texts")
    return tuple(value)


def row_of_edit(edit: Edit) -> tuple[Cell, ...]:
    """id, author, created, description, undoes, changes."""
    texts = (edit.id, edit.author, edit.created, edit.description, edit.undoes)
    changes = [
        {"before": _plain(change.before), "after": _plain(change.after)} for change in edit.changes
    ]
    return (*map(stored, texts), json.dumps(changes, separators=(",", ":")))


def edit_of(row: Sequence[object]) -> Edit:
    """The edit a row holds; ValueError when it holds none."""
    id_, author, created, description, undoes = map(text_of, row[:5])
    return Edit(id_, author, created, description, changes_of(text_of(row[5])), undoes)


def changes_of(text: str) -> tuple[Change, ...]:
    """The changes written in JSON; ValueError when they are none."""
    try:
        return tuple(
            Change(_value(item["before"]), _value(item["after"])) for item in json.loads(text)
        )
    except (KeyError, TypeError) as error:
        raise ValueError(f"not a list of changes: {error}") from error


def _plain(value: Decision | None) -> dict[str, object] | None:
    if value is None:
        return None
    if isinstance(value, Ruling):
        return {"kind": "ruling", "ruling": {**asdict(value), "kind": str(value.kind)}}
    anchor = value.anchor
    plain: dict[str, object] = {
        "kind": "annotation" if isinstance(value, Annotation) else "rejection",
        "id": value.id,
        "document": value.document,
        "start": anchor.span.start,
        "end": anchor.span.end,
        "quote": anchor.quote,
        "prefix": anchor.prefix,
        "suffix": anchor.suffix,
        "digest": anchor.digest,
        "label": value.label,
        "author": value.author,
        "created": value.created,
    }
    if isinstance(value, Annotation):
        plain |= {
            "attributes": dict(value.attributes),
            "entity": value.entity,
            "note": value.note,
            "unsure": value.unsure,
        }
    return plain


def _value(plain: Mapping[str, Any] | None) -> Decision | None:
    if plain is None:
        return None
    if plain["kind"] == "ruling":
        return _ruling(**plain["ruling"])
    anchor = Anchor(
        Span(plain["start"], plain["end"]),
        plain["quote"],
        plain["prefix"],
        plain["suffix"],
        plain["digest"],
    )
    head = (plain["id"], plain["document"], anchor, plain["label"])
    if plain["kind"] == "rejection":
        return Rejection(*head, plain["author"], plain["created"])
    if plain["kind"] != "annotation":
        raise ValueError(f"neither an annotation nor a rejection: {plain['kind']!r}")
    return Annotation(
        *head,
        plain["author"],
        plain["created"],
        attributes=plain["attributes"],
        entity=plain["entity"],
        note=plain["note"],
        unsure=plain["unsure"],
    )
