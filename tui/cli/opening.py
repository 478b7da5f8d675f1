"""Opening a collection on the screen, or as plain text where there is no screen."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from corpus.errors import InputError
from tui.cli.group import COMMANDS
from tui.cli.output import is_terminal
from tui.cli.screen import Wishes, show_on_screen
from tui.cli.session import STREAM_NAME, paths_argument, places, resolve, tell
from tui.cli.showing import Reading, write_plain
from tui.terminal import first_page

__all__ = ["open_paths"]


@click.command("open")
@paths_argument
@click.option("--theme", default="", help="Colours for this time.", metavar="NAME")
@click.option("--author", default="", help="Who marks, for this time.", metavar="NAME")
@click.option("--plain-driver", is_flag=True, help="Send whole frames, not only what changed.")
def open_paths(paths: tuple[str, ...], theme: str, author: str, *, plain_driver: bool) -> int:
    """Open documents on the screen; the command that is meant when none is named.

    Into a file or a pipe, or on a terminal that cannot be drawn on (TERM=dumb), the documents are
    written as plain text.
    """
    try:
        return _open(paths, Wishes(theme, author, plain_driver))
    except BaseException:
        # A page may stand there that was painted first: what is said must be seen.
        first_page.give_back()
        raise


def _open(paths: tuple[str, ...], wishes: Wishes) -> int:
    _must_exist(paths)
    given = resolve(paths)
    if not _has_screen() or not _has_keyboard():
        reading = Reading(given)
        write_plain(reading)
        return reading.exit_code()
    if given.stream is not None:
        return _run_on_pipe(given.stream, wishes)
    return show_on_screen(given.paths, places(), wishes)


def _must_exist(paths: tuple[str, ...]) -> None:
    """A word that is no path may be a mistyped command: say so before anything is opened."""
    if not paths or paths[0] == "-" or os.path.lexists(paths[0]):
        return
    import difflib

    near = difflib.get_close_matches(paths[0], COMMANDS, n=1)
    hint = f"Did you mean the command “{near[0]}”?" if near else "Check the spelling."
    raise InputError(f"{paths[0]}: there is no such file or folder. {hint}")


def _has_screen() -> bool:
    return is_terminal(sys.stdout) and os.environ.get("TERM", "dumb") not in {"dumb", ""}


def _has_keyboard() -> bool:
    """Whether keys can be read; where standard input is something else, from the terminal."""
    if os.isatty(0):
        return True
    try:
        keyboard = os.open("/dev/tty", os.O_RDWR)
    except OSError:
        return False
    os.dup2(keyboard, 0)
    if keyboard != 0:
        os.close(keyboard)
    if sys.__stdin__ is None:  # it was closed when the program began
        sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115
        sys.__stdin__ = sys.stdin  # type: ignore[misc]  # where Textual looks
    return True


def _run_on_pipe(data: bytes, wishes: Wishes) -> int:
    """Read a pipe on the screen. Marks made on it are there when the same text comes again."""
    from corpus.places import Places

    with _kept_while_open(data) as folder:
        folders = Places(folder / "data", folder / "state", folder / "cache")
        code = show_on_screen((_text_in(folder),), folders, wishes)
        if _has_marks(folder):
            tell("The marks are kept; they are there again when the same text is piped in.")
        return code


def _text_in(folder: Path) -> Path:
    return next((folder / "text").glob(f"{STREAM_NAME}.*"))


def _has_marks(folder: Path) -> bool:
    return (folder / "text" / ".glossator").exists() or (folder / "data").exists()


@contextmanager
def _kept_while_open(data: bytes) -> Iterator[Path]:
    """A folder that holds the text of a pipe, named after it; kept when it was marked.

    Another program with the same text on its screen holds a lock on the folder.
    """
    import fcntl
    import hashlib
    import shutil

    from corpus.readers.reading import is_json_lines

    suffix = "jsonl" if is_json_lines(data) else "txt"
    name = hashlib.blake2b(data, digest_size=12).hexdigest()
    folder = places().data / "pipes" / name
    (folder / "text").mkdir(parents=True, exist_ok=True)
    (folder / "text" / f"{STREAM_NAME}.{suffix}").write_bytes(data)
    lock = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(lock, fcntl.LOCK_SH)
        yield folder
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return
        if not _has_marks(folder):
            shutil.rmtree(folder, ignore_errors=True)
    finally:
        os.close(lock)
