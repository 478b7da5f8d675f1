"""The concordance on the screen, used by key at three sizes."""

from __future__ import annotations

import pytest
from arranged_host import LABELS, SIZES, Shown, open_texts
from opened_corpus import entity_of
from rich.cells import cell_len

from corpus.annotation import UNLINKED
from corpus.concordance import concordance
from corpus.marks import Marks
from corpus.store import open_store
from tui.screens.concordance import KEYS, ConcordanceScreen

sizes = pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")


@pytest.fixture
def corpus(tmp_path):
    corpus = open_texts(tmp_path)
    yield corpus
    corpus.close()


@pytest.fixture
def hanoi(corpus):
    return entity_of(corpus, "Hanoi")


def shown(corpus, *, entity="", query="", size=(100, 24), pick=None, theme="dark", **more):
    """A concordance on the screen; ``pick`` is the entity that is picked when one is asked for."""

    def make(palette):
        lines = concordance(corpus, entity=entity, query=query)
        return ConcordanceScreen(
            corpus, lines, palette, LABELS, pick_entity=lambda told: told(pick), **more
        )

    return Shown(make, size, theme)


def signs(page: Shown) -> str:
    """The signs at the ends of the lines."""
    rows = [line for line in page.lines[2:-2] if "│" in line]
    return "".join(row[-1] for row in rows)


# Looking


async def test_what_is_a_little_longer_than_most_is_not_cut(tmp_path):
    names = "Resolution No. 59 came. " + "Resolution 59 came. " * 19
    corpus = open_texts(tmp_path, {"a.txt": f"The year\n\n{names}\n"})
    try:
        async with shown(corpus, query="resolution", size=(120, 24)) as page:
            await page.press("down")
            line = page.screen._maker.columns(118)
            assert not line.date  # no document has one
            assert line.right > 30
        law = entity_of(corpus, "Resolution 59")
        async with shown(corpus, entity=law, size=(120, 30)) as page:
            assert "│ Resolution No. 59 │" in page.text
    finally:
        corpus.close()


async def test_a_sentence_stands_until_the_next_key(corpus, hanoi):
    for key in ("s", "f", "down"):
        async with shown(corpus, entity=hanoi) as page:
            await page.press("a", "u")
            assert "saved" in page.lines[-2]
            await page.press(key)
            assert "saved" not in page.lines[-2]


@sizes
async def test_lines_are_aligned_on_what_they_are_about(corpus, hanoi, size):
    async with shown(corpus, entity=hanoi, size=size) as page:
        rows = [line for line in page.lines if "Hanoi" in line and "Concordance" not in line]
        assert len(rows) == 8
        columns = {cell_len(row[: _place(row)]) for row in rows}
        assert len(columns) == 1
        assert all(row.endswith("?") for row in rows)
        assert "Concordance" in page.lines[0]
        assert "8" in page.lines[0]
        assert all(cell_len(line) <= size[0] for line in page.lines)


def _place(row: str) -> int:
    """Where what the line is about begins: after the first rule, or where the left context ends."""
    return row.index("Hanoi", row.index("│") if "│" in row else 12)


async def test_nothing_of_a_document_is_markup(corpus, hanoi):
    async with shown(corpus, entity=hanoi, size=(120, 24)) as page:
        assert "The road [b]x[/b]" in page.text


@sizes
async def test_hints_are_dropped_whole(corpus, hanoi, size):
    async with shown(corpus, entity=hanoi, size=size) as page:
        assert "Enter read" in page.text
        keys = ["? keys"] if size[0] < 60 else []
        whole = ["Space pick", *keys, "a accept", "x reject", "1-9 label", "= link", "\\ unlink"]
        row = next(line for line in page.lines if "Enter read" in line)
        hints = row[row.index("Enter read") :].split("  ")
        assert [hint for hint in hints if hint] == ["Enter read", *whole][: len(hints)]


async def test_without_unicode_there_is_none_in_the_frame(corpus, hanoi):
    async with shown(corpus, entity=hanoi, size=(70, 20), ascii_only=True) as page:
        await page.press("space", "a", "space")
        frame = "".join(line for line in page.lines if "北" not in line and "đ" not in line)
        assert not set("│✓✗→•…─▌") & set(frame)
        assert " | " in frame
        assert "> " in frame


async def test_the_screen_follows_the_size_of_the_terminal(corpus, hanoi):
    async with shown(corpus, entity=hanoi, size=(120, 40)) as page:
        assert "2026-01-14" in page.text
        await page.resize(80, 24)
        assert "2026-01-14" not in "\n".join(page.lines[2:-2])
        await page.resize(40, 11)
        assert "Concordance" not in page.text
        assert len([line for line in page.lines if line.endswith("?")]) == 8


