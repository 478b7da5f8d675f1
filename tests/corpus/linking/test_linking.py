from __future__ import annotations

import numpy as np
import pytest

from corpus.entity import DEFAULT_LABELS, Entity, Mention
from corpus.linking import DocumentMentions, Linking, link


def mentions(*named: tuple[str, str], gap: int = 3) -> tuple[Mention, ...]:
    found, at = [], 0
    for label, text in named:
        found.append(Mention(at, at + len(text), text, label, "test"))
        at += len(text) + gap
    return tuple(found)


def linked(*documents: tuple[tuple[str, str], ...], gap: int = 3) -> Linking:
    return link(
        [DocumentMentions(f"{n}.txt", mentions(*d, gap=gap)) for n, d in enumerate(documents)]
    )


def ids(*documents: tuple[tuple[str, str], ...], gap: int = 3) -> list[str]:
    linking = linked(*documents, gap=gap)
    return [linking.entities[number].id for row in linking.assignments for number in row]


def same(label: str, *texts: str) -> bool:
    """Whether all texts, each in a document of its own, are one entity."""
    return len(set(ids(*(((label, text),) for text in texts)))) == 1


def test_an_entity_counts_its_mentions_documents_and_spellings() -> None:
    linking = linked(
        (("GPE", "Vietnam"), ("GPE", "Vietnam"), ("PERSON", "Pham Minh Chinh")),
        (("GPE", "Việt Nam"), ("PERSON", "Phạm Minh Chính")),
    )
    assert linking.entities == (
        Entity("gpe:vietnam", "Vietnam", "GPE", (("Vietnam", 2), ("Việt Nam", 1)), 3, 2),
        Entity(
            "person:pham-minh-chinh",
            "Pham Minh Chinh",
            "PERSON",
            (("Pham Minh Chinh", 1), ("Phạm Minh Chính", 1)),
            2,
            2,
        ),
    )
    assert [list(row) for row in linking.assignments] == [[0, 0, 1], [0, 1]]
    assert all(np.asarray(row).dtype == np.int32 for row in linking.assignments)


def test_nothing_gives_nothing() -> None:
    assert link([]) == Linking((), ())
    assert [list(row) for row in link([DocumentMentions("a", ())]).assignments] == [[]]


@pytest.mark.parametrize(
    ("label", "texts"),
    [
        ("GPE", ["Vietnam", "Viet Nam", "Việt Nam", "S.R. Vietnam", "the Vietnam"]),
        ("GPE", ["US", "U.S.", "United States", "the United States", "Mỹ", "Hoa Kỳ"]),
        ("PERSON", ["Phạm Minh Chính", "Pham\u00a0Minh Chinh", "PHAM MINH CHINH",
                    "Mr Pham Minh Chinh"]),
        ("PERSON", ["Tô Lâm", "To Lam", "To Lam’s"]),
        ("LAW", ["Resolution 59", "Resolution No. 59", "Resolution No.59", "resolution 59-NQ/TW",
                 "Resolution 59 of the Politburo", "Nghị quyết số 59-NQ/TW", "Nghị quyết 59"]),
        ("EVENT", ["14th National Party Congress", "14th Party Congress", "Đại hội XIV",
                   "Fourteenth National Congress",
                   "14th National Congress of the Communist Party of Vietnam",
                   "Đại hội đại biểu toàn quốc lần thứ XIV của Đảng"]),
        ("ORG", ["United Nations", "UN", "U.N.", "Liên hợp quốc"]),
        ("ORG", ["Politburo", "Bộ Chính trị"]),
        ("TITLE", ["Foreign Minister", "Minister of Foreign Affairs"]),
        ("DATE", ["14 January 2026", "January 14, 2026", "14/1/2026", "2026-01-14",
                  "ngày 14 tháng 1 năm 2026", "14 tháng 1 năm 2026", "Jan. 14th, 2026"]),
        ("MONEY", ["US$1.4 trillion", "1.4 trillion USD", "USD 1.4 trillion", "$1.4 trillion"]),
        ("PERCENT", ["33%", "33 percent", "33 per cent", "33 phần trăm"]),
        ("CARDINAL", ["1,250", "1250", "1.250"]),
    ],
)  # fmt: skip
def test_spellings_of_one(label: str, texts: list[str]) -> None:
    assert same(label, *texts)


@pytest.mark.parametrize(
    ("label", "one", "other"),
    [
        ("EVENT", "12th National Party Congress", "14th National Party Congress"),
        ("EVENT", "First Red River Roundtable", "Second Red River Roundtable"),
        ("LAW", "Resolution 59", "Resolution 70"),
        ("LAW", "Resolution 59", "Decree 59"),
        ("LAW", "Decree 15/2018/ND-CP", "Decree 15/2020/ND-CP"),
        ("PERSON", "Pham Binh Minh", "Pham Minh Chinh"),
        ("PERSON", "Nguyen Minh Vu", "Nguyen Phu Vu"),
        ("ORG", "Ministry of Foreign Affairs", "Ministry of Finance"),
        ("DATE", "2025", "2026"),
        ("MONEY", "US$60 million", "US$60 billion"),
        ("PERCENT", "3.3%", "33%"),
        ("CARDINAL", "0.125", "125"),
        ("GPE", "Guinea", "Guinea-Bissau"),
        ("GPE", "Niger", "Nigeria"),
    ],
)
def test_two_that_look_alike_stay_two(label: str, one: str, other: str) -> None:
    assert not same(label, one, other)
    assert len(set(ids(((label, one), (label, other))))) == 2


