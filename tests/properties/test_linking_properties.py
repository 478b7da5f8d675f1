from __future__ import annotations

import re
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from corpus.entity import DEFAULT_LABELS, Mention
from corpus.linking import DocumentMentions, link
from corpus.linking.dates import resolve
from corpus.linking.proposals import proposals

words = st.sampled_from(
    [
        *("Pham Minh Chinh", "Phạm Minh Chính", "Chinh", "Pham", "Minh Chinh", "To Lam", "Lam"),
        *("Resolution 59", "Resolution 59-NQ/TW", "Resolution 59/NQ-CP", "Nghị quyết 59"),
        *("12th Party Congress", "14th National Party Congress", "Đại hội XIV", "14th Congress"),
        *(
            "Lung Cam School Board",
            "LCSB",
            "Lung Cam",
            "Lao Cai Sports Body",
            "UN",
            "United Nations",
        ),
        *(
            "Vietnam",
            "Việt Nam",
            "January 14",
            "14/1/2026",
            "US$1",
            "33%",
            "C+",
            "C#",
            "+",
            " ",
            "the",
        ),
    ]
)
named = st.tuples(words | st.text(min_size=1, max_size=8), st.sampled_from(DEFAULT_LABELS))
dates = st.builds(
    "{}{} {}{}".format,
    st.sampled_from(["", "on ", "the ", "last ", "next ", "ngày ", "tháng ", "thứ ", "Q", "3 "]),
    st.sampled_from(["January", "14", "sáu", "year", "Monday", "week", "năm", "days", "2", "May"]),
    st.sampled_from(["", "14", "31", "tháng 2", "ago", "nay", "30-31", "of 2025", "trước"]),
    st.sampled_from(["", ", 2026", "/2/2025", "-16", " năm 2024", "–2031"]),
)
collections = st.lists(st.lists(named, max_size=8), max_size=6)


def collection(named_documents: list[list[tuple[str, str]]]) -> list[DocumentMentions]:
    documents = []
    for number, names in enumerate(named_documents):
        found, at = [], 0
        for text, label in names:
            found.append(Mention(at, at + len(text), text, label, "test"))
            at += len(text) + 2
        documents.append(DocumentMentions(f"{number}.txt", tuple(found)))
    return documents


@given(collections, st.randoms(use_true_random=False))
def test_the_order_of_documents_changes_nothing(
    names: list[list[tuple[str, str]]], random: object
) -> None:
    documents = collection(names)
    first = link(documents)
    order = list(range(len(documents)))
    random.shuffle(order)  # type: ignore[attr-defined]
    second = link([documents[place] for place in order])
    assert second.entities == first.entities
    assert [list(row) for row in second.assignments] == [
        list(first.assignments[place]) for place in order
    ]


@given(collections)
def test_entities_account_for_every_mention(names: list[list[tuple[str, str]]]) -> None:
    documents = collection(names)
    linking = link(documents)
    assert len({entity.id for entity in linking.entities}) == len(linking.entities)
    assert [len(row) for row in linking.assignments] == [len(d.mentions) for d in documents]
    for number, entity in enumerate(linking.entities):
        texts = [
            " ".join(mention.text.split())
            for document, row in zip(documents, linking.assignments, strict=True)
            for mention, assigned in zip(document.mentions, row, strict=True)
            if assigned == number
        ]
        assert entity.mentions == len(texts) == sum(count for _, count in entity.aliases)
        assert {alias for alias, _ in entity.aliases} == set(texts)
        assert entity.name in texts
        assert entity.documents == sum(number in row for row in linking.assignments)
        counts = [count for _, count in entity.aliases]
        assert counts == sorted(counts, reverse=True)


@given(collections)
def test_figures_dates_and_offices_are_never_anything_else(
    names: list[list[tuple[str, str]]],
) -> None:
    documents = collection(names)
    linking = link(documents)
    labels: dict[int, set[str]] = {}
    for document, row in zip(documents, linking.assignments, strict=True):
        for mention, number in zip(document.mentions, row, strict=True):
            labels.setdefault(number, set()).add(mention.label)
    apart = {"DATE", "MONEY", "PERCENT", "CARDINAL", "TITLE"}
    assert all(len(found) == 1 for found in labels.values() if found & apart)


@given(st.text(max_size=20) | dates, st.dates().map(str) | st.sampled_from(["", "2026", "2026-02"]))
def test_what_a_date_means_is_iso(text: str, written: str) -> None:
    found = resolve(text, written)
    for part in filter(None, found.split("/")):
        assert re.fullmatch(r"(?:\d{4}|-)(?:-(?:\d\d(?:-\d\d)?|W\d\d|Q[1-4]|H[12]))?", part), (
            text,
            found,
        )


@given(st.dates(min_value=date(2, 1, 1), max_value=date(9998, 12, 31)))
def test_a_date_written_out_is_that_date_whenever_it_is_written(day: date) -> None:
    spelt = (
        f"{day.day} {day:%B} {day.year:04}",
        f"ngày {day.day} tháng {day.month} năm {day.year:04}",
    )
    assert {resolve(text, "2026-01-14") for text in (*spelt, day.isoformat())} == {day.isoformat()}
    assert resolve("yesterday", day.isoformat()) == (day - timedelta(1)).isoformat()
    assert resolve(f"{day:%B} {day.day}", day.isoformat()) == day.isoformat()


@given(collections, st.randoms(use_true_random=False))
def test_proposals_are_of_other_names_without_other_numbers(
    names: list[list[tuple[str, str]]], random: object
) -> None:
    entities = list(link(collection(names)).entities)
    found = proposals(entities)
    random.shuffle(entities)  # type: ignore[attr-defined]
    assert proposals(entities) == found
    known = {entity.id: entity for entity in entities}
    assert len({frozenset((p.a, p.b)) for p in found}) == len(found)
    assert [p.score for p in found] == sorted((p.score for p in found), reverse=True)
    for proposal in found:
        one, other = known[proposal.a], known[proposal.b]
        assert one.mentions >= other.mentions
        assert not {one.label, other.label} & {"DATE", "MONEY", "PERCENT", "CARDINAL", "TITLE"}
        if proposal.reason == "contained" and not (one.aliases[1:] or other.aliases[1:]):
            assert re.findall(r"\d+", one.name) == re.findall(r"\d+", other.name)