async def test_moving_goes_to_the_ends_and_says_where_the_line_stands(corpus, hanoi):
    async with shown(corpus, entity=hanoi) as page:
        assert "The committee met · 2026-01-14 · GPE · undecided" in page.lines[-2]
        await page.press("end", "up")
        assert "北京 and the river" in page.lines[-2]
        await page.press("g", "j", "pagedown", "k", "pageup", "G", "home")
        assert "The committee met" in page.lines[-2]


async def test_enter_gives_the_place_and_escape_none(corpus, hanoi):
    async with shown(corpus, entity=hanoi) as page:
        await page.press("down", "enter")
        ((number, span),) = page.results
        assert (number, span.text_of(corpus.text_of(number))) == (0, "Hanoi")
        assert corpus.text_of(0)[: span.start].endswith("He came to ")
    async with shown(corpus, entity=hanoi) as page:
        await page.press("escape")
        assert page.results == [None]


async def test_an_entity_without_lines_can_only_be_left(corpus):
    async with shown(corpus, entity="person:nobody") as page:
        await page.press("a", "x", "space", "*", "y", "3", "s", "enter", "=", "\\")
        assert page.results == []
        assert "nothing here" in page.text
        await page.press("escape")
        assert page.results == [None]


async def test_every_key_is_listed(corpus, hanoi):
    async with shown(corpus, entity=hanoi, size=(100, 40)) as page:
        await page.press("?")
        assert all(what in page.text for key, what in KEYS if len(key + what) < 90)
        await page.press("escape")
        assert "Concordance" in page.lines[0]


# Order and filter


async def test_s_goes_through_the_orders_and_the_title_says_which(corpus, hanoi):
    async with shown(corpus, entity=hanoi) as page:
        assert "order of the texts" in page.lines[0]
        await page.press("s")
        assert "right context" in page.lines[0]
        rights = [line.split("│")[2].strip(" .!") for line in page.lines if line.count("│") == 2]
        assert rights[0].startswith("after that")
        seen = set()
        for _ in range(6):
            await page.press("s")
            seen.add(page.lines[0].split("·")[-1].strip())
        assert len(seen) == 6
        assert "order of the texts" in seen


async def test_the_cursor_stays_on_its_line_when_the_order_changes(corpus, hanoi):
    async with shown(corpus, entity=hanoi) as page:
        await page.press("down")
        line = page.screen.row
        for _ in range(4):
            await page.press("s")
            assert page.screen.row == line


async def test_the_filter_narrows_while_typing_and_escape_takes_it_away(corpus, hanoi):
    async with shown(corpus, entity=hanoi) as page:
        await page.press("f", *"den zebras")
        assert "3 of 8" in page.lines[0]
        assert "Enter keep" in page.text
        await page.press("enter")
        assert "Enter read" in page.text
        await page.press("down", "space", "escape")
        assert "8 in 3 documents" in page.lines[0]
        assert "den zebras" not in page.text
        assert "1 picked" in page.text
        await page.press("f", *"qqq", "enter", "a")
        assert "1 line accepted" in page.text
        await page.press("f", "escape", "escape")
        assert page.results == [None]


async def test_what_is_picked_and_not_shown_is_said(corpus, hanoi):
    async with shown(corpus, entity=hanoi) as page:
        await page.press("space", "space", "f", *"zebras", "enter")
        assert "2 picked, 2 of them not shown" in page.text


# Deciding


async def test_one_line_is_accepted_and_the_next_is_gone_to(corpus, hanoi):
    async with shown(corpus, entity=hanoi) as page:
        await page.press("a")
        assert signs(page) == "✓???????"
        assert "saved · 1 line accepted" in page.text
        await page.press("a", "x")
        assert signs(page) == "✓✓✗?????"
        assert corpus.marks.total() == 2


async def test_picked_lines_are_decided_on_in_one_edit(corpus, hanoi):
    async with shown(corpus, entity=hanoi) as page:
        await page.press("space", "down", "space", "G", "space")
        assert "3 picked" in page.text
        await page.press("a")
        assert signs(page) == "✓?✓????✓"
        assert "saved · 3 lines accepted" in page.text
        assert "picked" not in page.text
        await page.press("u")
        assert signs(page) == "????????"
        assert "undo: accept (3 marks)" in page.text
        await page.press("ctrl+r")
        assert signs(page) == "✓?✓????✓"
        await page.press("u", "u")
        assert "Nothing to undo." in page.text


