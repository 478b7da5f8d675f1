"""Plain text: bytes to a document."""

from __future__ import annotations

from corpus.document import Document, digest_of
from corpus.readers.decoding import decode
from corpus.readers.titles import clean_line, title_of
from corpus.structure import structure

__all__ = ["read_text"]


def read_text(data: bytes, id: str, name: str) -> Document:  # noqa: A002
    """The document that a plain text file's bytes hold; ``name`` is the file's own name.

    Raises InputError when the bytes are no text.
    """
    decoded = decode(data, name)
    text = decoded.text
    found = structure(text)
    return Document(
        id=id,
        title=title_of(text, found.blocks, found.title, name),
        text=text,
        date=found.date,
        source=clean_line(found.source),
        blocks=found.blocks,
        metadata={"encoding": decoded.encoding},
        digest=digest_of(text),
    )
