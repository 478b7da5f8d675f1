"""Markdown: the text stays as it was written, its blocks follow from its marks."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime

from corpus.document import Document, digest_of
from corpus.errors import InputError
from corpus.readers.decoding import decode
from corpus.readers.fields import dated, fields_of, words_of
from corpus.readers.markup import blocks_of, plain
from corpus.readers.titles import clean_line, title_of

__all__ = ["read_markdown"]

_LONGEST_FRONT_MATTER = 65_536
_FRONT_MATTER = re.compile(
    r"---[ \t]*\r?\n(?P<body>.*?)^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE
)


def _front_matter(text: str) -> tuple[int, dict[str, object], str]:
    """Where the front matter ends (0 without one), what it says, and what is wrong with it."""
    match = _FRONT_MATTER.match(text[:_LONGEST_FRONT_MATTER]) if text[:3] == "---" else None
    if match is None:
        return 0, {}, ""
    from corpus.yaml_text import load  # most documents have no front matter

    try:
        fields = load("\n" + match["body"], "not readable as YAML")  # lines as in the file
    except InputError as error:
        return match.end(), {}, str(error)
    if not isinstance(fields, Mapping):
        return 0, {}, ""  # rules across the page, not front matter
    return match.end(), {str(key).lower(): _simple(value) for key, value in fields.items()}, ""


def _simple(value: object) -> object:
    """YAML's own dates as the strings they were written as, about."""
    return value.isoformat() if isinstance(value, date | datetime) else value


def read_markdown(data: bytes, id: str, name: str) -> Document:  # noqa: A002
    """The document that a Markdown file's bytes hold; ``name`` is the file's own name.

    ``title``, ``date`` and ``source`` come from YAML front matter; else the title from the first
    heading, date and source from a dateline. Raises InputError when the bytes are no text.
    """
    decoded = decode(data, name)
    text = decoded.text
    body, fields, problem = _front_matter(text)
    metadata = {"encoding": decoded.encoding}
    if problem:
        metadata["front matter"] = problem
    metadata.update(fields_of(fields))
    given = words_of(fields.get("title")) or ""
    found = blocks_of(text, body, given)
    return Document(
        id=id,
        title=title_of(text, found.blocks, given or found.title, name, plain),
        text=text,
        date=dated(fields.get("date"), metadata) or found.date,
        source=clean_line(words_of(fields.get("source")) or found.source),
        blocks=found.blocks,
        metadata=metadata,
        digest=digest_of(text),
    )
