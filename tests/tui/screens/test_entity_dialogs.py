"""The small questions about entities: which one, what is it called, which spellings."""

import pytest
from entity_host import Entities, load

from tui.screens.entity_dialogs import EntityPicker, FormsDialog, NameDialog, Picked
from tui.screens.entity_rows import entities_like

SIZES = [(120, 40), (80, 24), (40, 12)]
sizes = pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")


@pytest.fixture
def session(tmp_path):
    return load(tmp_path)


def picker(session, size=(80, 24), **how):
    def make(tools):
        def find(text):
            return entities_like(session.corpus.ruled, text)

        return EntityPicker("Link to", find, tools.palette, **how)

    return Entities(session, make, size)


def forms(session, given, size=(80, 24), **how):
    return Entities(
        session, lambda tools: FormsDialog("The [b]Bank\x1b", given, tools.palette, **how), size
    )


@sizes
async def test_an_entity_is_picked_by_a_few_letters(session, size):
    async with picker(session, size, does="link") as opened:
        assert "likely first" in opened.lines[0]
        assert "Politburo" in opened.text
        await opened.type("to lan")
        assert "PERSON" in opened.text
        assert all(len(line) <= size[0] for line in opened.lines)
        await opened.press("enter")
        assert opened.results == [Picked(entity="person:to-lam")]


async def test_what_is_not_there_can_be_made(session):
    async with picker(session, new=True) as opened:
        assert "a new entity" not in opened.text
        await opened.type("zz  [b]top")
        assert "a new entity called “zz [b]top”" in opened.text
        await opened.press("end")
        for _ in range(70):
            await opened.press("down")
        await opened.press("enter")
        assert opened.results == [Picked(name="zz [b]top")]


async def test_what_is_there_is_not_made_again(session):
    async with picker(session, new=True) as opened:
        await opened.type("Politburo")
        assert "a new entity" not in opened.text


async def test_without_new_nothing_is_made(session):
    async with picker(session) as opened:
        await opened.type("zzqqxx")
        assert "no such entity" in opened.text
        await opened.press("enter")
        assert not opened.results
        await opened.press("escape")
        assert opened.results == [None]


@sizes
async def test_a_name_is_one_line_and_harmless(session, size):
    async with Entities(
        session, lambda tools: NameDialog("Old\nname\x1b", "A [b]name", tools.palette), size
    ) as opened:
        assert "A [b]name" in opened.text
        assert "Old name␛" in opened.text
        await opened.type("  two   words")
        await opened.press("enter")
        assert opened.results == ["Old name␛ two words"]


@pytest.mark.parametrize("keys", [("enter",), ("escape",), ("ctrl+u", "enter")])
async def test_a_name_left_as_it_is_or_empty_changes_nothing(session, keys):
    async with Entities(
        session, lambda tools: NameDialog("Old name", "A name", tools.palette)
    ) as opened:
        await opened.press(*keys)
        assert opened.results == [None]


@sizes
async def test_spellings_are_picked(session, size):
    given = [("The Bank", 9), ("[b]Bank", 4), ("漢字の銀行\x1b[0m", 1)]
    async with forms(session, given, size) as opened:
        assert "Which are not The [b]Bank␛?" in opened.text
        assert "[ ] 漢字の銀行␛[0m" in opened.text
        await opened.press("down", "space", "space", "space")
        await opened.press("enter")
        assert opened.results == [("[b]Bank",)]


async def test_more_spellings_than_rows_are_gone_through(session):
    given = [(f"spelling {number}", 1) for number in range(200)]
    async with forms(session, given, (40, 12), picked=("spelling 150",)) as opened:
        assert "[x] spelling 150" in opened.text
        await opened.press("G", "space", "pageup", "k", "j", "g", "space", "enter")
        assert opened.results == [("spelling 0", "spelling 150", "spelling 199")]
