"""A person's word on an entity: it stands over whatever the machine links, now and later."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

__all__ = ["Ruling", "RulingKind"]


class RulingKind(StrEnum):
    """What is said of an entity."""

    MERGE = "merge"
    """The others are this one."""
    SPLIT = "split"
    """Some of its forms are another entity."""
    NAME = "name"
    """It is called so."""
    LABEL = "label"
    """It is of this label."""
    NOTHING = "nothing"
    """It is no entity; its mentions are none."""
    APART = "apart"
    """It and the others are different; not to be proposed again."""


@dataclass(frozen=True, slots=True)
class Ruling:
    """One word on one entity. ``created`` is ISO 8601 in UTC.

    Entities are named by the ids they had then, ``entity`` first. ``names`` are the names they
    had, in the same order: ids follow from what is linked, and may change with the collection.
    ``value`` is the new name or label, or the id of the entity that is split off; ``forms`` are
    the spellings that are split off, white space made single blanks.
    """

    id: str
    kind: RulingKind
    entity: str
    author: str
    created: str
    value: str = ""
    forms: tuple[str, ...] = ()
    entities: tuple[str, ...] = ()
    names: tuple[str, ...] = ()

    @property
    def called(self) -> str:
        """The name the entity had."""
        return self.names[0] if self.names else self.entity
