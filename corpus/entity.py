"""Who and what texts speak of: mentions in one document, entities over all of them."""

from __future__ import annotations

from dataclasses import dataclass, replace

from corpus.span import Span

__all__ = ["DEFAULT_LABELS", "Entity", "Mention"]

DEFAULT_LABELS = (
    "PERSON",
    "ORG",
    "GPE",
    "LOC",
    "NORP",
    "EVENT",
    "LAW",
    "TITLE",
    "DATE",
    "MONEY",
    "PERCENT",
    "CARDINAL",
)


@dataclass(frozen=True, slots=True)
class Mention:
    """A span of a document that names an entity.

    ``source`` names the rule or model that made it (``rules:person.honorific``), ``score`` is
    between 0 and 1, ``entity`` is the id of the entity it was linked to, empty before linking.
    """

    start: int
    end: int
    text: str
    label: str
    source: str
    score: float = 1.0
    entity: str = ""

    @property
    def span(self) -> Span:
        """Where it stands."""
        return Span(self.start, self.end)

    def linked(self, entity: str) -> Mention:
        """The same mention, of that entity."""
        return replace(self, entity=entity)


@dataclass(frozen=True, slots=True)
class Entity:
    """What mentions refer to, over the whole collection.

    ``aliases`` are all surface forms with their counts, the most frequent first; ``name`` is the
    best of them. ``mentions`` and ``documents`` are counts.
    """

    id: str
    name: str
    label: str
    aliases: tuple[tuple[str, int], ...] = ()
    mentions: int = 0
    documents: int = 0
