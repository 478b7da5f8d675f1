from __future__ import annotations

import sys
from pathlib import Path

import pytest

from corpus.document import Document
from corpus.span import Span
from tui.widgets.selecting import Selecting

sys.path.insert(0, str(Path(__file__).parents[1]))

from page_text import NEWS, document
from view_app import ViewApp

TEXT = "The Prime Minister said so. He said it twice.\nA second paragraph ends the text."


@pytest.fixture
def app():
    return ViewApp()


def chosen(app):
    span = app.view.selection
    return None if span is None else span.text_of(app.view.document.text)


def show(app, at=""):
    app.view.focus()
    app.view.show(Document("d", "d", TEXT), offset=TEXT.index(at))


async def test_a_selection_begins_with_the_word_and_grows_by_words(app):
    async with app.run_test(size=(60, 12)) as pilot:
        show(app, "Prime")
        app.view.start_selection()
        assert chosen(app) == "Prime"
        app.view.move("word")
        assert chosen(app) == "Prime Minister"
        await pilot.pause()
        assert "Prime Minister" in app.reversed().replace("|", "")
        app.view.move("word", 2)
        assert chosen(app) == "Prime Minister said so"
        app.view.move("word-back")
        assert chosen(app).strip() == "Prime Minister said"
        app.view.cancel_selection()
        assert chosen(app) is None
        assert TEXT[app.view.cursor - 3 : app.view.cursor + 1] in "Prime Minister said "


async def test_the_word_that_was_selected_first_stays_whichever_way(app):
    async with app.run_test(size=(60, 12)):
        show(app, "Minister")
        app.view.start_selection()
        app.view.move("word-back")
        assert chosen(app) == "Prime Minister"
        app.view.move("word-back")
        assert chosen(app) == "The Prime Minister"
        app.view.move("sentence")
        assert chosen(app) == "Minister said so."


async def test_letters_move_the_end_by_one(app):
    async with app.run_test(size=(60, 12)):
        show(app, "Minister")
        app.view.start_selection()
        app.view.move("left", 3)
        assert chosen(app) == "Minis"
        app.view.move("right", 4)
        assert chosen(app) == "Minister "
        app.view.swap_end()
        app.view.move("left")
        assert chosen(app) == " Minister "
        app.view.move("right", 3)
        assert chosen(app) == "nister "
        app.view.move("right", 50)
        assert chosen(app)


async def test_growing_and_shrinking(app):
    async with app.run_test(size=(60, 12)):
        show(app, "said")
        app.view.start_selection()
        app.view.grow()
        app.view.grow()
        assert chosen(app) == "said so. He"
        app.view.shrink()
        assert chosen(app) == "said so."
        app.view.shrink()
        assert chosen(app) == "said"
        app.view.shrink()
        assert chosen(app) == "said"
        app.view.swap_end()
        app.view.grow()
        assert chosen(app) == "Minister said"
        app.view.shrink()
        assert chosen(app) == "said"
        app.view.shrink()
        assert chosen(app) == "said"


async def test_units(app):
    async with app.run_test(size=(60, 12)):
        show(app, "twice")
        app.view.select_unit("sentence")
        assert chosen(app) == "He said it twice."
        show(app, "Minister")
        app.view.select_unit("paragraph")
        assert chosen(app) == TEXT[: TEXT.index("\n")]
        show(app, "Minister")
        app.view.select_unit("word")
        assert chosen(app) == "Minister"
        with pytest.raises(ValueError, match="page"):
            app.view.select_unit("page")


async def test_sentences_and_paragraphs_extend(app):
    async with app.run_test(size=(60, 12)):
        show(app, "Minister")
        app.view.start_selection()
        app.view.move("sentence")
        assert chosen(app) == "Minister said so."
        app.view.move("sentence")
        assert chosen(app) == "Minister said so. He said it twice."
        app.view.move("paragraph")
        assert chosen(app) == TEXT[TEXT.index("Minister") :]
        app.view.move("start")
        assert chosen(app) == "The Prime Minister"
        app.view.move("row-end")
        assert chosen(app) == TEXT[TEXT.index("Minister") : TEXT.index("\n")]


async def test_extend_begins_a_selection(app):
    async with app.run_test(size=(60, 12)):
        show(app, "He")
        app.view.move("right")
        app.view.move("left")
        app.view.move("right", 2, extend=True)
        assert chosen(app) == "He "
        app.view.move("down", extend=True)
        assert chosen(app).endswith("ends the tex")


async def test_a_selection_is_of_whole_clusters(app):
    family, accented = "\U0001f468\u200d\U0001f469\u200d\U0001f467", "e\u0301\u0301"
    text = f"x {family} {accented} y"
    async with app.run_test(size=(60, 12)):
        app.view.show(Document("d", "d", text))
        for cluster in (family, accented):
            app.view.reveal(text.index(cluster))
            app.view.move("right", extend=True)
            assert chosen(app).startswith(cluster)
            assert chosen(app)[len(cluster) :] in ("", " ")
            app.view.cancel_selection()


async def test_selecting_goes_over_a_fold_as_a_whole(app):
    news = document(*NEWS)
    async with app.run_test(size=(56, 20)):
        app.view.show(news, offset=news.text.index("sea."))
        app.view.start_selection()
        app.view.move("word")
        assert chosen(app).endswith("A. Painter)")
        app.view.swap_end()
        app.view.swap_end()
        app.view.move("word")
        assert chosen(app).endswith("What")


async def test_the_cursor_stands_at_the_moving_end_and_in_view(app):
    text = "\n".join(f"line {number}" for number in range(100))
    async with app.run_test(size=(40, 5)):
        app.view.show(Document("d", "d", text))
        app.view.start_selection()
        app.view.move("down", 30)
        assert text[: app.view.cursor].count("\n") == 30
        assert app.view.cursor in app.view.visible_span
        app.view.swap_end()
        assert app.view.cursor == 0
        assert app.view.top_offset == 0
        app.view.swap_end()
        app.view.move("page-down")
        assert app.view.cursor in app.view.visible_span
        app.view.move("end")
        assert app.view.selection == Span(0, len(text))


async def test_clicks_put_the_cursor_and_select(app):
    async with app.run_test(size=(60, 12)) as pilot:
        show(app, "The")
        await pilot.click(app.view, offset=(8, 0))
        assert TEXT[app.view.cursor :].startswith("Prime")
        await pilot.click(app.view, offset=(15, 0), times=2)
        assert chosen(app) == "Minister"
        await pilot.click(app.view, offset=(9, 1))
        assert chosen(app).startswith("Minister said")
        await pilot.click(app.view, offset=(9, 9))
        assert chosen(app).startswith("Minister said")


def test_an_end_that_crosses_the_fixed_part():
    word = Selecting.of(Span(10, 15))
    assert word.moved(20).span == Span(10, 20)
    assert word.moved(4).span == Span(4, 15)
    assert word.moved(4).backward
    assert word.moved(13).span == Span(10, 13)
    assert word.moved(13).moved(3).span == Span(3, 10)
    assert word.moved(20).swapped().moved(12).span == Span(12, 20)
    assert Selecting(5, 5, 9).moved(5).span == Span(5, 9)
