"""Help, palette, themes, leaving, bad input at the screen, and a collection that is being read."""

import shutil
import sqlite3

import pytest
from reading_host import NEWS, THEMES, Opened, make_collection, open_loaded

from corpus.corpus import Places
from tui.commands import commands
from tui.session import open_session
from tui.settings import load_settings

LEAVING = {"app.quit", "app.force-quit", "app.suspend"}


async def test_help_lists_every_key_and_escape_returns(session):
    async with Opened(session) as shown:
        await shown.press("question_mark")
        assert "Keys" in shown.lines[0]
        await shown.type("reverse")
        assert "turn the order of the list round" in shown.text
        await shown.press("escape")
        assert shown.screen.documents.has_focus
        assert "Documents" in shown.lines[0]


@pytest.mark.parametrize("region", ["documents", "reader"])
async def test_the_palette_runs_every_command_and_the_screen_lives_on(session, region):
    async with Opened(session) as shown:
        for command in commands():
            if command.id in LEAVING or (region == "documents") != (command.context == region):
                continue
            shown.screen.go_to_region(region)
            shown.screen.read(shown.corpus.number_of("a-news.txt"))
            shown.put_cursor("Pham Minh Chinh")
            await shown.screen.run_command(command)
            await shown.settle()
            while shown.app.screen is not shown.screen:
                await shown.press("escape")
            if shown.screen.bar.display or shown.app.focused.id == "filter":
                await shown.press("escape")
            assert shown.app.is_running, command.id
            assert shown.app.focused in (shown.screen.documents, shown.screen.view), command.id


async def test_commands_typed_in_the_palette_run(session):
    async with Opened(session) as shown:
        await shown.press("colon", *"next document", "enter")
        assert shown.here == shown.listed[2]


@pytest.mark.parametrize("theme", sorted(THEMES))
async def test_every_theme_shows_the_whole_screen(session, theme):
    async with Opened(session, theme=theme) as shown:
        await shown.read("a-news.txt")
        await shown.press("]", "a", "v", "w", "1", "slash", *"bri", "escape", "t", "escape")
        assert "Ministers count the year" in shown.text
        assert "saved · 2 marks" in shown.status


async def test_the_monochrome_theme_has_no_colour_and_shows_labels_by_letters(session):
    async with Opened(session, theme="monochrome") as shown:
        await shown.read("a-news.txt")
        strips = shown.app.screen._compositor.render_strips()
        styles = [segment.style for strip in strips for segment in strip if segment.style]
        for style in styles:
            for colour in (style.color, style.bgcolor):
                assert colour is None or colour.is_default
        row = next(line for line in shown.lines if "Prime Minister" in line)
        assert "p" in row[-8:]


async def test_themes_change_everything_at_once(session):
    async with Opened(session) as shown:
        await shown.press("T", "down", "enter")
        assert shown.app.theme != "dark"
        assert shown.screen.documents.palette is shown.app.palette
        assert shown.screen.view.palette is shown.app.palette


async def test_quit_steps_back_first_and_leaves_at_the_top(session):
    async with Opened(session, (80, 24)) as shown:
        await shown.read("a-news.txt")
        await shown.press("v", "q")
        assert shown.screen.view.selection is None
        await shown.press("q")
        assert shown.screen.documents.has_focus
        assert shown.app.is_running
        await shown.press("q")
        assert shown.app._exit


async def test_keys_that_come_together_go_one_after_the_other(session):
    async with Opened(session) as shown:
        await shown.read("a-news.txt")
        await shown.press("slash", *"pax", "escape", "colon", *"legend", "enter", "escape")
        assert shown.marks.total() == 0
        assert shown.screen.hidden == set()
        await shown.press("question_mark", *"q1a", "escape", "f12", "O", *"x", "escape")
        assert shown.app.screen is shown.screen
        assert shown.marks.total() == 0


# Bad input


async def test_a_document_that_vanished_is_said_and_the_list_goes_on(session, folder):
    async with Opened(session) as shown:
        await shown.read("b-bridge.txt")
        shutil.rmtree(folder)
        session.corpus._kept._documents.clear()
        shown.screen.go_to_region("documents")
        await shown.press("g", "down", "enter")
        assert "is gone" in shown.status
        assert shown.screen.documents.has_focus
        assert shown.here == "b-bridge.txt"
        await shown.press("J", "J", "down")
        assert shown.app.is_running


