"""Help, palette, theme picker, labels menu and note editor, used by key at three sizes."""

import pytest
from screen_host import LABELS, THEMES, Host
from textual.events import Key

from corpus.labels import Label, LabelSet
from tui.commands import commands
from tui.keymap import build_keymap, default_keymap, key_name
from tui.screens.command_palette import CommandPalette, rank
from tui.screens.help import HelpScreen, help_rows
from tui.screens.labels_menu import LabelsMenu
from tui.screens.note import NoteEditor
from tui.screens.theme_picker import ThemePicker
from tui.settings import load_settings
from tui.theming import LoadedThemes, load_themes

SIZES = [(120, 40), (80, 24), (40, 12)]
TYPED = {"space": " ", "slash": "/", "percent_sign": "%"}
sizes = pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")


class Shown:
    """A screen shown in the host, and keys pressed on it."""

    def __init__(self, screen, size=(80, 24), theme="dark"):
        self.app = Host(theme)
        self._screen, self._size = screen, size

    async def __aenter__(self):
        self._running = self.app.run_test(size=self._size)
        self._pilot = await self._running.__aenter__()
        self.app.open(self._screen(self.app) if callable(self._screen) else self._screen)
        await self.press()
        return self

    async def __aexit__(self, *error):
        await self._running.__aexit__(*error)

    async def press(self, *keys):
        for key in keys:  # as fast as the driver would send what was typed ahead
            character = key if len(key) == 1 else TYPED.get(key)
            self.app.post_message(Key(key_name(key) if len(key) == 1 else key, character))
        for _ in range(3):
            await self._pilot.pause(0)

    async def resize(self, width, height):
        await self._pilot.resize_terminal(width, height)
        await self.press()

    @property
    def lines(self):
        return self.app.lines()

    @property
    def text(self):
        return "\n".join(self.lines)

    @property
    def results(self):
        return self.app.results


# Help


def help_screen(app, keymap=None):
    return HelpScreen(keymap or default_keymap(), app.palette)


@sizes
async def test_help_scrolls_from_the_first_key_to_the_last_and_back(size):
    async with Shown(help_screen, size) as shown:
        assert "Esc close" in shown.lines[-1]
        assert "Program" in shown.text
        assert str(len(commands()) + 1) in shown.lines[0]
        await shown.press("pagedown")
        assert "Program" not in shown.text
        pages = 240 // (size[1] - 4)
        await shown.press(*["pagedown"] * pages)
        assert "that you are not sure of" in shown.text
        await shown.press("up", *["pageup"] * pages)
        assert "Program" in shown.text


@pytest.mark.parametrize("width", [28, 38, 60, 80, 119])
def test_help_cuts_nothing_at_any_width(width):
    rows = help_rows(default_keymap(), "", width)
    text = " ".join(row.text for row in rows)
    for command in commands():
        assert " ".join(command.help.split()) in " ".join(text.split()), command.id
    column = 11 if width < 60 else 20
    assert all(len(row.text) <= width - column for row in rows)


@sizes
async def test_typing_searches_help(size):
    async with Shown(help_screen, size) as shown:
        await shown.press(*"undecided")
        assert "suggestion" in shown.text
        assert "Quit" not in shown.text
        await shown.press(*"xyz")
        assert "no key for that" in shown.text


async def test_help_shows_the_persons_own_keys():
    keymap = build_keymap({"mentions.next": "ctrl+n", "app.suspend": ""})
    async with Shown(lambda app: help_screen(app, keymap)) as shown:
        await shown.press(*"next mention")
        assert "Ctrl+N" in shown.text
    rows = help_rows(keymap, "shell", 80)
    assert rows[1].keys == ": Suspend"


async def test_escape_closes_help_and_wrapping_follows_the_width():
    async with Shown(help_screen, (120, 40)) as shown:
        await shown.resize(40, 12)
        assert "            text as you type" in shown.lines
        await shown.press("escape")
        assert shown.results == [None]
        assert "beneath 0" in shown.lines[0]


# Palette


def command_palette(app):
    return CommandPalette(default_keymap(), app.palette)


@sizes
async def test_the_palette_lists_runs_and_leaves(size):
    async with Shown(command_palette, size) as shown:
        assert "Commands" in shown.lines[0]
        assert "Find" in shown.text
        assert any("beneath" in line for line in shown.lines)
        await shown.press(*"theme", "enter")
        assert shown.results == ["app.themes"]
    async with Shown(command_palette, size) as shown:
        await shown.press("down", "down", "up", "enter")
        assert shown.results == ["app.help"]
    async with Shown(command_palette, size) as shown:
        await shown.press("escape")
        assert shown.results == [None]


