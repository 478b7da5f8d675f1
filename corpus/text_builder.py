"""Filling the full-text index of a collection while its documents are read."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.document import Document
from corpus.index.folders import part_folder, put_in_place
from corpus.index.seal import seal

if TYPE_CHECKING:
    from corpus.index.text import TextIndex

__all__ = ["TextBuilder"]


class TextBuilder:
    """Fills a text index beside the one in use; nothing is made before the first document."""

    EVERY = 2000
    """Documents after which it is worth having a look."""

    def __init__(self, folder: Path) -> None:
        self._parent = folder
        self._part: Path | None = None
        self._index: TextIndex | None = None
        self._since = 0
        self.numbers: set[int] = set()

    def add(self, number: int, document: Document) -> None:
        """Take in a document by its number."""
        from corpus.index.text import TextIndex

        if self._index is None:
            self._part = part_folder(self._parent)
            self._index = TextIndex.create(self._part)
        self._index.add(number, document.title, document.text)
        self.numbers.add(number)
        self._since += 1

    def due(self) -> bool:
        """Whether enough has come in to be worth a look."""
        return self._since >= self.EVERY

    def commit(self) -> Path:
        """Make what was added findable; where that is."""
        assert self._index is not None
        assert self._part is not None
        self._index.commit()
        self._since = 0
        return self._part

    def finish(self, folder: Path) -> Path:
        """Put the finished index in its place; where that is."""
        if self._index is None:
            from corpus.index.text import TextIndex

            self._part = part_folder(self._parent)
            self._index = TextIndex.create(self._part)
        part = self.commit()
        self._index.close()
        seal(part)
        self._index = self._part = None
        return put_in_place(part, folder)

    def abandon(self) -> None:
        """Remove what was begun and not finished."""
        if self._index is not None:
            self._index.close()
        if self._part is not None:
            shutil.rmtree(self._part, ignore_errors=True)
