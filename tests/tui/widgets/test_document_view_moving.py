from __future__ import annotations

import sys
from pathlib import Path

import pytest

from corpus.document import Document
from corpus.span import Span

sys.path.insert(0, str(Path(__file__).parents[1]))

from page_text import NEWS, document
from view_app import ViewApp

from tui.widgets.motions import MOTIONS

SIZES = [(20, 5), (40, 12), (100, 30)]
PROSE = Document(
    "p",
    "p",
    "\n".join(
        f"Paragraph {number} has a first sentence. It has a second one, too, which is longer."
        for number in range(200)
    ),
)


@pytest.fixture
def app():
    return ViewApp()


def word(app):
    """The text from the cursor to the next blank."""
    return app.view.document.text[app.view.cursor :].split()[0]


async def test_motions_by_units(app):
    async with app.run_test(size=(60, 12)):
        view = app.view
        view.show(PROSE)
        went = []
        for motion in (
            *("word", "word", "word-end", "word-back", "sentence", "sentence", "sentence-back"),
            *("paragraph", "paragraph", "paragraph-back", "row-end", "row-start", "end", "start"),
        ):
            view.move(motion)
            went.append((motion, PROSE.text[max(0, view.cursor - 5) : view.cursor + 5]))
        assert went == [
            ("word", "raph 0 has"),
            ("word", "ph 0 has a"),
            ("word-end", " 0 has a f"),
            ("word-back", "ph 0 has a"),
            ("sentence", "nce. It ha"),
            ("sentence", "ger.\nParag"),
            ("sentence-back", "nce. It ha"),
            ("paragraph", "ger.\nParag"),
            ("paragraph", "ger.\nParag"),
            ("paragraph-back", "ger.\nParag"),
            ("row-end", "second one"),
            ("row-start", "ger.\nParag"),
            ("end", "onger."),
            ("start", "Parag"),
        ]


async def test_counts(app):
    async with app.run_test(size=(60, 12)):
        app.view.show(PROSE)
        app.view.move("paragraph", 7)
        assert word(app) == "Paragraph"
        assert PROSE.text.count("\n", 0, app.view.cursor) == 7
        app.view.move("paragraph-back", 3)
        assert PROSE.text.count("\n", 0, app.view.cursor) == 4
        app.view.move("word", 100_000)
        app.view.move("left", 10)
        assert app.view.cursor == len(PROSE.text) - 11


async def test_up_and_down_keep_the_wanted_column(app):
    text = "a long enough line\nshort\n\nanother long line"
    async with app.run_test(size=(60, 12)):
        app.view.show(Document("d", "d", text), offset=text.index("enough"))
        app.view.move("down")
        assert app.view.cursor == text.index("t\n")
        app.view.move("down")
        assert text[app.view.cursor :].startswith(" long line")
        app.view.move("up", 2)
        assert app.view.cursor == text.index("enough")


async def test_wide_characters_keep_the_column_in_cells(app):
    text = "日本語の文\nabcdefghij"
    async with app.run_test(size=(60, 12)):
        app.view.show(Document("d", "d", text), offset=2)
        app.view.move("down")
        assert text[app.view.cursor] == "e"
        app.view.move("right")
        app.view.move("up")
        assert text[app.view.cursor] == "語"


async def test_left_and_right_go_by_clusters_and_over_rows(app):
    text = "e\u0301\U0001f1fb\U0001f1f3 x\n\n\r\n\U0001f468\u200d\U0001f469y"
    async with app.run_test(size=(60, 12)):
        app.view.show(Document("d", "d", text))
        stops = [0]
        for _ in range(9):
            app.view.move("right")
            stops.append(app.view.cursor)
        family = text.index("\U0001f468")
        assert stops == [0, 2, 4, 5, family, len(text) - 1, *[len(text) - 1] * 4]
        back = [app.view.cursor]
        for _ in range(9):
            app.view.move("left")
            back.append(app.view.cursor)
        assert back == [len(text) - 1, family, 5, 4, 2, 0, 0, 0, 0, 0]