async def test_the_palette_says_when_there_is_no_such_command():
    async with Shown(command_palette) as shown:
        await shown.press(*"qqqqzzzz")
        assert "no such command" in shown.text
        await shown.press("enter")
        assert shown.results == []


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("undo", "app.undo"),
        ("themes", "app.themes"),
        ("next doc", "documents.next"),
        ("doc next", "documents.next"),
        ("accpt", "mark.accept"),
        ("rejct", "mark.reject"),
        ("histroy", "view.history"),
        ("cancel", "app.cancel-loading"),
        ("sel sent", "select.sentence"),
        ("mark.note", "mark.note"),
        ("label 7", "mark.label-7"),
        ("shell", "app.suspend"),
        ("QUIT", "app.quit"),
    ],
)
def test_a_few_letters_find_the_command(typed, first):
    assert rank(commands(), typed)[0].id == first


def test_nothing_typed_is_the_table_itself_and_nonsense_is_nothing():
    assert rank(commands(), " ") == list(commands())
    assert rank(commands(), "zzzzqqqq") == []


def test_every_command_is_found_by_its_title_among_the_first():
    for command in commands():
        first = [found.id for found in rank(commands(), command.title)[:3]]
        assert command.id in first, (command.title, first)


# Themes


def theme_picker(settings=None, loaded=None, theme="dark"):
    def make(app):
        return ThemePicker(
            loaded or load_themes(), THEMES[theme], LABELS, app.preview, settings=settings
        )

    return make


@sizes
async def test_themes_change_while_choosing_and_enter_keeps(size, tmp_path):
    settings = tmp_path / "settings.yaml"
    settings.write_text("# mine\nmeasure: 70\n")
    async with Shown(theme_picker(settings), size) as shown:
        assert "Themes" in shown.text
        assert "beneath 0" in shown.text
        await shown.press("down")
        await shown.press("down")
        assert shown.app.previews == ["light", "paper"]
        assert shown.app.theme == "paper"
        assert settings.read_text() == "# mine\nmeasure: 70\n"
        await shown.press("enter")
        assert [theme.name for theme in shown.results] == ["paper"]
    assert settings.read_text() == "# mine\nmeasure: 70\ntheme: paper\n"
    assert load_settings(settings).theme == "paper"


async def test_escape_brings_the_old_theme_back_and_writes_nothing(tmp_path):
    settings = tmp_path / "settings.yaml"
    async with Shown(theme_picker(settings)) as shown:
        await shown.press("down")
        await shown.press("escape")
        assert shown.app.previews == ["light", "dark"]
        assert shown.results == [None]
    assert not settings.exists()


async def test_looking_only_changes_nothing(tmp_path):
    async with Shown(theme_picker(tmp_path / "settings.yaml")) as shown:
        await shown.press("escape")
        assert shown.app.previews == []


async def test_typing_previews_the_theme_found():
    async with Shown(theme_picker()) as shown:
        await shown.press(*"mono")
        assert shown.app.theme == "monochrome"
        await shown.press("enter")
        assert [theme.name for theme in shown.results] == ["monochrome"]


async def test_broken_themes_are_said_and_cannot_be_chosen():
    loaded = LoadedThemes(load_themes().themes, ("mine.yaml, line 3, field dark: [red]oops.",))
    async with Shown(theme_picker(loaded=loaded), (80, 24)) as shown:
        assert "[red]oops" in shown.text
        await shown.press("pagedown", "pagedown", "enter")
        assert shown.results == []


async def test_settings_that_cannot_be_written_are_said_and_the_theme_holds(tmp_path):
    (tmp_path / "file").write_text("")
    async with Shown(theme_picker(tmp_path / "file" / "settings.yaml")) as shown:
        await shown.press("down", "enter")
        assert shown.results == []
        assert "not written" in shown.text
        assert shown.app.theme == "light"
        await shown.press("enter")
        assert [theme.name for theme in shown.results] == ["light"]


@pytest.mark.parametrize("theme", ["dark", "monochrome"])
async def test_every_theme_can_be_put_on(theme):
    step = "up" if theme == "monochrome" else "down"
    async with Shown(theme_picker(theme=theme), theme=theme) as shown:
        for _ in THEMES:
            await shown.press(step)
        assert set(shown.app.previews) == set(THEMES) - {theme}


