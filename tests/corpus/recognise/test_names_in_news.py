"""Names as news and encyclopaedias write them: what must be found, and where it ends."""

from __future__ import annotations

import pytest

from corpus.document import Document
from corpus.recognise.rules import RuleRecogniser

RULES = RuleRecogniser()


def found(text: str) -> list[tuple[str, str]]:
    return [(m.label, m.text) for m in RULES.recognise(Document("d", "", text))]


def of(label: str, text: str) -> list[str]:
    return [words for name, words in found(text) if name == label]


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("The prize went to J. R. R. Tolkien.", ["J. R. R. Tolkien"]),
        ("They met Wong Kwok-hing and Kim Jong-un there.", ["Wong Kwok-hing", "Kim Jong-un"]),
        ("It was General Abd al-Karim Qasim who came.", ["Abd al-Karim Qasim"]),
        ("They marched with Martin Luther King, Jr. in spring.", ["Martin Luther King, Jr."]),
        ("The letter names Ursula von der Leyen as head.", ["Ursula von der Leyen"]),
        ("The reporters waited while PM Chinh spoke.", ["Chinh"]),
        ("The guests thanked U.S. Rep. Nancy Pelosi for it.", ["Nancy Pelosi"]),
        ("They called the Ambassador to the US Nguyen Quoc Dung.", ["Nguyen Quoc Dung"]),
        ("Vietnam is open to all. Son underlined this policy.", ["Son"]),
        ("The team won the Stanley Cup again last night.", []),
    ],
)
def test_people(text: str, people: list[str]) -> None:
    assert of("PERSON", text) == people


@pytest.mark.parametrize(
    ("text", "bodies"),
    [
        ("He signed for the Ottawa Lynxes last spring.", ["Ottawa Lynxes"]),
        ("It was bought by Acme Widgets, Inc. for little.", ["Acme Widgets, Inc."]),
        ("the Hai Phong People's Committee has agreed", ["Hai Phong People's Committee"]),
        ("a report by the University of Quellingham says", ["University of Quellingham"]),
        ("They left the Baltic Trade League for the Boston Bruins.", None),
    ],
)
def test_bodies(text: str, bodies: list[str] | None) -> None:
    assert of("ORG", text) == (bodies or ["Baltic Trade League", "Boston Bruins"])


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("They flew from Washington, D.C. to Portland, OR at noon.", None),
        ("The walls of Roman Britain were long.", ["Roman Britain"]),
        ("Neil Armstrong was born in Quellingham, Ohio.", ["Quellingham", "Ohio"]),
        ("The ships leave Hanoi's docks at dawn.", ["Hanoi"]),
    ],
)
def test_places(text: str, places: list[str] | None) -> None:
    assert of("GPE", text) == (places or ["Washington, D.C.", "Portland", "OR"])


def test_a_person_known_in_full_keeps_a_name_that_is_also_a_place() -> None:
    text = "The novel by Jack London sold well. Critics praised London for years."
    assert of("PERSON", text) == ["Jack London", "London"]
    assert of("GPE", "Critics praised London for years.") == ["London"]


def test_short_forms_of_names_that_were_only_guessed() -> None:
    text = "Zurbo Quellig (born 1901) was a chemist. In 1930 Quellig moved away."
    assert of("PERSON", text) == ["Zurbo Quellig", "Quellig"]


@pytest.mark.parametrize(
    ("text", "peoples"),
    [
        ("She teaches English here, in good French.", []),
        ("The English captain learned Thai words.", ["English"]),
        ("The Vietnamese language has six tones.", []),
    ],
)
def test_a_language_is_no_people(text: str, peoples: list[str]) -> None:
    assert of("NORP", text) == peoples
    assert "English" in peoples or not any("English" in words for _, words in found(text))


def test_names_within_a_title_are_mentions_of_their_own() -> None:
    text = "The Governor of the State Bank of Vietnam met the Ambassador of Singapore."
    mentions = RULES.recognise(Document("d", "", text))
    outer = {m.text: m for m in mentions if m.label == "TITLE"}
    inner = {m.text: m for m in mentions if m.source == "rules:title.inner"}
    assert list(outer) == ["Governor of the State Bank of Vietnam", "Ambassador of Singapore"]
    assert {(m.label, m.text) for m in inner.values()} == {
        ("ORG", "State Bank of Vietnam"),
        ("GPE", "Singapore"),
    }
    assert all(m.score < min(title.score for title in outer.values()) for m in inner.values())
    assert mentions == sorted(mentions, key=lambda m: (m.start, -m.end))


def test_capitals_of_a_short_sentence_are_no_headline() -> None:
    assert of("GPE", "Anna Lindqvist was born in Quellingham.") == ["Quellingham"]


@pytest.mark.parametrize(
    "text", ["12 34, 5%", "… — “” !!!", "1.\n2.\n3.\n", "\u200b\u00a0\n", "☺ ✓"]
)
def test_documents_without_letters(text: str) -> None:
    assert all(label in ("CARDINAL", "PERCENT") for label, _ in found(text))
