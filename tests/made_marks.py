"""Annotations, rejections and edits for tests."""

from __future__ import annotations

import itertools
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

# Nobody may be unable to read our files: what is imported late is imported here.
import corpus.store.homecoming
import corpus.store.sqlite  # noqa: F401
from corpus.anchor import Anchor, make_anchor
from corpus.annotation import Annotation, Change, Edit, Rejection
from corpus.document import Document, digest_of
from corpus.ruling import Ruling, RulingKind
from corpus.span import Span

NOBODY = 65534
_numbers = itertools.count(1)


def document(text: str, name: str = "a.txt") -> Document:
    return Document(name, "A title", text, digest=digest_of(text))


def annotation(start=0, end=5, label="PERSON", *, document="a.txt", quote=None, **fields):
    quote = "x" * (end - start) if quote is None else quote
    anchor = Anchor(Span(start, end), quote, "before", "after", "digest")
    fields = {"id": f"a{next(_numbers)}", "author": "An", "created": "2026-01-14"} | fields
    return Annotation(document=document, anchor=anchor, label=label, **fields)


def rejection(start=0, end=5, label="PERSON", *, document="a.txt", **fields):
    anchor = Anchor(Span(start, end), "x" * (end - start), "before", "after", "digest")
    fields = {"id": f"r{next(_numbers)}", "author": "An", "created": "2026-01-14"} | fields
    return Rejection(document=document, anchor=anchor, label=label, **fields)


def ruling(kind=RulingKind.MERGE, entity="person:an", **fields):
    fields = {"id": f"u{next(_numbers)}", "author": "An", "created": "2026-01-14"} | fields
    return Ruling(kind=kind, entity=entity, **fields)


def marked(doc: Document, quote: str, label="PERSON", **fields) -> Annotation:
    start = doc.text.index(quote)
    anchor = make_anchor(doc.text, Span(start, start + len(quote)), doc.digest)
    fields = {"author": "An", "created": "2026-01-14T08:00:00Z"} | fields
    return Annotation(f"a{next(_numbers)}", doc.id, anchor, label, **fields)


def adding(*values, **fields) -> Edit:
    fields = {"id": f"e{next(_numbers)}", "author": "An", "description": "Mark"} | fields
    changes = tuple(Change(None, value) for value in values)
    return Edit(created="2026-01-14T08:00:00Z", changes=changes, **fields)


def changing(before, after, author="An", description="Change") -> Edit:
    edit_id = f"e{next(_numbers)}"
    changes = (Change(before, after),)
    return Edit(edit_id, author, "2026-01-14T08:00:00Z", description, changes)


class Clock:
    """A clock that goes on by a second whenever it is read."""

    def __init__(self):
        self.time = datetime(2026, 1, 14, 8, 0, 0, tzinfo=UTC)

    def __call__(self):
        self.time += timedelta(seconds=1)
        return self.time


@contextmanager
def open_to_all() -> Iterator[Path]:
    """A temporary folder that an ordinary user may enter."""
    folder = Path(tempfile.mkdtemp(prefix="glossator-test-"))
    folder.chmod(0o777)
    try:
        yield folder
    finally:
        for place in (folder, *folder.rglob("*")):
            if place.is_dir() and not place.is_symlink():
                place.chmod(0o777)
        shutil.rmtree(folder)


@contextmanager
def as_ordinary_user() -> Iterator[None]:
    """Permissions stop everybody but root: be nobody for a while when we are root."""
    if os.geteuid() != 0:
        yield
        return
    os.setresuid(NOBODY, NOBODY, 0)
    try:
        yield
    finally:
        os.setresuid(0, 0, 0)
