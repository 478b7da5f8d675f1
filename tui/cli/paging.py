"""Plain text a screenful at a time, on a terminal that can do nothing but print and read lines."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable
from contextlib import suppress

from tui.cli.output import is_terminal

__all__ = ["write_paged"]

_PROMPT = "-- more --  Enter, q "
# Pagers that draw nothing. The others need a terminal that can be drawn on, which this is not.
_PLAIN_PAGERS = frozenset({"cat", "more"})


def write_paged(lines: Iterable[str]) -> None:
    """Write lines: at once into a file or a pipe, by pages on a terminal with a keyboard.

    Through ``$PAGER`` where that needs no more than such a terminal has.
    """
    ask = _keyboard() if is_terminal(sys.stdout) else None
    if ask is None:
        for line in lines:
            sys.stdout.write(line + "\n")
    elif not _through_pager(lines):
        _write_pages(lines, ask)


def _keyboard() -> Callable[[], str] | None:
    """What reads one line that the person types, the empty one at the end; None without one."""
    if os.isatty(0):
        return lambda: _read_line(0)
    try:
        keyboard = os.open("/dev/tty", os.O_RDONLY | os.O_NOCTTY)
    except OSError:
        return None
    return lambda: _read_line(keyboard)


def _read_line(keyboard: int) -> str:
    """Not through a stream, which would read ahead of what is asked."""
    line = b""
    with suppress(OSError):
        while not line.endswith(b"\n") and (part := os.read(keyboard, 1)):
            line += part
    return line.decode("utf-8", "replace")


def _through_pager(lines: Iterable[str]) -> bool:
    """Let the person's own pager show the lines, if it can; False when it was not started."""
    with suppress(ValueError):
        command = shlex.split(os.environ.get("PAGER", ""))
        if not command or os.path.basename(command[0]) not in _PLAIN_PAGERS:  # noqa: PTH119
            return False
        found = shutil.which(command[0])
        if found is None:
            return False
        sys.stdout.flush()
        encoding = getattr(sys.stdout, "encoding", "") or "utf-8"
        errors = getattr(sys.stdout, "errors", "") or "replace"
        with subprocess.Popen([found, *command[1:]], stdin=subprocess.PIPE) as pager:
            assert pager.stdin is not None
            with suppress(BrokenPipeError):
                for line in lines:
                    pager.stdin.write(f"{line}\n".encode(encoding, errors))
            with suppress(BrokenPipeError):
                pager.stdin.close()
        return True
    return False


def _write_pages(lines: Iterable[str], ask: Callable[[], str]) -> None:
    """Rows broken at words, as many as the terminal shows; then wait for Enter, or q to leave."""
    from tui.rendering.wrap import wrap

    size = shutil.get_terminal_size()
    page, width = max(1, size.lines - 1), max(8, size.columns)
    written = 0
    for line in lines:
        for start, end in wrap(line, 0, len(line), width):
            if written == page:
                sys.stdout.write(_PROMPT)
                sys.stdout.flush()
                answer = ask()
                if not answer or answer.strip().lower().startswith("q"):
                    sys.stdout.write("" if answer else "\n")
                    return
                written = 0
            sys.stdout.write(line[start:end].rstrip(" ") + "\n")
            written += 1
