"""Talking with a program in lines of JSON, within bounds; ending it with all it has started."""

from __future__ import annotations

import json
import os
import selectors
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from typing import IO, Any

from corpus.hostile import harmless_line

__all__ = ["MOST_BYTES", "Conversation", "ConversationError"]

MOST_BYTES = 8_000_000
"""The most that a program may say between a question and the end of its answer."""

_CHUNK = 65536
_KEPT_COMPLAINT = 2000

_GUARD = "import os, sys; os.read(0, 1) or os.killpg(int(sys.argv[1]), 9)"
"""A process that outlives ours by a moment: when our end of its pipe closes without a word, since
we were killed, it ends the program and whatever that has started."""


class ConversationError(Exception):
    """The program failed; the message goes on from its name: "did not answer in 20 s"."""


class Conversation:
    """A program that runs, in a session of its own. Raises OSError when it cannot be started."""

    def __init__(self, command: Sequence[str]) -> None:
        # In "/", so that no file of the folder we happen to be in is taken for part of a program.
        self._process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            bufsize=0,
            start_new_session=True,
            cwd="/",
        )
        self._heard = bytearray()
        self._complaint = bytearray()
        self._guard: subprocess.Popen[bytes] | None = None
        try:
            for stream in self._streams():
                os.set_blocking(stream.fileno(), False)
            self._guard = subprocess.Popen(
                [sys.executable, "-I", "-S", "-c", _GUARD, str(self._process.pid)],
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
                cwd="/",
            )
        except BaseException:
            self.close()
            raise

    def _streams(self) -> list[IO[bytes]]:
        process = self._process
        return [s for s in (process.stdin, process.stdout, process.stderr) if s is not None]

    def ask(self, identifier: str, question: str, seconds: float) -> list[Any]:
        """The list ``mentions`` of the answer that has this ``id``.

        Raises ConversationError when it does not come in time, is no such answer, or too long;
        the conversation is then of no more use and should be closed.
        """
        deadline = time.monotonic() + seconds
        unsaid = memoryview(question.encode() + b"\n")
        said = 0
        stdin, stdout, stderr = self._streams()
        with selectors.DefaultSelector() as selector:
            selector.register(stdin, selectors.EVENT_WRITE)
            selector.register(stdout, selectors.EVENT_READ)
            selector.register(stderr, selectors.EVENT_READ)
            while True:
                if (answer := self._next_answer(identifier)) is not None:
                    return answer
                left = deadline - time.monotonic()
                if left <= 0:
                    raise ConversationError(f"did not answer in {seconds:g} s{self._why()}")
                for key, _ in selector.select(left):
                    if key.fileobj is stdin:
                        unsaid = self._say(unsaid)
                        if not unsaid:
                            selector.unregister(stdin)
                    elif key.fileobj is stderr:
                        if not self._hear_complaint():
                            selector.unregister(stderr)
                    else:
                        data = stdout.read(_CHUNK)
                        if data == b"":
                            raise ConversationError(self._ended())
                        said += len(data or b"")
                        self._heard += data or b""
                        if said > MOST_BYTES:
                            raise ConversationError(
                                f"said more than {MOST_BYTES // 1_000_000} MB about one document"
                            )

    def _say(self, unsaid: memoryview) -> memoryview:
        """Write what there is room for; what is left to write, nothing when nobody reads."""
        try:
            return unsaid[os.write(self._streams()[0].fileno(), unsaid[:_CHUNK]) :]
        except BlockingIOError:
            return unsaid
        except OSError:
            return unsaid[:0]  # whether it has ended shows where it answers

    def _hear_complaint(self) -> bool:
        data = self._streams()[2].read(_CHUNK)
        if data:
            self._complaint = (self._complaint + data)[-_KEPT_COMPLAINT:]
        return data != b""

    def _next_answer(self, identifier: str) -> list[Any] | None:
        """The answer, if it has been heard; answers to earlier questions are passed over."""
        while (end := self._heard.find(b"\n")) >= 0:
            line = bytes(self._heard[:end])
            del self._heard[: end + 1]
            if not line.strip():
                continue
            try:
                answer = json.loads(line)
            except (ValueError, RecursionError):
                shown = harmless_line(line[:60].decode("utf-8", "replace"))
                raise ConversationError(f"said something that is not JSON ({shown})") from None
            if not isinstance(answer, dict) or "id" not in answer:
                raise ConversationError("gave an answer without id")
            if answer["id"] != identifier:
                continue
            mentions = answer.get("mentions")
            if not isinstance(mentions, list):
                raise ConversationError("gave an answer without a list of mentions")
            return mentions
        return None

    def _ended(self) -> str:
        """Why the program speaks no more."""
        with suppress(OSError):
            while self._hear_complaint() and self._more_complaint():
                pass
        self._kill()
        code = self._process.returncode
        how = f"was ended by signal {-code}" if code < 0 else f"ended with status {code}"
        return ("closed its output" if code == -signal.SIGKILL else how) + self._why()

    def _more_complaint(self) -> bool:
        with selectors.DefaultSelector() as selector:
            selector.register(self._streams()[2], selectors.EVENT_READ)
            return bool(selector.select(0))

    def _why(self) -> str:
        """The last line that the program wrote to its standard error, if any."""
        lines = self._complaint.decode("utf-8", "replace").split("\n")
        last = next((line.strip() for line in reversed(lines) if line.strip()), "")
        return f" ({harmless_line(last)[:200]})" if last else ""

    def _kill(self) -> None:
        """End all processes of the program's session, before its number can become another's."""
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()

    def close(self) -> None:
        """End the program and all that it started; may be called twice."""
        if self._process.returncode is None:
            self._kill()
        for stream in self._streams():
            with suppress(OSError):
                stream.close()
        if self._guard is not None and self._guard.stdin is not None:
            with suppress(OSError):
                self._guard.stdin.write(b".")
                self._guard.stdin.close()
            self._guard.wait()
            self._guard = None