@pytest.mark.parametrize("size", SIZES)
async def test_the_cursor_is_on_the_page_whatever_the_motion(app, size):
    async with app.run_test(size=size):
        view = app.view
        view.focus()
        for document_ in (PROSE, document(*NEWS)):
            view.show(document_)
            for motion in [*sorted(MOTIONS), "end", *sorted(MOTIONS), *["down"] * 40, "page-up"]:
                view.move(motion, 3)
                rows = view._page.rows
                assert any(row.start <= view.cursor < max(row.after, 1) for row in rows), motion


async def test_pages_overlap_and_come_back(app):
    async with app.run_test(size=(60, 12)) as pilot:
        app.view.show(PROSE)
        await pilot.pause()
        before = app.lines()
        app.view.move("page-down")
        await pilot.pause()
        assert app.lines()[:2] == before[-2:]
        app.view.move("page-up")
        await pilot.pause()
        assert app.lines() == before
        assert app.view.cursor == 0
        app.view.move("half-down")
        await pilot.pause()
        assert app.lines()[:6] == before[6:]


async def test_a_page_down_from_its_last_row_is_a_page_too(app):
    async with app.run_test(size=(60, 12)) as pilot:
        app.view.show(PROSE, offset=3, top=0)
        app.view.reveal(app.view.visible_span.end - 9)
        await pilot.pause()
        before = app.lines()
        app.view.move("page-down")
        await pilot.pause()
        assert app.lines()[:2] == before[-2:]


async def test_a_step_down_never_scrolls_up(app):
    async with app.run_test(size=(60, 12)):
        app.view.show(PROSE)
        app.view.move("page-down")
        top = app.view.top_offset
        app.view.move("down")
        assert app.view.top_offset == top
        app.view.move("up")
        assert app.view.top_offset <= top


async def test_pages_end_at_the_ends(app):
    async with app.run_test(size=(60, 12)) as pilot:
        app.view.show(PROSE)
        app.view.move("page-down", 1000)
        await pilot.pause()
        assert app.view.progress == 100
        assert app.lines()[-1].endswith("longer.")
        app.view.move("page-down")
        assert app.view.cursor > PROSE.text.rindex("\n")
        app.view.move("page-up", 1000)
        assert app.view.top_offset == 0
        app.view.move("page-up")
        assert app.view.cursor < 60


async def test_a_fold_is_one_stop(app):
    news = document(*NEWS)
    start = news.text.index("Ministers meet", 5)
    inside = news.text.index("Painter")
    async with app.run_test(size=(56, 20)) as pilot:
        view = app.view
        view.focus()
        view.show(news, offset=news.text.index("sea."))
        view.move("word")
        assert view.cursor == start
        await pilot.pause()
        assert app.reversed() == "▸ 2 lines of captions and credits"
        view.move("word")
        assert word(app) == "What"
        view.move("word-back")
        assert view.cursor == start
        view.move("left")
        assert word(app) == "."
        view.move("right")
        view.move("right")
        assert word(app) == "What"
        view.reveal(inside)
        view.move("sentence")
        assert word(app) == "What"
        view.reveal(inside)
        view.move("down")
        assert word(app) == "What"
        view.reveal(news.text.index("yearly"))
        view.move("end")
        assert view.cursor == news.text.index("RELATED")
        view.move("word")
        assert view.cursor == news.text.index("RELATED")


async def test_folds_open_and_close(app):
    news = document(*NEWS)
    inside = news.text.index("Painter")
    async with app.run_test(size=(56, 24)) as pilot:
        view = app.view
        view.show(news, offset=inside)
        assert view.toggle_fold()
        await pilot.pause()
        assert "    The opening session. (Photo: A. Painter)" in app.lines()
        assert "    ▸ 3 lines of related news" in app.lines()
        view.reveal(inside)
        assert view.toggle_fold()
        await pilot.pause()
        assert "    ▸ 2 lines of captions and credits" in app.lines()
        assert view.cursor == news.text.index("Ministers meet", 5)
        view.reveal(0)
        assert not view.toggle_fold()
        assert view.toggle_all_folds()
        await pilot.pause()
        assert "    Yet another meeting" in app.lines()
        assert view.toggle_all_folds()
        await pilot.pause()
        assert "    Yet another meeting" not in app.lines()
        view.reveal(inside, unfold=True)
        await pilot.pause()
        assert "    The opening session. (Photo: A. Painter)" in app.lines()
        view.show(PROSE)
        assert not view.toggle_all_folds()


