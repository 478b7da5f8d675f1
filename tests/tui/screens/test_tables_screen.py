"""Tables on the screen: sorting, filtering, filling; and the facts shown in them."""

from __future__ import annotations

import pytest
from arranged_host import SIZES, Shown, open_texts
from opened_corpus import entity_of
from rich.cells import cell_len

from tui.rendering.tables import Column
from tui.screens.fact_tables import (
    collocation_table,
    company_table,
    frequency_table,
    key_entity_table,
)
from tui.screens.tables import Filled, TableRow, TableScreen

sizes = pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")

COLUMNS = (
    Column("name", flexible=True),
    Column("label", spare=1),
    Column("mentions", right=True),
    Column("G²", right=True, spare=2),
)
ROWS = [
    TableRow("hanoi", ("Hanoi", "GPE", 1234, 9.5)),
    TableRow("dien", ("Điện Biên Phủ", "LOC", 7, None)),
    TableRow("beijing", ("北京 [b]city[/b]", "", 7, 110.04)),
    TableRow("an", ("an of a very long name that goes on and on, and on", "PERSON", 0, 2.0)),
]


def table(rows=ROWS, size=(80, 24), **more):
    return Shown(lambda palette: TableScreen("Entities", COLUMNS, rows, palette, **more), size)


def names(page: Shown) -> list[str]:
    """The first words of the rows that are shown."""
    return [line[2:].split()[0] for line in page.lines[3:-2] if line[2:].strip()]


@sizes
async def test_columns_stand_under_their_titles(size):
    async with table(size=size) as page:
        header, row = page.lines[2], page.lines[3]
        assert header.split()[0] == "name"
        assert row[2:].split()[0] == "Hanoi"
        assert row.index("1 234") + 5 == header.index("mentions") + 8
        assert all(cell_len(line) <= size[0] for line in page.lines)
        assert ("G²" in header) == (size[0] > 40)
        assert "110.0" in page.text or size[0] == 40
        assert "北京 [b]city[/b]" in page.text or size[0] == 40


async def test_a_row_gives_its_key():
    async with table() as page:
        await page.press("down", "enter")
        assert page.results == ["dien"]
    async with table() as page:
        await page.press("escape")
        assert page.results == [None]


async def test_s_sorts_by_the_next_column_and_shift_s_the_other_way():
    async with table() as page:
        assert names(page) == ["Hanoi", "Điện", "北京", "an"]
        await page.press("s")
        assert names(page) == ["an", "Điện", "Hanoi", "北京"]
        assert "name ▲" in page.lines[2]
        await page.press("S")
        assert names(page) == ["北京", "Hanoi", "Điện", "an"]
        assert "name ▼" in page.lines[2]
        await page.press("s")
        assert names(page) == ["Hanoi", "Điện", "an", "北京"]  # nothing comes last
        await page.press("s")
        assert names(page) == ["Hanoi", "Điện", "北京", "an"]  # equal ones stay as they were
        assert "▼ mentions" in page.lines[2]
        await page.press("s")
        assert names(page) == ["北京", "Hanoi", "an", "Điện"]
        await page.press("S")
        assert names(page) == ["an", "Hanoi", "北京", "Điện"]
        await page.press("s")
        assert "name ▲" in page.lines[2]


async def test_a_column_that_is_not_in_sight_is_not_sorted_by():
    async with table(size=(40, 12)) as page:
        assert "G²" not in page.lines[2]
        await page.press("s", "s", "s")
        assert "▼ mentions" in page.lines[2]
        await page.press("s")
        assert "name ▲" in page.lines[2]


async def test_the_cursor_stays_on_its_row():
    async with table() as page:
        await page.press("down", "s", "S", "enter")
        assert page.results == ["dien"]


async def test_rows_are_filtered_by_words_of_any_column():
    async with table() as page:
        await page.press("f", *"dien loc", "enter")
        assert names(page)[1:] == ["Điện"]  # (the first is what was typed)
        assert "1 of 4" in page.lines[0]
        await page.press("enter")
        assert page.results == ["dien"]


async def test_signs_have_twins():
    async with table(ascii_only=True) as page:
        await page.press("s")
        assert "name ^" in page.lines[2]
        assert not set("▲▼…─▌") & set(page.text)


async def test_an_empty_table_can_only_be_left():
    async with table(rows=()) as page:
        assert "nothing here" in page.text
        await page.press("s", "S", "enter", "down", "f", *"x", "enter", "escape", "escape")
        assert page.results == [None]


