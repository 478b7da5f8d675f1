"""Plain text: bytes to a document."""

from __future__ import annotations

from corpus.document import Document, digest_of
from corpus.readers.decoding import decode
from corpus.readers.titles import clean_line, title_of
from corpus.structure import WHOLE, structure, structure_of

__all__ = ["read_text"]


def read_text(data: bytes, id: str, name: str, head: int | None = None) -> Document:  # noqa: A002
    """The document that a plain text file's bytes hold; ``name`` is the file's own name.

    With ``head`` only so many code points of a longer text are cut into blocks. Raises InputError
    when the bytes are no text.
    """
    decoded = decode(data, name)
    text = decoded.text
    whole = head is None or len(text) <= head
    if whole and len(text) > WHOLE:
        found = structure_of(text)
    else:
        found = structure(text if whole else text[:head])
    return Document(
        id=id,
        title=title_of(text, found.blocks, found.title, name),
        text=text,
        date=found.date,
        source=clean_line(found.source),
        blocks=found.blocks,
        metadata={"encoding": decoded.encoding},
        digest=digest_of(data if decoded.exact else text),
        whole=whole,
    )