# Labels


def labels_menu(labels=LABELS):
    return lambda app: LabelsMenu(labels, app.palette)


@sizes
async def test_every_label_is_shown_and_its_key_chooses_it(size):
    async with Shown(labels_menu(), size) as shown:
        for label in LABELS.labels:
            assert f"{label.key} {label.name}" in shown.text
        await shown.press("3")
        assert shown.results == ["GPE"]


@pytest.mark.parametrize(
    ("key", "name"),
    [
        ("p", "PERCENT"),
        ("P", "PERSON"),
        ("W", "LAW"),
        ("e", "EVENT"),
        ("percent_sign", "PERCENT"),
        ("c", "CARDINAL"),
    ],
)
async def test_keys_come_first_then_letters(key, name):
    async with Shown(labels_menu()) as shown:
        await shown.press(key)
        assert shown.results == [name]


@sizes
async def test_arrows_and_enter_choose_and_other_keys_do_nothing(size):
    async with Shown(labels_menu(), size) as shown:
        await shown.press("right", "right", "left", "ctrl+r", "z", "slash")
        assert "Companies" in shown.lines[-1]
        await shown.press("enter")
        assert shown.results == ["ORG"]


async def test_escape_chooses_nothing():
    async with Shown(labels_menu()) as shown:
        await shown.press("escape")
        assert shown.results == [None]


@sizes
async def test_many_labels_scroll_and_hostile_names_do_nothing(size):
    many = tuple(
        Label(f"L{number:02}", chr(0x4E00 + number), chr(0x3B1 + number % 20), "[b]x[/b]\x1b[31m")
        for number in range(90)
    )
    async with Shown(labels_menu(LabelSet("many", many)), size) as shown:
        assert "beneath 0" in shown.text
        await shown.press("end")
        assert "L89" in shown.text
        assert "[b]x[/b]" in shown.lines[-1]
        assert "\x1b" not in shown.text
        await shown.press("enter")
        assert shown.results == ["L89"]


async def test_an_empty_label_set_can_only_be_left():
    async with Shown(labels_menu(LabelSet("none", ()))) as shown:
        await shown.press("enter", "down", "escape")
        assert shown.results == [None]


# Notes


@sizes
async def test_a_note_is_written_over_several_lines_and_saved(size):
    async with Shown(NoteEditor("", title="Võ Nguyên Giáp"), size) as shown:
        assert "Note · Võ Nguyên Giáp" in shown.text
        await shown.press(*"one", "enter", *"two", "ctrl+s")
        assert shown.results == ["one\ntwo"]


async def test_the_note_there_was_is_shown_as_it_is_never_as_markup():
    async with Shown(NoteEditor("[red]see[/] p. 3", title="[b]x[/b]")) as shown:
        assert "[red]see[/] p. 3" in shown.text
        assert "Note · [b]x[/b]" in shown.text
        await shown.press("!", "ctrl+s")
        assert shown.results == ["[red]see[/] p. 3!"]


async def test_an_unchanged_note_comes_back_exactly():
    before = "a\r\nb\x1b[31m  "
    async with Shown(NoteEditor(before, title="t", key="note-exact")) as shown:
        assert "\x1b" not in shown.text
        await shown.press("ctrl+s")
        assert shown.results == [before]


async def test_an_emptied_note_is_saved_as_empty():
    async with Shown(NoteEditor("x", title="t", key="note-emptied")) as shown:
        await shown.press("backspace", "ctrl+s")
        assert shown.results == [""]


async def test_escape_asks_nothing_and_loses_nothing():
    async with Shown(NoteEditor("old", title="t", key="note-draft")) as shown:
        await shown.press(*" new", "escape")
        assert shown.results == [None]
    async with Shown(NoteEditor("other", title="t", key="note-elsewhere")) as shown:
        assert "old new" not in shown.text
    async with Shown(NoteEditor("old", title="t", key="note-draft")) as shown:
        assert "old new" in shown.text
        assert "your draft" in shown.text
        await shown.press(*"er", "ctrl+s")
        assert shown.results == ["old newer"]
    async with Shown(NoteEditor("old newer", title="t", key="note-draft")) as shown:
        assert "your draft" not in shown.text


async def test_a_note_left_as_it_was_leaves_no_draft():
    async with Shown(NoteEditor("old", title="t", key="note-same")) as shown:
        await shown.press("escape")
    async with Shown(NoteEditor("old", title="t", key="note-same")) as shown:
        assert "your draft" not in shown.text
