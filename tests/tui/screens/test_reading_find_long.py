"""Searching in a text so long that it is searched in turns."""

import pytest
from reading_host import Opened, make_collection, open_loaded

LINE = "The harbour is quiet and the boats are in. "
LONG = "A long text\n\n" + (LINE * 20 + "\n\n") * 300 + "One lighthouse stands.\n\n" + LINE * 40
HARBOURS = 300 * 20 + 40


@pytest.fixture
def long(tmp_path):
    texts = {"a-long.txt": LONG, "b-short.txt": "Short\n\nA lighthouse, and a harbour.\n"}
    return open_loaded(make_collection(tmp_path / "texts", texts), homes=tmp_path)


def head_of(shown):
    """The first row beneath what is typed."""
    bar = shown.screen.bar
    return shown.lines[bar.region.y + 1][bar.region.x :]


async def test_all_hits_are_counted_and_drawn(long):
    async with Opened(long, (140, 40)) as shown:
        await shown.read("a-long.txt")
        await shown.press("slash")
        await shown.type("harbour")
        assert head_of(shown).lstrip("▌ ").startswith("In this")
        await shown.until(lambda: f"{HARBOURS} " in head_of(shown))
        await shown.press("enter")
        assert shown.under_cursor.startswith("harbour")
        assert shown.screen.view.cursor == LONG.index("harbour")


async def test_enter_before_the_hit_is_found_goes_to_it_when_it_is(long):
    async with Opened(long, (140, 40)) as shown:
        await shown.read("a-long.txt")
        await shown.press("slash", *"lighthouse", "enter")
        await shown.until(lambda: not shown.screen.bar.display)
        assert shown.here == "a-long.txt"
        assert shown.screen.view.cursor == LONG.index("lighthouse")
        await shown.press("n")
        assert shown.here == "b-short.txt"
        await shown.press("n")
        await shown.until(lambda: shown.here == "a-long.txt")
        assert shown.screen.view.cursor == LONG.index("lighthouse")
        assert "from the beginning again" in shown.text


async def test_escape_gives_up_waiting_for_a_hit(long):
    async with Opened(long, (140, 40)) as shown:
        await shown.read("a-long.txt")
        await shown.press("slash", *"lighthouse", "enter", "escape")
        place = shown.screen.view.cursor
        await shown.press("slash", *"harbour")
        await shown.until(lambda: f"{HARBOURS} " in head_of(shown))
        assert shown.screen.view.cursor == place


async def test_a_step_back_from_the_first_hit_waits_for_the_last(long):
    async with Opened(long, (140, 40)) as shown:
        await shown.read("a-long.txt")
        await shown.press("slash", *"quiet harbour OR quiet", "escape")
        await shown.press("slash", *"boats", "enter")
        assert shown.screen.view.cursor == LONG.index("boats")
        await shown.press("N")
        await shown.until(lambda: shown.screen.view.cursor == LONG.rindex("boats"))
        assert f"{HARBOURS} of {HARBOURS} · from the end again" in shown.text


async def test_the_chosen_result_stays_chosen_while_hits_are_counted(long):
    async with Opened(long, (140, 40)) as shown:
        await shown.read("a-long.txt")
        await shown.press("slash", *"harbour", "down", "down")
        await shown.until(lambda: f"{HARBOURS} " in head_of(shown))
        await shown.press("enter")
        third = LONG.index("harbour", LONG.index("harbour", LONG.index("harbour") + 1) + 1)
        assert shown.screen.view.cursor == third


async def test_what_is_not_there_is_said_when_all_is_searched(long):
    async with Opened(long, (140, 40)) as shown:
        await shown.read("a-long.txt")
        await shown.press("slash", *'"quiet boats"')
        await shown.until(lambda: "nothing found" in head_of(shown))
        await shown.until(lambda: "still being searched" not in head_of(shown))
        assert "nothing found" in head_of(shown)
