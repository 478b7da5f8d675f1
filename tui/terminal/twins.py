"""What is written where the terminal's encoding lacks a character: something as wide and as like.

Importing this registers ``TWINS`` as an error handler for ``str.encode`` and for text streams.
"""

from __future__ import annotations

import codecs
import unicodedata
from collections.abc import Mapping

__all__ = ["TWINS", "terminal_encoding", "twin"]

TWINS = "glossator.twins"

_SIGNS = {
    "'": "‘’‚‛′ʼ",
    '"': "“”„‟″«»",
    "-": "‐‑‒–—―−─━═┄┈╌",
    "|": "│┃┆┊║╎▌▍▎▏▐❘",
    "+": "┌┐└┘├┤┬┴┼╔╗╚╝╠╣╦╩╬┏┓┗┛",
    "*": "•●○◐◆◇■□▪▫★☆·",
    "#": "█▓▒░▀▄▁▂▃▅▆▇",
    ".": "…‥",
    "x": "×✗✘",
    "v": "✓✔▾▼",
    ">": "→▸▶›",
    "<": "←◂◀‹",
    "^": "↑▴▲",
    " ": "\u00a0\u2002\u2003\u2007\u2009\u202f",
}
_TWINS = {sign: twin for twin, signs in _SIGNS.items() for sign in signs}


def twin(character: str) -> str:
    """ASCII for one character, in as many cells: a letter without its marks, a sign, or ``?``."""
    known = _TWINS.get(character)
    if known is not None:
        return known
    if character.isascii():
        return character
    from rich.cells import get_character_cell_size

    width = get_character_cell_size(character)
    if width != 1:
        return "?" * width
    letter = unicodedata.normalize("NFKD", character)[0]
    if not letter.isascii():
        from corpus.index.fold import fold

        letter = fold(letter.lower())
        letter = letter.upper() if character.isupper() else letter
    return letter if len(letter) == 1 and letter.isascii() and letter.isprintable() else "?"


def _replaced(error: UnicodeError) -> tuple[str | bytes, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return "".join(twin(each) for each in error.object[error.start : error.end]), error.end


codecs.register_error(TWINS, _replaced)


def terminal_encoding(environ: Mapping[str, str]) -> str:
    """The encoding the locale names for the terminal; UTF-8 where it names none.

    The locale C names none: it is what a login over ssh without a locale has, and the terminal at
    the other end takes UTF-8 as nearly all have for long.
    """
    named = next(
        (environ[name] for name in ("LC_ALL", "LC_CTYPE", "LANG") if environ.get(name)), ""
    )
    charset = named.partition(".")[2].partition("@")[0]
    try:
        found = codecs.lookup(charset).name if charset else "utf-8"
        "\x1b[m ~".encode(found)
    except (LookupError, UnicodeError, ValueError):
        return "utf-8"
    # Not those in which a control sequence would be other bytes.
    return found if "\x1b[m ~".encode(found) == b"\x1b[m ~" else "utf-8"
