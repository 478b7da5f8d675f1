"""A document: one immutable text with its blocks and what is known about it."""

from __future__ import annotations

from _blake2 import blake2b  # hashlib is the same function after 4 ms of OpenSSL
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from corpus.span import Span

_PIECE = 1 << 20

__all__ = ["Block", "BlockKind", "Document", "DocumentRecord", "digest_of"]


class BlockKind(StrEnum):
    """What a stretch of a document is for its reader."""

    TITLE = "title"
    HEADING = "heading"
    DATELINE = "dateline"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list item"
    QUOTATION = "quotation"
    CAPTION = "caption"
    BOILERPLATE = "boilerplate"


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of a document with a kind."""

    kind: BlockKind
    span: Span


@dataclass(frozen=True, slots=True)
class Document:
    """One text. ``text`` is exactly what was decoded: no newline translation, no normalisation.

    ``blocks`` are in order, do not overlap, and leave out only white space; those of a very large
    text are in columns (``corpus.blocks``). ``date`` is an ISO
    date (``2026-01-14``, ``2026-01`` or ``2026``) or empty. ``metadata`` holds everything else
    that is known, in words for the reader: ``encoding``, ``path``, and the fields of a record.
    """

    id: str
    title: str
    text: str
    date: str = ""
    source: str = ""
    blocks: Sequence[Block] = ()
    metadata: Mapping[str, str] = field(default_factory=dict)
    digest: str = ""
    whole: bool = True
    """False while only the first pages of a long text have been cut into blocks."""


@dataclass(frozen=True, slots=True)
class DocumentRecord:
    """What the document list shows of one document, without its text.

    ``length`` is in code points; 0 with an empty ``digest`` means not read yet. ``problem`` is
    one sentence when the document could not be read, else empty.
    """

    id: str
    title: str
    date: str = ""
    source: str = ""
    length: int = 0
    digest: str = ""
    problem: str = ""


def digest_of(text: str | bytes) -> str:
    """A digest of a text: 32 hexadecimal digits of BLAKE2b over its UTF-8 form, which may be given.

    That of a long text is made a piece at a time.
    """
    if isinstance(text, bytes):
        return blake2b(text, digest_size=16).hexdigest()
    digest = blake2b(digest_size=16)
    for start in range(0, len(text), _PIECE):
        digest.update(text[start : start + _PIECE].encode("utf-8", "surrogatepass"))
    return digest.hexdigest()
