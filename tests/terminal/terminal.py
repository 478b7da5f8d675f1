"""A pseudo-terminal with a person's patience: runs a program, shows its screen, types keys.

Every byte the program writes is kept. Waiting is for something to be on the screen, never for time
to pass; a deadline only says when to give up. What the program asks of the terminal is answered as
a plain modern one would.
"""

from __future__ import annotations

import fcntl
import os
import re
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from reference_terminal import ReferenceScreen, ReferenceStream

PATIENCE = 15.0
ROOT = Path(__file__).resolve().parents[2]

KEYS = {
    "enter": "\r",
    "tab": "\t",
    "esc": "\x1b",
    "space": " ",
    "backspace": "\x7f",
    "up": "\x1b[A",
    "down": "\x1b[B",
    "right": "\x1b[C",
    "left": "\x1b[D",
    "home": "\x1b[H",
    "end": "\x1b[F",
    "pageup": "\x1b[5~",
    "pagedown": "\x1b[6~",
    "delete": "\x1b[3~",
} | {f"ctrl+{chr(code + 96)}": chr(code) for code in range(1, 27)}

_QUERY = re.compile(
    rb"\x1b\[(?P<csi>[?>=]?[\d;]*(?:\$p|[cnqut]))"
    rb"|\x1b\](?P<osc>1[012]|4;\d+);\?(?:\x07|\x1b\\)"
    rb"|\x1bP(?P<dcs>[+$]q)[^\x1b]*\x1b\\"
)
# What pyte would print instead of ignoring it.
_UNKNOWN_TO_PYTE = re.compile(
    rb"\x1b\[[<=>][\d;:]*[ -/]*[@-~]|\x1b\[\??[\d;]*[ !\"$'*][@-~]|\x1b\[\?[\d;]*[^\d;hl]"
    rb"|\x1b[P_^X][^\x1b]*(?:\x1b\\|\x07)|\x1b\[[\d;]*t"
)
_PARTIAL = re.compile(rb"\x1b(?:|\[[^@-~]*|[P_^X\]][^\x1b\x07]*\x1b?)$")

# One control sequence, or a stretch of text.
_SEQUENCE = re.compile(
    "\x1b\\[(?P<csi>[0-?]*[ -/]*[@-~])"
    "|\x1b\\](?P<osc>[^\x07\x1b]*)(?:\x07|\x1b\\\\)"
    "|\x1b(?P<string>[PX^_][^\x1b]*)\x1b\\\\"
    "|\x1b(?P<escape>[ -/]*[0-~])"
    "|(?P<control>[\x00-\x1f\x7f-\x9f])"
    "|(?P<text>[^\x00-\x1f\x7f-\x9f]+)"
)


@dataclass(frozen=True, slots=True)
class Told:
    """One thing a terminal was told: ``kind`` is csi, osc, string, escape, control or text."""

    kind: str
    body: str


def sequences(data: bytes) -> list[Told]:
    """Everything in a capture, one after the other; bytes that are no UTF-8 are an error."""
    return [
        Told(match.lastgroup or "", match[match.lastgroup or 0])
        for match in _SEQUENCE.finditer(data.decode("utf-8"))
    ]


class GaveUpError(AssertionError):
    """What was waited for did not come."""


