"""The blocks of a document in columns: nine bytes each, and an object only where one is asked for.

A text of 30 MB has some hundred thousand blocks; as objects they would take as much memory as the
text itself.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import overload

from corpus.document import Block, BlockKind
from corpus.span import Span

__all__ = ["Blocks", "code_of"]

_KINDS = tuple(BlockKind)
_CODES = {kind: code for code, kind in enumerate(_KINDS)}


def code_of(kind: BlockKind) -> int:
    """The byte that stands for a kind in ``Blocks.kinds``."""
    return _CODES[kind]


class Blocks(Sequence[Block]):
    """Blocks in order, none overlapping another.

    ``kinds`` holds a byte for each (``code_of``), ``starts`` and ``ends`` code points.
    """

    __slots__ = ("ends", "kinds", "starts")

    def __init__(self, blocks: Iterable[Block] = ()) -> None:
        self.kinds = bytearray()
        self.starts = array("i")
        self.ends = array("i")
        for block in blocks:
            self.add(block.kind, block.span.start, block.span.end)

    @classmethod
    def of(cls, blocks: Sequence[Block]) -> Blocks:
        """These blocks in columns; those that are already are given as they are."""
        return blocks if isinstance(blocks, Blocks) else cls(blocks)

    def add(self, kind: BlockKind, start: int, end: int) -> None:
        """One more block, after all others."""
        self.kinds.append(_CODES[kind])
        self.starts.append(start)
        self.ends.append(end)

    def __len__(self) -> int:
        return len(self.kinds)

    @overload
    def __getitem__(self, index: int) -> Block: ...

    @overload
    def __getitem__(self, index: slice) -> Sequence[Block]: ...

    def __getitem__(self, index: int | slice) -> Block | Sequence[Block]:
        if isinstance(index, slice):
            return [self[number] for number in range(*index.indices(len(self)))]
        return Block(_KINDS[self.kinds[index]], Span(self.starts[index], self.ends[index]))

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Blocks):
            return NotImplemented
        mine, theirs = (self.kinds, self.starts, self.ends), (other.kinds, other.starts, other.ends)
        return mine == theirs

    __hash__ = None  # type: ignore[assignment]

    def kind(self, index: int) -> BlockKind:
        """The kind of one block."""
        return _KINDS[self.kinds[index]]

    def first_touching(self, offset: int) -> int:
        """The number of the first block that ends after an offset; how many there are if none."""
        index = bisect_right(self.starts, offset) - 1
        return index if index >= 0 and self.ends[index] > offset else index + 1

    def within(self, start: int, end: int) -> tuple[Block, ...]:
        """The blocks that touch ``start`` to ``end``, cut to it, their offsets counted from it."""
        found = []
        index = self.first_touching(start)
        while index < len(self) and self.starts[index] < end:
            first, after = max(self.starts[index], start), min(self.ends[index], end)
            found.append(Block(self.kind(index), Span(first - start, after - start)))
            index += 1
        return tuple(found)
