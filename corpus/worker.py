"""A process that opens a collection beside the screen.

Both pipes carry pickled values, each after its length in four bytes: a ``Job`` comes first, then
numbers of documents that are wanted now; the messages of ``corpus.loading`` go back. Both ends are
the same program of the same person, so pickle is safe here; nothing from outside is unpickled.
"""

from __future__ import annotations

import os
import pickle
import signal
import struct
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import BinaryIO

from corpus.errors import GlossatorError
from corpus.loading import Finished, FirstPage, Job, Message, Read, Trouble

__all__ = ["WorkerProcess"]

LENGTH = struct.Struct("<I")

START = "import sys; sys.path[:] = sys.argv[1:]; from corpus.worker import main; main()"
"""How the process begins: with the places that this program was imported from, and never with
the current folder, which may be a collection that holds a ``corpus`` or a ``json.py``."""

PATIENCE = 10.0
"""Seconds after which a large collection is read although no first page was drawn."""


def _send(stream: BinaryIO, value: object) -> None:
    data = pickle.dumps(value, protocol=pickle.HIGHEST_PROTOCOL)
    stream.write(LENGTH.pack(len(data)) + data)
    stream.flush()


def _receive(stream: BinaryIO) -> object:
    """The next value; raises EOFError at the end of the stream."""
    head = stream.read(LENGTH.size)
    if len(head) < LENGTH.size:
        raise EOFError
    length = LENGTH.unpack(head)[0]
    data = stream.read(length)
    if len(data) < length:
        raise EOFError
    return pickle.loads(data)  # noqa: S301  (our own process at the other end of a pipe)


class WorkerProcess:
    """The screen's end: starts the process, asks it, hears from it."""

    def __init__(self, job: Job) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-c", START, *sys.path],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._in: BinaryIO = self._process.stdin  # type: ignore[assignment]
        self._out: BinaryIO = self._process.stdout  # type: ignore[assignment]
        self.want(job)

    def want(self, value: Job | int | FirstPage) -> None:
        """Ask for a document to be recognised before the others; or say that the page stands."""
        with suppress(OSError, ValueError):  # it has ended; messages() tells
            _send(self._in, value)

    def messages(self) -> Iterator[Message]:
        """All messages until the process ends; blocks, so it wants a thread of its own."""
        while True:
            try:
                message = _receive(self._out)
            except (EOFError, OSError, ValueError):
                return
            yield message  # type: ignore[misc]

    def stop(self) -> None:
        """End it at once; what it had finished is kept."""
        from corpus.index.folders import remove_temporary_of  # 10 ms, and only wanted here

        self._process.kill()
        self._process.wait()
        for stream in (self._in, self._out):
            with suppress(OSError):
                stream.close()
        remove_temporary_of(self._process.pid)


class _Inbox:
    """What the screen says, as it arrives; ends the process when the screen is gone."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._wanted: deque[int] = deque()
        self.arrived = threading.Semaphore(0)
        self.page_stands = threading.Event()
        self.last_words: Callable[[], None] = lambda: None
        """Called before the process ends because the screen is gone."""

    def listen(self) -> None:
        """Hear in a thread of its own from now on."""
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        while True:
            try:
                said = _receive(self._stream)
            except (EOFError, OSError):
                self.last_words()
                os._exit(0)
            if isinstance(said, FirstPage):
                self.page_stands.set()
                continue
            self._wanted.append(said)  # type: ignore[arg-type]
            self.arrived.release()

    def take(self) -> list[int]:
        """What is wanted now, the latest wish first."""
        numbers = []
        while self._wanted:
            numbers.append(self._wanted.pop())
        return numbers


def main() -> None:
    """Do one job, then serve wanted documents until the other end closes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.nice(5)
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a library prints must not end up between our messages
    job = _receive(sys.stdin.buffer)
    assert isinstance(job, Job)
    inbox = _Inbox(sys.stdin.buffer)
    inbox.listen()

    from corpus.first import FirstDocument
    from corpus.ingest import Ingest

    ingest = Ingest(job, inbox.take)
    inbox.last_words = ingest.remove_temporary
    first, shown = FirstDocument(job.first), -1
    try:
        for message in ingest.run():
            _send(out, message)
            if isinstance(message, Read) and 0 <= shown - message.first < len(message.records):
                # Its page is whole with them, long before all indexes are there.
                if known := ingest.known_mentions(shown):
                    _send(out, known)
                shown = -1
            if opened := first.after(message):
                _send(out, opened)
                shown = opened.number
                if opened.document is None:
                    inbox.page_stands.wait(PATIENCE)
        # Working through a very large text takes memory that only the end of a process gives back.
        # All of it is in the cache by then: nothing more can be wanted.
        while ingest.is_light:
            inbox.arrived.acquire()
            for message in ingest.serve():
                _send(out, message)
    except BrokenPipeError:
        pass  # whoever asked has gone
    except Exception as error:  # (whatever it was, the reader is told and goes on)
        with suppress(BrokenPipeError):
            _send(out, Trouble(_sentence(error)))
            _send(out, Finished())
    finally:
        ingest.close()
    out.close()
    os._exit(0)  # at once: the thread that hears cannot be made to end


def _sentence(error: Exception) -> str:
    if isinstance(error, GlossatorError):
        return str(error)
    return f"Reading the collection stopped: {error!r}. What was read stays."
