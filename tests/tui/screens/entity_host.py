"""A collection with names of every kind, and one screen about its entities, used by keys."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import numpy as np
from reading_host import THEMES, make_collection, open_loaded
from textual.content import Content
from textual.events import Key
from textual.widgets import Static

from corpus.entity import Entity, Mention
from corpus.errors import GlossatorError
from corpus.index.entities import EntityTable
from corpus.index.mentions import MentionIndex
from corpus.index.names import NameIndex
from corpus.index.quotations import QuotationIndex
from corpus.index.snapshot import Snapshot
from corpus.labels import default_label_set
from tui.commands import commands
from tui.keymap import Keymap, key_name
from tui.keys_in_turn import KeysInTurn
from tui.screens.entity_screen import EntityTools

LABELS = default_label_set()
KEYMAP = Keymap(commands())

TEXTS = {
    "a.txt": """Ministers count the year

HANOI, January 14, 2026 - Prime Minister Pham Minh Chinh met the Politburo in Hanoi on Wednesday.

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
ENTITIES = {
    "date:2026-01-14": ("DATE", "January 14, 2026"),
    "gpe:hai-phong": ("GPE", "Hai Phong", "HAI PHONG"),
    "gpe:hanoi": ("GPE", "Hanoi", "HANOI"),
    "law:resolution-59": ("LAW", "Resolution 59", "Resolution 59-NQ/TW", "Resolution No. 59"),
    "org:mofa": ("ORG", "Ministry of Foreign Affairs", "MOFA"),
    "org:politburo": ("ORG", "Politburo"),
    "person:nguyen-minh-vu": ("PERSON", "Nguyen Minh Vu"),
    "person:pham-minh-chinh": ("PERSON", "Pham Minh Chinh", "Chinh"),
    "person:to-lam": ("PERSON", "To Lam"),
    "title:prime-minister": ("TITLE", "Prime Minister"),
}
"""By id: the label, the name, and the other spellings. What is recognised has no part in this."""
TYPED = {"space": " ", "slash": "/"}


def load(tmp_path: Path, texts: dict[str, str] = TEXTS, entities=ENTITIES, quoted=()):
    """A session on these texts, in which these entities are known and no others.

    ``quoted``: number of a document, what is said there, and the speaker's spelling before it.
    """
    folder = make_collection(tmp_path / "collection", texts)
    session = open_loaded(folder, homes=tmp_path / "homes")
    corpus = session.corpus
    corpus.snapshot = _snapshot(corpus, entities, quoted)
    corpus.generation += 1
    return session


def _quotations(corpus, quoted) -> QuotationIndex:
    rows = [[] for _ in corpus.records]
    for number, words, speaker in quoted:
        text = corpus.text_of(number)
        start = text.index(words)
        said = text.rindex(speaker, 0, start)
        rows[number].append((start, start + len(words), said, said + len(speaker)))
    return QuotationIndex.build(rows)


def _snapshot(corpus, entities, quoted) -> Snapshot:
    ids = sorted(entities)
    owner = {form: row for row, id_ in enumerate(ids) for form in entities[id_][1:]}
    pattern = re.compile("|".join(map(re.escape, sorted(owner, key=len, reverse=True))))
    found, seen = [], [Counter() for _ in ids]
    for number in range(len(corpus.records)):
        places = [(m.start(), m[0]) for m in pattern.finditer(corpus.text_of(number))]
        found.append(
            [
                Mention(at, at + len(form), form, entities[ids[owner[form]]][0], "made")
                for at, form in places
            ]
        )
        for _, form in places:
            seen[owner[form]][form, number] += 1
    known, forms, owners = [], {}, []
    for row, id_ in enumerate(ids):
        label, *spellings = entities[id_]
        counts = {f: sum(n for (g, _), n in seen[row].items() if f == g) for f in spellings}
        used = tuple((f, n) for f, n in counts.items() if n)
        documents = len({number for _, number in seen[row]})
        known.append(Entity(id_, spellings[0], label, used, sum(counts.values()), documents))
        for form, _ in used:
            forms[row, form] = len(owners)
            owners.append(row)
    table, _ = EntityTable.build(known)
    assigned = [[owner[mention.text] for mention in one] for one in found]
    return Snapshot(
        MentionIndex.build(found, assigned, forms),
        table,
        NameIndex([form for _, form in forms]),
        np.array(owners, np.int32),
        NameIndex([record.title for record in corpus.records]),
        quotations=_quotations(corpus, quoted),
    )


class EntityHost(KeysInTurn):
    """Shows one screen over something; keeps what it gave, and what was said of changes."""

    CSS = "Screen { background: $background; color: $foreground; }"
    ENABLE_COMMAND_PALETTE = False

    def __init__(self, corpus, theme="dark", *, ascii_only=False):
        super().__init__()
        look = THEMES[theme]
        self.register_theme(look.textual_theme())
        self.theme = look.name
        self.look = look
        self.results = []
        self.said = []
        self.asked = []
        """Whose concordance was asked for, and what it calls back."""
        self.tools = EntityTools(
            corpus,
            LABELS,
            KEYMAP,
            look.palette(LABELS),
            self.do,
            self.concord,
            ascii_only=ascii_only,
        )

    def compose(self):
        yield Static(Content("\n".join(f"beneath {number}" for number in range(100))))

    def get_line_filters(self):
        return self.look.line_filters(super().get_line_filters())

    def open(self, screen):
        self.push_screen(screen, self.results.append)

    def lines(self):
        strips = self.screen._compositor.render_strips()
        return ["".join(segment.text for segment in strip).rstrip() for strip in strips]

    def concord(self, entity, then):
        self.asked.append((entity, then))

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
        await self._pilot.pause(0)
        while self.app.keys_at_work:
            await self._pilot.pause(0)
        for _ in range(3):
            await self._pilot.pause(0)

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
    def row_of_cursor(self):
        """The line of the screen that the cursor is on."""
        listing = self.screen.query_one("#list")
        return listing.region.y + listing.cursor - listing.top

    @property
    def here(self):
        """The row under the cursor."""
        listing = self.screen.query_one("#list")
        strip = listing.render_line(listing.cursor - listing.top)
        return "".join(segment.text for segment in strip)
