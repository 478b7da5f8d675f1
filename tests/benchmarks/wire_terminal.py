"""A terminal that knows when each byte came, what a key cost, and which rows its bytes draw.

It answers as a modern xterm does, or as tmux. The screen is drawn only while the program is silent,
so that drawing here is nobody's delay.
"""

from __future__ import annotations

import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path[:0] = [path for path in (str(ROOT / "tests" / "terminal"),) if path not in sys.path]

import terminal  # noqa: E402

__all__ = ["CONTROLS", "SIZE", "Sample", "WireTerminal", "tree"]

SIZE = (120, 40)
QUIET = 0.1
"""Seconds without output after which a key counts as answered."""

UNANSWERED = 0.4
"""Seconds after which a key is taken to have no answer."""

CONTROLS = -1
"""Stands for the row of what draws in none: modes, scrolling, where the cursor is left."""

_MARGINS = 69
_TOKEN = re.compile(
    rb"\x1b\[[0-?]*[ -/]*[@-~]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b[PX^_][^\x1b]*\x1b\\"
    rb"|\x1b[ -/]*[0-~]|[\x00-\x1f\x7f]|[^\x00-\x1f\x7f]+"
)
_DRAWS = re.compile(rb"[^\x00-\x1f\x7f]|\x1b\[[\d;]*[@JKLMPXb]$")
# Modes and what scrolls; moves and colours belong to what is drawn next.
_APART = re.compile(rb"\x1b\[[<=>?].*|\x1b\[[\d;]*[STrs]$|\x1b[MDEP\]].*", re.DOTALL)


def tree(process: int) -> list[int]:
    """A process and all that it started."""
    found = [process]
    for parent in found:
        with suppress(OSError):
            for task in Path(f"/proc/{parent}/task").iterdir():
                found += map(int, (task / "children").read_text().split())
    return found


@dataclass(frozen=True, slots=True)
class Sample:
    """What a key cost: bytes and milliseconds until the last of them.

    ``working`` is the time without that in which the program's main thread was ready to go on and
    had no processor. ``rows``: bytes by the row that they draw in. ``meant``: whether the screen
    changed as it should.
    """

    bytes: int
    wall: float
    working: float
    meant: bool
    rows: Mapping[int, int] = field(default_factory=dict)


