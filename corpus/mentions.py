"""The mentions of a document in columns, made into objects only where they are looked at.

A text of 30 MB has some hundred thousand mentions. As objects they would take twenty times the
memory, and a key would wait for all of them.
"""

from __future__ import annotations

import json
import struct
from array import array
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import overload

from corpus.annotation import Annotation, Rejection
from corpus.entity import Mention
from corpus.ranges import Ranges

__all__ = ["Finds", "FoundMentions", "MentionColumns", "Mentions", "Undecided", "in_columns"]

Form = tuple[str, str, str, float, str]
"""What many mentions have in common: text, label, source, score, entity."""

_HEAD = struct.Struct("<II")


class Mentions(Sequence[Mention]):
    """Mentions in text order, the longer first; compares with any sequence of them."""

    __slots__ = ()

    @overload
    def __getitem__(self, index: int) -> Mention: ...

    @overload
    def __getitem__(self, index: slice) -> Sequence[Mention]: ...

    def __getitem__(self, index: int | slice) -> Mention | Sequence[Mention]:
        if isinstance(index, slice):
            return [self.mention(number) for number in range(*index.indices(len(self)))]
        if not -len(self) <= index < len(self):
            raise IndexError(index)
        return self.mention(index % len(self))

    def __iter__(self) -> Iterator[Mention]:
        return map(self.mention, range(len(self)))

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Sequence):
            return NotImplemented
        return len(self) == len(other) and all(a == b for a, b in zip(self, other, strict=True))

    __hash__ = None  # type: ignore[assignment]

    def mention(self, index: int) -> Mention:
        """The mention of a number, which is not looked at for being one."""
        raise NotImplementedError

    def touching(self, start: int, end: int) -> list[Mention]:
        """Those that share a code point with ``start`` to ``end``, in order."""
        raise NotImplementedError

    def labels(self) -> Counter[str]:
        """How many there are of each label."""
        raise NotImplementedError


class MentionColumns(Mentions):
    """Mentions whose places are columns; a subclass knows the rest of each."""

    __slots__ = ("ranges",)

    def __init__(self, starts: array[int], ends: array[int]) -> None:
        self.ranges = Ranges(starts, ends)

    def __len__(self) -> int:
        return len(self.ranges)

    def touching(self, start: int, end: int) -> list[Mention]:
        """See ``Mentions``."""
        return [self.mention(index) for index in self.ranges.touching(start, end)]

    def label(self, index: int) -> str:
        """The label of one mention."""
        raise NotImplementedError

    def labels(self) -> Counter[str]:
        """See ``Mentions``."""
        return Counter(map(self.label, range(len(self))))


class FoundMentions(MentionColumns):
    """What a recogniser found, twelve bytes a mention: sent through a pipe, kept in the cache.

    ``numbers`` says which of ``forms`` each mention has.
    """

    __slots__ = ("_forms", "_numbers")

    def __init__(
        self, starts: array[int], ends: array[int], numbers: array[int], forms: Sequence[Form]
    ) -> None:
        super().__init__(starts, ends)
        self._numbers = numbers
        self._forms = forms

    @classmethod
    def of(cls, mentions: Iterable[Mention]) -> FoundMentions:
        """These mentions, in the order in which they come."""
        finds = Finds()
        finds.add(mentions)
        return finds.so_far()

    @property
    def numbers(self) -> array[int]:
        """For each mention the number of its form."""
        return self._numbers

    @property
    def forms(self) -> Sequence[Form]:
        """What many mentions have in common: text, label, source, score, entity."""
        return self._forms

    def mention(self, index: int) -> Mention:
        """See ``Mentions``."""
        ranges = self.ranges
        return Mention(ranges.starts[index], ranges.ends[index], *self._forms[self._numbers[index]])

    def label(self, index: int) -> str:
        """See ``MentionColumns``."""
        return self._forms[self._numbers[index]][1]

    def to_bytes(self) -> bytes:
        """All of it, for a file that this machine will read again."""
        forms = json.dumps([(*form[:3], round(form[3], 3), form[4]) for form in self._forms])
        columns = (self.ranges.starts, self.ranges.ends, self._numbers)
        head = forms.encode()
        return b"".join(
            [_HEAD.pack(len(head), len(self)), head, *(column.tobytes() for column in columns)]
        )

    @classmethod
    def from_bytes(cls, data: bytes) -> FoundMentions:
        """What ``to_bytes`` gave. Raises ValueError when it is damaged."""
        if len(data) < _HEAD.size:
            raise ValueError("the mentions are cut off")
        head, count = _HEAD.unpack_from(data)
        at = _HEAD.size + head
        forms = [_form(fields) for fields in json.loads(data[_HEAD.size : at])]
        columns = [array("i") for _ in range(3)]
        size = columns[0].itemsize * count
        if len(data) != at + 3 * size:
            raise ValueError("the mentions are cut off")
        for number, column in enumerate(columns):
            column.frombytes(data[at + number * size : at + (number + 1) * size])
        if count and not 0 <= min(columns[2]) <= max(columns[2]) < len(forms):
            raise ValueError("the mentions are damaged")
        return cls(columns[0], columns[1], columns[2], forms)


