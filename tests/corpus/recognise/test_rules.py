from __future__ import annotations

import unicodedata

import pytest

from corpus.document import Block, BlockKind, Document, digest_of
from corpus.recognise import Recogniser
from corpus.recognise.rules import RuleRecogniser
from corpus.span import Span

RULES = RuleRecogniser()


def found(text: str, blocks: tuple[Block, ...] = ()) -> list[tuple[str, str]]:
    document = Document("d", "", text, blocks=blocks, digest=digest_of(text))
    return [(mention.label, mention.text) for mention in RULES.recognise(document)]


def of(label: str, text: str) -> list[str]:
    return [words for name, words in found(text) if name == label]


def test_it_is_a_recogniser() -> None:
    assert isinstance(RULES, Recogniser)


def test_a_report_with_offices_people_laws_and_figures() -> None:
    text = (
        "On January 14, Prime Minister Pham Minh Chinh told the National Assembly that "
        "Resolution No. 59 brought US$1.4 trillion, 33% more than in 2025, to 34 provinces."
    )
    assert found(text) == [
        ("DATE", "January 14"),
        ("TITLE", "Prime Minister"),
        ("PERSON", "Pham Minh Chinh"),
        ("ORG", "National Assembly"),
        ("LAW", "Resolution No. 59"),
        ("MONEY", "US$1.4 trillion"),
        ("PERCENT", "33%"),
        ("DATE", "2025"),
        ("CARDINAL", "34"),
    ]


def test_mentions_are_at_their_offsets_and_say_which_rule_made_them() -> None:
    text = "He met To Lam in Hanoi."
    mentions = RULES.recognise(Document("d", "", text))
    assert [text[m.start : m.end] for m in mentions] == [m.text for m in mentions]
    assert [m.text for m in mentions] == ["To Lam", "Hanoi"]
    assert all(m.source.startswith("rules:") and 0 < m.score <= 1 for m in mentions)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Deputy Prime Minister and Foreign Minister Bui Thanh Son", "Deputy Prime Minister"),
        ("Standing Deputy Minister of Foreign Affairs Nguyen Minh Vu spoke", None),
        ("the Head of the National Steering Committee for International Integration said", None),
        ("Pratibha Mehta, UN Resident Coordinator in Vietnam", "UN Resident Coordinator"),
        ("says Dr Tran Quoc Huy", "Dr"),
        ("a retired ambassador Hoang Minh Chau knew", "ambassador"),
    ],
)
def test_titles_hold_their_complement_and_not_the_person(text: str, title: str | None) -> None:
    expected = (
        title
        or {
            "S": "Standing Deputy Minister of Foreign Affairs",
            "t": "Head of the National Steering Committee for International Integration",
        }[text[0]]
    )
    assert of("TITLE", text)[0] == expected
    assert not any(expected in person for person in of("PERSON", text))


@pytest.mark.parametrize(
    "name", ["Pham Minh Chinh", "Phạm Minh Chính", "Nguyen\u00a0Minh\u00a0Vu", "To Lam", "Tô Lâm"]
)
def test_vietnamese_people_with_and_without_marks(name: str) -> None:
    assert of("PERSON", f"The delegates thanked {name} for the report.") == [name]


def test_the_word_to_before_a_name_is_no_part_of_it() -> None:
    assert of("PERSON", "To Tran Quoc Huy the trouble lies in the drafts.") == ["Tran Quoc Huy"]


@pytest.mark.parametrize(
    "law",
    [
        "Resolution 59",
        "Resolution No. 59",
        "Resolution 59-NQ/TW",
        "Decree 15/2020/ND-CP",
        "Nghị quyết số 59-NQ/TW",
        "Nghị quyết 59",
        "Kết luận 91-KL/TW",
        "Kyoto Protocol",
        "CPTPP",
    ],
)
def test_laws_by_number_and_name(law: str) -> None:
    assert of("LAW", f"It follows the {law}, they said.") == [law]


