"""Going to typed places, the scrollbar, and files that go away, by key on the reading screen."""

import pytest
from reading_host import Opened, make_collection, open_loaded

from tui.widgets.scrollbar import NARROWEST


@pytest.fixture
def session(tmp_path):
    return open_loaded(make_collection(tmp_path / "texts"), homes=tmp_path / "homes")


def column(shown):
    """The scrollbar, from the top."""
    bar = shown.screen.scrollbar
    return [bar.render_line(y).text for y in range(bar.size.height)]


def line_of(shown):
    return shown.screen.view.lines.number_at(shown.screen.view.cursor)


@pytest.mark.parametrize(
    ("typed", "line"), [("7", 7), ("line 101", 101), ("LINE 15", 15), ("l 9", 9), ("1", 1)]
)
async def test_a_typed_line_is_gone_to_and_left_again(session, typed, line):
    async with Opened(session) as shown:
        await shown.read("c-winter.txt")
        before = shown.screen.here()
        await shown.press("j", "j")
        there = shown.screen.here()
        await shown.press("ctrl+g")
        await shown.type(typed)
        await shown.press("enter")
        assert line_of(shown) == line
        assert shown.screen.view.lines.start_of(line) == shown.screen.view.cursor
        await shown.press("H")
        assert shown.screen.here() == there != before


async def test_percent_and_offset_lead_there(session):
    async with Opened(session) as shown:
        await shown.read("c-winter.txt")
        length = len(shown.screen.document.text)
        await shown.press("ctrl+g", "5", "0", "%", "enter")
        assert shown.screen.view.cursor == (length - 1) // 2
        await shown.press("ctrl+g", *"@1234", "enter")
        assert shown.screen.view.cursor == 1234
        assert "offset 1 234" in shown.status
        await shown.press("2", "5", "%")
        assert shown.screen.view.cursor == (length - 1) // 4
        await shown.press("8", "G")
        assert line_of(shown) == 8


@pytest.mark.parametrize("typed", ["", "somewhere", "0", "101%", "-3", "5 x", "@", "9" * 20])
async def test_what_is_no_place_is_told_and_can_be_mended(session, typed):
    async with Opened(session) as shown:
        await shown.read("c-winter.txt")
        before = shown.screen.view.cursor
        await shown.press("ctrl+g")
        await shown.type(typed)
        await shown.press("enter")
        words = shown.status
        assert any(said in words for said in ("no place", "No place", "beyond", "no line 0"))
        await shown.press("escape")
        assert shown.screen.view.cursor == before
        assert "go to" not in shown.status


async def test_beyond_the_end_is_the_end_and_said_so(session):
    async with Opened(session) as shown:
        await shown.read("a-news.txt")
        await shown.press("ctrl+g", *"999", "enter")
        assert "this is the last" in shown.status
        assert shown.under_cursor.startswith("The harbour in winter")
        await shown.press("ctrl+g", *"@99999", "enter")
        assert "this is its end" in shown.status


async def test_a_mark_goes_away_from_the_bar_with_what_it_marks(session):
    async with Opened(session) as shown:
        await shown.read("c-winter.txt")
        assert "▐" in column(shown)
        assert column(shown)[0] == "▐"
        await shown.press("end")
        assert column(shown)[-1] == "▐"
        await shown.press("v", "1")
        assert column(shown)[-1] == "▪"
        await shown.press("u")
        assert column(shown)[-1] == "▐"
        await shown.press("slash", *"paragraph", "enter")
        assert set(column(shown)) == {"•", "◆"}


async def test_a_text_seen_whole_has_an_empty_bar(session):
    async with Opened(session) as shown:
        await shown.read("b-bridge.txt")
        assert set(column(shown)) == {" "}


async def test_a_narrow_reader_has_no_bar_and_the_text_stands_as_before(tmp_path):
    folder = make_collection(tmp_path / "texts")
    pages = []
    for scrollbar in ("yes", "no"):
        homes = tmp_path / scrollbar
        homes.mkdir()
        (homes / "settings.yaml").write_text(f"scrollbar: {scrollbar}\n", encoding="utf-8")
        for width in (120, 99, 60, NARROWEST, NARROWEST - 1):
            shown = Opened(open_loaded(folder, homes=homes), (width, 24))
            async with shown:
                await shown.read("c-winter.txt")
                barred = scrollbar == "yes" and width >= NARROWEST
                assert shown.screen.scrollbar.display is barred
                pages.append([line.rstrip("▐ ") for line in shown.lines[2:-2]])
    assert pages[:5] == pages[5:]


async def test_resizing_back_gives_the_same_screen(session):
    async with Opened(session) as shown:
        await shown.read("c-winter.txt")
        await shown.press("ctrl+g", *"50%", "enter", "j")
        before = shown.text
        for size in ((80, 24), (40, 12), (200, 60), (20, 5), (120, 40)):
            await shown.pilot.resize_terminal(*size)
            await shown.settle()
        assert shown.text == before


async def test_a_document_that_vanishes_stays_readable_and_its_loss_is_told(tmp_path):
    folder = make_collection(tmp_path / "texts")
    async with Opened(open_loaded(folder, homes=tmp_path / "homes")) as shown:
        await shown.read("c-winter.txt")
        (folder / "c-winter.txt").unlink()
        (folder / "b-bridge.txt").unlink()
        await shown.press("pagedown", "end", "slash", *"harbour", "enter", "n")
        assert "harbour" in shown.under_cursor[:20].lower()
        shown.corpus._kept._documents.clear()
        shown.screen.go_to_region("documents")
        shown.screen.documents.move_to(shown.screen.order.index(1))
        await shown.press("enter")
        assert "b-bridge.txt is gone: it was moved or removed." in shown.status
        assert shown.here == "c-winter.txt"
        await shown.press("tab", "home")
        assert shown.under_cursor.startswith("The harbour in winter")


async def test_a_file_that_shrinks_under_the_reader_changes_nothing_on_the_page(tmp_path):
    folder = make_collection(tmp_path / "texts")
    async with Opened(open_loaded(folder, homes=tmp_path / "homes")) as shown:
        await shown.read("c-winter.txt")
        await shown.press("v", "1")
        with (folder / "c-winter.txt").open("r+b") as file:
            file.truncate(300)
        await shown.press("end")
        assert "Paragraph 60" in shown.text
        await shown.press("home", "J", "K")
        assert shown.here == "c-winter.txt"
        await shown.press("end")
        assert "Paragraph 60" in shown.text
