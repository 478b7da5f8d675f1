"""One question, answered from titles, entities, text and annotations, in groups."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from corpus.span import Span

if TYPE_CHECKING:
    from corpus.scan import Scan

__all__ = ["HERE", "Group", "Hit", "Results", "Step"]

HERE = 8
"""How many hits of the text in the reader are shown."""

_NOWHERE = Span(0, 0)


@dataclass(frozen=True, slots=True)
class Hit:
    """One result. ``kind`` is here, entity, title, text or annotation.

    ``document`` is the number and ``span`` the place in its text to jump to; ``matched`` are
    positions in ``text`` that the query matched; ``context`` is one harmless line around the hit,
    which stands in it at ``within``. ``score`` is between 0 and 100.
    """

    kind: str
    document: int
    span: Span
    text: str
    score: float
    context: str = ""
    within: Span = _NOWHERE
    entity: str = ""
    matched: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """The hits of one kind, best first, and how many there are in all.

    ``counting``: so many so far; when there is none yet, some are expected.
    """

    kind: str
    total: int
    hits: tuple[Hit, ...]
    counting: bool = False


@dataclass(frozen=True, slots=True)
class Results:
    """What was found: groups always in the same order, empty ones left out.

    ``scan`` is the search of a long text in the reader, when there is more of it to be searched.
    """

    groups: tuple[Group, ...] = ()
    problems: tuple[str, ...] = field(default=())
    scan: Scan | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """The next place of a walk: the ``position``th (from 1) of ``total``.

    ``wrapped`` says that the walk went past the end of the collection and began again;
    ``counting`` that there are so many so far.
    """

    document: int
    span: Span
    position: int
    total: int
    wrapped: bool
    counting: bool = False
