"""A small collection on the reading screen, with a real corpus and real stores, used by keys."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from zlib import crc32

from textual.events import Key

from corpus.corpus import Corpus, Places
from corpus.labels import default_label_set, find_label_set, load_label_set
from tui.app import GlossatorApp
from tui.keymap import build_keymap, key_name
from tui.reading_state import ReadingState
from tui.session import Session
from tui.settings import load_settings
from tui.theming import load_themes
from tui.widgets.virtual_list import VirtualList

THEMES = load_themes().themes

NEWS = """Ministers count the year

HANOI, January 14, 2026 - Prime Minister Pham Minh Chinh met the Politburo in Hanoi on Wednesday.

The Politburo had asked for Resolution 59 to be read again. Pham Minh Chinh said that it was short.

“We have read it twice,” he said.

RELATED NEWS
A bridge over the river
The harbour in winter
"""
BRIDGE = """A bridge over the river

HAI PHONG, February 2, 2026 - A bridge was opened by Pham Minh Chinh.

The bridge at Dien Bien Phu is older. Three boats passed beneath it.
"""
WINTER = "The harbour in winter\n\nHai Phong, 5/1/2025\n\n" + "".join(
    f"Paragraph {number} speaks of the harbour and of nothing else, at some length.\n\n"
    for number in range(1, 61)
)
VIETNAMESE = """Lễ kỷ niệm chiến thắng

Hà Nội, 7/5/2024 - Lễ kỷ niệm chiến thắng Điện Biên Phủ đã diễn ra.
"""
TEXTS = {
    "a-news.txt": NEWS,
    "b-bridge.txt": BRIDGE,
    "c-winter.txt": WINTER,
    "d-le.txt": VIETNAMESE,
}
TYPED = {"space": " ", "slash": "/", "colon": ":", "question_mark": "?"}


def make_collection(folder: Path, texts: dict[str, str] | None = None) -> Path:
    """A folder with these texts; files of the same texts have the same date wherever they are."""
    texts = TEXTS if texts is None else texts
    date = 1_000_000_000 + crc32(repr(sorted(texts.items())).encode()) % 500_000_000
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
        os.utime(folder / name, (date, date))
    return folder


def open_loaded(*paths: Path, homes: Path, author: str = "anna") -> Session:
    """A session on paths that are loaded already."""
    places = Places(homes / "data", homes / "state", homes / "cache")
    corpus = Corpus.open(paths, places=places, author=author)
    _load(corpus)
    settings = load_settings(homes / "settings.yaml")
    file = find_label_set(corpus.root)
    return Session(
        corpus=corpus,
        labels=load_label_set(file) if file is not None else default_label_set(),
        reading=ReadingState(corpus.places.state / "reading.sqlite"),
        settings=settings,
        keymap=build_keymap(settings.keys, settings.place),
        loader=None,
    )


def _load(corpus: Corpus) -> None:
    """Load, from what was found in the same files when they were first read in this run."""
    files = sorted(file for path in corpus.paths for file in (path, *path.rglob("*")))
    status = [(file.name, file.stat()) for file in files if file.is_file()]
    known = [(name, of.st_size, of.st_mtime_ns) for name, of in status]
    found = Path(os.environ["XDG_CACHE_HOME"], f"read-{crc32(repr(known).encode())}")
    first = not corpus.places.cache.exists()
    if first and found.exists():
        shutil.copytree(found, corpus.places.cache)
    for _ in corpus.load():
        pass
    if first and not found.exists():
        shutil.copytree(corpus.places.cache, found)


class Opened:
    """The program on a session, for as long as the ``async with`` lasts."""

    def __init__(self, session: Session, size: tuple[int, int] = (120, 40), theme: str = "dark"):
        self.session = session
        self.corpus = session.corpus
        self.marks = session.corpus.marks
        self.app = GlossatorApp(session, THEMES[theme])
        self._size = size

    async def __aenter__(self) -> Opened:
        self._running = self.app.run_test(size=self._size)
        self.pilot = await self._running.__aenter__()
        await self.settle()
        return self

    async def __aexit__(self, *error) -> None:
        await self._running.__aexit__(*error)
        self.session.close()

    async def settle(self) -> None:
        await self.pilot.pause(0)
        while self.app.keys_at_work:
            await self.pilot.pause(0)
        await self.pilot.pause(0)

    async def press(self, *keys: str) -> None:
        """Keys, as fast as the driver would send what was typed ahead."""
        for key in keys:
            name = key_name(key) if len(key) == 1 else key
            self.app.post_message(Key(name, key if len(key) == 1 else TYPED.get(key)))
        await self.settle()

    async def type(self, text: str) -> None:
        """Each character of a text."""
        await self.press(*text)

    async def until(self, true) -> None:
        """Wait for what another process brings about."""
        for _ in range(2000):
            if true():
                return
            await self.pilot.pause(0.01)
        raise AssertionError(f"it never came to be:\n{self.text}")

    async def read(self, name: str) -> None:
        """Open a document of the list and have the reader focused."""
        self.screen.go_to_region("documents")
        number = self.corpus.number_of(name)
        self.screen.documents.move_to(self.screen.order.index(number))
        await self.press("enter")
        assert self.screen.number == number
        assert self.screen.view.has_focus

    def put_cursor(self, words: str, nth: int = 0) -> None:
        """Put the cursor on the beginning of words of the document in the reader."""
        text, offset = self.screen.document.text, -1
        for _ in range(nth + 1):
            offset = text.index(words, offset + 1)
        self.screen.view.reveal(offset)

    @property
    def screen(self):
        """The reading screen, whatever lies on it."""
        return next(s for s in self.app.screen_stack if type(s).__name__ == "ReadingScreen")

    @property
    def under_cursor(self) -> str:
        return self.screen.document.text[self.screen.view.cursor :]

    @property
    def here(self) -> str:
        """The id of the document in the reader."""
        return self.screen.document.id

    @property
    def listed(self) -> list[str]:
        """The ids in the list, in its order."""
        return [self.corpus.records[number].id for number in self.screen.order]

    @property
    def lines(self) -> list[str]:
        """What is on the screen, row by row."""
        strips = self.app.screen._compositor.render_strips()
        return ["".join(segment.text for segment in strip).rstrip() for strip in strips]

    @property
    def text(self) -> str:
        return "\n".join(self.lines)

    @property
    def status(self) -> str:
        """The last two rows."""
        return "\n".join(self.lines[-2:])

    def quotes(self, name: str) -> list[tuple[str, str]]:
        """The annotations of a document: label and quote."""
        document = self.corpus.document(self.corpus.number_of(name))
        return [(a.label, a.anchor.quote) for a in self.marks.annotations(document)]

    async def go_down_to(self, words: str) -> None:
        """Go down a list until its cursor is on a row with these words."""
        listing = self.app.screen.query(VirtualList).last()
        for _ in range(listing.count):
            row = "".join(s.text for s in listing.render_line(listing.cursor - listing.top))
            if words in row:
                return
            await self.press("down")
        raise AssertionError(f"no row has “{words}”:\n{self.text}")
