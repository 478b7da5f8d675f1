"""An opened collection with everything a screen needs; known before Textual is imported."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.loading import job_for
from corpus.places import Places
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

    def close(self) -> None:
        """Let go of processes and files."""
        if self.loader is not None:
            self.loader.stop()
        self.reading.close()
        self.corpus.close()


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
    loader = Loader(job_for(paths, own, last.document if last else ""))
    corpus: Corpus | None = None
    try:
        from corpus.corpus import Corpus
        from corpus.first import HEAD
        from corpus.labels import default_label_set, find_label_set, load_label_set
        from tui.keymap import build_keymap

        corpus = Corpus.open(paths, places=places, author=author or settings.author_name())
        corpus.head = HEAD
        file = find_label_set(corpus.root)
        return Session(
            corpus=corpus,
            labels=load_label_set(file) if file is not None else default_label_set(),
            reading=reading,
            settings=settings,
            keymap=build_keymap(settings.keys, settings.place),
            loader=loader,
        )
    except BaseException:
        loader.stop()
        reading.close()
        if corpus is not None:
            corpus.close()
        raise
