"""What commands share: where documents come from, opening them, saying how far that is."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from corpus.errors import InputError, UsageError
from corpus.hostile import harmless_line
from tui.cli.output import is_terminal
from tui.paths import places

if TYPE_CHECKING:
    from corpus.corpus import Corpus

__all__ = [
    "STREAM_NAME",
    "Input",
    "json_option",
    "open_corpus",
    "paths_argument",
    "places",
    "resolve",
    "sample_collection",
    "tell",
    "tell_problems",
]

STREAM_NAME = "standard-input"
_PROGRESS_WIDTH = 40

paths_argument = click.argument("paths", nargs=-1, metavar="[PATH]...")
json_option = click.option("--json", "as_json", is_flag=True, help="Write JSON Lines.")


@dataclass(frozen=True, slots=True)
class Input:
    """Where the documents come from: paths, or the bytes of a pipe."""

    paths: tuple[Path, ...] = ()
    stream: bytes | None = None


def sample_collection() -> Path:
    """The folder of the sample collection, in a checkout and in an installed package."""
    from tui.paths import sample_folder

    return Path(sample_folder())


def resolve(paths: Sequence[str]) -> Input:
    """What arguments name: paths, ``-`` or else a pipe, and the sample collection for nothing.

    Raises UsageError for an empty path and for ``-`` among others, InputError for an empty pipe.
    """
    if "-" in paths:
        if len(paths) > 1:
            raise UsageError("A dash stands for the pipe and cannot be mixed with paths.")
        return Input(stream=_read_pipe())
    if "" in paths:
        raise UsageError("An empty path names nothing; a dot is the folder you are in.")
    if paths:
        return Input(tuple(Path(path) for path in paths))
    if _pipe_waits():
        return Input(stream=_read_pipe())
    return Input((sample_collection(),))


def _pipe_waits() -> bool:
    """Whether standard input is a pipe or a file: not a keyboard, not /dev/null, not closed."""
    try:
        mode = os.fstat(0).st_mode
    except OSError:
        return False
    return stat.S_ISFIFO(mode) or stat.S_ISREG(mode) or stat.S_ISSOCK(mode)


def _read_pipe() -> bytes:
    try:
        if os.isatty(0):
            raise InputError(
                "Standard input is the keyboard; pipe a text in: command | glossator -"
            )
        with os.fdopen(os.dup(0), "rb") as stream:
            data = stream.read()
    except OSError as error:
        raise InputError(f"Standard input cannot be read ({error.strerror or error}).") from None
    if not data:
        raise InputError("Nothing came through the pipe. Give a PATH, or pipe a text in.")
    return data


@contextmanager
def open_corpus(given: Input) -> Iterator[Corpus]:
    """The collection, loaded, its problems told; closed in the end.

    Raises GlossatorError when nothing of it can be read.
    """
    from corpus.corpus import Corpus
    from tui.settings import load_settings

    settings = load_settings()
    tell_problems(settings.problems)
    if given.stream is None:
        corpus = Corpus.open(given.paths, places=places(), author=settings.author_name())
    else:
        corpus = Corpus.from_stream(given.stream, STREAM_NAME)
    corpus.recognisers = settings.recognisers
    try:
        with _progress() as say:
            for progress in corpus.load():
                say(progress.stage, progress.done, progress.total)
        tell_problems(corpus.problems)
        if corpus.notice:
            tell(corpus.notice)
        yield corpus
    finally:
        corpus.close()


def tell(sentence: str) -> None:
    """Say something beside the output."""
    click.echo(f"glossator: {harmless_line(sentence)}", err=True)


def tell_problems(problems: Sequence[str]) -> None:
    """Say what could not be read; the rest was."""
    for problem in problems:
        tell(problem)


class _Progress:
    """One line on a terminal's standard error, written over and removed at the end."""

    def __init__(self) -> None:
        self._shown = is_terminal(sys.stderr) and os.environ.get("TERM") != "dumb"
        self._last = ""

    def __call__(self, stage: str, done: int, total: int) -> None:
        text = f"{stage} {done:,} of {total:,}"
        if self._shown and text != self._last:
            self._last = text
            sys.stderr.write(f"\r{text[:_PROGRESS_WIDTH].ljust(_PROGRESS_WIDTH)}")
            sys.stderr.flush()

    def clear(self) -> None:
        if self._last:
            sys.stderr.write(f"\r{' ' * _PROGRESS_WIDTH}\r")
            sys.stderr.flush()


@contextmanager
def _progress() -> Iterator[_Progress]:
    progress = _Progress()
    try:
        yield progress
    finally:
        progress.clear()
