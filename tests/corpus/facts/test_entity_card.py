"""The card of an entity of real documents: what stands on it is there, and can be gone to."""

from __future__ import annotations

from pathlib import Path

import pytest
from opened_corpus import entity_of, opened, write

from corpus.corpus import Corpus
from corpus.facts.card import QUOTATIONS, card_of
from corpus.span import Span

TEXTS = {
    "a.txt": (
        "The committee met\n\nJanuary 14, 2026\n\n"
        "Prime Minister Pham Minh Chinh opened the meeting in Hanoi. He spoke at length of "
        "Resolution 59-NQ/TW. Pham Minh Chinh thanked the delegates and left Hanoi.\n"
    ),
    "b.txt": (
        "A visit to the south\n\nMarch 3, 2025\n\n"
        "Pham Minh Chinh, Prime Minister of Vietnam, met Nguyen Minh Vu in Hanoi.\n"
    ),
    "c.txt": (
        "Without a day\n\nThe road that Pham Minh Chinh took was long.\n\n"
        + "It went on through fields and over hills. " * 20
        + "In Thái Bình and in Nam Định and in Ninh Bình farmers sold rice to Japan and China.\n"
    ),
}


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    folder = tmp_path_factory.mktemp("card")
    write(folder / "texts", TEXTS)
    return opened(folder)


@pytest.fixture(scope="module")
def card(corpus: Corpus):
    return card_of(corpus, entity_of(corpus, "Pham Minh Chinh"))


def said(corpus: Corpus, document: int, span: Span) -> str:
    return span.text_of(corpus.text_of(document))


def test_offices_with_the_dates_of_the_documents(corpus: Corpus, card) -> None:
    held = {office.name: (office.first, office.last) for office in card.offices}
    assert held["Prime Minister"][1] == "2026-01-14"
    assert min(first for first, _ in held.values()) == "2025-03-03"
    for office in card.offices:
        assert said(corpus, *card.place(office.row)) == office.name
    assert card.holders == ()


def test_who_held_an_office_and_no_offices_of_an_office(corpus: Corpus, card) -> None:
    title = card.ruled[card.offices[0].number].id
    of_title = card_of(corpus, title)
    assert [holder.name for holder in of_title.holders] == [card.entity.name]
    assert of_title.offices == ()


def test_documents_are_by_date_with_undated_last_and_lead_to_the_first_mention(
    corpus: Corpus, card
) -> None:
    assert [document.date for document in card.documents] == ["2025-03-03", "2026-01-14", ""]
    assert [document.mentions for document in card.documents] == [1, 2, 1]
    assert [document.title for document in card.documents[:1]] == ["A visit to the south"]
    for document in card.documents:
        assert said(corpus, document.number, document.span) == "Pham Minh Chinh"
        assert corpus.text_of(document.number).index("Pham Minh Chinh") == document.span.start


def test_first_and_last_mention_are_by_date(corpus: Corpus, card) -> None:
    assert (card.first.date, card.last.date) == ("2025-03-03", "2026-01-14")
    text = corpus.text_of(card.last.document)
    assert card.last.span.start == text.rindex("Pham Minh Chinh")


def test_timeline_and_dispersion_count_every_mention(card) -> None:
    dated = sum(period.mentions for period in card.timeline.periods)
    assert dated + card.timeline.undated == card.entity.mentions == 4
    assert sum(card.dispersion.mentions) == 4
    assert len(card.dispersion.mentions) == 40
    assert 0 <= card.evenness <= 1


def test_everything_on_it_leads_to_a_mention_of_what_it_says(corpus: Corpus, card) -> None:
    for companion in card.company:
        forms = [form for form, _ in card.ruled[companion.number].aliases]
        assert said(corpus, *card.place(companion.row)) in forms
    for row in card.dispersion.rows:
        assert row == -1 or said(corpus, *card.place(row)) == "Pham Minh Chinh"
    for period in card.timeline.periods:
        assert (period.document == -1) == (period.mentions == 0)
    assert "Hanoi" in [card.name_of(companion.number) for companion in card.company]


def test_quotations_are_harmless_and_few(tmp_path: Path) -> None:
    write(tmp_path / "texts", {"a.txt": "To Lam spoke in Hanoi: “one\x1b[31m\ntwo”. " * 3})
    corpus = opened(tmp_path)
    text = corpus.text_of(0)
    place = (0, Span(text.index("“"), text.index("”") + 1))
    card = card_of(corpus, entity_of(corpus, "To Lam"), [place] * 20)
    assert len(card.quotations) == QUOTATIONS
    assert card.quotations[0].text == "“one␛[31m two”"
    assert said(corpus, card.quotations[0].document, card.quotations[0].span).startswith("“one")


def test_what_the_entity_says_is_on_its_card(tmp_path: Path) -> None:
    words = "“We must have a new mindset in everything we do,” said To Lam."
    write(tmp_path / "texts", {"a.txt": f"The hall\n\nMany came to Hanoi. {words}\n"})
    corpus = opened(tmp_path)
    (quotation,) = card_of(corpus, entity_of(corpus, "To Lam")).quotations
    assert quotation.text == "“We must have a new mindset in everything we do,”"
    assert said(corpus, quotation.document, quotation.span) == quotation.text


def test_nobody_has_no_card(corpus: Corpus) -> None:
    assert card_of(corpus, "person:nobody") is None


def test_a_text_that_went_away_leaves_the_card_standing(tmp_path: Path) -> None:
    texts = {"a.txt": "Rice.", "b.txt": "To Lam, General Secretary, spoke in Hanoi."}
    write(tmp_path / "texts", texts)
    entity = entity_of(opened(tmp_path), "To Lam")
    corpus = opened(tmp_path)  # from what is kept, without reading the texts again
    (tmp_path / "texts" / "b.txt").unlink()
    card = card_of(corpus, entity, [(1, Span(0, 5))])
    assert card.entity.name == "To Lam"
    assert card.quotations == ()
