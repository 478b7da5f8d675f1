"""What a screen about entities is left with: where to go, which who opened it does."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from corpus.span import Span

__all__ = ["Going", "Jump", "ListEntities", "ShowProposals", "Teach", "WalkOn"]


@dataclass(frozen=True, slots=True)
class Jump:
    """To a span of a document, by its number; ``entity`` is the one to walk from there on."""

    number: int
    span: Span
    entity: str = ""


@dataclass(frozen=True, slots=True)
class WalkOn:
    """To the next mention of this entity from where the reader is."""

    entity: str


@dataclass(frozen=True, slots=True)
class Teach:
    """To marking this text as this label wherever it stands."""

    text: str
    label: str
    entity: str = ""


@dataclass(frozen=True, slots=True)
class ListEntities:
    """To the list of all entities, the cursor on this one."""

    entity: str = ""


@dataclass(frozen=True, slots=True)
class ShowProposals:
    """To the proposed merges."""


Going: TypeAlias = Jump | WalkOn | Teach | ListEntities | ShowProposals