async def test_documents_that_cannot_be_read_are_passed_over_and_listed_as_problems(
    tmp_path, homes
):
    folder = make_collection(tmp_path / "mixed", {"a.txt": NEWS, "c.txt": "Last\n\nText.\n"})
    (folder / "b.txt").write_bytes(b"\x00\x01\x02\xff" * 50)
    (folder / "d.txt").write_bytes(b"")
    async with Opened(open_loaded(folder, homes=homes)) as shown:
        assert "1 problem (:problems)" in shown.status
        await shown.press("s")
        row = next(line for line in shown.lines if " b" in line[:8])
        assert "!" in row
        await shown.press("colon", *"problems", "enter")
        assert "b.txt" in shown.text
        await shown.press("escape")
        await shown.read("d.txt")
        await shown.press("v", "w", "1", "n", "]", "G", "z", "y")
        assert shown.app.is_running


async def test_a_store_that_cannot_be_written_says_so_and_shows_nothing_as_saved(session, folder):
    async with Opened(session) as shown:
        await shown.read("b-bridge.txt")
        shown.put_cursor("boats")
        await shown.press("W", "4")
        locked = sqlite3.connect(folder / ".glossator" / "annotations.sqlite")
        locked.execute("DROP TABLE annotations")
        locked.commit()
        locked.close()
        shown.put_cursor("beneath")
        await shown.press("W", "5")
        assert "saved · NORP" not in shown.text
        assert "O" not in margin_of(shown, "beneath")
        assert shown.app.is_running


def margin_of(shown, words):
    return next(line for line in shown.lines if words in line)[-8:]


async def test_a_place_for_positions_that_cannot_be_made_is_a_problem_not_an_end(folder, homes):
    homes.mkdir()
    (homes / "state").write_text("a file where a folder should be")
    async with Opened(open_loaded(folder, homes=homes)) as shown:
        await shown.read("b-bridge.txt")
        await shown.press("colon", *"problems", "enter")
        assert "Positions are not kept" in shown.text


async def test_a_long_sentence_goes_on_in_the_second_row(session):
    async with Opened(session, (60, 20)) as shown:
        shown.screen.say(
            "One word after the other until the row is full and more follows.", "error"
        )
        await shown.settle()
        assert "more follows." in " ".join(shown.status.split())


# Loading


async def test_a_collection_is_used_while_it_is_read(folder, homes):
    places = Places(homes / "data", homes / "state", homes / "cache")
    session = open_session([folder], settings=load_settings(homes / "s.yaml"), places=places)
    async with Opened(session) as shown:
        await shown.until(lambda: len(shown.listed) == 4 and shown.screen.number >= 0)
        await shown.press("slash", *"bridge", "escape", "f", "escape", "s")
        await shown.until(lambda: session.corpus.finished and not session.loader.waiting)
        await shown.settle()
        await shown.press("slash", *"phm minh chin", "enter", "n")
        assert shown.under_cursor.startswith("Pham Minh Chinh")


async def test_escape_at_the_top_stops_loading(tmp_path, homes):
    texts = {f"{n}.txt": f"Title {n}\n\n" + "Pham Minh Chinh spoke.\n" * 50 for n in range(400)}
    folder = make_collection(tmp_path / "many", texts)
    places = Places(homes / "data", homes / "state", homes / "cache")
    session = open_session([folder], settings=load_settings(homes / "s.yaml"), places=places)
    async with Opened(session) as shown:
        await shown.until(lambda: len(shown.listed) > 0)
        if session.loader.running:
            await shown.press("escape")
            assert not session.loader.running
            assert "Loading was cancelled" in shown.status
        await shown.press("j", "enter", "w")
        assert shown.screen.document is not None


async def test_a_collection_that_cannot_be_written_says_where_its_marks_go(folder, homes):
    (folder / ".glossator").write_text("a file where a folder should be")
    async with Opened(open_loaded(folder, homes=homes), (160, 40)) as shown:
        await shown.read("b-bridge.txt")
        shown.put_cursor("boats")
        await shown.press("W", "4", "w")
        assert "saved · 1 mark · kept outside this folder" in shown.status
        await shown.pilot.resize_terminal(80, 24)
        await shown.settle()
        assert "kept outside this folder" in shown.status
    async with Opened(open_loaded(folder, homes=homes)) as shown:
        assert shown.quotes("b-bridge.txt") == [("LOC", "boats")]
        await shown.press("colon", *"problems", "enter")
        assert str(homes / "data") in shown.text.replace("\n", "").replace(" ", "")


async def test_what_cannot_be_read_is_passed_over_at_the_start(tmp_path):
    folder = make_collection(tmp_path / "texts", {"b.txt": "A quiet harbour\n\nNothing moved.\n"})
    (folder / "a.txt").write_bytes(b"\x7fELF" + bytes(range(256)) * 8)
    session = open_loaded(folder, homes=tmp_path)
    async with Opened(session) as shown:
        assert shown.screen.document is not None
        assert shown.screen.document.id == "b.txt"
        assert "Nothing moved." in shown.text
