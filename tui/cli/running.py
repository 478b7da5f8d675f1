"""From arguments to an exit code: every failure is one sentence, never a traceback."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from io import TextIOWrapper

import click

from corpus.errors import GlossatorError
from corpus.hostile import harmless, harmless_line
from tui.cli.group import glossator
from tui.terminal.twins import TWINS

__all__ = ["FOUND", "INTERRUPTED", "NOTHING_FOUND", "failed", "run"]

FOUND = 0
NOTHING_FOUND = 1
INTERRUPTED = 130
_PIPE_CLOSED = 141
_OUR_FAULT = 70
_INPUT = 3


def run(arguments: Sequence[str]) -> int:
    """Run one command line; the exit code says how it went.

    0 found or done, 1 nothing found, 2 usage, 3 bad input, 4 annotations unavailable, 130 after
    Ctrl+C, 141 when the reader of a pipe went away. With ``GLOSSATOR_DEBUG=1`` a failure shows
    where it came from.
    """
    try:
        return _run(arguments)
    except BaseException as error:
        return failed(error)


def failed(error: BaseException) -> int:
    """Say what went wrong in a sentence; the exit code for it. SystemExit is raised again."""
    if isinstance(error, KeyboardInterrupt | click.Abort):
        return INTERRUPTED
    if isinstance(error, BrokenPipeError):
        _silence_output()
        return _PIPE_CLOSED
    if not isinstance(error, Exception):
        raise error
    if os.environ.get("GLOSSATOR_DEBUG") == "1":
        _show_where(error)
    # The last net as well: a fault of ours is told, not dumped.
    return _complain(*_explained(error))


def _explained(error: Exception) -> tuple[str, int]:
    """The sentence and the exit code for a failure."""
    match error:
        case GlossatorError():
            return str(error), error.exit_code
        case click.UsageError():
            return f"{_sentence(error)} {_help_hint(error)}", error.exit_code
        case click.ClickException():
            return _sentence(error), _INPUT
        case OSError():
            _silence_output()
            where = f"{error.filename}: " if error.filename else ""
            return f"{where}{error.strerror or error}.", _INPUT
    what = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
    sentence = (
        f"this went wrong inside the program ({what}). "
        "Run it again with GLOSSATOR_DEBUG=1 to see where, and report that."
    )
    return sentence, _OUR_FAULT


def _run(arguments: Sequence[str]) -> int:
    # A person's text may hold what the terminal's encoding does not; that must not stop the rest.
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # not one that was closed before the start
            stream.reconfigure(errors=TWINS)
    # Not click's own main: it would end the program when a pipe is closed, and with its own words.
    try:
        with glossator.make_context("glossator", list(arguments)) as context:
            result = glossator.invoke(context)
    except click.exceptions.Exit as left:  # after --help and --version
        result = left.exit_code
    if sys.stdout is not None:
        sys.stdout.flush()
    return result if isinstance(result, int) else FOUND


def _complain(sentence: str, exit_code: int) -> int:
    """Say it on stderr, if there is one."""
    with suppress(OSError, ValueError, AttributeError):
        sys.stdout.flush()
    with suppress(OSError, ValueError, AttributeError):
        sys.stderr.write(f"glossator: {harmless_line(sentence)}\n")
        sys.stderr.flush()
    return exit_code


def _show_where(error: Exception) -> None:
    """The traceback, in which there can be anything that was read."""
    import traceback

    with suppress(OSError, ValueError, AttributeError):
        sys.stderr.write(harmless("".join(traceback.format_exception(error))))


def _sentence(error: click.ClickException) -> str:
    message = error.format_message().strip()
    return message if message.endswith((".", "?", "!", ")")) else f"{message}."


def _help_hint(error: click.UsageError) -> str:
    path = error.ctx.command_path if error.ctx is not None else "glossator"
    return f"See {path} --help."


def _silence_output() -> None:
    """Nobody reads any more: what is still buffered must not fail again when Python leaves."""
    with suppress(OSError, ValueError, AttributeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
