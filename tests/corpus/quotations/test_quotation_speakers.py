"""Who speaks: told before, after, between, around a quotation, or not at all."""

from __future__ import annotations

from unicodedata import is_normalized, normalize

import pytest
from spoken import said_in, speakers_in

KELLER, BROWN = "Anna Keller", "Peter Brown"
PEOPLE = [KELLER, BROWN, "Keller", "Brown"]


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ("Anna Keller said: “We shall keep the old bridge.”", [KELLER]),
        ("Anna Keller, 43, who has run the school for years, said: “They are all mine.”", [KELLER]),
        ("According to Anna Keller, “nobody had asked for the form before”.", [KELLER]),
        (
            "In a letter to Anna Keller, Peter Brown wrote that the port was “full of rust”.",
            [BROWN],
        ),
        ("Peter Brown described the port as “a museum of rust and hope”.", [BROWN]),
        ("The plan, described by Peter Brown as “a museum of rust”, was dropped.", [BROWN]),
        ("Peter Brown was quoted by the paper as saying: “The cranes are too old.”", [BROWN]),
        ("The paper quoted Peter Brown as saying that “the cranes are too old”.", [BROWN]),
        ("Peter Brown told Anna Keller: “I shall not resign over this.”", [BROWN]),
        ("Peter Brown told Anna Keller: “Never.”", [BROWN]),
        ("Peter Brown, who was quoted by the paper, said it was “far too late”.", [BROWN]),
        ("Anna Keller: “I never saw such a thing in my life.”", [KELLER]),
        ("When Anna Keller arrived, Peter Brown said, “You are late again.”", [BROWN]),
        ("The company’s founder, Anna Keller, said that it “worked as designed”.", [KELLER]),
    ],
)
def test_a_speaker_told_before(text: str, speakers: list[str | None]) -> None:
    assert speakers_in(text, PERSON=PEOPLE) == speakers


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ("“We shall keep it,” said Anna Keller.", [KELLER]),
        ("“We shall keep it,” said the engineer Anna Keller, a native of Bern.", [KELLER]),
        ("“We shall keep it,” says the owner, Peter Brown.", [BROWN]),
        ("“We shall keep it,” Anna Keller, the deputy director, told reporters.", [KELLER]),
        ("“We shall keep it,” one resident, Peter Brown, told the paper.", [BROWN]),
        ("“A compass, not a clock,” Anna Keller calls it.", [KELLER]),
        ("“Is it over?” asked Anna Keller. “It never is,” replied Peter Brown.", [KELLER, BROWN]),
        ("“You are late,” Peter Brown said when Anna Keller arrived.", [BROWN]),
        ("“The penguins are well”: Anna Keller", [KELLER]),
        ("“The penguins are well.”\n— Anna Keller, keeper", [KELLER]),
        ("“The penguins are well this year” (Anna Keller, keeper).", [KELLER]),
        ("“He is a fool,” said Peter Brown’s lawyer.", [None]),
    ],
)
def test_a_speaker_told_after(text: str, speakers: list[str | None]) -> None:
    assert speakers_in(text, PERSON=PEOPLE) == speakers


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ("“If we fail,” Anna Keller said, “nobody will ask us again.”", [KELLER] * 2),
        ("“We warned them,” said Brown. “Twice in May, and once in June.”", ["Brown"] * 2),
        ("“We need time,” Brown said. “And money.”", ["Brown"] * 2),
        ("“She is wrong,” said Brown, adding: “She always was.”", ["Brown"] * 2),
        (
            "Anna Keller said she was “not amused”, but added that “there is still time”.",
            [KELLER] * 2,
        ),
        ("“We walked,” said Keller.\n\n“I drove all the way,” said Brown.", ["Keller", "Brown"]),
    ],
)
def test_a_quotation_in_parts(text: str, speakers: list[str | None]) -> None:
    assert speakers_in(text, PERSON=PEOPLE) == speakers


def test_a_quotation_that_runs_on_is_one_from_first_mark_to_last() -> None:
    text = "Keller stood up.\n\n“We opened the port in May.\n\n“We closed it in June,” said Brown."
    quoted = text[text.index("“") : text.index("”") + 1]
    assert said_in(text, PERSON=PEOPLE) == [(quoted, "Brown")]


@pytest.mark.parametrize(
    ("before", "speaker"),
    [
        ("Anna Keller had only one wish.", KELLER),
        ("Anna Keller shook her head at the price, she recalled.", KELLER),
        ("Peter Brown has sold fish since 1990. He had come by boat, and laughed.", BROWN),
        ("An old sailor told me something which I wrote down:", None),
        ("The fish had gone.", None),
    ],
)
def test_a_paragraph_of_somebodys_words_belongs_to_the_one_told_before(
    before: str, speaker: str | None
) -> None:
    text = f"{before}\n\n“I want to sleep for a week, and then to eat.”\n\nThen it rained."
    assert speakers_in(text, PERSON=PEOPLE) == [speaker]


def test_a_heading_parts_a_quotation_from_the_one_before() -> None:
    lines = [
        "Anna Keller left at noon with all her nets and boxes in the van.",
        "What is left",
        "“I want to sleep for a week, and then to eat.”",
        "Then it rained for days on end, and nobody came to the harbour.",
    ]
    assert speakers_in("\n\n".join(lines), PERSON=PEOPLE) == [None]