def in_columns(mentions: Sequence[Mention]) -> FoundMentions:
    """These mentions in columns, in the order in which they are given."""
    return mentions if isinstance(mentions, FoundMentions) else FoundMentions.of(mentions)


def _form(fields: object) -> Form:
    match fields:
        case [
            str() as text,
            str() as label,
            str() as source,
            float() | int() as score,
            str() as id_,
        ]:
            return text, label, source, float(score), id_
    raise ValueError("the mentions are damaged")


class Finds:
    """Gathers what is found in one piece of a text after the other."""

    def __init__(self) -> None:
        self._starts, self._ends, self._numbers = array("i"), array("i"), array("i")
        self._forms: dict[Form, int] = {}

    def add(self, mentions: Iterable[Mention], shift: int = 0) -> None:
        """More mentions, after those that are there; ``shift`` is added to their offsets."""
        forms = self._forms
        for m in mentions:
            self._starts.append(m.start + shift)
            self._ends.append(m.end + shift)
            form = (m.text, m.label, m.source, m.score, m.entity)
            self._numbers.append(forms.setdefault(form, len(forms)))

    def so_far(self) -> FoundMentions:
        """All that was found until now."""
        return FoundMentions(self._starts[:], self._ends[:], self._numbers[:], tuple(self._forms))


class Undecided(Mentions):
    """The mentions on which no person has decided (``corpus.annotation.decided``)."""

    __slots__ = ("_decided", "_mentions")

    def __init__(
        self,
        mentions: MentionColumns,
        annotations: Iterable[Annotation] = (),
        rejections: Iterable[Rejection] = (),
    ) -> None:
        self._mentions = mentions
        numbers: set[int] = set()
        for mark in annotations:
            numbers.update(_decided_by(mentions, mark))
        for refused in rejections:
            span = refused.span
            numbers.update(
                index
                for index in mentions.ranges.touching(span.start, span.end)
                if mentions.mention(index).span == span and mentions.label(index) == refused.label
            )
        self._decided = sorted(numbers)

    def __len__(self) -> int:
        return len(self._mentions) - len(self._decided)

    def mention(self, index: int) -> Mention:
        """See ``Mentions``."""
        decided = self._decided
        # So many decided ones stand before it: each place is its number less those before it.
        before = bisect_right(range(len(decided)), index, key=lambda at: decided[at] - at)
        return self._mentions.mention(index + before)

    def __iter__(self) -> Iterator[Mention]:
        for before, after in pairwise([-1, *self._decided, len(self._mentions)]):
            yield from map(self._mentions.mention, range(before + 1, after))

    def touching(self, start: int, end: int) -> list[Mention]:
        """See ``Mentions``."""
        found = self._mentions.ranges.touching(start, end)
        return [self._mentions.mention(index) for index in found if not self._has(index)]

    def labels(self) -> Counter[str]:
        """See ``Mentions``."""
        counts = self._mentions.labels()
        counts.subtract(map(self._mentions.label, self._decided))
        return +counts

    def after(self, offset: int) -> Iterator[Mention]:
        """Those that begin after an offset, the nearest first."""
        first = self._mentions.ranges.first_from(offset + 1)
        return self._those(range(first, len(self._mentions)))

    def before(self, offset: int) -> Iterator[Mention]:
        """Those that begin before an offset, the nearest first."""
        return self._those(range(self._mentions.ranges.first_from(offset) - 1, -1, -1))

    def _those(self, numbers: range) -> Iterator[Mention]:
        return (self._mentions.mention(index) for index in numbers if not self._has(index))

    def _has(self, index: int) -> bool:
        """Whether a mention was decided on."""
        at = bisect_left(self._decided, index)
        return at < len(self._decided) and self._decided[at] == index


def _decided_by(mentions: MentionColumns, annotation: Annotation) -> Iterator[int]:
    span = annotation.span
    for index in mentions.ranges.touching(span.start, span.end):
        mention = mentions.mention(index).span
        if mention == span or mention.crosses(span) or mentions.label(index) == annotation.label:
            yield index
