"""See the documents and read: list, order, filter, positions, folds, counts."""

import pytest
from reading_host import Opened, make_collection, open_loaded

from tui.reading_state import DONE, READ, READING, UNREAD


async def test_the_list_shows_titles_dates_and_states(session):
    async with Opened(session) as shown:
        assert "Documents  4 · date ↓" in shown.lines[0]
        row = next(line for line in shown.lines if "A bridge over" in line)
        assert "2026-02" in row
        assert "●" in row
        await shown.read("b-bridge.txt")
        assert "A bridge over the river" in shown.lines[0]
        assert "2026-02-02" in shown.lines[0]


async def test_a_wide_list_names_its_columns_and_has_them_all(session):
    async with Opened(session, (80, 24)) as shown:
        header = shown.lines[2]
        assert header.split() == ["title", "date", "length", "state", "marks"]
        bridge = next(line for line in shown.lines if "A bridge over" in line)
        assert "2026-02-02" in bridge
        assert "unread" in bridge
        assert bridge.index("2026") + 10 == header.index("date") + 4


async def test_sorting_goes_through_the_columns_and_can_be_turned_round(session):
    async with Opened(session) as shown:
        by_date = ["b-bridge.txt", "a-news.txt", "c-winter.txt", "d-le.txt"]
        assert shown.listed == by_date
        await shown.press("S")
        assert shown.listed == by_date[::-1]
        assert "date ↑" in shown.lines[0]
        await shown.press("s")
        assert shown.listed == ["b-bridge.txt", "d-le.txt", "a-news.txt", "c-winter.txt"]
        assert "title ↑" in shown.lines[0]
        await shown.press("s", "s")
        assert "length ↓" in shown.lines[0]
        assert shown.listed[0] == "c-winter.txt"
        await shown.press("s", "s", "s")
        assert shown.listed == by_date


async def test_sorting_by_marks_and_state_follows_what_was_done(session):
    async with Opened(session) as shown:
        await shown.read("d-le.txt")
        await shown.press("V", "1", "tab")
        await shown.press("s", "s", "s", "s")
        assert "marks ↓" in shown.lines[0]
        assert shown.listed[0] == "d-le.txt"
        await shown.press("s")
        states = [session.reading.state(name) for name in shown.listed]
        assert states == sorted(states, key=[READING, UNREAD, READ, DONE].index)


async def test_titles_are_sorted_by_letters_not_by_quotation_marks(tmp_path, homes):
    folder = make_collection(
        tmp_path / "quoted", {"a.txt": "“Zebra” they said\n\nText.\n", "b.txt": "Apple\n\nText.\n"}
    )
    async with Opened(open_loaded(folder, homes=homes)) as shown:
        await shown.press("s")
        assert shown.listed == ["b.txt", "a.txt"]


async def test_the_filter_narrows_as_it_is_typed_and_escape_shows_all(session):
    async with Opened(session) as shown:
        await shown.press("f")
        await shown.type("bri")
        assert shown.listed == ["b-bridge.txt"]
        assert "1 of 4" in shown.lines[0]
        await shown.press("escape")
        assert len(shown.listed) == 4
        assert shown.screen.documents.has_focus


async def test_a_filter_is_kept_by_enter_and_forgives_accents(session):
    async with Opened(session) as shown:
        await shown.press("f")
        await shown.type("chien thang")
        await shown.press("enter")
        assert shown.listed == ["d-le.txt"]
        assert "“chien thang”" in shown.lines[0]
        await shown.press("enter")
        assert shown.here == "d-le.txt"


async def test_the_arrows_choose_while_filtering(session):
    async with Opened(session) as shown:
        await shown.press("f")
        await shown.type("ha")
        before = shown.screen.documents.cursor
        await shown.press("down" if before == 0 else "up")
        assert shown.screen.documents.cursor != before
        assert shown.screen.query_one("#filter").has_focus


async def test_a_filter_that_finds_nothing_says_so(session):
    async with Opened(session) as shown:
        await shown.press("f")
        await shown.type("xyz")
        assert "no document has these words" in shown.text
        await shown.press("enter", "enter", "j", "down")
        assert shown.listed == []


async def test_keys_typed_ahead_reach_the_list_and_no_hidden_line(session):
    shown = Opened(session)
    shown._running = shown.app.run_test(size=(120, 40))
    async with shown._running as pilot:
        shown.pilot = pilot
        await shown.press("j", "enter")
        assert shown.screen.filter_text == ""
        assert len(shown.listed) == 4


async def test_counts_move_by_that_many(session):
    async with Opened(session) as shown:
        await shown.read("c-winter.txt")
        await shown.press("g", "1", "2", "j")
        row_of_12 = shown.screen.view.cursor
        await shown.press("g", *["j"] * 12)
        assert shown.screen.view.cursor == row_of_12
        await shown.press("2", "1", "G")
        text = shown.screen.document.text
        assert text[: shown.screen.view.cursor].count("\n") == 20


async def test_a_count_in_the_list_and_a_key_that_means_nothing(session):
    async with Opened(session) as shown:
        await shown.press("g", "2", "j")
        assert shown.screen.documents.cursor == 2
        await shown.press("2", "k")
        assert shown.screen.documents.cursor == 0
        await shown.press("3", "f12", "j")
        assert shown.screen.documents.cursor == 1
        await shown.press("3", "G")
        assert shown.screen.documents.cursor == 2


