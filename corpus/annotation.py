"""What a person said about a span, and the edits that record it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from corpus.anchor import Anchor
from corpus.span import Span

__all__ = ["Annotation", "Change", "Edit", "Rejection"]


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


@dataclass(frozen=True, slots=True)
class Change:
    """One annotation or rejection before and after: None before adds it, None after removes it."""

    before: Annotation | Rejection | None
    after: Annotation | Rejection | None

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
