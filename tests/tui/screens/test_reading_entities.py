"""Entities from the reader: card, list, concordance, tables, rulings, a name taught."""

from __future__ import annotations

import pytest
from reading_host import Opened, make_collection, open_loaded

from tui.loading import Loader


@pytest.fixture
def session(tmp_path, homes):
    return open_loaded(make_collection(tmp_path / "texts"), homes=homes)


def called(shown, name):
    return next((entity for entity in shown.corpus.entities() if entity.name == name), None)


async def on(shown, words, document="a-news.txt"):
    await shown.read(document)
    shown.put_cursor(words)


async def test_a_card_walks_on_through_all_documents(session):
    async with Opened(session) as shown:
        await on(shown, "Pham Minh Chinh")
        await shown.press("enter", "n")
        assert shown.here == "a-news.txt"
        assert shown.under_cursor.startswith("Pham Minh Chinh said")
        await shown.press("n")
        assert shown.here == "b-bridge.txt"


async def test_a_card_covers_the_list_and_nothing_of_the_text(session):
    async with Opened(session) as shown:
        await on(shown, "Pham Minh Chinh")
        before = [line[37:] for line in shown.lines[:-2]]
        await shown.press("enter")
        assert "3 mentions in 2 documents" in shown.text
        assert [line[37:] for line in shown.lines[:-2]] == before


async def test_a_merge_on_the_card_joins_walks_and_is_taken_back_in_the_reader(session):
    async with Opened(session) as shown:
        await on(shown, "Politburo")
        small, large = called(shown, "Politburo"), called(shown, "Hà Nội")
        assert small.mentions < large.mentions
        await shown.press("enter", "=")
        await shown.type("hanoi")
        await shown.press("enter", "escape")
        assert called(shown, "Hà Nội").mentions == small.mentions + large.mentions
        assert called(shown, "Politburo") is None
        await on(shown, "Politburo")
        assert "Hà Nội  " in shown.status
        await shown.press("u")
        assert called(shown, "Politburo") == small
        assert called(shown, "Hà Nội") == large


async def test_what_is_no_entity_is_no_suggestion_in_the_reader(session):
    async with Opened(session) as shown:
        await on(shown, "Hanoi")
        suggested = len(shown.screen._suggestions)
        await shown.press("enter", "x", "escape")
        assert len(shown.screen._suggestions) < suggested
        await on(shown, "Hanoi")
        assert "GPE" not in shown.status


async def test_the_concordance_opens_from_the_reader_and_reads_there(session):
    async with Opened(session) as shown:
        await on(shown, "Pham Minh Chinh")
        await shown.press("c")
        assert "Concordance" in shown.text
        assert "3 in 2 documents" in shown.text
        await shown.press("end", "enter")
        assert shown.here == "b-bridge.txt"
        assert shown.under_cursor.startswith("Pham Minh Chinh")
        await shown.press("N")
        assert shown.here == "a-news.txt"


async def test_the_list_of_documents_follows_a_jump_and_the_way_back(session):
    async with Opened(session) as shown:
        await on(shown, "Pham Minh Chinh")
        await shown.press("c", "end", "enter")
        assert shown.here == "b-bridge.txt"
        screen = shown.screen
        assert screen.order[screen.documents.cursor] == screen.number
        await shown.press("H")
        assert shown.here == "a-news.txt"
        assert screen.order[screen.documents.cursor] == screen.number


async def test_what_the_concordance_decides_stands_in_the_reader(session):
    async with Opened(session) as shown:
        await on(shown, "Pham Minh Chinh")
        await shown.press("c", "*", "a", "escape")
        assert ("PERSON", "Pham Minh Chinh") in shown.quotes("a-news.txt")
        assert ("PERSON", "Pham Minh Chinh") in shown.quotes("b-bridge.txt")
        await shown.press("u")
        assert shown.quotes("a-news.txt") == shown.quotes("b-bridge.txt") == []


async def test_a_mention_linked_to_another_entity_is_walked_with_it(session):
    async with Opened(session) as shown:
        await on(shown, "Hanoi")
        await shown.press("c", "=")
        await shown.type("politburo")
        await shown.press("enter", "escape")
        await on(shown, "Politburo")
        await shown.press("N")
        assert shown.under_cursor.startswith("HANOI")


async def test_the_list_of_entities_opens_cards_and_leads_to_texts(session):
    async with Opened(session) as shown:
        await on(shown, "Politburo")
        await shown.press("E")
        assert "Politburo" in shown.text
        await shown.press("enter")
        await shown.go_down_to("Ministers count")
        await shown.press("enter")
        assert shown.here == "a-news.txt"
        assert shown.under_cursor.startswith("Politburo")


async def test_tables_count_and_lead_on(session):
    async with Opened(session) as shown:
        await on(shown, "Pham Minh Chinh")
        await shown.press("#")
        assert "Frequency by label" in shown.text
        await shown.press("enter")
        assert "Entities" in shown.text
        assert "CARDINAL ·" in shown.text
        await shown.press("escape", "C")
        assert "Company" in shown.text
        await shown.press("escape", "@")
        assert "Key entities" in shown.text
        await shown.press("escape", "&")
        await shown.until(lambda: "counting" not in shown.text)
        assert "Collocations" in shown.text


async def test_the_source_of_a_mention_is_told(session):
    async with Opened(session) as shown:
        await on(shown, "Pham Minh Chinh")
        await shown.press("i")
        assert "rules:" in shown.status


async def test_a_name_that_is_taught_is_found_everywhere_at_once(session):
    async with Opened(session) as shown:
        await on(shown, "harbour in", "c-winter.txt")
        await shown.press("W", "*")
        await shown.press("4")
        assert isinstance(session.loader, Loader)
        await shown.until(lambda: not session.loader.running and not session.loader.waiting)
        await shown.settle()
        assert called(shown, "harbour").mentions >= 60
        assert "harbour" in shown.corpus.own_words.read_text(encoding="utf-8")
        await on(shown, "harbour in", "c-winter.txt")
        await shown.press("*")
        assert "not always" in shown.status
        await shown.until(lambda: not session.loader.running and not session.loader.waiting)
        await shown.settle()
        assert called(shown, "harbour") is None


async def test_proposals_open_and_say_when_there_are_none(session):
    async with Opened(session) as shown:
        await shown.press("P")
        assert "nothing to propose" in shown.text
        await shown.press("escape")
        assert shown.app.screen is shown.screen


async def test_the_status_line_names_the_office_of_a_person(session):
    async with Opened(session) as shown:
        await on(shown, "Pham Minh Chinh")
        await shown.press("l")
        assert "PERSON · 3·2 · Prime Minister · undecided" in shown.status
        await on(shown, "Politburo")
        await shown.press("l")
        assert "Prime Minister" not in shown.status