def test_a_pronoun_is_the_last_fitting_person() -> None:
    met = "Mr Brown met Ms Keller in the harbour on Tuesday."
    assert speakers_in(f"{met} “I was late,” he said.", PERSON=PEOPLE) == ["Brown"]
    assert speakers_in(f"{met} “I was late,” she said.", PERSON=PEOPLE) == ["Keller"]
    vietnamese = "Ông Đỗ Văn Thanh gặp bà Lê Thị Hoa tại cảng. “Tôi đến muộn”, bà nói."
    people = ["Đỗ Văn Thanh", "Lê Thị Hoa"]
    assert speakers_in(vietnamese, PERSON=people) == ["Lê Thị Hoa"]


def test_a_name_in_a_caption_or_a_quotation_is_nobody_spoken_of() -> None:
    text = (
        "Anna Keller closed the harbour at noon.\n\nThe harbour. (Photo: Peter Brown)\n\n"
        "“We wait for Peter Brown,” she said."
    )
    assert speakers_in(text, PERSON=PEOPLE) == [KELLER]


def test_a_title_is_the_one_person_known_to_hold_it() -> None:
    people, titles = ["Anna Keller", "Peter Brown"], ["Prime Minister", "Deputy Prime Minister"]
    opening = "Prime Minister Anna Keller met Deputy Prime Minister Peter Brown."
    said = " “It was frank,” the Prime Minister said."
    assert speakers_in(opening + said, PERSON=people, TITLE=titles) == ["Anna Keller"]
    two = "Prime Minister Anna Keller met Prime Minister Peter Brown."
    assert speakers_in(two + said, PERSON=people, TITLE=titles) == ["Prime Minister"]
    assert speakers_in(said.strip(), TITLE=titles) == ["Prime Minister"]


def test_a_noun_is_the_one_who_was_called_by_it() -> None:
    text = (
        "Peter Brown, a crane operator, met Anna Keller, an economist. "
        "“It is high,” said the crane operator. “It is dear,” said the economist."
    )
    assert speakers_in(text, PERSON=PEOPLE) == [BROWN, KELLER]
    assert speakers_in(f"{text} “I am new,” said a sailor.", PERSON=PEOPLE)[-1] is None


def test_bodies_speak() -> None:
    names = {"ORG": ["Ministry of Finance", "European Commission"], "GPE": ["Lisbon"]}
    for text, speaker in [
        ("The Ministry of Finance said the plan was “a step too far”.", "Ministry of Finance"),
        ("Lisbon said it was “deeply concerned about this”.", "Lisbon"),
        ("“We wait,” a spokesman for the European Commission said.", "European Commission"),
        ("“We wait,” said a spokesman for the European Commission.", "European Commission"),
        ("“We wait,” the head of the European Commission said.", None),
        ("The Ministry of Finance replied. “We wait,” the ministry said.", "Ministry of Finance"),
        ("The European Commission replied. “We wait and see,” it added.", "European Commission"),
        ("“We wait,” men at the Ministry of Finance said.", None),
        ("The European Commission sent a statement. “We wait and see.”", "European Commission"),
    ]:
        assert speakers_in(text, **names) == [speaker], text


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Ông Trần Văn Nam nói: “Sở sẽ báo cáo trước ngày 30/6.”", "Trần Văn Nam"),
        ("Ông Trần Văn Nam, giám đốc sở, cho biết: “Sở sẽ báo cáo.”", "Trần Văn Nam"),
        ("“Sở sẽ báo cáo”, ông Trần Văn Nam cho biết.", "Trần Văn Nam"),
        ("Theo ông Trần Văn Nam, “đó là việc của cả làng”.", "Trần Văn Nam"),
        ("Phát biểu tại cảng, ông Trần Văn Nam nhấn mạnh: “Phải làm ngay.”", "Trần Văn Nam"),
        ("– Tôi không biết, ông Trần Văn Nam trả lời.", "Trần Văn Nam"),
    ],
)
def test_vietnamese_reports(text: str, speaker: str) -> None:
    assert speakers_in(text, PERSON=["Trần Văn Nam"]) == [speaker]


def test_detached_accents_make_no_difference() -> None:
    text = normalize("NFD", "Ông Trần Văn Nam cho biết: “Sở sẽ báo cáo.”")
    name = normalize("NFD", "Trần Văn Nam")
    assert not is_normalized("NFC", text)
    assert speakers_in(text, PERSON=[name]) == [name]


@pytest.mark.parametrize(
    "text",
    [
        "The so-called “green wave” reached the “old quarter” of the town last year.",
        "Her novel “The Last Train Home” won the prize, Anna Keller said.",
        "It opened under the theme “Together for a better sea and a better coast”.",
        "Anna Keller said the “Friends of the Sea” had asked for money.",
        "Peter Brown proposed to her before a painting, “The Nets of Lisbon”, by a friend.",
        "Anna Keller pointed to the table with “electric” wine.",
        "Pupils know “fog” before they know “hello”.",
        "He was called “the Butcher” by everyone in the town.",
        "The list names “join”, “take part” and “fulfil”.",
    ],
)
def test_terms_titles_and_names_in_marks_are_no_quotations(text: str) -> None:
    assert said_in(text, PERSON=PEOPLE) == []
