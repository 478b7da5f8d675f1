"""The document that a screen shows first, read before anything else is looked at."""

from __future__ import annotations

import os

from corpus.errors import GlossatorError
from corpus.loading import Listed, Message, Opened
from corpus.source import Source

__all__ = ["HEAD", "LARGE", "FirstDocument", "is_large"]

HEAD = 64 * 1024
"""How many code points of a long text are cut into blocks before its first page is shown."""

LARGE = 4_000_000
"""Bytes from which on a text is not sent through a pipe: the screen reads it from its file."""


class FirstDocument:
    """Listens to a run and reads the wanted document as soon as it is listed."""

    def __init__(self, wanted: str) -> None:
        self._wanted = wanted
        self._count = 0
        self._fallback: Source | None = None
        self._done = False

    def after(self, message: Message) -> Opened | None:
        """The document, once, when this message was the one that made it known."""
        if self._done:
            return None
        if not isinstance(message, Listed):  # all are listed, the wanted one is not among them
            return self._open(0, self._fallback)
        for number, source in enumerate(message.sources, self._count):
            if source.id == self._wanted or not self._wanted:
                return self._open(number, source)
        self._count += len(message.sources)
        self._fallback = self._fallback or next(iter(message.sources), None)
        return None

    def _open(self, number: int, source: Source | None) -> Opened | None:
        self._done = True
        if source is None:
            return None
        if is_large(source):
            return Opened(number, None, source)
        from corpus.readers.reading import read

        try:
            return Opened(number, read(source, head=HEAD), source)
        except GlossatorError:
            return None  # the screen meets the same error when it opens the document itself


def is_large(source: Source) -> bool:
    """Whether a document is so large that only one program should hold its text."""
    try:
        return (source.length or os.stat(source.path).st_size) >= LARGE  # noqa: PTH116
    except OSError:
        return False