def test_the_organ_that_adopted_a_law_is_a_mention_of_its_own() -> None:
    assert found("the Politburo’s Resolution 59 and Resolution 70 of the Politburo") == [
        ("ORG", "Politburo"),
        ("LAW", "Resolution 59"),
        ("LAW", "Resolution 70"),
        ("ORG", "Politburo"),
    ]


def test_events_keep_their_ordinal_and_lose_the_article() -> None:
    text = "The 14th National Party Congress follows the 29th Diplomatic Conference."
    assert of("EVENT", text) == ["14th National Party Congress", "29th Diplomatic Conference"]


def test_two_events_joined_by_and_stay_two() -> None:
    text = "the First Red River Roundtable and the Second Red River Roundtable"
    assert of("EVENT", text) == ["First Red River Roundtable", "Second Red River Roundtable"]


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("on 14 January 2026 in Hanoi", ["14 January 2026"]),
        ("on Tuesday, September 16, 2025, the", ["September 16, 2025"]),
        ("from 2011 to 2015", ["2011", "2015"]),
        ("the years 2016–2020 were", ["2016–2020"]),
        ("in the 1990s, and 2026-01-14", ["1990s", "2026-01-14"]),
        ("last year, on Monday, in May, at 13:15", []),
        ("ngày 14 tháng 1 năm 2026", ["14 tháng 1 năm 2026"]),
        ("vào tháng 8 năm 1945, năm 2025", ["tháng 8 năm 1945", "2025"]),
        ("Sáng 14/1/2026", ["14/1/2026"]),
    ],
)
def test_dates_are_explicit_calendar_expressions(text: str, dates: list[str]) -> None:
    assert of("DATE", text) == dates


@pytest.mark.parametrize(
    ("text", "label", "words"),
    [
        ("about 28-29 billion USD were", "MONEY", ["28-29 billion USD"]),
        ("nearly €60 million", "MONEY", ["€60 million"]),
        ("hết 9,6 tỷ đồng, tăng", "MONEY", ["9,6 tỷ đồng"]),
        ("rose 8.5 per cent to", "PERCENT", ["8.5 per cent"]),
        ("giảm 70 phần trăm", "PERCENT", ["70 phần trăm"]),
        ("twenty-one of 1,250 pupils and two ships", "CARDINAL", ["twenty-one", "1,250", "two"]),
        ("at 08:30 in Session 3, berth 4, half past seven", "CARDINAL", []),
        ("no one came; one port was shut", "CARDINAL", ["one"]),
    ],
)
def test_figures(text: str, label: str, words: list[str]) -> None:
    assert of(label, text) == words


def test_vietnamese_text() -> None:
    text = (
        "Thủ tướng Phạm Minh Chính làm việc với Bộ Ngoại giao tại Hà Nội. Nghị quyết số 59-NQ/TW "
        "của Bộ Chính trị được Quốc hội thảo luận trước Đại hội XIV. Ông Trần Quốc Huy cảm ơn."
    )
    assert found(text) == [
        ("TITLE", "Thủ tướng"),
        ("PERSON", "Phạm Minh Chính"),
        ("ORG", "Bộ Ngoại giao"),
        ("GPE", "Hà Nội"),
        ("LAW", "Nghị quyết số 59-NQ/TW"),
        ("ORG", "Bộ Chính trị"),
        ("ORG", "Quốc hội"),
        ("EVENT", "Đại hội XIV"),
        ("PERSON", "Trần Quốc Huy"),
    ]


def test_detached_accents_give_the_same_names_at_their_own_offsets() -> None:
    text = "Thủ tướng Phạm Minh Chính đến Đồng Văn theo Nghị quyết 71-NQ/TW."
    apart = unicodedata.normalize("NFD", text)
    mentions = RULES.recognise(Document("d", "", apart))
    assert [unicodedata.normalize("NFC", m.text) for m in mentions] == [
        words for _, words in found(text)
    ]
    assert [apart[m.start : m.end] for m in mentions] == [m.text for m in mentions]
    assert len(mentions) == 4


