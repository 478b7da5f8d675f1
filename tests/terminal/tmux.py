"""A real tmux on a socket of its own: what runs in it, what it shows, how big it is.

A control client watches the session, so that waiting is for tmux to say that something was
written, never for time to pass. It counts for no size and draws nothing.
"""

from __future__ import annotations

import os
import re
import select
import shlex
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from terminal import PATIENCE, ROOT, GaveUpError

__all__ = ["Tmux", "TmuxError", "tmux_missing", "tmux_running"]

KEYS = {
    "enter": "Enter",
    "tab": "Tab",
    "esc": "Escape",
    "space": "Space",
    "backspace": "BSpace",
    "up": "Up",
    "down": "Down",
    "right": "Right",
    "left": "Left",
    "home": "Home",
    "end": "End",
    "pageup": "PPage",
    "pagedown": "NPage",
    "delete": "DC",
} | {f"ctrl+{chr(code)}": f"C-{chr(code)}" for code in range(ord("a"), ord("z") + 1)}

# What tmux knows to be on beyond what a shell wants.
_MODES = (
    *("alternate_on", "mouse_any_flag", "mouse_sgr_flag", "keypad_cursor_flag", "keypad_flag"),
    *("insert_flag", "origin_flag"),
)
_OF_OUR_OWN = b"1"  # the flag of an answer to what this client asked


class TmuxError(Exception):
    """tmux did not do what it was told."""


def tmux_missing() -> str:
    """Why there can be no tmux here; empty when there can."""
    return "" if shutil.which("tmux") else "needs tmux"