async def test_all_shown_are_picked_and_let_go(corpus, hanoi):
    async with shown(corpus, entity=hanoi) as page:
        await page.press("f", *"zebras", "enter", "*")
        assert "3 picked" in page.text
        await page.press("*")
        assert "picked" not in page.text
        await page.press("*", "x", "escape")
        assert signs(page).count("✗") == 3
        assert len(corpus.marks.rejected()) == 3


async def test_labels_are_given_by_key_and_by_menu(corpus, hanoi):
    async with shown(corpus, entity=hanoi) as page:
        await page.press("4")
        assert "1 line labelled LOC" in page.text
        await page.press("l")
        assert "PERCENT" in page.text
        await page.press("p")
        assert [a.label for a in corpus.marks.all()] == ["LOC", "PERCENT"]
        await page.press("l", "escape", "4", "4")
        assert corpus.marks.total() == 4


async def test_linking_asks_and_unlinking_does_not(corpus, hanoi):
    other = entity_of(corpus, "Pham Minh Chinh")
    async with shown(corpus, entity=hanoi, pick=other, size=(140, 24)) as page:
        await page.press("space", "space", "=")
        assert signs(page) == "→→??????"
        assert "linked to Pham Minh Chinh" in page.text
        await page.press("home")
        assert "linked elsewhere · Pham Minh Chinh · An" in page.lines[-2]
        await page.press("\\")
        assert [a.entity for a in corpus.marks.all()] == [UNLINKED, other]
    async with shown(corpus, entity=hanoi, pick=None) as page:
        await page.press("=")
        assert corpus.marks.total() == 2


async def test_marks_made_elsewhere_stop_nothing_and_are_shown(corpus, hanoi):
    async with shown(corpus, entity=hanoi) as page:
        await page.press("a")
        store = open_store(corpus.root, corpus.places.data)
        place = concordance(corpus, entity=hanoi).place(1)[1]
        Marks(store, "Binh").annotate(corpus.document(0), place, "GPE")
        await page.press("end", "a")
        assert signs(page) == "✓✓?????✓"
        store.close()


async def test_nothing_is_saved_when_it_cannot_be(corpus, hanoi, tmp_path):
    async with shown(corpus, entity=hanoi) as page:
        await page.press("a")
        corpus.marks.store.close()
        where = corpus.marks.store.where
        where.rename(where.with_suffix(".away"))
        where.mkdir()
        await page.press("*", "a")
        assert "Cannot" in page.text
        await page.press("down")
        assert "8 picked" in page.text
        where.rmdir()


async def test_copying_says_what_was_copied(corpus, hanoi):
    async with shown(corpus, entity=hanoi) as page:
        await page.press("y")
        assert "copied" in page.text
        assert "meeting in Hanoi. He came to Hanoi by train" in page.app.clipboard


# Queries


async def test_a_query_is_searched_and_its_hits_can_be_marked(corpus):
    async with shown(corpus, query="train OR road") as page:
        assert "“train OR road”" in page.lines[0]
        assert "3 in 2 documents" in page.lines[0]
        await page.press("a")
        assert "1 line stayed as it was" in page.text
        await page.press("4")
        assert [a.anchor.quote for a in corpus.marks.all()] == ["train"]


async def test_long_work_goes_on_in_turns_and_can_be_given_up(corpus, hanoi, monkeypatch):
    for module in ("arranged", "concordance"):
        monkeypatch.setattr(f"tui.screens.{module}.AT_ONCE", 0.0)
    monkeypatch.setattr("tui.screens.arranged.TURN", 0.0)
    async with shown(corpus, entity=hanoi) as page:
        await page.press("s", "s")
        assert "left context" in page.lines[0]
        screen = page.screen
        screen.action_pick_all()
        screen.action_accept()
        assert screen._deciding is not None
        screen.action_reject()
        assert "Still at the last" in screen._message[0]
        screen.action_back()
        await page.settle()
        assert corpus.marks.total() == 0
        assert "nothing was changed" in page.text
        await page.press("a")
        assert corpus.marks.total() == 8
        assert signs(page) == "✓" * 8


# Pictures

PICTURES = {
    "dark_wide": ("dark", (120, 24), ("s", "space", "down", "a", "x", "down", "space")),
    "light_80x24": ("light", (80, 24), ("f", *"han", "enter", "a")),
    "monochrome_40x12": ("monochrome", (40, 12), ("space", "x", "down")),
}


@pytest.mark.parametrize("name", PICTURES)
def test_snapshot_of_a_concordance(name, corpus, hanoi, snap_compare):
    theme, size, keys = PICTURES[name]
    page = shown(corpus, entity=hanoi, size=size, theme=theme)

    async def used(pilot):
        page._pilot = pilot
        await page.press(*keys)

    assert snap_compare(page.app, terminal_size=size, run_before=used)
