from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import pytest
from rich.style import Style

from corpus.document import BlockKind, Document
from corpus.hostile import is_harmless
from tui.rendering.layers import Layer, Mark
from tui.rendering.plain import plain_palette

sys.path.insert(0, str(Path(__file__).parents[1]))

from page_text import NEWS, document
from view_app import ViewApp

LONG = Document("l", "l", "\n\n".join(f"Paragraph number {n} of this text." for n in range(400)))


@pytest.fixture
def app():
    return ViewApp()


def mark(text, word, kind="suggestion"):
    return Mark(text.index(word), text.index(word) + len(word), "PERSON", kind)


@pytest.mark.parametrize("size", [(20, 5), (40, 12)])
async def test_a_page_at_small_sizes(app, size):
    async with app.run_test(size=size) as pilot:
        app.view.show(document(*NEWS))
        await pilot.pause()
        assert (
            app.lines()
            == {
                (20, 5): [
                    "  Ministers meet",
                    "  in Hanoi",
                    "",
                    "  HANOI -",
                    "  Ministers of",
                ],
                (40, 12): [
                    "    Ministers meet in Hanoi",
                    "",
                    "    HANOI - Ministers of ten",
                    "    countries met on Monday to",
                    "    speak of trade and of the",
                    "    sea.",
                    "",
                    "    ▸ 2 lines of captions and cr…",
                    "",
                    "    What was said",
                    "      “We have come a long way,”",
                    "      said the host.",
                ],
            }[size]
        )


async def test_a_step_of_the_cursor_draws_the_rows_it_left_and_reached(app):
    async with app.run_test(size=(60, 20)) as pilot:
        app.view.focus()
        app.view.show(LONG)
        await pilot.pause()
        drawn = app.watch_drawing()
        app.view.move("word")
        await pilot.pause()
        assert drawn == [0]
        drawn.clear()
        app.view.move("down", 3)
        await pilot.pause()
        assert drawn == [0, 6]
        drawn.clear()
        app.view.move("down")
        app.view.move("up")
        await pilot.pause()
        assert set(drawn) <= {6, 8}
        drawn.clear()
        app.view.reveal(app.view.cursor)
        app.view.set_layer(Layer("hits", ()))
        app.view.remove_layer("current")
        await pilot.pause()
        assert drawn == []
        assert app.reversed() == "number"


async def test_a_layer_draws_the_rows_it_changes(app):
    async with app.run_test(size=(60, 20)) as pilot:
        text = LONG.text
        app.view.show(LONG)
        await pilot.pause()
        drawn = app.watch_drawing()
        app.view.set_layer(Layer("suggestions", (mark(text, "number 2"),)))
        await pilot.pause()
        assert drawn == [4]
        assert app.lines()[4].endswith("?")
        drawn.clear()
        app.view.set_layer(Layer("suggestions", (mark(text, "number 5"), mark(text, "number 2"))))
        await pilot.pause()
        assert drawn == [10]
        drawn.clear()
        app.view.hidden_labels = {"PERSON"}
        await pilot.pause()
        assert drawn == [4, 10]
        assert app.lines()[4].endswith("text.")
        app.view.hidden_labels = set()
        app.view.remove_layer("suggestions")
        await pilot.pause()
        assert app.lines()[4].endswith("text.")


async def test_layers_lie_in_their_order(app):
    async with app.run_test(size=(60, 20)) as pilot:
        palette = replace(
            plain_palette(), hit=Style(color="#00ff00"), current=Style(color="#ff0000", bold=True)
        )
        app.view.palette = palette
        app.view.show(LONG)
        whole = (Mark(0, 9, "", "current"),), (Mark(0, 9, "", "hit"),)
        app.view.set_layer(Layer("current", whole[0]))
        app.view.set_layer(Layer("hits", whole[1]))
        app.view.set_layer(Layer("annotations", (Mark(0, 9, "X", "annotation"),)))
        await pilot.pause()
        style = next(seg.style for seg in app.strips()[0] if "Paragraph" in seg.text)
        assert style.color == Style(color="#ff0000").color
        assert style.underline
        assert app.lines()[0].startswith(" │  ")


async def test_the_cursor_shows_only_with_focus(app):
    async with app.run_test(size=(60, 20)) as pilot:
        app.view.show(LONG)
        app.screen.set_focus(None)
        await pilot.pause()
        assert app.reversed() == ""
        app.view.focus()
        await pilot.pause()
        assert app.reversed() == "Paragraph"
        app.view.move("right")
        await pilot.pause()
        assert app.reversed() == "a"
        app.view.move("word")
        await pilot.pause()
        assert app.reversed() == "number"
        app.view.move("word-end")
        app.view.move("right")
        await pilot.pause()
        assert app.reversed() == " "


async def test_resizing_keeps_the_place(app):
    text = "A word and another word and so on. " * 2000
    async with app.run_test(size=(60, 12)) as pilot:
        app.view.show(Document("d", "d", text), offset=30_000, top=29_900)
        await pilot.pause()
        top = app.view.top_offset
        assert top <= 29_900
        before = app.lines()
        for size in ((40, 12), (20, 5), (100, 40), (60, 30), (60, 12)):
            await pilot.resize_terminal(*size)
            await pilot.pause()
            assert app.view.top_offset == top
            row = app.view._page.top
            assert row.start <= top < row.after
            app.lines()
        assert app.lines() == before


