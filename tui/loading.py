"""Opening a collection beside the screen: a worker process, heard by a thread."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable
from dataclasses import replace

from corpus.errors import GlossatorError
from corpus.loading import (
    Finished,
    FirstPage,
    Job,
    Message,
    Opened,
    SnapshotReady,
    TextReady,
    Trouble,
)
from corpus.worker import WorkerProcess

__all__ = ["Loader"]

PATIENCE = 10.0
"""Seconds after which loading goes on although no first page was drawn."""

CALM = 1.0
"""Seconds from when the screen has a very large text until the other process reads it as well."""


class Loader:
    """Runs a job in a process of its own and keeps its messages until they are taken.

    The process starts at once, so that it reads while the screen is still being imported.
    ``notify`` is called from another thread when there is something to take.
    """

    def __init__(self, job: Job) -> None:
        self._process = WorkerProcess(job)
        self._messages: deque[Message] = deque()
        self._notify: Callable[[], object] | None = None
        self._stopped = False
        self._drawn = threading.Event()
        self._prepared = False
        self._finished = False
        threading.Thread(target=self._listen, name="loading", daemon=True).start()

    @property
    def running(self) -> bool:
        """Whether there is more to come."""
        return not (self._finished or self._stopped)

    def listen(self, notify: Callable[[], object]) -> None:
        """Call ``notify`` (from another thread) whenever messages wait; at once if some do."""
        self._notify = notify
        if self._messages:
            notify()

    def take(self, most: int = 4) -> list[Message]:
        """The next messages, few enough to be taken in between two keys."""
        taken: list[Message] = []
        while self._messages and len(taken) < most:
            taken.append(self._messages.popleft())
        return taken

    @property
    def waiting(self) -> bool:
        """Whether messages wait to be taken."""
        return bool(self._messages)

    def want(self, number: int) -> None:
        """Have this document recognised before the others."""
        if not self._stopped:
            self._process.want(number)

    def stop(self) -> None:
        """Stop loading; what was loaded stays."""
        if not self._stopped:
            self._stopped = True
            self._notify = None  # who was told may be gone
            self._drawn.set()  # and nothing more will be drawn
            self._process.stop()

    def _listen(self) -> None:
        for message in self._process.messages():
            if isinstance(message, TextReady | SnapshotReady):
                self._prepare()  # all that the first page needs has come before
            self._finished = self._finished or isinstance(message, Finished)
            self._put(self._with_document(message))
        if not self._stopped and not self._finished:
            self._put(Trouble("The process that reads documents ended early; what was read stays."))
            self._finished = True
            self._put(Finished())

    def _prepare(self) -> None:
        """Make ready what searches once the first page stands, before anybody types.

        It takes a tenth of a second, part of it with every other thread held up.
        """
        if not self._prepared:
            self._prepared = True
            self._drawn.wait(timeout=PATIENCE)
            from corpus.finder import warm_up

            warm_up()

    def first_page_drawn(self) -> None:
        """Say that the first page stands: what is needed later may be imported now."""
        self._drawn.set()

    def _put(self, message: Message) -> None:
        self._messages.append(message)
        if (notify := self._notify) is not None:
            notify()

    def _with_document(self, message: Message) -> Message:
        """A very large first document is read here, in the thread that listens, from its file.

        The process waits meanwhile: there are a page and the first keys before it reads it, too.
        """
        if not isinstance(message, Opened) or message.document is not None:
            return message
        from corpus.first import HEAD
        from corpus.readers.reading import read

        calm = threading.Timer(CALM, self._process.want, [FirstPage()])
        calm.daemon = True
        try:
            return replace(message, document=read(message.source, head=HEAD))
        except GlossatorError:
            return message  # the screen meets the same error when it opens the document itself
        finally:
            calm.start()