async def test_the_next_and_previous_document_from_anywhere(session):
    async with Opened(session) as shown:
        await shown.read(shown.listed[0])
        await shown.press("J")
        assert shown.here == shown.listed[1]
        await shown.press("J", "J", "J")
        assert shown.here == shown.listed[3]
        assert "This is the last document." in shown.status
        await shown.press("K")
        assert shown.here == shown.listed[2]
        assert shown.screen.view.has_focus


async def test_places_are_kept_for_each_document_and_after_the_session(folder, homes):
    async with Opened(open_loaded(folder, homes=homes)) as shown:
        await shown.read("c-winter.txt")
        await shown.press("pagedown", "pagedown", "w", "w")
        place, top = shown.screen.view.cursor, shown.screen.view.top_offset
        assert place > 0
        await shown.read("a-news.txt")
        await shown.read("c-winter.txt")
        assert (shown.screen.view.cursor, shown.screen.view.top_offset) == (place, top)
    async with Opened(open_loaded(folder, homes=homes)) as shown:
        assert shown.here == "c-winter.txt"
        assert (shown.screen.view.cursor, shown.screen.view.top_offset) == (place, top)


async def test_reading_to_the_end_makes_a_document_read(session):
    async with Opened(session) as shown:
        await shown.read("c-winter.txt")
        assert session.reading.state("c-winter.txt") == READING
        await shown.press("G")
        assert session.reading.state("c-winter.txt") == READ
        assert "100 %" in shown.lines[0]
        await shown.press("D")
        assert session.reading.state("c-winter.txt") == DONE
        await shown.press("U")
        assert session.reading.state("c-winter.txt") == UNREAD


async def test_boilerplate_is_one_line_that_opens(session):
    async with Opened(session) as shown:
        await shown.read("a-news.txt")
        assert "RELATED NEWS" not in shown.text
        await shown.press("Z")
        assert "RELATED NEWS" in shown.text
        await shown.press("Z")
        assert "RELATED NEWS" not in shown.text


async def test_one_file_opens_in_the_reader(folder, homes):
    async with Opened(open_loaded(folder / "b-bridge.txt", homes=homes), (80, 24)) as shown:
        assert shown.screen.view.has_focus
        assert "A bridge was opened" in shown.text


async def test_records_of_json_lines_are_documents(tmp_path, homes):
    file = tmp_path / "news.jsonl"
    file.write_text(
        '{"id": "x", "title": "First", "text": "One.", "source": "Red River Review"}\n'
        "{broken\n"
        '{"id": "x", "title": "Second", "text": "Two.", "date": "2024-03-01"}\n'
    )
    async with Opened(open_loaded(file, homes=homes), (80, 24)) as shown:
        assert "Second" in shown.text
        assert "Red River Rev" in shown.text
        assert "2 problems (:problems)" in shown.status
        await shown.press("colon")
        await shown.type("problems")
        await shown.press("enter")
        assert "news.jsonl, line 2" in shown.text
        assert "line 3" in shown.text


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (60, 20), (40, 12), (20, 5), (10, 2)])
async def test_every_size_shows_something_to_read_and_hints_are_whole(session, size):
    async with Opened(session, size) as shown:
        await shown.read("a-news.txt")
        assert len(shown.lines) == size[1]
        if size >= (20, 5):
            assert "Ministers" in shown.text
        for line in shown.lines[-2:]:
            assert len(line) <= size[0]
        if size[0] >= 40:
            assert "v select" in shown.status or "a accept" in shown.status
            assert not shown.status.rstrip().endswith("…")
        await shown.press("v", "l")
        if size[0] >= 40:
            assert "1 PERSON" in shown.status
            assert "Esc back" in shown.status
        await shown.press("escape", "slash")
        await shown.type("po")
        await shown.press("escape", "question_mark", "escape", "tab", "j", "enter")
        assert shown.screen.document is not None


async def test_resizing_in_every_mode_keeps_it(session):
    async with Opened(session) as shown:
        await shown.read("c-winter.txt")
        await shown.press("pagedown", "v", "w")
        selected = shown.screen.view.selection
        for size in [(80, 24), (40, 12), (20, 5), (120, 40)]:
            await shown.pilot.resize_terminal(*size)
            await shown.settle()
            assert shown.screen.view.selection == selected
        await shown.press("escape", "slash")
        await shown.type("bridge")
        for size in [(80, 24), (40, 12), (20, 5), (120, 40)]:
            await shown.pilot.resize_terminal(*size)
            await shown.settle()
            assert "bridge" in shown.text
        await shown.press("enter")
        assert shown.here == "b-bridge.txt"


async def test_below_a_hundred_columns_one_region_fills_the_screen(session):
    async with Opened(session, (80, 24)) as shown:
        assert "Documents" in shown.lines[0]
        assert "Ministers met" not in shown.text
        await shown.press("tab")
        assert "Documents" not in shown.text
        await shown.press("escape")
        assert "Documents" in shown.lines[0]


async def test_a_click_gives_a_region_the_keyboard(session):
    async with Opened(session) as shown:
        await shown.pilot.click("#view", offset=(10, 3))
        await shown.settle()
        await shown.press("J")
        await shown.press("w")
        assert shown.screen.view.cursor > 0
        await shown.pilot.click("#documents", offset=(10, 3))
        await shown.settle()
        assert shown.screen.documents.cursor == 3
        await shown.press("k")
        assert shown.screen.documents.cursor == 2
