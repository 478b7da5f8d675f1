"""What a person decided: on a span, on an entity; and the edits that record it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import accumulate

from corpus.anchor import Anchor
from corpus.entity import Mention
from corpus.ruling import Ruling
from corpus.span import Span

__all__ = [
    "UNLINKED",
    "Annotation",
    "Change",
    "Clock",
    "Decision",
    "Edit",
    "Rejection",
    "decided",
    "suggestions",
    "timestamp",
    "utc_now",
]

UNLINKED = "-"
"""The entity of an annotation that a person took away from every entity."""

Clock = Callable[[], datetime]
"""What tells the time; given from outside so that tests can."""


def utc_now() -> datetime:
    """The time now, in UTC."""
    return datetime.now(UTC)


def timestamp(moment: datetime) -> str:
    """A time as annotations carry it: ISO 8601 in UTC to the millisecond, ending in Z."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


@dataclass(frozen=True, slots=True)
class Annotation:
    """What a person marked, or accepted from a suggestion. ``created`` is ISO 8601 in UTC."""

    id: str
    document: str
    anchor: Anchor
    label: str
    author: str
    created: str
    attributes: Mapping[str, str] = field(default_factory=dict)
    entity: str = ""
    note: str = ""
    unsure: bool = False

    @property
    def span(self) -> Span:
        """Where it stands."""
        return self.anchor.span


@dataclass(frozen=True, slots=True)
class Rejection:
    """A person's word that the suggestion of this label at this place is wrong."""

    id: str
    document: str
    anchor: Anchor
    label: str
    author: str
    created: str

    @property
    def span(self) -> Span:
        """Where it stands."""
        return self.anchor.span


Decision = Annotation | Rejection | Ruling
"""What a store keeps: everything a person can decide."""


@dataclass(frozen=True, slots=True)
class Change:
    """One decision before and after: None before adds it, None after removes it."""

    before: Decision | None
    after: Decision | None

    def inverse(self) -> Change:
        """The change that takes this one back."""
        return Change(self.after, self.before)


@dataclass(frozen=True, slots=True)
class Edit:
    """One recorded step of work, taken back as a whole.

    ``undoes`` is the id of the edit this one takes back, empty for ordinary work.
    """

    id: str
    author: str
    created: str
    description: str
    changes: tuple[Change, ...]
    undoes: str = ""

    def inverse(self, *, id: str, author: str, created: str) -> Edit:  # noqa: A002
        """The edit that takes this one back."""
        changes = tuple(change.inverse() for change in reversed(self.changes))
        return Edit(id, author, created, self.description, changes, undoes=self.id)


def decided(
    mention: Mention, annotations: Iterable[Annotation], rejections: Iterable[Rejection]
) -> bool:
    """Whether a person has spoken on this mention: then it is no suggestion any more.

    An annotation decides it that has the same span, that crosses it, or that overlaps it with
    the same label; a rejection decides it that has the same span and label. All are of the
    mention's document. For many mentions ``suggestions`` is the faster way.
    """
    span = mention.span
    return any(
        annotation.span == span
        or annotation.span.crosses(span)
        or (annotation.label == mention.label and annotation.span.overlaps(span))
        for annotation in annotations
    ) or any(
        rejection.span == span and rejection.label == mention.label for rejection in rejections
    )


def suggestions(
    mentions: Sequence[Mention],
    annotations: Iterable[Annotation],
    rejections: Iterable[Rejection],
) -> list[Mention]:
    """The mentions of one document that no person has decided on, in their order.

    The same as asking ``decided`` of each, in O((m + a) log a) and not O(m * a).
    """
    marked = list(annotations)
    same = {(annotation.span.start, annotation.span.end) for annotation in marked}
    refused = {(r.span.start, r.span.end, r.label) for r in rejections}
    by_label: dict[str, list[tuple[int, int]]] = {}
    for annotation in marked:
        place = (annotation.span.start, annotation.span.end)
        by_label.setdefault(annotation.label, []).append(place)
    reaching = {label: _Reaching(places) for label, places in by_label.items()}
    crossed = _crossed([(mention.start, mention.end) for mention in mentions], same)
    return [
        mention
        for mention, crosses in zip(mentions, crossed, strict=True)
        if not crosses
        and (mention.start, mention.end) not in same
        and (mention.start, mention.end, mention.label) not in refused
        and not (
            mention.label in reaching and reaching[mention.label].into(mention.start, mention.end)
        )
    ]


class _Reaching:
    """Ranges, by start, with how far any of them reaches up to there."""

    def __init__(self, places: list[tuple[int, int]]) -> None:
        places.sort()
        self._starts = [start for start, _ in places]
        self._reach = list(accumulate((end for _, end in places), max))

    def into(self, start: int, end: int) -> bool:
        """Whether one of them overlaps ``start`` to ``end``."""
        before = bisect_left(self._starts, end)
        return before > 0 and self._reach[before - 1] > start


def _crossed(ranges: list[tuple[int, int]], others: set[tuple[int, int]]) -> list[bool]:
    """For each range whether one of the others crosses it.

    Two sweeps: from the left with the ends of all that began earlier, from the right with the
    starts of all that end later; what ends, or starts, strictly inside crosses.
    """
    found = [False] * len(ranges)
    by_start = sorted(others)
    ends: list[int] = []
    taken = 0
    for index in sorted(range(len(ranges)), key=lambda index: ranges[index][0]):
        start, end = ranges[index]
        while taken < len(by_start) and by_start[taken][0] < start:
            insort(ends, by_start[taken][1])
            taken += 1
        place = bisect_right(ends, start)
        found[index] = place < len(ends) and ends[place] < end
    by_end = sorted(others, key=lambda place: -place[1])
    starts: list[int] = []
    taken = 0
    for index in sorted(range(len(ranges)), key=lambda index: -ranges[index][1]):
        start, end = ranges[index]
        while taken < len(by_end) and by_end[taken][1] > end:
            insort(starts, by_end[taken][0])
            taken += 1
        place = bisect_right(starts, start)
        found[index] = found[index] or (place < len(starts) and starts[place] < end)
    return found