class Terminal:
    """One program in one pseudo-terminal; a context manager that ends it.

    ``env`` is added to an environment of a colour terminal; a value of None takes one away.
    ``answers`` gets each question with the answer of a plain modern terminal, if that has one, and
    gives what is answered instead, or None for nothing; answers come ``delay`` seconds late.
    """

    def __init__(
        self,
        arguments: Sequence[str],
        *,
        size: tuple[int, int] = (120, 36),
        env: Mapping[str, str | None] | None = None,
        cwd: Path | None = None,
        answers: Callable[[bytes, bytes | None], bytes | None] | None = None,
        delay: float = 0.0,
    ) -> None:
        self.columns, self.rows = size
        self._answers, self._delay = answers, delay
        self._due: list[tuple[float, bytes]] = []
        self.written = b""
        self.exit_code: int | None = None
        self._screen = ReferenceScreen(self.columns, self.rows)
        self._stream = ReferenceStream(self._screen)
        self._drawn = 0
        self._asked = b""
        self._application_keys = False
        self._master, slave = os.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", self.rows, self.columns, 0, 0))
        self.settings_before = termios.tcgetattr(slave)
        path = os.ttyname(slave)
        environ: dict[str, str | None] = {
            **os.environ,
            "TERM": "xterm-256color",
            "COLORTERM": "truecolor",
            "LANG": "C.UTF-8",
            "PYTHONPATH": str(ROOT),
            **(env or {}),
        }
        # The first terminal that a session leader opens becomes its own: only so do Ctrl+C and
        # /dev/tty work.
        shell = 'cd "$0" && exec "$@"'
        self.pid = os.posix_spawn(
            "/bin/sh",
            ["/bin/sh", "-c", shell, str(cwd or ROOT), *arguments],
            {name: value for name, value in environ.items() if value is not None},
            setsid=True,
            file_actions=[
                (os.POSIX_SPAWN_OPEN, 0, path, os.O_RDWR, 0),
                (os.POSIX_SPAWN_DUP2, 0, 1),
                (os.POSIX_SPAWN_DUP2, 0, 2),
                (os.POSIX_SPAWN_CLOSE, self._master),
                (os.POSIX_SPAWN_CLOSE, slave),
            ],
        )
        self._slave = slave

    def __enter__(self) -> Terminal:
        return self

    def __exit__(self, *_: object) -> None:
        if self.exit_code is None:
            self.kill()
        os.close(self._master)
        os.close(self._slave)

    # What a person sees

    @property
    def text(self) -> str:
        """The screen as lines."""
        self._draw()
        # Not pyte's own display, which fails where half a wide character was written over.
        rows = (self._screen.buffer[y] for y in range(self.rows))
        lines = ("".join(row[x].data for x in range(self.columns)) for row in rows)
        return "\n".join(line.rstrip() for line in lines)

    @property
    def settings(self) -> list[object]:
        """How the line discipline is set now: echo, line editing, signals."""
        return termios.tcgetattr(self._slave)

    def colours(self) -> set[str]:
        """The colours of all cells, text and ground."""
        self._draw()
        cells = (self._screen.buffer[y][x] for y in range(self.rows) for x in range(self.columns))
        return {colour for cell in cells for colour in (cell.fg, cell.bg)}

    def modes(self) -> set[int]:
        """The private modes of the terminal that were set and not reset."""
        on: set[int] = set()
        for modes, state in re.findall(rb"\x1b\[\?([\d;]+)([hl])", self.written):
            numbers = {int(mode) for mode in modes.split(b";")}
            on = on | numbers if state == b"h" else on - numbers
        return on

    # What a person does

    def send(self, keys: str) -> None:
        """Type: literal text with names in angle brackets, ``<enter>`` ``<ctrl+d>``."""
        raw = re.sub(r"<([a-z+]+)>", lambda match: KEYS[match[1]], keys)
        if self._application_keys:
            raw = re.sub("\x1b\\[([ABCDHF])", "\x1bO\\1", raw)
        os.write(self._master, raw.encode())

    def paste(self, text: str) -> None:
        """Paste as a terminal does that was asked to bracket it."""
        os.write(self._master, b"\x1b[200~" + text.encode() + b"\x1b[201~")

    def resize(self, columns: int, rows: int) -> None:
        """Give the window another size; the program hears of it."""
        self._draw()
        self.columns, self.rows = columns, rows
        self._screen.resize(rows, columns)
        fcntl.ioctl(self._master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    # Waiting

    def wait_for(self, *texts: str, within: float = PATIENCE) -> str:
        """Wait until all texts are on the screen; gives the screen."""
        return self.wait_until(
            lambda screen: all(text in screen for text in texts), repr(texts), within
        )

    def wait_gone(self, text: str, within: float = PATIENCE) -> str:
        """Wait until a text is no longer on the screen."""
        return self.wait_until(lambda screen: text not in screen, f"no {text!r}", within)

    def wait_until(
        self, wanted: Callable[[str], bool], what: str = "", within: float = PATIENCE
    ) -> str:
        """Wait until the screen is as wanted. Raises GaveUpError with the screen as it stands."""
        deadline = time.monotonic() + within
        while True:
            over = self._has_ended() or time.monotonic() > deadline
            screen = self.text
            if wanted(screen):
                return screen
            if not self._pump(0 if over else 0.1) and over:
                raise GaveUpError(f"waited for {what}; the program shows:\n{self.text}")

    def wait_exit(self, within: float = PATIENCE) -> int:
        """Wait until the program has ended; gives its exit code, negative for a signal."""
        deadline = time.monotonic() + within
        while self.exit_code is None:
            self._pump(0.02)
            if not self._has_ended() and time.monotonic() > deadline:
                raise GaveUpError(f"the program does not end; it shows:\n{self.text}")
        return self.exit_code

    def _has_ended(self) -> bool:
        """Whether the program has ended; all it wrote has been read then."""
        if self.exit_code is None:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self.exit_code = os.waitstatus_to_exitcode(status)
                while self._pump(0):
                    pass
        return self.exit_code is not None

    def kill(self, signal_number: int = signal.SIGKILL) -> int:
        """End the program and what it started, as a crash would."""
        os.killpg(self.pid, signal_number)
        return self.wait_exit()

    # The wire

    def _pump(self, seconds: float) -> bool:
        """Read what comes within the time; False when nothing does."""
        now = time.monotonic()
        while self._due and self._due[0][0] <= now:
            os.write(self._master, self._due.pop(0)[1])
        if self._due:
            seconds = min(seconds, self._due[0][0] - now)
        if not select.select([self._master], [], [], max(0.0, seconds))[0]:
            return False
        try:
            data = os.read(self._master, 1 << 16)
        except OSError:
            return False
        self.written += data
        self._answer(data)
        return bool(data)

    def _answer(self, data: bytes) -> None:
        if b"\x1b" not in data and not self._asked:
            return
        text, self._asked = self._asked + data, b""
        before = len(self.written) - len(text)
        for match in _QUERY.finditer(text):
            answer = self._answer_to(match, before + match.end())
            if self._answers is not None:
                answer = self._answers(match[0], answer)
            if answer and self._delay:
                self._due.append((time.monotonic() + self._delay, answer))
            elif answer:
                os.write(self._master, answer)
        for match in re.finditer(rb"\x1b\[\?1([hl])", text):
            self._application_keys = match[1] == b"h"
        if partial := _PARTIAL.search(text[-200:]):
            self._asked = partial[0]

    def _answer_to(self, match: re.Match[bytes], end: int) -> bytes | None:
        if match["osc"]:
            return b"\x1b]%s;rgb:1e1e/1e1e/1e1e\x1b\\" % match["osc"]
        if match["dcs"]:
            return b"\x1bP0+r\x1b\\" if match["dcs"] == b"+q" else b"\x1bP0$r\x1b\\"
        query = match["csi"]
        if query == b"6n":
            self._draw(end)
            cursor = self._screen.cursor
            return b"\x1b[%d;%dR" % (cursor.y + 1, cursor.x + 1)
        if query.endswith(b"$p"):
            mode = query[1:-2]
            return b"\x1b[?%s;%d$y" % (mode, 2 if mode == b"2026" else 0)
        return {
            b"c": b"\x1b[?62;22c",
            b"0c": b"\x1b[?62;22c",
            b">c": b"\x1b[>41;380;0c",
            b">0c": b"\x1b[>41;380;0c",
            b"5n": b"\x1b[0n",
            b">q": b"\x1bP>|glossator-tests(1)\x1b\\",
            b">0q": b"\x1bP>|glossator-tests(1)\x1b\\",
            b"?u": b"\x1b[?0u",
            b"?996n": b"\x1b[?997;1n",
            b"18t": b"\x1b[8;%d;%dt" % (self.rows, self.columns),
        }.get(query)

    def _draw(self, end: int | None = None) -> None:
        """Bring the emulated screen up to what was written, up to the last whole sequence."""
        data = self.written[self._drawn : end]
        partial = _PARTIAL.search(data[-4096:])
        if partial:
            data = data[: -len(partial[0])]
        if data:
            self._drawn += len(data)
            self._stream.feed(_UNKNOWN_TO_PYTE.sub(b"", data))


def glossator(*arguments: str) -> list[str]:
    """The command line of the program under test."""
    return [sys.executable, "-m", "tui", *arguments]
