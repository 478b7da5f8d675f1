"""A small app that shows a concordance or a table, and what was pressed on it."""

from __future__ import annotations

from pathlib import Path

from opened_corpus import opened, write
from textual.content import Content
from textual.events import Key
from textual.widgets import Static

from corpus.labels import default_label_set
from tui.keymap import key_name
from tui.keys_in_turn import KeysInTurn
from tui.theming import load_themes

LABELS = default_label_set()
THEMES = load_themes().themes
TYPED = {"space": " "}
SIZES = [(120, 40), (80, 24), (40, 12)]

TEXTS = {
    "a.txt": (
        "The committee met\n\n14 January 2026 - Prime Minister Pham Minh Chinh opened the "
        "meeting in Hanoi. He came to Hanoi by train. Later Hanoi was cold.\n"
    ),
    "b.txt": (
        "The road [b]x[/b]\n\n2 March 2024 - The road from Hanoi to Điện Biên Phủ is long. "
        "Some went đến Hanoi! Zebras left Hanoi after that.\n"
    ),
    "c.txt": "北京 and the river\n\n从北京到 Hanoi 的火车 was slow, they say. Hanoi waited.\n",
}


class Host(KeysInTurn):
    """Shows a screen over something, and keeps what it gave and what was copied."""

    CSS = "Screen { background: $background; color: $foreground; }"
    ENABLE_COMMAND_PALETTE = False

    def __init__(self, screen, theme="dark"):
        super().__init__()
        self.look = THEMES[theme]
        self.register_theme(self.look.textual_theme())
        self.theme = self.look.name
        self.make = screen
        self.results = []

    def compose(self):
        yield Static(Content("\n".join(f"beneath {number}" for number in range(100))))

    def on_mount(self):
        self.push_screen(self.make(self.look.palette(LABELS)), self.results.append)

    def get_line_filters(self):
        return self.look.line_filters(super().get_line_filters())


class Shown:
    """A screen shown, for as long as the ``async with`` lasts."""

    def __init__(self, screen, size=(80, 24), theme="dark"):
        self.app = Host(screen, theme)
        self._size = size
        self.waits = True
        """Whether work that goes on in turns is waited for."""

    async def __aenter__(self):
        self._running = self.app.run_test(size=self._size)
        self._pilot = await self._running.__aenter__()
        await self.press()
        return self

    async def __aexit__(self, *error):
        await self._running.__aexit__(*error)

    async def press(self, *keys):
        """Keys, as fast as the driver would send what was typed ahead; then all work is done."""
        for key in keys:
            character = key if len(key) == 1 else TYPED.get(key)
            self.app.post_message(Key(key_name(key) if len(key) == 1 else key, character))
        await self.settle()

    async def settle(self):
        await self._pilot.pause(0)
        while self.app.keys_at_work or (self.waits and self._works()):
            await self._pilot.pause(0.001)
        await self._pilot.pause(None if self.waits else 0)

    def _works(self):
        return getattr(self.screen, "_turn", None) is not None

    async def resize(self, width, height):
        await self._pilot.resize_terminal(width, height)
        await self.press()

    @property
    def screen(self):
        return self.app.screen

    @property
    def lines(self):
        """What is on the screen, row by row."""
        strips = self.app.screen._compositor.render_strips()
        return ["".join(segment.text for segment in strip).rstrip() for strip in strips]

    @property
    def text(self):
        return "\n".join(self.lines)

    @property
    def results(self):
        return self.app.results


def open_texts(tmp_path: Path, texts=TEXTS):
    write(tmp_path / "texts", texts)
    return opened(tmp_path)
