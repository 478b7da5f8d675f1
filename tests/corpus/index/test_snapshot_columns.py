"""A snapshot made of mentions in columns: spellings, dates, and very many mentions."""

from __future__ import annotations

from array import array
from pathlib import Path

import numpy as np

from corpus.entity import Mention
from corpus.index.snapshot import Snapshot
from corpus.mentions import FoundMentions


def mention(start: int, text: str, label: str = "PERSON", score: float = 0.5) -> Mention:
    return Mention(start, start + len(text), text, label, "rules:test", score)


MENTIONS = [
    [
        mention(0, "Pham Minh Chinh"),
        mention(20, "Hanoi", "GPE"),
        mention(30, "Chinh"),
        mention(40, "Pham\nMinh Chinh", score=0.9),
        mention(60, "last year", "DATE"),
    ],
    None,
    [mention(4, "Hà Nội", "GPE"), mention(20, "2025", "DATE"), mention(40, "Chinh")],
]
IDS = ["a.txt", "b.txt", "c.txt"]
DATES = ["2026-01-14", "", ""]


def spellings(snapshot: Snapshot) -> list[tuple[str, str]]:
    """Of each mention by place the entity and the spelling."""
    found = []
    for row in range(len(snapshot.mentions)):
        entity, text = snapshot.alias(int(snapshot.mentions.form[row]))
        assert entity == snapshot.mentions.entity[row]
        found.append((snapshot.entities[entity].id, text))
    return found


def test_every_mention_has_its_spelling_saved_or_not(tmp_path: Path) -> None:
    snapshot = Snapshot.build(IDS, IDS, MENTIONS, DATES)
    assert spellings(snapshot) == [
        ("person:pham-minh-chinh", "Pham Minh Chinh"),
        ("gpe:hanoi", "Hanoi"),
        ("person:pham-minh-chinh", "Chinh"),
        ("person:pham-minh-chinh", "Pham Minh Chinh"),
        ("date:2025", "last year"),
        ("gpe:hanoi", "Hà Nội"),
        ("date:2025", "2025"),
        ("person:chinh@c-txt", "Chinh"),
    ]
    snapshot.save(tmp_path)
    assert spellings(Snapshot.load(tmp_path)) == spellings(snapshot)


def test_without_dates_of_documents_words_stay_as_they_are() -> None:
    assert ("date:last-year", "last year") in spellings(Snapshot.build(IDS, IDS, MENTIONS))


def test_columns_and_mentions_make_the_same_snapshot() -> None:
    columns = [None if one is None else FoundMentions.of(one) for one in MENTIONS]
    one, other = (Snapshot.build(IDS, IDS, given, DATES) for given in (MENTIONS, columns))
    assert list(one.entities) == list(other.entities)
    for number in range(len(IDS)):
        assert one.mentions.of_document(number) == other.mentions.of_document(number)
        assert one.mentions.has_document(number) == other.mentions.has_document(number)


def test_scores_and_sources_of_one_spelling_are_kept_apart() -> None:
    places = Snapshot.build(IDS, IDS, MENTIONS).mentions.of_document(0)
    assert [round(place.score, 3) for place in places] == [0.5, 0.5, 0.5, 0.9, 0.5]


def test_a_million_mentions_of_one_entity() -> None:
    size = 1_000_000
    starts = np.arange(size, dtype=np.int32) * 12
    texts = ["Pham Minh Chinh", "Phạm Minh Chính", "Chinh", "PHAM MINH CHINH"]
    forms = [(text, "PERSON", "rules:test", 0.9, "") for text in texts]
    mentions = FoundMentions(
        array("i", starts.tobytes()),
        array("i", (starts + 9).tobytes()),
        array("i", (np.arange(size, dtype=np.int32) % 4).tobytes()),
        forms,
    )
    snapshot = Snapshot.build(["long.txt"], ["Long"], [mentions])
    [entity] = snapshot.entities
    assert (entity.id, entity.mentions, entity.documents) == ("person:pham-minh-chinh", size, 1)
    assert sorted(entity.aliases) == sorted((text, size // 4) for text in texts)
    assert snapshot.mentions.rows_of_entity(0).tolist() == list(range(size))
    assert np.bincount(snapshot.mentions.form).tolist() == [size // 4] * 4


def test_twenty_thousand_entities_keep_their_ids_apart() -> None:
    size = 20_000
    mentions = FoundMentions.of(mention(9 * n, f"{n}", "CARDINAL") for n in range(size))
    snapshot = Snapshot.build(["long.txt"], ["Long"], [mentions])
    assert len(snapshot.entities) == size
    assert snapshot.entities.number_of("cardinal:12345") is not None
    assert len({entity.id for entity in snapshot.entities}) == size
