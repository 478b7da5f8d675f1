"""A collection with names of every kind, and one screen about its entities, used by keys."""

from __future__ import annotations

from pathlib import Path

from reading_host import make_collection, open_loaded
from screen_host import LABELS, Host
from textual.events import Key

from corpus.errors import GlossatorError
from tui.commands import commands
from tui.entity_commands import ENTITY_COMMANDS
from tui.keymap import Keymap, key_name
from tui.screens.entity_screen import EntityTools

TABLE = {command.id: command for command in (*commands(), *ENTITY_COMMANDS)}
KEYMAP = Keymap(tuple(TABLE.values()))

PHAM = "Prime Minister Pham Minh Chinh"
TEXTS = {
    "a.txt": f"""Ministers count the year

HANOI, January 14, 2026 - {PHAM} met the Politburo in Hanoi on Wednesday.

Pham Minh Chinh said that the Politburo had asked for Resolution No. 59 of the Politburo.
Resolution 59 was read again. Mr. Chinh thanked the Politburo.
""",
    "b.txt": """A bridge over the river

HAI PHONG, February 2, 2025 - A bridge was opened by Pham Minh Chinh and To Lam.

To Lam spoke of Resolution 59-NQ/TW in Hai Phong. Resolution 59 was praised by the Politburo.
""",
    "c.txt": """The Ministry of Foreign Affairs looks back

HANOI, March 5, 2025 - The Ministry of Foreign Affairs (MOFA) thanked To Lam. MOFA was short.

Nguyen Minh Vu of the Ministry of Foreign Affairs met To Lam in Hanoi.
""",
}
TYPED = {"space": " ", "slash": "/"}


def load(tmp_path: Path, texts: dict[str, str] | None = None):
    """A session on these texts."""
    folder = make_collection(tmp_path / "collection", TEXTS if texts is None else texts)
    return open_loaded(folder, homes=tmp_path / "homes")


class EntityHost(Host):
    """Keeps what was said of changes."""

    def __init__(self, corpus, theme="dark", *, ascii_only=False):
        super().__init__(theme)
        self.corpus = corpus
        self.said = []
        self.tools = EntityTools(
            corpus, LABELS, KEYMAP, self.palette, self.do, ascii_only=ascii_only
        )

    def do(self, make, sentence):
        try:
            make()
        except GlossatorError as error:
            self.said.append(str(error))
            return False
        self.said.append(sentence)
        return True


class Entities:
    """A screen on a corpus, for as long as the ``async with`` lasts."""

    def __init__(self, session, make, size=(120, 40), theme="dark", *, ascii_only=False):
        self.session, self.corpus = session, session.corpus
        self.app = EntityHost(session.corpus, theme, ascii_only=ascii_only)
        self._make, self._size = make, size

    async def __aenter__(self):
        self._running = self.app.run_test(size=self._size)
        self._pilot = await self._running.__aenter__()
        self.app.open(self._make(self.app.tools))
        await self.press()
        return self

    async def __aexit__(self, *error):
        await self._running.__aexit__(*error)
        self.session.close()

    async def press(self, *keys):
        for key in keys:
            character = key if len(key) == 1 else TYPED.get(key)
            self.app.post_message(Key(key_name(key) if len(key) == 1 else key, character))
            await self._pilot.pause()
        for _ in range(3):
            await self._pilot.pause()

    async def type(self, text):
        await self.press(*("space" if c == " " else c for c in text))

    async def resize(self, width, height):
        await self._pilot.resize_terminal(width, height)
        await self.press()

    def id_of(self, name):
        """The id of the entity with this name."""
        return next(entity.id for entity in self.corpus.ruled if entity.name == name)

    @property
    def screen(self):
        return self.app.screen

    @property
    def lines(self):
        return self.app.lines()

    @property
    def text(self):
        return "\n".join(self.lines)

    @property
    def results(self):
        return self.app.results

    @property
    def here(self):
        """The row under the cursor."""
        listing = self.screen.query_one("#list")
        strip = listing.render_line(listing.cursor - listing.top)
        return "".join(segment.text for segment in strip)
