"""Where a collection's own files are kept: annotations, reading state, indexes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from corpus.keys import key_of

__all__ = ["Places", "collection_key"]


@dataclass(frozen=True, slots=True)
class Places:
    """The three folders of a person: what must be kept, what is convenient, what is disposable."""

    data: Path
    state: Path
    cache: Path

    def of_collection(self, paths: Iterable[Path]) -> Places:
        """The folders of the collection at these paths, within these; none is created."""
        key = collection_key(paths)
        return Places(self.data / key, self.state / key, self.cache / key)


def collection_key(paths: Iterable[Path]) -> str:
    """A folder name for a set of paths: readable, and the same whenever they are opened again."""
    return key_of(map(str, paths))
