from __future__ import annotations

from collections.abc import Iterable, Sequence

import pytest

from corpus.entity import Entity
from corpus.linking.proposals import Proposal, proposals


def entity(label: str, name: str, mentions: int = 3, *aliases: str) -> Entity:
    id_ = f"{label.lower()}:{name.lower().replace(' ', '-')}"
    return Entity(id_, name, label, tuple((n, 1) for n in (name, *aliases)), mentions, 1)


class AsRuled:
    """The entities as ``Ruled`` gives them: by numbers with gaps."""

    def __init__(self, entities: Sequence[Entity]) -> None:
        self._entities = {3 * n + 1: entity for n, entity in enumerate(entities)}

    def numbers(self) -> Iterable[int]:
        return self._entities.keys()

    def __getitem__(self, number: int) -> Entity:
        return self._entities[number]


def reasons(*entities: Entity) -> list[str]:
    return [proposal.reason for proposal in proposals(entities)]


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        (entity("PERSON", "Maria Lindqvist"), entity("PERSON", "Maria Lindquist"), "similar names"),
        (entity("PERSON", "Chinh Pham Minh"), entity("PERSON", "Pham Minh Chinh"), "similar names"),
        (entity("PERSON", "Nguyễn Văn Hùng"), entity("PERSON", "Nguyễn Văn Hưng"),
         "same without diacritics"),
        (entity("GPE", "Siti Rahmawati"), entity("PERSON", "Siti Rahmawati"),
         "same name, other label"),
        (entity("ORG", "Lung Cam School Board"), entity("ORG", "LCSB"), "acronym"),
        (entity("EVENT", "Red River Roundtable"), entity("ORG", "RRR"), "acronym"),
        (entity("PERSON", "Tran Quoc Huy"), entity("PERSON", "Huy"), "contained"),
        (entity("ORG", "National Steering Committee for International Integration"),
         entity("ORG", "National Steering Committee"), "contained"),
        (entity("ORG", "Institute of Trade Policy"), entity("ORG", "Trade Policy Institute"),
         "similar names"),
    ],
)  # fmt: skip
def test_pairs_to_ask_about(one: Entity, other: Entity, reason: str) -> None:
    assert reasons(one, other) == reasons(other, one) == [reason]
    [found] = proposals([one, other])
    assert {found.a, found.b} == {one.id, other.id}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (entity("EVENT", "12th National Party Congress"),
         entity("EVENT", "14th National Party Congress")),
        (entity("EVENT", "First Red River Roundtable"),
         entity("EVENT", "Second Red River Roundtable")),
        (entity("LAW", "Resolution 59-NQ/TW"), entity("LAW", "Resolution 59/NQ-CP")),
        (entity("LAW", "Resolution 59-NQ/TW"), entity("LAW", "Resolution 70-NQ/TW")),
        (entity("DATE", "14 January 2026"), entity("DATE", "15 January 2026")),
        (entity("MONEY", "US$60 million"), entity("MONEY", "US$60 millions")),
        (entity("PERSON", "Nguyen Van Hung"), entity("PERSON", "Nguyen Van Dung")),
        (entity("PERSON", "Ly Linh Minh"), entity("PERSON", "Ly Minh Linh")),
        (entity("LOC", "Northern Europe"), entity("LOC", "Southern Europe")),
        (entity("LOC", "Lach Huyen"), entity("LOC", "Tan Vu Lach Huyen bridge")),
        (entity("ORG", "Ministry of Foreign Affairs"),
         entity("ORG", "Chinese Ministry of Foreign Affairs")),
        (entity("LOC", "Fort Lee"), entity("LOC", "Fort Lee Historic Park")),
        (entity("PERSON", "Daniel Montalvo", 9, "Daniel"),
         entity("PERSON", "Daniel Bernoulli", 9, "Daniel")),
        (entity("PERSON", "Valeska Paris", 9, "Paris"), entity("GPE", "Paris")),
        (entity("TITLE", "Deputy Minister"), entity("TITLE", "Deputy Ministers")),
    ],
)  # fmt: skip
def test_pairs_nobody_is_asked_about(one: Entity, other: Entity) -> None:
    assert reasons(one, other) == []


def test_the_more_mentions_would_be_joined_the_earlier() -> None:
    found = proposals(
        [
            entity("PERSON", "Maria Lindqvist", 40),
            entity("PERSON", "Maria Lindquist", 30),
            entity("PERSON", "Somchai Rattanakul", 1),
            entity("PERSON", "Somchai Rattanakun", 90),
        ]
    )
    assert [(p.a, p.b) for p in found] == [
        ("person:maria-lindqvist", "person:maria-lindquist"),
        ("person:somchai-rattanakun", "person:somchai-rattanakul"),
    ]
    assert found[0].score > found[1].score > 0


def test_what_a_person_refused_is_not_asked_again() -> None:
    entities = entity("PERSON", "Huy", 1), entity("PERSON", "Tran Quoc Huy", 9)
    [found] = proposals(entities)
    assert proposals(entities, apart={(found.a, found.b)}) == []
    assert proposals(entities, apart={(found.b, found.a)}) == []
    assert proposals(entities, apart=lambda a, b: {a, b} == {found.a, found.b}) == []
    assert proposals(entities, apart={("x", "y")}) == [found]


def test_ruled_entities_and_a_sequence_give_the_same() -> None:
    entities = [
        entity("PERSON", "Huy", 1),
        entity("PERSON", "Tran Quoc Huy", 9, "Huy"),
        entity("ORG", "LCSB"),
        entity("ORG", "Lung Cam School Board"),
    ]
    found = proposals(entities)
    assert len(found) == 2
    assert proposals(AsRuled(entities)) == proposals(entities[::-1]) == found
    assert proposals(entities, limit=1) == found[:1]
    assert proposals([]) == []
    assert all(isinstance(proposal, Proposal) for proposal in found)


def test_a_thousand_of_one_name_do_not_multiply() -> None:
    many = [Entity(f"person:long@{n}", "Long", "PERSON", (("Long", 1),), 1, 1) for n in range(1000)]
    fuller = [entity("PERSON", f"Pham Duc Long {'x' * (n % 30)}y") for n in range(1000)]
    assert 0 < len(proposals([*many, *fuller], limit=10**6)) < 20_000