async def test_many_rows_are_sorted():
    rows = [TableRow(n, (f"row {n * 7919 % 20_000:05}", "", n, None)) for n in range(20_000)]
    async with table(rows=rows) as page:
        assert "20 000" in page.lines[0]
        await page.press("s")
        await page.press("end", "enter")
        (key,) = page.results
        assert key * 7919 % 20_000 == 19_999


async def test_a_table_is_filled_while_it_is_looked_at():
    steps = iter([ROWS[:1], None, ROWS[:3], [ROWS[3], *ROWS[:3]]])

    def filling():
        yield Filled(0.0)
        for number, rows in enumerate(steps):
            yield Filled(number / 4, rows)

    async with table(rows=(), filling=filling()) as page:
        assert names(page) == ["an", "Hanoi", "Điện", "北京"]
        assert "counting" not in page.lines[0]


async def test_the_cursor_follows_its_row_when_others_come():
    gate = []

    def filling():
        yield Filled(0.1, ROWS[:3])
        while not gate:
            yield Filled(0.5)
        yield Filled(0.9, [ROWS[3], *ROWS[:3]])

    page = table(rows=(), filling=filling())
    page.waits = False
    async with page:
        while not page.screen.shown.size:
            await page.press()
        await page.press("down")
        assert "counting 50%" in page.lines[0]
        assert page.screen._rows[page.screen.row].key == "dien"
        gate.append(True)
        page.waits = True
        await page.settle()
        assert page.screen._rows[page.screen.row].key == "dien"
        assert page.screen.row == 2


# Facts


@pytest.fixture
def corpus(tmp_path):
    filler = "It went on over hills and through fields for a long time. " * 12
    corpus = open_texts(
        tmp_path,
        {
            "a.txt": (
                "The meeting\n\nPrime Minister Pham Minh Chinh spoke in Hanoi. Green tea was "
                f"served, good green tea.\n\n{filler}\n\nRice was sold to Japan.\n"
            ),
            "b.txt": (
                "The journey\n\nPrime Minister Pham Minh Chinh left Hanoi. Green tea went with "
                f"him.\n\n{filler}\n\nJapan bought rice; Japan paid. Japan won; Japan ate.\n"
            ),
        },
    )
    yield corpus
    corpus.close()


@sizes
async def test_the_frequency_of_labels(corpus, size):
    async with Shown(lambda palette: frequency_table(corpus, palette), size) as page:
        assert "GPE" in page.text
        await page.press("f", *"gpe", "enter", "enter")
        assert page.results == ["GPE"]


@sizes
async def test_the_company_of_an_entity(corpus, size):
    hanoi, chinh = entity_of(corpus, "Hanoi"), entity_of(corpus, "Pham Minh Chinh")
    async with Shown(lambda palette: company_table(corpus, hanoi, palette), size) as page:
        assert "Company  Hanoi" in page.lines[0]
        assert "Pham Minh Chinh" in page.text
        assert "Japan" not in page.text
        await page.press("f", *"chinh", "enter", "enter")
        assert page.results == [chinh]
    async with Shown(lambda palette: company_table(corpus, "x:y", palette), size) as page:
        assert "nothing else is mentioned near it" in page.text


async def test_what_a_document_speaks_of_more_than_the_others(corpus):
    def make(palette):
        return key_entity_table(corpus, [1], palette, name="The journey")

    async with Shown(make, (100, 24)) as page:
        assert "Key entities  The journey" in page.lines[0]
        assert names(page)[0] == "Japan"


@sizes
async def test_collocations_are_counted_and_lead_to_a_place(corpus, size):
    async with Shown(lambda palette: collocation_table(corpus, "tea", palette), size) as page:
        assert names(page)[0].lower() == "green"
        await page.press("enter")
        ((number, span),) = page.results
        assert span.text_of(corpus.text_of(number)).lower() == "green"
    async with Shown(lambda palette: collocation_table(corpus, "\x1b[31m", palette)) as page:
        assert "more often than by chance" in page.text
        assert "\x1b" not in page.text


@pytest.mark.parametrize("size", [(120, 24), (40, 12)])
def test_snapshot_of_a_table(corpus, snap_compare, size):
    page = Shown(lambda palette: frequency_table(corpus, palette), size)

    async def used(pilot):
        page._pilot = pilot
        await page.press("s", "s", "down")

    assert snap_compare(page.app, terminal_size=size, run_before=used)
