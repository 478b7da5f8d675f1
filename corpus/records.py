"""What is known of a document without opening it again, and by what a change is noticed."""

from __future__ import annotations

import os
from pathlib import Path

from corpus.document import Document, DocumentRecord, digest_of
from corpus.errors import GlossatorError
from corpus.source import Source

__all__ = ["content_of", "fingerprint", "read_record", "read_text_alone"]


def read_record(source: Source) -> tuple[Document | None, DocumentRecord]:
    """A document with its record; without the document when it cannot be read."""
    from corpus.readers import read

    try:
        document = read(source)
    except GlossatorError as error:
        return None, DocumentRecord(source.id, Path(source.id).stem, problem=str(error))
    record = DocumentRecord(
        document.id,
        document.title,
        document.date,
        document.source,
        len(document.text),
        document.digest,
    )
    return document, record


def read_text_alone(source: Source, record: DocumentRecord) -> Document | None:
    """A document without its blocks; None when it cannot be read, or has changed."""
    from corpus.texts import read_text_of

    try:
        text = read_text_of(source)
    except GlossatorError:
        return None
    if digest_of(text) != record.digest:
        return None
    return Document(source.id, record.title, text, record.date, record.source)


def fingerprint(source: Source) -> str:
    """What changes when a file does; empty when it cannot be looked at."""
    try:
        status = os.stat(source.path)  # noqa: PTH116  (a name that is no Unicode stays as it is)
    except OSError:
        return ""
    return f"{status.st_size}:{status.st_mtime_ns}:{source.offset}:{source.length}"


def content_of(record: DocumentRecord) -> str:
    """What the mentions of a document depend on."""
    return f"{record.digest} {record.title}".encode("utf-8", "replace").decode()