async def test_opening_all_folds_leaves_the_row_of_the_cursor_where_it_is(app):
    news = document(*NEWS, *NEWS[1:], *NEWS[1:])
    async with app.run_test(size=(56, 12)) as pilot:
        app.view.focus()
        app.view.show(news, offset=news.text.rindex("What was"))
        app.view.move("word-end")
        await pilot.pause()
        line = next(at for at, text in enumerate(app.lines()) if "What was" in text)
        app.view.toggle_all_folds()
        await pilot.pause()
        assert "What was" in app.lines()[line]


async def test_reveal_scrolls_only_what_is_out_of_view(app):
    async with app.run_test(size=(60, 12)) as pilot:
        view = app.view
        view.show(PROSE)
        view.reveal(200)
        assert (view.cursor, view.top_offset) == (200, 0)
        far = PROSE.text.index("Paragraph 120")
        view.reveal(far)
        await pilot.pause()
        assert "Paragraph 120" in app.lines()[4]
        top = view.top_offset
        view.reveal(far + 3)
        assert view.top_offset == top
        last = view.visible_span.end - 1
        view.reveal(last)
        assert view.top_offset == top
        view.reveal(10**9)
        assert view.cursor == len(PROSE.text) - 1
        assert view.progress == 100


async def test_what_was_said(app):
    async with app.run_test(size=(60, 12)) as pilot:
        view = app.view
        view.show(PROSE)
        await pilot.pause()
        assert app.said == [("top", 0), ("cursor", 0)]
        app.said.clear()
        view.move("right")
        view.move("right")
        await pilot.pause()
        assert app.said == [("cursor", 2)]
        app.said.clear()
        view.move("left")
        view.move("right")
        view.move("start")
        view.start_selection()
        await pilot.pause()
        assert app.said[-1] == ("selection", Span(0, 9))
        app.said.clear()
        view.clear("nothing")
        await pilot.pause()
        assert app.said[-1] == ("selection", None)
        view.show(PROSE, offset=5000)
        await pilot.pause()
        assert app.said[-2:] == [("top", view.top_offset), ("cursor", 5000)]


async def test_a_sentence_without_an_end_is_gone_through_in_parts(app):
    text = "no stop and no end " * 20_000
    async with app.run_test(size=(60, 12)):
        view = app.view
        view.show(Document("d", "d", text), offset=len(text) // 2)
        stops = [view.cursor]
        for motion in ["sentence"] * 3 + ["sentence-back"] * 3:
            view.move(motion)
            stops.append(view.cursor)
        assert stops[:4] == sorted(set(stops[:4]))
        assert stops[3:] == sorted(set(stops[3:]), reverse=True)
        view.move("sentence", 100)
        assert view.progress == 100
        view.move("sentence-back", 100)
        assert view.cursor == 0


async def test_an_unknown_motion_is_refused(app):
    async with app.run_test():
        app.view.show(PROSE)
        with pytest.raises(ValueError, match="sideways"):
            app.view.move("sideways")


@pytest.mark.parametrize("text", ["", "\n", "\n\n \t\n"])
@pytest.mark.parametrize("size", SIZES)
async def test_a_text_of_nothing_can_be_read(app, text, size):
    async with app.run_test(size=size) as pilot:
        view = app.view
        view.focus()
        view.show(Document("d", "d", text), offset=9, top=9)
        for motion in sorted(MOTIONS):
            view.move(motion)
            view.move(motion, extend=True)
            view.swap_end()
            view.grow()
            view.shrink()
            view.cancel_selection()
        view.select_unit("paragraph")
        view.toggle_fold()
        await pilot.pause()
        assert set(app.lines()) == {""}
        assert view.progress == 100