def test_a_day_without_its_year_is_that_of_its_document_only() -> None:
    whole, day = ("DATE", "January 14, 2026"), ("DATE", "January 14")
    assert ids((whole, day), (day,)) == ["date:2026-01-14", "date:2026-01-14", "date:--01-14"]


def test_readable_ids() -> None:
    assert ids(
        (
            ("LAW", "Resolution No. 59"), ("EVENT", "29th Diplomatic Conference"),
            ("DATE", "14 January 2026"), ("DATE", "March 14"), ("ORG", "Bộ Ngoại giao"),
            ("PERSON", "Trần Quốc Huy"), ("PERCENT", "8.5%"), ("MONEY", "US$1.4 trillion"),
        )
    ) == [
        "law:resolution-59", "event:29-diplomatic-conference", "date:2026-01-14", "date:--03-14",
        "org:ministry-of-foreign-affairs", "person:tran-quoc-huy", "percent:8p5-percent",
        "money:usd-1p4-trillion",
    ]  # fmt: skip


def test_ids_are_unique_even_where_names_read_alike() -> None:
    found = ids((("ORG", "C+"), ("ORG", "C#"), ("ORG", "+"), ("ORG", "#"), ("ORG", "한국")))
    assert len(set(found)) == 5
    assert "org:한국" in found


def test_the_same_words_under_other_labels_are_other_entities() -> None:
    assert (
        len(set(ids((("PERSON", "Washington"), ("GPE", "Washington"), ("ORG", "Washington"))))) == 3
    )
    assert len(set(ids((("GPE", "East Sea"), ("LOC", "East Sea"))))) == 1


def test_a_short_name_is_the_fuller_one_of_its_document_only() -> None:
    first, short, alone = ids(
        (("PERSON", "Pham Duc Long"), ("PERSON", "Long")), (("PERSON", "Long"),)
    )
    assert first == short == "person:pham-duc-long"
    assert alone == "person:long@1-txt"


def test_a_short_name_that_fits_two_people_is_nobody_in_particular() -> None:
    names = ("PERSON", "Pham Duc Long"), ("PERSON", "Do Van Long"), ("PERSON", "Long")
    assert len(set(ids(names))) == 3


def test_one_word_people_of_different_documents_stay_apart() -> None:
    assert len(set(ids((("PERSON", "Son"),), (("PERSON", "Son"),)))) == 2


BOARD, BODY, LCSB = (
    ("ORG", "Lung Cam School Board"),
    ("ORG", "Lao Cai Sports Body"),
    ("ORG", "LCSB"),
)


def test_acronyms_inside_a_document() -> None:
    assert len(set(ids((BOARD, LCSB)))) == 1
    assert len(set(ids((LCSB, BOARD, BODY)))) == 3
    assert len(set(ids((BOARD,), (LCSB,)))) == 2


def test_a_bracket_says_what_an_acronym_stands_for() -> None:
    board, body, short = ids((BOARD, BODY, LCSB), gap=2)
    assert short == body != board
    assert len(set(ids((("ORG", "APEC2"), ("ORG", "Asia-Pacific Economic Club"))))) == 2


def test_an_acronym_with_one_meaning_in_the_collection_means_it_everywhere() -> None:
    found = ids((("ORG", "Lung Cam School Board"), ("ORG", "LCSB")), (("ORG", "LCSB"),))
    assert set(found) == {"org:lung-cam-school-board"}


def test_short_forms_of_organisations_and_events_inside_a_document() -> None:
    steering = "National Steering Committee for International Integration"
    assert len(set(ids((("ORG", steering), ("ORG", "National Steering Committee"))))) == 1
    assert len(set(ids((("ORG", steering),), (("ORG", "National Steering Committee"),)))) == 2
    assert len(set(ids((("ORG", "11th Party Committee"), ("ORG", "Party Committee"))))) == 2
    assert len(set(ids((("ORG", "Bank of Hanoi"), ("ORG", "Bank"))))) == 2


def test_a_law_number_with_two_codes_is_two_laws() -> None:
    party, government = ("LAW", "Resolution 59-NQ/TW"), ("LAW", "Resolution 59/NQ-CP")
    bare = ("LAW", "Resolution 59")
    found = ids((party, bare), (government,), (bare,))
    assert found == [
        "law:resolution-59-tw",
        "law:resolution-59-tw",
        "law:resolution-59-government",
        "law:resolution-59",
    ]


def test_names_prefer_the_frequent_full_form_not_in_capitals() -> None:
    linking = linked(
        (("PERSON", "Pham Duc Long"), ("PERSON", "Long"), ("PERSON", "Long"), ("PERSON", "Long")),
        (("PERSON", "PHAM DUC LONG"),),
    )
    assert linking.entities[0].name == "Pham Duc Long"
    assert linking.entities[0].aliases[0] == ("Long", 3)


def test_ten_thousand_short_names_of_one_document_do_not_multiply() -> None:
    many = [("PERSON", f"Anna Lee{number}") for number in range(10_000)]
    assert len(set(ids((*many, ("PERSON", "Anna"))))) == 10_001


@pytest.mark.parametrize("label", DEFAULT_LABELS)
@pytest.mark.parametrize(
    "text",
    [
        *(
            "inc " * 20_000,
            "of " * 20_000,
            "A'" * 20_000,
            "1," * 20_000,
            "peoples committee of " * 999,
        ),
        *("\u0301" * 5_000, "Resolution " * 5_000 + "59", "Hội nghị " * 5_000, "-- / --", "()"),
    ],
    ids=lambda text: text[:9].strip(),
)
def test_names_beyond_measure_are_linked_as_they_are(label: str, text: str) -> None:
    assert len(set(ids(((label, text), (label, text)), ((label, text),)))) in (1, 2)
