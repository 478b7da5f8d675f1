"""Run by a test in a terminal of its own: our screens in a theme, driven by key, then left."""

import os
import sys
from pathlib import Path

from screen_host import LABELS, Host
from textual.widgets import Button, Input, ProgressBar

from tui.keymap import default_keymap
from tui.screens.command_palette import CommandPalette
from tui.screens.help import HelpScreen
from tui.screens.labels_menu import LabelsMenu
from tui.screens.note import NoteEditor
from tui.settings import Settings
from tui.theming import choose_theme


class Program(Host):
    """Also shows widgets of Textual's that name colours in their own styles."""

    def compose(self):
        yield from super().compose()
        yield Input(placeholder="here")
        yield Button("error", variant="error")
        yield ProgressBar(total=10)


async def drive(pilot):
    app = pilot.app
    for screen in (
        HelpScreen(default_keymap(), app.palette),
        CommandPalette(default_keymap(), app.palette),
        LabelsMenu(LABELS, app.palette),
        NoteEditor("note", title="title"),
    ):
        app.open(screen)
        await pilot.pause()
        await pilot.press("right", "tab")
        await pilot.pause()
        await pilot.press("escape")
        await pilot.pause()
    app.exit()


theme = choose_theme(Settings(Path(os.devnull, "none")), name=(sys.argv[1:] or [""])[0]).theme
app = Program(theme.name)
app.animation_level = "none"
app.run(auto_pilot=drive)
assert app._exception is None
