"""Opening a collection on the screen. What reads options and arguments is not imported here."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from tui.cli.guard import terminal_given_back
from tui.terminal import first_page

if TYPE_CHECKING:
    from corpus.places import Places
    from tui.session import Session
    from tui.theme import Theme

__all__ = ["Wishes", "open_painted", "show_on_screen"]


class Wishes(NamedTuple):
    """What was asked for with options, for this time."""

    theme: str = ""
    author: str = ""
    plain: bool = False


_NONE = Wishes()


def open_painted(arguments: Sequence[str]) -> int:
    """Open what the page that was painted is of: paths that exist, on a terminal.

    The short way to ``tui.cli.run``, whose reader of options takes 25 ms to import.
    """
    from tui.paths import places, sample_folder

    try:
        return show_on_screen([Path(path) for path in arguments or (sample_folder(),)], places())
    except BaseException as error:
        first_page.give_back()
        from tui.cli.running import failed

        return failed(error)


def show_on_screen(paths: Sequence[Path], folders: Places, wishes: Wishes = _NONE) -> int:
    """Open the collection, which starts to read at once, and only then import the screen."""
    import gc

    # Importing makes many objects and no garbage; the screen, once it stands, collects again.
    gc.disable()
    from tui.session import open_session
    from tui.settings import load_settings

    _draw_on_terminal()
    settings = load_settings()
    session = open_session(paths, settings=settings, places=folders, author=wishes.author)
    try:
        theme = _theme(session, wishes.theme)
        _import_asyncio()
        from tui.app import run
    except BaseException:
        session.close()
        raise
    painted = first_page.take()
    with terminal_given_back(painted.settings if painted else None):
        return run(session, theme=theme, painted=painted, plain=wishes.plain)


def _import_asyncio() -> None:
    """Without TLS, which takes 10 ms to import and which no screen speaks.

    Asyncio does without where a Python has none; whoever imports ``ssl`` later has it.
    """
    if "ssl" in sys.modules or "asyncio" in sys.modules:
        return
    sys.modules["ssl"] = None  # type: ignore[assignment]  # how an import is made to fail
    try:
        import asyncio  # noqa: F401
    finally:
        del sys.modules["ssl"]


def _draw_on_terminal() -> None:
    """Textual draws on standard error: where that goes into a file, let it be the terminal."""
    if not os.isatty(2):
        os.dup2(1, 2)


def _theme(session: Session, name: str) -> Theme:
    """The theme that was asked for now, or the one set; what is wrong with that is a problem."""
    from tui.paths import themes_folder
    from tui.theming import choose_theme, load_theme

    if name:
        return load_theme(name, themes_folder())
    choice = choose_theme(session.settings)
    if choice.problem:
        problems = (*session.settings.problems, choice.problem)
        session.settings = replace(session.settings, problems=problems)
    return choice.theme
