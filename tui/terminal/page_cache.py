"""The file that holds a page, and everything that must be as it was for the page to be shown.

Reading it is the first thing the program does, so this imports next to nothing. The file is
disposable: whatever is wrong with it, there is no page.
"""

from __future__ import annotations

import os
from _blake2 import blake2b  # hashlib is the same function after 4 ms of OpenSSL

from tui.version import VERSION

TYPE_CHECKING = False  # as in typing, which takes 10 ms to import
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

__all__ = ["NAME", "is_drawing", "read_page", "stamp", "write_page"]

NAME = "first-page"
"""The file in the cache folder of a collection."""

_MAGIC = b"glossator page 1"
_LARGEST = 1 << 20

# What decides how a page looks, or where what is on it is kept.
_VARIABLES = (
    *("TERM", "COLORTERM", "NO_COLOR", "FORCE_COLOR", "TEXTUAL_COLOR_SYSTEM", "TERM_PROGRAM"),
    *("LC_ALL", "LC_CTYPE", "LANG", "PYTHONUTF8", "HOME"),
    *(f"GLOSSATOR_{kind}" for kind in ("CONFIG", "DATA", "STATE")),
    *(f"XDG_{kind}_HOME" for kind in ("CONFIG", "DATA", "STATE")),
)

_DIGITS = "0123456789"
_UNDER = _DIGITS + ";:"
# Cursor addresses, SGR, erasing (ED, EL, ECH) and repeating.
_DRAWS = {"H", "m", "J", "K", "X", "b", "A", "B", "C", "D", "G", "d"}


def is_drawing(picture: str) -> bool:
    """Whether a picture is text, cursor moves, SGR, erasing and line ends, and nothing else."""
    text, *rest = picture.replace("\r", "").replace("\n", "").replace("\b", "").split("\x1b")
    if not _is_shown(text):
        return False
    for piece in rest:
        if piece[:1] != "[":
            return False
        after = piece[1:].lstrip(_UNDER)
        if after[:1] not in _DRAWS or len(piece) - len(after) > 64 or not _is_shown(after[1:]):
            return False
    return True


def _is_shown(text: str) -> bool:
    return text.isprintable() or not any(map(_is_harmful, text))


def _is_harmful(sign: str) -> bool:
    """As ``corpus.hostile``, whose patterns would cost 3 ms to import here."""
    code = ord(sign)
    return (
        code < 0x20
        or 0x7F <= code <= 0x9F
        or code in (0x61C, 0x200E, 0x200F, 0x2028, 0x2029)
        or 0x202A <= code <= 0x202E
        or 0x2066 <= code <= 0x206F
        or 0xD800 <= code <= 0xDFFF
        or 0xFDD0 <= code <= 0xFDEF
        or code & 0xFFFE == 0xFFFE
        or 0xFFF9 <= code <= 0xFFFB
        or 0xE0000 <= code <= 0xE00FF
        or 0xE01F0 <= code <= 0xE0FFF
    )


def stamp(path: str) -> str:
    """What changes when a file does; the same for an empty file and for none.

    Of a write-ahead log there is often an empty one, and as often none.
    """
    try:
        status = os.stat(path)  # noqa: PTH116  (pathlib costs 5 ms)
    except (OSError, ValueError):
        return "-"
    if not status.st_size:
        return "-"
    return f"{status.st_mtime_ns} {status.st_size} {status.st_ino}"


def _circumstances(size: tuple[int, int], environ: Mapping[str, str]) -> str:
    values = (f"{name}={environ[name]}" for name in _VARIABLES if name in environ)
    return "\0".join((VERSION, f"{size[0]} {size[1]}", *values))


def _digest(*parts: bytes) -> bytes:
    return blake2b(b"\0".join(parts), digest_size=16).hexdigest().encode()


def read_page(
    file: str, size: tuple[int, int], environ: Mapping[str, str], first_word: str
) -> str | None:
    """The picture to paint, or None: not there, damaged, for elsewhere, or of something changed.

    ``first_word`` is the first argument; where it names a command, no page is meant.
    """
    try:
        with open(file, "rb") as stream:  # noqa: PTH123  (pathlib costs 5 ms)
            data = stream.read(_LARGEST)
        magic, digest, rest = data.split(b"\0", 2)
        if magic != _MAGIC or digest != _digest(rest):
            return None
        fields = rest.decode("utf-8", "surrogateescape").split("\0")
    except (OSError, ValueError):
        return None
    if len(fields) < 3 or len(fields) % 2 == 0:
        return None
    around, commands, *stamps, picture = fields
    named = _digest(_circumstances(size, environ).encode("utf-8", "surrogateescape")).decode()
    if around != named or (first_word and first_word in commands.split(" ")):
        return None
    unchanged = all(
        stamp(path) == then for path, then in zip(stamps[::2], stamps[1::2], strict=True)
    )
    return picture if unchanged and picture and is_drawing(picture) else None


def write_page(
    file: str,
    picture: str,
    size: tuple[int, int],
    environ: Mapping[str, str],
    *,
    files: Iterable[str],
    commands: Iterable[str],
) -> bool:
    """Keep a picture until one of ``files`` changes; whether it was kept."""
    if not picture or not is_drawing(picture):
        return False
    around = _digest(_circumstances(size, environ).encode("utf-8", "surrogateescape")).decode()
    stamps = [text for path in files for text in (path, stamp(path))]
    fields = (around, " ".join(commands), *stamps, picture)
    rest = "\0".join(fields).encode("utf-8", "surrogateescape")
    data = b"\0".join((_MAGIC, _digest(rest), rest))
    if len(data) >= _LARGEST:
        return False
    part = f"{file}.{os.getpid()}"
    try:
        os.makedirs(os.path.dirname(file), exist_ok=True)  # noqa: PTH103, PTH120
        # Others on this machine have no business with what somebody reads.
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as stream:
            stream.write(data)
        os.replace(part, file)  # noqa: PTH105
    except OSError:
        return False
    return True