def test_a_wrapped_paragraph_does_not_cut_names() -> None:
    text = (
        "The report was read by the minister and then by Ambassador Nguyen\n"
        "Phuong Nga, who recalled what had been promised in Resolution No.\n"
        "59 and asked for patience."
    )
    whole = (Block(BlockKind.PARAGRAPH, Span(0, len(text))),)
    assert ("PERSON", "Nguyen\nPhuong Nga") in found(text, whole)
    assert ("LAW", "Resolution No.\n59") in found(text, whole)
    assert ("PERSON", "Nguyen\nPhuong Nga") not in found(text)


def test_ordinary_words_are_no_names_because_a_sentence_begins_with_them() -> None:
    text = "Building is slow. Delegates left. Disbursed funds rose. Meanwhile, Embassies report."
    assert found(text) == []


def test_capitals_of_a_headline_are_weak_evidence() -> None:
    assert found("Sweeping Changes Promised For Struggling Gadget Makers\n") == []


def test_short_forms_of_names_told_in_full() -> None:
    text = "Margaret Okonkwo runs the port. Nobody asked Okonkwo why."
    assert of("PERSON", text) == ["Margaret Okonkwo", "Okonkwo"]


def test_one_telling_place_labels_an_unknown_name_everywhere() -> None:
    text = "They stopped in Quellingham. The road to the mill at Quellingham is old."
    assert of("GPE", text) == ["Quellingham", "Quellingham"]


def test_acronym_in_brackets() -> None:
    text = "The Lung Cam School Board (LCSB) met. The LCSB agreed."
    assert of("ORG", text) == ["Lung Cam School Board", "LCSB", "LCSB"]


def test_codes_of_agencies_are_no_organisations() -> None:
    assert found("LNA - A fog lifts. (Photo: VGP/Nhat Bac)") == [("PERSON", "Nhat Bac")]
    assert found("SH24.VN – The mud dried.") == []


def test_languages_are_no_peoples() -> None:
    assert of("NORP", "The French guests spoke in Vietnamese, then in Thai.") == ["French"]


def test_a_bare_congress_after_a_party_congress_is_not_the_parliament() -> None:
    assert of("ORG", "The US Congress voted, then Congress rose.")[-1] == "Congress"
    assert of("ORG", "The 14th National Party Congress met. All eyes are on the Congress.") == []


def test_places_and_peoples() -> None:
    text = "Vietnamese ships left the East Sea for Southeast Asia, Lake Chad and the U.S. in 2016."
    assert found(text)[:-1] == [
        ("NORP", "Vietnamese"),
        ("LOC", "East Sea"),
        ("LOC", "Southeast Asia"),
        ("LOC", "Lake Chad"),
        ("GPE", "U.S."),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\n\n",
        "A",
        ".",
        "\u0301",
        "\ud800",
        "’s ’s",
        "No. ",
        "(((((",
        "Resolution ",
        "\x00",
    ],
)
def test_scraps_of_text_do_no_harm(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    "piece",
    ["a", "A.", "1,", "Ab ", "University of ", "Deputy Minister of ", "12th National and ", "’s "],
)
def test_monotonous_texts_of_half_a_megabyte_come_to_an_end(piece: str) -> None:
    text = piece * (500_000 // len(piece))
    mentions = RULES.recognise(Document("d", "", text))
    assert all(m.end <= len(text) for m in mentions)


def test_no_memory_between_documents() -> None:
    alone = found("Okonkwo left at dawn.")
    found("Margaret Okonkwo runs the port.")
    assert found("Okonkwo left at dawn.") == alone


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Politburo Member Pham Minh Chinh spoke.", ["Politburo", "Pham Minh Chinh"]),
        ("Today, Politburo Member, Prime Minister Pham Minh Chinh spoke.", None),
        ("Committee Member Tran Van Nam said so.", ["Tran Van Nam"]),
        ("ASEAN Member States met.", ["ASEAN"]),
    ],
)
def test_membership_is_no_part_of_a_name(text: str, names: list[str] | None) -> None:
    wanted = names or ["Politburo", "Pham Minh Chinh"]
    assert [words for label, words in found(text) if label in ("ORG", "PERSON")] == wanted
