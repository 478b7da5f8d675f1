"""The first page: painted from a small file before anything else is imported.

At the end of a session the last page is kept (``keep``). The next start puts the terminal into
the state in which Textual wants it, draws that page (``paint``) and only then imports the rest;
what is typed meanwhile waits in the terminal's queue. The driver takes the page over as its last
frame, so that only what differs is sent. This module imports next to nothing at its top.
"""

from __future__ import annotations

import os

from corpus.keys import key_of
from tui.paths import place, sample_folder
from tui.terminal.modes import raw, restore
from tui.terminal.page_cache import NAME, read_page, write_page

TYPE_CHECKING = False  # as in typing, which takes 10 ms to import
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tui.session import Session

__all__ = ["Painted", "give_back", "keep", "paint", "take"]

_BEGIN = "\x1b[?1049h\x1b[?25l\x1b[?7l\x1b[m\x1b[2J"
_END = "\x1b[m\x1b[?7h\x1b[?1049l\x1b[?25h"


class Painted:
    """A page that stands on the terminal, and the line settings from before it."""

    __slots__ = ("columns", "picture", "rows", "settings")

    def __init__(
        self, columns: int, rows: int, picture: str, settings: list[object] | None
    ) -> None:
        self.columns, self.rows = columns, rows
        self.picture = picture
        self.settings = settings


_standing: Painted | None = None
"""What stands on the terminal and has not been taken over."""


def paint(arguments: Sequence[str], environ: Mapping[str, str]) -> Painted | None:
    """Draw the page that was on the screen last, when it is still the one that will be drawn.

    Only where ``arguments`` are paths or none, on a terminal. Whatever goes wrong: the terminal
    is as before, and None.
    """
    global _standing  # noqa: PLW0603  (there is one terminal)
    if any(not argument or argument[0] == "-" for argument in arguments):
        return None
    if environ.get("TERM", "dumb") in ("dumb", "") or not (os.isatty(0) and os.isatty(1)):
        return None
    screen = _screen()
    try:
        size = os.get_terminal_size(screen)
        file = f"{place('cache', environ)}/{key_of(arguments or (sample_folder(),))}/{NAME}"
        picture = read_page(file, size, environ, arguments[0] if arguments else "")
    except (OSError, ValueError):
        return None
    settings = raw(0) if picture else None
    if picture and settings:
        _standing = Painted(*size, picture, settings)
        try:
            data = (_BEGIN + picture).encode()
            while data:
                data = data[os.write(screen, data) :]
        except (OSError, ValueError):
            give_back()
    return _standing


def _screen() -> int:
    """Where Textual is going to draw: standard error, if that is not sent elsewhere."""
    return 2 if os.isatty(2) else 1


def take() -> Painted | None:
    """The page that stands there, for whoever draws over it and gives the terminal back."""
    global _standing
    painted, _standing = _standing, None
    return painted


def give_back() -> None:
    """Put the terminal back as it was before the page, if nobody has taken it."""
    painted = take()
    if painted is None:
        return
    restore(0, painted.settings)
    try:
        os.write(_screen(), _END.encode())
    except OSError:
        return


def keep(session: Session, picture: str, size: tuple[int, int], *, theme: str) -> bool:
    """Keep the last page of a session that is closed, for its next start; whether it was kept.

    ``size`` is columns and rows; ``theme`` is the name of what the page is drawn in: a page in
    colours that the next start would not choose is not kept.
    """
    file = session.corpus.places.cache / NAME
    last = session.reading.last()
    if last is None or not picture or theme != _theme_of_next_start():
        return False
    from corpus.labels import find_label_set
    from tui.cli.group import COMMANDS
    from tui.paths import settings_file, themes_folder

    root, reading = session.corpus.root, session.corpus.places.state / "reading.sqlite"
    document = _file_of(os.fspath(root), last.document)
    store = session.corpus.marks.store.where
    labels = find_label_set(root)
    if not document:
        return False
    files = [
        *(os.path.realpath(path) for path in session.corpus.paths),
        document,
        *(f"{database}{end}" for database in (reading, store) for end in ("", "-wal")),
        str(settings_file()),
        str(themes_folder()),
        *(str(theme_file) for theme_file in sorted(themes_folder().glob("*.y*ml"))),
        str(root / ".glossator"),
        *([str(labels)] if labels is not None else []),
    ]
    shortest = _shortest(picture, size)
    return write_page(str(file), shortest, size, os.environ, files=files, commands=COMMANDS)


def _shortest(picture: str, size: tuple[int, int]) -> str:
    """The same picture in the fewest bytes for what the name of this terminal promises.

    Nothing the terminal itself has answered is made use of: the next one may be another.
    """
    from tui.terminal.abilities import from_environment
    from tui.terminal.screen import Screen, Unmodelled

    abilities = from_environment(os.environ)
    try:
        screen = Screen(*size, abilities)
        screen.feed(picture)
        screen.forget()
        # Whoever paints it has set no scroll region.
        short = screen.changes().replace("\x1b[r", "")
        again = Screen(*size, abilities)
        again.feed(short)
    except Unmodelled:
        return picture
    return short if again.picture() == screen.picture() else picture


def _file_of(root: str, document: str) -> str:
    """The file that holds a document; empty when there is none. Ids of records follow a ``#``."""
    name = document
    while name:
        file = os.path.join(root, name)  # noqa: PTH118  (a name that is no Unicode stays as it is)
        if os.path.isfile(file):  # noqa: PTH113
            return file
        name = name.rpartition("#")[0]
    return ""


def _theme_of_next_start() -> str:
    from tui.settings import load_settings
    from tui.theming import choose_theme

    return choose_theme(load_settings()).theme.name
