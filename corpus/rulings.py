"""Ruling on entities: merge, split, rename, relabel, not an entity, not the same.

Each call is one durable edit when it returns; ``corpus.marks.undo`` takes it back like any other.
Where an id is not known any more InputError says so, and StoreError what kept it from being saved.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from corpus.annotation import UNLINKED, Change
from corpus.errors import InputError
from corpus.history import new_id, now
from corpus.ruling import Ruling, RulingKind

if TYPE_CHECKING:
    from corpus.corpus import Corpus
    from corpus.entity import Entity

__all__ = ["Rulings"]


class Rulings:
    """What a person can say of the entities of a corpus."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus

    def all(self) -> Sequence[Ruling]:
        """Every ruling that stands, the oldest first."""
        return self._corpus.marks.rulings()

    def merge(self, keep: str, others: Iterable[str]) -> None:
        """The others are the same as the first, which keeps its id, name and label."""
        kept = self._entity(keep)
        found = {entity.id: entity for entity in map(self._entity, others)}
        found.pop(kept.id, None)
        if not found:
            raise InputError(f"“{kept.name}” cannot be merged with itself. Choose another entity.")
        joined = tuple(found.values())
        names = " and ".join(f"“{entity.name}”" for entity in joined[:3])
        more = f" and {len(joined) - 3} more" if len(joined) > 3 else ""
        self._record(f"merge {names}{more} into “{kept.name}”", RulingKind.MERGE, (kept, *joined))

    def split(self, entity: str, forms: Sequence[str]) -> str:
        """Some spellings of an entity are another entity; its id.

        Annotations of these spellings that name the entity go with them.
        """
        whole = self._entity(entity)
        known = {alias for alias, _ in whole.aliases}
        wanted = tuple(dict.fromkeys(form for form in forms if form in known))
        if not wanted or len(wanted) == len(known):
            raise InputError(
                f"“{whole.name}” can be split when some of its names go and some stay. "
                "Choose at least one, and not all."
            )
        from corpus.linking.normalise import slug

        ruling = new_id()
        name = slug(wanted[0]) or whole.label.lower()
        new = f"{whole.label.lower()}:{name}+{ruling[:8]}"
        self._record(
            f"split “{wanted[0]}” off “{whole.name}”",
            RulingKind.SPLIT,
            (whole,),
            value=new,
            forms=wanted,
            ruling=ruling,
            also=self._relinked(whole.id, wanted, new),
        )
        return new

    def _relinked(self, entity: str, forms: Sequence[str], new: str) -> list[Change]:
        """The annotations of some spellings of an entity, linked to another."""
        ruled = self._corpus.ruled
        number = ruled.number_of(entity)
        return [
            Change(one, replace(one, entity=new))
            for one in self._corpus.marks.all()
            if one.entity not in ("", UNLINKED)
            and " ".join(one.anchor.quote.split()) in forms
            and ruled.applied.resolve(one.entity, one.anchor.quote) == number
        ]

    def rename(self, entity: str, name: str) -> None:
        """An entity is called so from now on."""
        called, name = self._entity(entity), " ".join(name.split())
        if not name:
            raise InputError("An entity needs a name. Type one, or press Esc.")
        if name != called.name:
            words = f"rename “{called.name}” “{name}”"
            self._record(words, RulingKind.NAME, (called,), value=name)

    def set_label(self, entity: str, label: str) -> None:
        """An entity, and with it all its undecided mentions, has this label."""
        labelled = self._entity(entity)
        if label != labelled.label:
            words = f"label “{labelled.name}” {label}"
            self._record(words, RulingKind.LABEL, (labelled,), value=label)

    def not_an_entity(self, entity: str) -> None:
        """Its mentions are none; what a person marked stays marked."""
        nothing = self._entity(entity)
        self._record(f"“{nothing.name}” is not an entity", RulingKind.NOTHING, (nothing,))

    def keep_apart(self, one: str, other: str) -> None:
        """Two entities are different, and are not proposed to be merged again."""
        pair = (self._entity(one), self._entity(other))
        words = f"keep “{pair[0].name}” and “{pair[1].name}” apart"
        self._record(words, RulingKind.APART, pair)

    def _entity(self, entity: str) -> Entity:
        found = self._corpus.entity(entity)
        if found is None:
            raise InputError(
                f"{entity} is not mentioned in this collection any more. Nothing was changed."
            )
        return found

    def _record(
        self,
        description: str,
        kind: RulingKind,
        entities: tuple[Entity, ...],
        *,
        value: str = "",
        forms: tuple[str, ...] = (),
        ruling: str = "",
        also: Sequence[Change] = (),
    ) -> None:
        said = Ruling(
            ruling or new_id(),
            kind,
            entities[0].id,
            self._corpus.marks.author,
            now(),
            value,
            forms,
            tuple(entity.id for entity in entities[1:]),
            tuple(entity.name for entity in entities),
        )
        self._corpus.marks.record(description, [Change(None, said), *also])
