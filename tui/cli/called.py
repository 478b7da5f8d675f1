"""What commands about entities share: who is meant by a name, an entity for programs, the code."""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpus.errors import InputError, UsageError
from tui.cli.session import tell

if TYPE_CHECKING:
    from corpus.corpus import Corpus
    from corpus.entity import Entity

__all__ = ["entities_called", "entity_called", "entity_fields", "exit_code"]

_TOLD = 5
"""How many other entities of the same name are told of."""


def exit_code(corpus: Corpus, *, anything: bool) -> int:
    """0 or 1; bad input when nothing was found and not everything could be read."""
    if anything:
        return 0
    return InputError.exit_code if corpus.problems else 1


def entities_called(corpus: Corpus, name: str) -> list[Entity]:
    """The entities with this id, name or alias, letter case and diacritics aside.

    An id means that entity alone, or what it was merged into; else the one mentioned most comes
    first. When there is none, that is told. Raises UsageError for an empty name.
    """
    from corpus.index.fold import squash

    if not name.strip():
        raise UsageError("The name of the entity is empty; say whom or what.")
    if (known := corpus.entity(name)) is not None:
        return [known]
    wanted = squash(name)
    found = [
        entity
        for entity in corpus.entities()
        if wanted in {squash(form) for form in (entity.name, *dict(entity.aliases))}
    ]
    if not found:
        tell(f"No entity here is called “{name}”.")
    return sorted(found, key=lambda entity: (-entity.mentions, entity.id))


def entity_called(corpus: Corpus, name: str) -> str | None:
    """The id of the first of ``entities_called``; the others are told of."""
    found = entities_called(corpus, name)
    if not found:
        return None
    first, *others = (entity.id for entity in found)
    if others:
        more = f" and {len(others) - _TOLD:,} more" if len(others) > _TOLD else ""
        tell(f"This is {first}; “{name}” is also {', '.join(others[:_TOLD])}{more}.")
    return first


def entity_fields(entity: Entity) -> dict[str, object]:
    """An entity for programs."""
    return {
        "entity": entity.id,
        "name": entity.name,
        "label": entity.label,
        "aliases": [alias for alias, _ in entity.aliases],
        "mentions": entity.mentions,
        "documents": entity.documents,
    }
