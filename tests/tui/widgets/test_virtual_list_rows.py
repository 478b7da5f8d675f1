from __future__ import annotations

import pytest
from rich.segment import Segment
from rich.style import Style
from textual.app import App
from textual.geometry import Region
from textual.strip import Strip

from tui.widgets.virtual_list import VirtualList


class Rows:
    """Makes rows and keeps which it was asked for."""

    def __init__(self, word="row"):
        self.word = word
        self.asked = []

    def __call__(self, index, width):
        self.asked.append((index, width))
        return [Segment(f"{self.word} {index}", Style())]


class ListApp(App):
    def __init__(self):
        super().__init__()
        self.said = []

    def compose(self):
        yield VirtualList(id="list")

    def on_virtual_list_highlighted(self, event):
        self.said.append(("highlighted", event.index))

    def on_virtual_list_chosen(self, event):
        self.said.append(("chosen", event.index))

    @property
    def list(self):
        return self.query_one(VirtualList)

    def lines(self):
        strips = self.list.render_lines(Region(0, 0, *self.list.size))
        assert all(
            sum(segment.cell_length for segment in strip) == self.list.size.width
            for strip in strips
        )
        return [strip.text.rstrip() for strip in strips]


@pytest.fixture
def app():
    return ListApp()


async def test_a_million_rows_cost_what_is_seen(app):
    rows = Rows()
    async with app.run_test(size=(20, 5)) as pilot:
        app.list.set_source(1_000_000, rows)
        await pilot.pause()
        assert app.lines() == ["▌row 0", " row 1", " row 2", " row 3", " row 4"]
        app.list.end()
        await pilot.pause()
        assert app.lines()[-1] == "▌row 999999"
        app.list.move_to(500_000)
        await pilot.pause()
        assert "▌row 500000" in app.lines()
        assert len(rows.asked) < 40
        assert {width for _, width in rows.asked} == {19}


async def test_moving_makes_no_row_again_and_draws_two_lines(app):
    rows = Rows()
    async with app.run_test(size=(20, 5)) as pilot:
        app.list.set_source(50, rows)
        await pilot.pause()
        made = len(rows.asked)
        drawn = []
        plain = app.list.render_line
        app.list.render_line = lambda y: (drawn.append(y), plain(y))[1]
        app.list.move(1)
        await pilot.pause()
        assert drawn == [0, 1]
        assert len(rows.asked) == made
        app.list.move(-5)
        await pilot.pause()
        assert app.list.cursor == 0


async def test_the_page_scrolls_only_when_the_cursor_leaves_it(app):
    async with app.run_test(size=(20, 5)) as pilot:
        app.list.set_source(50, Rows())
        app.list.move(4)
        assert app.list.top == 0
        app.list.move(1)
        assert app.list.top == 1
        app.list.move(-4)
        assert (app.list.cursor, app.list.top) == (1, 1)
        await pilot.pause()
        assert app.lines()[0] == "▌row 1"


async def test_paging_reaches_both_ends(app):
    async with app.run_test(size=(20, 5)):
        app.list.set_source(12, Rows())
        seen = [app.list.cursor]
        while app.list.page(1):
            seen.append(app.list.cursor)
        assert seen == sorted(set(seen))
        assert seen[-1] == 11
        assert app.list.top == 7
        while app.list.page(-1):
            seen.append(app.list.cursor)
        assert (app.list.cursor, app.list.top) == (0, 0)
        assert not app.list.page(-1)


async def test_the_item_under_the_cursor_stays_on_its_line_when_others_come(app):
    async with app.run_test(size=(20, 5)) as pilot:
        app.list.set_source(50, Rows())
        app.list.move_to(10)
        line = app.list.cursor - app.list.top
        app.list.set_source(90, Rows("other"), cursor=33)
        await pilot.pause()
        assert app.list.cursor == 33
        assert app.list.cursor - app.list.top == line
        assert app.lines()[line] == "▌other 33"


async def test_fewer_rows_take_the_cursor_along(app):
    async with app.run_test(size=(20, 5)) as pilot:
        app.list.set_source(50, Rows())
        app.list.end()
        app.list.set_source(7, Rows())
        assert (app.list.cursor, app.list.top) == (6, 2)
        app.list.empty_message = "nothing here"
        app.list.set_source(0, Rows())
        await pilot.pause()
        assert app.list.cursor == -1
        assert app.lines() == ["", "", "    nothing here", "", ""]
        assert not app.list.choose()
        assert not app.list.move(1)
        assert app.said[-1] == ("highlighted", -1)


async def test_what_was_said(app):
    async with app.run_test(size=(20, 5)) as pilot:
        app.list.set_source(9, Rows())
        await pilot.pause()
        assert app.said == [("highlighted", 0)]
        app.list.move(1)
        app.list.move(1)
        app.list.move(1)
        await pilot.pause()
        assert app.said[-1] == ("highlighted", 3)
        app.list.choose()
        await pilot.pause()
        assert app.said[-1] == ("chosen", 3)
        before = len(app.said)
        app.list.move_to(3)
        await pilot.pause()
        assert len(app.said) == before


async def test_a_row_is_made_again_when_asked(app):
    rows = Rows()
    async with app.run_test(size=(20, 5)) as pilot:
        app.list.set_source(9, rows)
        await pilot.pause()
        rows.word = "changed"
        app.list.refresh_row(2)
        app.list.refresh_row(8)
        await pilot.pause()
        assert app.lines()[1:3] == [" row 1", " changed 2"]
        assert (8, 19) not in rows.asked


async def test_rows_of_any_width_are_cut_and_filled(app):
    async with app.run_test(size=(20, 5)) as pilot:
        texts = ["short", "x" * 50, "日本語" * 9, "", "e\u0301" * 30]
        app.list.set_source(
            5,
            lambda index, width: (
                Strip([Segment(texts[index])]) if index % 2 else [Segment(texts[index])]
            ),
        )
        await pilot.pause()
        lines = app.lines()
        assert lines[1] == " " + "x" * 19
        assert lines[2] == " " + "日本語" * 3


async def test_the_cursor_is_marked_without_focus_and_in_ascii(app):
    async with app.run_test(size=(20, 5)) as pilot:
        app.list.set_source(3, Rows())
        app.list.focus()
        await pilot.pause()
        focused = app.list.render_line(0)
        assert all(segment.style.reverse for segment in focused)
        app.screen.set_focus(None)
        await pilot.pause()
        unfocused = app.list.render_line(0)
        assert all(segment.style.reverse for segment in unfocused)
        assert not any(segment.style.dim for segment in unfocused)
        app.list.ascii_only = True
        assert app.list.render_line(0).text.startswith(">row 0")


async def test_resizing_keeps_the_cursor_in_view(app):
    async with app.run_test(size=(40, 12)) as pilot:
        app.list.set_source(100, Rows())
        app.list.move_to(60)
        await pilot.resize_terminal(20, 5)
        await pilot.pause()
        assert app.list.top <= 60 < app.list.top + 5
        await pilot.resize_terminal(20, 40)
        await pilot.pause()
        assert "▌row 60" in app.lines()
        app.list.end()
        await pilot.resize_terminal(20, 60)
        await pilot.pause()
        assert app.lines()[-1] == "▌row 99"


async def test_a_click_moves_and_a_click_on_the_cursor_chooses(app):
    async with app.run_test(size=(20, 5)) as pilot:
        app.list.set_source(9, Rows())
        await pilot.click(app.list, offset=(3, 2))
        assert app.list.cursor == 2
        await pilot.click(app.list, offset=(3, 2))
        await pilot.pause()
        assert app.said[-1] == ("chosen", 2)
