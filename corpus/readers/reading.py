"""Reading one source, or what comes through a pipe."""

from __future__ import annotations

import io
import os
import stat
from collections.abc import Callable
from dataclasses import replace

from corpus.document import Document
from corpus.errors import InputError
from corpus.hostile import harmless_line
from corpus.readers.decoding import looks_binary
from corpus.readers.jsonl import parse_record, read_record, scan_records
from corpus.readers.markdown import read_markdown
from corpus.readers.sources import kind_of, shown
from corpus.readers.text import read_text
from corpus.source import Source, SourceKind
from corpus.structure import WHOLE, structure, structure_of

__all__ = ["read", "read_stream"]

_LARGEST = 512 * 1024 * 1024

BREATH = 50_000
"""Code points that are cut into blocks between two pauses: some five milliseconds."""


def _load(source: Source) -> bytes:
    """The bytes of a source; never blocks on what is not an ordinary file."""
    flags = os.O_RDONLY | os.O_CLOEXEC | getattr(os, "O_NONBLOCK", 0)
    name = shown(source.path)
    try:
        descriptor = os.open(source.path, flags)
        try:
            status = os.fstat(descriptor)
            if not stat.S_ISREG(status.st_mode):
                raise InputError(f"{name} is not an ordinary file any more.")
            wanted = source.length or status.st_size
            if wanted > _LARGEST:
                raise InputError(
                    f"{name} has {wanted >> 20} MB; a document can have {_LARGEST >> 20}. Split it."
                )
            if source.offset:
                os.lseek(descriptor, source.offset, os.SEEK_SET)
            data = os.read(descriptor, wanted + (0 if source.length else 1))
            if len(data) >= wanted and (source.length or len(data) == wanted):
                return data
            with open(descriptor, "rb", closefd=False) as file:
                return data + file.read(source.length - len(data) if source.length else -1)
        finally:
            os.close(descriptor)
    except FileNotFoundError:
        raise InputError(f"{name} is gone: it was moved or removed.") from None
    except OSError as error:
        reason = (error.strerror or "it fails").lower()
        raise InputError(f"{name} cannot be read: {reason}.") from error


def read(source: Source, head: int | None = None) -> Document:
    """The document of a source, decoded and cut into blocks, with its digest.

    With ``head`` only so many code points of a longer plain text are cut into blocks, so that its
    first pages can be shown; ``completed`` does the rest.

    Raises InputError with one sentence when the file is gone, cannot be read, holds no text, or
    no longer holds the record where it was found.
    """
    data = _load(source)
    name = shown(source.path)
    if source.kind is SourceKind.JSON_LINES:
        document = read_record(data, source.id, name, source.line)
    elif source.kind is SourceKind.MARKDOWN:
        document = read_markdown(data, source.id, name)
    else:
        document = read_text(data, source.id, name, head)
    return replace(document, metadata={"path": harmless_line(source.path), **document.metadata})


def completed(document: Document, pause: Callable[[], object] = bool) -> Document:
    """The same document, all of its text cut into blocks.

    ``pause`` is called now and then, for others to have the processor.
    """
    if document.whole:
        return document
    text = document.text
    small = len(text) <= WHOLE
    found = structure(text) if small else structure_of(text, size=BREATH, pause=pause)
    return replace(document, blocks=found.blocks, whole=True)


def is_json_lines(data: bytes) -> bool:
    for line in io.BytesIO(data[: 1 << 20]):
        if body := line.removeprefix(b"\xef\xbb\xbf").strip():
            if not body.startswith(b"{"):
                return False
            try:
                parse_record(body)
            except ValueError:
                return False
            return True
    return False


def read_stream(data: bytes, name: str, problems: list[str] | None = None) -> list[Document]:
    """The documents in what came through a pipe, called ``name``.

    JSON Lines are recognised by their first record, Markdown only by the name; all else is plain
    text. Broken records add a sentence to ``problems``. Raises InputError when nothing can be
    read at all.
    """
    said: list[str] = [] if problems is None else problems
    label = harmless_line(name) or "the input"
    kind = kind_of(name)
    if kind is SourceKind.JSON_LINES or (not looks_binary(data) and is_json_lines(data)):
        before = len(said)
        documents = [
            read_record(
                data[record.offset : record.offset + record.length],
                f"{label}#{record.id}",
                label,
                record.line,
            )
            for record in scan_records(iter(io.BytesIO(data)), label, said)
        ]
        if not documents:
            raise InputError(said[before] if len(said) > before else f"{label} holds no records.")
        return documents
    if kind is SourceKind.MARKDOWN:
        return [read_markdown(data, label, label)]
    return [read_text(data, label, label)]
