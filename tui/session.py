"""An opened collection with everything a screen needs; known before Textual is imported."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.loading import job_for
from corpus.places import Places
from tui.drafts import Drafts
from tui.dropped import Dropped, Record, dropped_sessions
from tui.loading import Loader
from tui.reading_state import ReadingState
from tui.settings import Settings

if TYPE_CHECKING:
    from corpus.corpus import Corpus
    from corpus.labels import LabelSet
    from tui.keymap import Keymap

__all__ = ["Session", "open_session"]


@dataclass(slots=True)
class Session:
    """What a screen is given to work with. ``loader`` is None when all is loaded."""

    corpus: Corpus
    labels: LabelSet
    reading: ReadingState
    settings: Settings
    keymap: Keymap
    loader: Loader | None
    """What reads and recognises beside the screen; the last one, when it has gone on again."""
    drafts: Drafts = field(default_factory=Drafts)
    record: Record | None = None
    """Says that this collection is open, until ``close``."""
    going_on: Dropped | None = None
    """The session that was cut off and is gone on with here."""

    def here(self, *, title: str = "", region: str = "") -> None:
        """Keep what is read and what has the keyboard, for when the line drops."""
        if self.record is not None:
            self.record.here(title=title, region=region)

    def close(self, *, ended_by: int | None = None) -> None:
        """Let go of processes and files.

        ``ended_by`` is the signal that cut the session off, 0 for a fault, None when its reader
        has left: else the next start offers to go on here.
        """
        if self.loader is not None:
            self.loader.stop()
        self.reading.close()
        self.corpus.close()
        if self.record is not None:
            if ended_by is None:
                self.record.end()
            else:
                self.record.cut_off(ended_by)


def open_session(
    paths: Sequence[Path], *, settings: Settings, places: Places, author: str = ""
) -> Session:
    """Open a collection and start reading it in a process of its own.

    Raises GlossatorError when there is nothing to open.
    """
    own = places.of_collection(paths)
    reading = ReadingState(own.state / "reading.sqlite")
    last = reading.last()
    # The other process begins to read while this one goes on importing.
    first = last.document if last else ""
    loader = Loader(job_for(paths, own, first, settings.recognisers))
    corpus: Corpus | None = None
    try:
        from corpus.corpus import Corpus
        from corpus.first import HEAD
        from corpus.labels import default_label_set, find_label_set, load_label_set
        from tui.keymap import build_keymap

        corpus = Corpus.open(paths, places=places, author=author or settings.author_name())
        corpus.head = HEAD
        corpus.recognisers = settings.recognisers
        file = find_label_set(corpus.root)
        dropped = dropped_sessions(str(places.state), own.state.name)
        for session in dropped:
            session.forget()
        going_on = dropped[0] if dropped else None
        return Session(
            corpus=corpus,
            labels=load_label_set(file) if file is not None else default_label_set(),
            reading=reading,
            settings=settings,
            keymap=build_keymap(settings.keys, settings.place),
            loader=loader,
            drafts=Drafts(own.state / "drafts"),
            record=Record(str(places.state), own.state.name, list(map(str, paths)), going_on),
            going_on=going_on,
        )
    except BaseException:
        loader.stop()
        reading.close()
        if corpus is not None:
            corpus.close()
        raise