async def test_a_taller_page_at_the_end_comes_back_when_it_shrinks(app):
    async with app.run_test(size=(60, 12)) as pilot:
        app.view.show(LONG)
        app.view.move("end")
        await pilot.pause()
        before = app.lines()
        await pilot.resize_terminal(60, 30)
        await pilot.pause()
        assert app.lines()[-1] == before[-1]
        await pilot.resize_terminal(60, 12)
        await pilot.pause()
        assert app.lines() == before


async def test_blocks_that_come_late_leave_the_top(app):
    news = document(*NEWS, *(f"P:Paragraph number {n} goes here.\n" for n in range(90)))
    bare = replace(news, blocks=())
    async with app.run_test(size=(60, 12)) as pilot:
        app.view.show(bare, offset=news.text.index("number 40"))
        await pilot.pause()
        top, first = app.view.top_offset, app.lines()[0]
        assert app.view.current_block is None
        app.view.set_blocks(news.blocks)
        await pilot.pause()
        assert app.view.top_offset == top
        assert app.lines()[0] == first
        assert app.lines()[1] == ""
        assert app.view.current_block.kind is BlockKind.PARAGRAPH
        assert app.view.document.blocks == news.blocks
        app.view.move("start")
        await pilot.pause()
        assert "    ▸ 2 lines of captions and credits" in app.lines()


async def test_blocks_may_come_before_there_is_a_page(app):
    news = document(*NEWS)
    async with app.run_test(size=(60, 12)) as pilot:
        app.view.display = False
        await pilot.pause()
        app.view.show(replace(news, blocks=()))
        app.view.set_blocks(news.blocks)
        app.view.move("down")
        app.view.reveal(3)
        app.view.display = True
        await pilot.pause()
        assert app.lines()[1] == ""
        assert app.view.cursor == 3


async def test_a_sentence_instead_of_a_document(app):
    async with app.run_test(size=(20, 5)) as pilot:
        app.view.show(LONG)
        app.view.clear("There is nothing to read here \x1b[2J.")
        await pilot.pause()
        lines = app.lines()
        assert [line.strip() for line in lines] == [
            *("", "There is nothing", "to read here ␛[2J.", "", "")
        ]
        assert app.view.document is None
        assert (app.view.cursor, app.view.top_offset, app.view.selection) == (0, 0, None)
        app.view.move("down")
        app.view.reveal(10)
        app.view.set_blocks(())
        assert app.view.progress == 0
        app.view.clear()
        await pilot.pause()
        assert set(app.lines()) == {""}


async def test_another_palette_or_ascii_draws_all_again(app):
    async with app.run_test(size=(60, 12)) as pilot:
        app.view.show(document(*NEWS))
        await pilot.pause()
        app.view.palette = replace(plain_palette(), text=Style(color="#ff0000"))
        app.view.ascii_only = True
        await pilot.pause()
        assert "    + 2 lines of captions and credits" in app.lines()
        assert {seg.style.color.name for seg in app.strips()[0]} == {"#ff0000"}
        assert app.view.palette.text == Style(color="#ff0000")


async def test_progress_and_the_wheel(app):
    async with app.run_test(size=(60, 12)) as pilot:
        app.view.focus()
        app.view.show(LONG)
        await pilot.pause()
        assert 0 < app.view.progress < 5
        assert app.view.scroll_rows(6)
        await pilot.pause()
        assert app.lines()[0] == "    Paragraph number 3 of this text."
        assert app.view.cursor in app.view.visible_span
        assert app.view.scroll_rows(-60)
        assert not app.view.scroll_rows(-1)
        assert app.view.cursor in app.view.visible_span
        app.view.scroll_rows(10**6)
        assert app.view.progress == 100


HOSTILE = "\n".join(
    [
        "\x1b]52;c;cHduZWQ=\x1b\\ \x1b[2J \x9b1;1H \x9d0;t\x9c",
        "good\rEVIL\x08\x08 \x07\x00\x0e\x7f",
        "a\u202eb\u2066c\u2069d \u2028 \u2029 \x85",
        "a\tb\tc",
        "e" + "\u0301" * 40 + " \U0001f468\u200d\U0001f469\u200d\U0001f467 \U0001f1fb\U0001f1f3",
        "[@click=app.quit]x[/] [/b] 日本語\u200d \u200d\u200d\u0301",
    ]
)


@pytest.mark.parametrize("size", [(1, 1), (20, 5), (40, 12)])
async def test_hostile_text_is_read_like_any_other(app, size):
    async with app.run_test(size=size):
        view = app.view
        view.focus()
        view.show(Document("d", "d", HOSTILE))
        view.set_layer(
            Layer("suggestions", tuple(Mark(n, n + 2, "\x1b", "suggestion") for n in range(120)))
        )
        seen = ""
        for motion in ["right"] * 12 + ["word"] * 12 + ["down"] * 9 + ["page-up", "end", "start"]:
            view.move(motion, extend=motion == "down")
            for strip in app.strips():
                assert is_harmless(strip.text)
                assert not set("\t\r\n") & set(strip.text)
                seen += strip.text
        if size == (40, 12):
            assert "␛]52;c;cHduZWQ=" in seen
            assert "EVIL␈␈" in seen
            assert "[@click=app.quit]x[/]" in seen
