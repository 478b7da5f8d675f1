"""What a record or a front matter says beside its text, as words for a reader."""

from __future__ import annotations

from collections.abc import Mapping

from corpus.readers.titles import clean_line
from corpus.structure.dates import find_date

__all__ = ["dated", "fields_of", "words_of"]

_OWN_FIELDS = frozenset({"id", "title", "text", "date", "source"})
_LONGEST_VALUE = 2_000
_MOST_PARTS = 200


def words_of(value: object) -> str | None:
    """A field as words on one harmless line; None for what has no short form."""
    if isinstance(value, str):
        text = value
    elif isinstance(value, bool):
        text = "yes" if value else "no"
    elif isinstance(value, int | float):
        text = _number(value)
    elif isinstance(value, list):
        parts = [words_of(part) for part in value[:_MOST_PARTS] if not isinstance(part, list)]
        text = ", ".join(part for part in parts if part)
    else:
        return None
    return clean_line(text, _LONGEST_VALUE) or None


def _number(value: float) -> str:
    try:
        return str(value)
    except ValueError:  # Python writes out no whole number of more than 4 300 digits
        return ""


def fields_of(record: Mapping[str, object]) -> dict[str, str]:
    """All fields but id, title, text, date and source that have a short form."""
    fields = {}
    for key, value in record.items():
        if key not in _OWN_FIELDS and (words := words_of(value)) is not None:
            fields[clean_line(key, 60)] = words
    return fields


def dated(value: object, fields: dict[str, str]) -> str:
    """A date field as ISO; what cannot be read as a date is kept in ``fields``, as written."""
    words = words_of(value)
    if words is None:
        return ""
    date = find_date(words)
    if not date:
        fields["date"] = words
    return date