class WireTerminal(terminal.Terminal):
    """One program, measured. ``kind`` is whose answers it gets: ``xterm`` or ``tmux``."""

    patience = 20.0

    def __init__(
        self,
        arguments: Sequence[str],
        *,
        kind: str = "xterm",
        env: Mapping[str, str | None] | None = None,
        cwd: Path | None = None,
    ) -> None:
        self.kind = kind
        self.working = 0.0
        self.came: list[tuple[float, int]] = []
        names = {"TERM": "tmux-256color" if kind == "tmux" else "xterm-256color"}
        self.began = time.perf_counter()
        super().__init__(
            arguments, size=SIZE, env={**names, **(env or {})}, cwd=cwd, answers=self._say
        )

    # What it says of itself

    def _answer(self, data: bytes) -> None:
        self.came.append((time.perf_counter(), len(self.written)))
        super()._answer(data)

    def _say(self, question: bytes, answer: bytes | None) -> bytes | None:
        """What is answered instead of what a plain terminal would."""
        tmux = self.kind == "tmux"
        match question:
            case b"\x1bP$qm\x1b\\" if not tmux:
                return b"\x1bP1$r0;48:2::1:2:3m\x1b\\"
            case b"\x1b[?69$p":
                return b"\x1b[?69;0$y" if tmux else b"\x1b[?69;2$y"
            case b"\x1b[>q" | b"\x1b[>0q":
                return b"\x1bP>|tmux 3.5a\x1b\\" if tmux else b"\x1bP>|XTerm(390)\x1b\\"
            case b"\x1b[c" | b"\x1b[0c":
                return b"\x1b[?1;2;4c" if tmux else b"\x1b[?64;1;2;6;9;15;16;17;18;21;22c"
        return answer

    # Measuring

    def seen(self, wanted: Callable[[str], bool], within: float | None = None) -> float:
        """Milliseconds from the start to the bytes with which the screen was as wanted.

        ``working`` is afterwards the same without what the main thread waited for a processor.
        """
        wall = self._seen(wanted, within or self.patience)
        self.working = max(0.0, wall - self._waited())
        return wall

    def _seen(self, wanted: Callable[[str], bool], within: float) -> float:
        deadline = time.perf_counter() + within
        if self.came and wanted(self.text):
            return (self.came[-1][0] - self.began) * 1000
        drawn, last = len(self.came), time.perf_counter()
        while time.perf_counter() < deadline:
            if self._pump(0.002):
                last = time.perf_counter()
            if drawn == len(self.came) or time.perf_counter() - last < 0.008:
                continue
            for when, length in self.came[drawn:]:
                drawn += 1
                self._draw(length)
                if wanted(self.text_so_far):
                    return (when - self.began) * 1000
        raise terminal.GaveUpError(f"waited in vain; the program shows:\n{self.text}")

    def settle(self, quiet: float = QUIET, within: float = 5.0, first: float = 0.0) -> None:
        """Read on until nothing comes for ``quiet`` seconds (``first``: until the first bytes)."""
        begun = last = time.perf_counter()
        mark = len(self.came)
        while (now := time.perf_counter()) - begun < within:
            if self._pump(0.01):
                last = time.perf_counter()
            elif now - last > (quiet if len(self.came) > mark else max(quiet, first)):
                return

    def key(self, keys: str, meant: Callable[[str, str], bool] = lambda _old, _new: True) -> Sample:
        """Press, and read on until all is written that comes of it."""
        before, mark, length = self.text, len(self.came), len(self.written)
        waited = self._waited()
        pressed = time.perf_counter()
        self.send(keys)
        self.settle(first=UNANSWERED)
        came = self.came[mark:]
        wall = (came[-1][0] - pressed) * 1000 if came else 0.0
        working = max(0.0, wall - (self._waited() - waited))
        rows = self._draw_by_row()
        changed = meant(before, self.text)
        return Sample(len(self.written) - length, wall, working, changed, rows)

    def memory(self) -> tuple[float, float]:
        """Megabytes now in use by the program and all that it started, and each one's most."""
        now = most = 0
        for process in tree(self.pid):
            with suppress(OSError, AttributeError):
                status = Path(f"/proc/{process}/status").read_text()
                now += int(re.search(r"VmRSS:\s+(\d+)", status)[1])  # type: ignore[index]
                most += int(re.search(r"VmHWM:\s+(\d+)", status)[1])  # type: ignore[index]
        return now / 1024, most / 1024

    def leave(self, keys: str) -> None:
        """End the program politely, so that it keeps what it wants to."""
        with suppress(OSError):
            self.send(keys)
        with suppress(terminal.GaveUpError):
            self.wait_exit(within=5)

    def _waited(self) -> float:
        """Milliseconds that the main thread has waited for a processor so far."""
        with suppress(OSError):
            return int(Path(f"/proc/{self.pid}/schedstat").read_text().split()[1]) / 1e6
        return 0.0

    # The screen, piece by piece

    @property
    def text_so_far(self) -> str:
        """The screen as far as it is drawn."""
        rows = (self._screen.buffer[y] for y in range(self.rows))
        lines = ("".join(row[x].data for x in range(self.columns)) for row in rows)
        return "\n".join(line.rstrip() for line in lines)

    def _draw(self, end: int | None = None) -> None:
        for token in self._tokens(len(self.written) if end is None else end):
            self._feed(token)

    def _tokens(self, length: int) -> Iterator[bytes]:
        """What is not drawn yet, up to the last whole sequence."""
        data = self.written[self._drawn : length]
        if partial := terminal._PARTIAL.search(data[-4096:]):
            data = data[: -len(partial[0])]
        self._drawn += len(data)
        for match in _TOKEN.finditer(data):
            yield match[0]

    def _feed(self, token: bytes) -> None:
        if kept := terminal._UNKNOWN_TO_PYTE.sub(b"", token):
            self._stream.feed(kept)

    def _draw_by_row(self) -> Counter[int]:
        """Draw what came, and count its bytes by row; moves and colours go with what they serve."""
        rows: Counter[int] = Counter()
        pending = 0
        for token in self._tokens(len(self.written)):
            row = self._screen.cursor.y
            self._feed(token)
            if _APART.match(token):
                rows[CONTROLS] += len(token)
            elif _DRAWS.search(token):
                rows[row] += pending + len(token)
                pending = 0
            else:
                pending += len(token)
        rows[CONTROLS] += pending
        return rows