class Tmux:
    """One session with one pane, watched. ``socket`` is what its server listens on."""

    def __init__(
        self,
        folder: Path,
        arguments: Sequence[str],
        *,
        size: tuple[int, int] = (120, 40),
        env: Mapping[str, str | None] | None = None,
        options: Mapping[str, str] | None = None,
        cwd: Path | None = None,
    ) -> None:
        self.socket = folder / "socket"
        settings = {"status": "off", "escape-time": "10", **(options or {})}
        file = folder / "tmux.conf"
        file.write_text("".join(f"set -g {n} {shlex.quote(v)}\n" for n, v in settings.items()))
        self._base = ["tmux", "-S", str(self.socket), "-f", str(file)]
        environ: dict[str, str | None] = {
            **os.environ,
            "TERM": "xterm-256color",
            "LANG": "C.UTF-8",
            "PYTHONPATH": str(ROOT),
            "COLORTERM": None,
            "TMUX": None,
            **(env or {}),
        }
        self._environ = {name: value for name, value in environ.items() if value is not None}
        columns, rows = size
        command = shlex.join(arguments)
        start = ["-x", str(columns), "-y", str(rows), "-c", str(cwd or ROOT), f"exec {command}"]
        subprocess.run(
            [*self._base, "new-session", "-d", "-s", "tests", *start],
            check=True,
            env=self._environ,
            stdin=subprocess.DEVNULL,
        )
        self._watcher = subprocess.Popen(
            [*self._base, "-C", "attach-session", "-t", "tests", "-f", "ignore-size"],
            env=self._environ,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        self._unread = b""
        self._written = False
        self.over = False

    # What a person sees

    @property
    def text(self) -> str:
        """The screen as lines."""
        return "\n".join(line.rstrip() for line in self.tell("capture-pane", "-p"))

    @property
    def styled(self) -> str:
        """The screen as lines with the sequences that colour them."""
        return "\n".join(self.tell("capture-pane", "-p", "-e"))

    @property
    def pid(self) -> int:
        """The process that was started in the pane."""
        return int(self.ask("pane_pid"))

    def ask(self, variable: str) -> str:
        """A variable of tmux."""
        return "".join(self.tell("display-message", "-p", f"#{{{variable}}}"))

    def modes(self) -> set[str]:
        """What is on in the pane that a shell would not want; a hidden cursor is among it."""
        on = {mode for mode in _MODES if self.ask(mode) == "1"}
        return on if self.ask("cursor_flag") == "1" else on | {"cursor_hidden"}

    def brackets_pastes(self) -> bool:
        """Whether pasted text is bracketed, at a prompt where nothing is typed."""
        before = self.text
        self.tell("set-buffer", "-b", "paste", "#")
        self.tell("paste-buffer", "-p", "-d", "-b", "paste")
        after = self.wait_until(lambda screen: screen.count("#") > before.count("#"), "a paste")
        self.send("<ctrl+u>")
        self.wait_until(lambda screen: screen == before, "the paste taken back")
        return "200~" in after

    def settings(self) -> str:
        """What ``stty -a`` says of the pane's terminal."""
        with Path(self.ask("pane_tty")).open("rb", buffering=0) as terminal:
            done = subprocess.run(
                ["stty", "-a"], stdin=terminal, capture_output=True, text=True, check=True
            )
        return done.stdout

    # What a person does

    def send(self, keys: str) -> None:
        """Type: literal text with names in angle brackets, ``<enter>`` ``<ctrl+d>``."""
        for part in re.findall(r"<[a-z+]+>|[^<]+|<", keys):
            if part[1:-1] in KEYS:
                self.tell("send-keys", KEYS[part[1:-1]])
            else:
                self.tell("send-keys", "-H", *(f"{byte:02x}" for byte in part.encode()))

    def resize(self, columns: int, rows: int) -> None:
        """Give the window another size, whoever is attached; the program hears of it."""
        self.tell("resize-window", "-x", str(columns), "-y", str(rows))

    def attaching(self) -> list[str]:
        """The command line of a person's client, for a terminal of any size."""
        return [*self._base, "attach-session", "-t", "tests"]

    def detach_others(self) -> None:
        """Send all clients away but the one that watches."""
        for line in self.tell("list-clients", "-F", "#{client_control_mode} #{client_name}"):
            control, name = line.split(" ", 1)
            if control == "0":
                self.tell("detach-client", "-t", name)

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
            self._written = False
            screen = self.text
            if wanted(screen):
                return screen
            while not self._written:
                if not self._heard(deadline - time.monotonic()):
                    raise GaveUpError(f"waited for {what}; tmux shows:\n{screen}")

    # The control client

    def tell(self, *command: str) -> list[str]:
        """Give tmux a command; its answer as lines. Raises TmuxError."""
        assert self._watcher.stdin is not None
        self._watcher.stdin.write(shlex.join(command).encode() + b"\n")
        self._watcher.stdin.flush()
        deadline = time.monotonic() + PATIENCE
        answer: list[str] | None = None
        while True:
            line = self._line(deadline - time.monotonic())
            if line is None:
                raise TmuxError(f"no answer to {shlex.join(command)}")
            kind, *rest = line.split(b" ")
            ours = len(rest) == 3 and rest[2] == _OF_OUR_OWN
            if answer is None:
                answer = [] if kind == b"%begin" and ours else None
                self._note(kind)
            elif kind in {b"%end", b"%error"} and ours:
                if kind == b"%error":
                    raise TmuxError("\n".join(answer))
                return answer
            else:
                answer.append(line.decode("utf-8", "replace"))

    def _note(self, kind: bytes) -> None:
        self._written = self._written or kind in {b"%output", b"%layout-change", b"%exit"}

    def _heard(self, seconds: float) -> bool:
        """Wait for tmux to say anything; False when it does not."""
        line = self._line(seconds)
        if line is None:
            return False
        self._note(line.split(b" ", 1)[0])
        return True

    def _line(self, seconds: float) -> bytes | None:
        """The next line from the control client; None when there is none in the time."""
        assert self._watcher.stdout is not None
        deadline = time.monotonic() + seconds
        while b"\n" not in self._unread:
            left = deadline - time.monotonic()
            if not select.select([self._watcher.stdout], [], [], max(0.0, left))[0]:
                return None
            data = os.read(self._watcher.stdout.fileno(), 1 << 16)
            if not data:
                self.over = True
                return None
            self._unread += data
        line, _, self._unread = self._unread.partition(b"\n")
        return line

    def close(self) -> None:
        """End the server and what runs in it."""
        subprocess.run(
            [*self._base, "kill-server"], check=False, stderr=subprocess.DEVNULL, env=self._environ
        )
        with suppress(OSError):
            self._watcher.communicate()


@contextmanager
def tmux_running(
    arguments: Sequence[str],
    *,
    size: tuple[int, int] = (120, 40),
    env: Mapping[str, str | None] | None = None,
    options: Mapping[str, str] | None = None,
    cwd: Path | None = None,
) -> Iterator[Tmux]:
    """A tmux in which a program runs; skips where there is no tmux.

    ``env`` is added to the environment (None takes away), ``options`` to those of tmux.
    """
    if missing := tmux_missing():
        pytest.skip(missing)
    # A socket's path must be short, which that of a test's own folder often is not.
    with tempfile.TemporaryDirectory(prefix="tmux-") as folder:
        session = Tmux(Path(folder), arguments, size=size, env=env, options=options, cwd=cwd)
        try:
            yield session
        finally:
            session.close()
