"""Bytes to text: what encoding a file is in, how sure that is, and what was damaged."""

from __future__ import annotations

import re
from dataclasses import dataclass

from corpus.errors import InputError

__all__ = ["Decoded", "decode", "looks_binary", "mend_surrogates"]

_SAMPLE = 65_536
_MARKS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
_KNOWN_FILES = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive, or a word processor's file"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office file"),
    (b"\x89PNG\r\n\x1a\n", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"\x1f\x8b", "compressed with gzip"),
    (b"BZh", "compressed with bzip2"),
    (b"\xfd7zXZ\x00", "compressed with xz"),
    (b"\x28\xb5\x2f\xfd", "compressed with zstd"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"OggS", "a sound file"),
    (b"ID3", "a sound file"),
)
_MARK_STARTS = tuple(mark for mark, _ in _MARKS)
_KNOWN_STARTS = tuple(start for start, _ in _KNOWN_FILES)
# The more frequent first.
_LIKELY = (
    *("cp1252", "cp1258", "cp1251", "cp1250", "gb18030", "cp932", "big5", "cp949", "euc_jp"),
    *("koi8_r", "cp1256", "cp1253", "cp1255", "cp1254", "cp1257", "cp874", "koi8_u", "iso8859_2"),
    *("iso8859_5", "iso8859_7", "iso2022_jp", "mac_roman", "cp850", "cp437"),
)
# Escape, form feed and the white space controls occur in text; the other controls hardly do.
_UNUSUAL = bytes(set(range(0x20)) - set(b"\t\n\x0b\x0c\r\x1b"))
_surrogates = re.compile("[\ud800-\udfff]")
_damages = re.compile("\ufffd+")
_sound = re.compile("[^\x00-\x7f]").findall


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text and, in words for the reader, how its bytes were understood.

    ``exact``: the bytes are the UTF-8 form of the text, all of them.
    """

    text: str
    encoding: str
    exact: bool = False


def mend_surrogates(text: str) -> str:
    """The text with every lone surrogate, which is no character, replaced by U+FFFD."""
    return _surrogates.sub("\ufffd", text)


def _unusual(data: bytes) -> int:
    return len(data) - len(data.translate(None, _UNUSUAL))


def _wide_encoding(data: bytes) -> str:
    """UTF-16 or UTF-32 without a byte order mark, told by where the zero bytes stand; or empty."""
    sample = data[:4096]
    sample = sample[: len(sample) // 4 * 4]
    if sample.count(0) < 4 or len(data) % 2:
        return ""
    zeros = [sample[place::4].count(0) / (len(sample) / 4) for place in range(4)]
    if len(data) % 4 == 0 and zeros[3] > 0.9 and zeros[2] > 0.9 and zeros[0] < 0.3:
        return "utf-32-le"
    if len(data) % 4 == 0 and zeros[0] > 0.9 and zeros[1] > 0.9 and zeros[3] < 0.3:
        return "utf-32-be"
    even, odd = (zeros[0] + zeros[2]) / 2, (zeros[1] + zeros[3]) / 2
    guess = "utf-16-le" if odd > 0.3 and even < 0.1 else "utf-16-be"
    if guess == "utf-16-be" and not (even > 0.3 and odd < 0.1):
        return ""
    try:
        text = data[: _SAMPLE // 4 * 4].decode(guess, "replace")
    except ValueError:
        return ""
    strange = sum(character < " " and character not in "\t\n\r\f\x1b" for character in text)
    return guess if strange <= len(text) // 50 and text.count("\ufffd") <= len(text) // 50 else ""


def looks_binary(data: bytes) -> str:
    """What a file is when it is no text (``a PDF``, ``binary data``); empty for text."""
    if data.startswith(_KNOWN_STARTS):
        return next(what for start, what in _KNOWN_FILES if data.startswith(start))
    if data.startswith(_MARK_STARTS):
        return ""
    sample = data[:_SAMPLE]
    unusual = _unusual(sample)
    if unusual > 8 and unusual > len(sample) // 20 and not _wide_encoding(data):
        return "binary data"
    return ""


def _places(text: str, genuine: int = 0) -> str:
    count = max(1, len(_damages.findall(text)) - genuine) if "\ufffd" in text else 0
    if not count:
        return ""
    return f" with {count} damaged place{'s' if count > 1 else ''}"


def _lenient(data: bytes, encoding: str, note: str = "") -> Decoded:
    text = mend_surrogates(data.decode(encoding, "replace"))
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return Decoded(text, f"{encoding}{note}{_places(text)}")
    return Decoded(text, encoding + note)


def _damaged_utf8(data: bytes) -> Decoded | None:
    """The bytes as UTF-8 with a few damaged places; None when they are not UTF-8 at all."""
    text = data.decode("utf-8", "replace")
    genuine = data.count(b"\xef\xbf\xbd")
    damaged = text.count("\ufffd") - genuine
    # Bytes of another encoding hardly ever make a sound sequence by chance.
    sound = len(_sound(text)) - genuine - damaged
    if sound < damaged:
        return None
    return Decoded(text, f"utf-8{_places(text, genuine)}")


def _name_of(encoding: str) -> str:
    number = encoding.removeprefix("cp125")
    return f"windows-125{number}" if number != encoding else encoding.replace("_", "-")


def _guess(data: bytes, name: str) -> Decoded:
    """Ask charset-normalizer; what it decides and how sure it is goes into the encoding's name.

    Only encodings that files really come in are considered first, for in a short text several
    dozen are equally possible; between equals the more frequent one is taken.
    """
    from charset_normalizer import from_bytes  # costs a start 20 ms, and is rarely needed

    sample = data[:_SAMPLE]
    best = None
    for match in from_bytes(sample, cp_isolation=list(_LIKELY)):
        same = [match.encoding, *match.could_be_from_charset]
        place = min(_LIKELY.index(each) for each in same if each in _LIKELY)
        rank = (round(match.chaos, 2), -round(match.coherence, 1), place)
        if best is None or rank < best[0]:
            best = rank, _LIKELY[place], match.chaos
    if best is None and (other := from_bytes(sample).best()) is not None:
        best = (other.chaos, 0.0, 0), other.encoding, other.chaos
    if best is None:
        raise InputError(f"{name} is not text in any encoding that is known here.")
    _, encoding, chaos = best
    text = mend_surrogates(data.decode(encoding, "replace"))
    note = f" (guessed, {round(100 * max(0.0, 1 - chaos))} % sure)"
    return Decoded(text, f"{_name_of(encoding)}{note}{_places(text)}")


def decode(data: bytes, name: str) -> Decoded:
    """Decode the bytes of a text file called ``name``.

    A byte order mark decides; then strict UTF-8; then UTF-16 and UTF-32 without a mark, UTF-8
    with a few damaged places, and what charset-normalizer finds likely. Damaged places become
    U+FFFD and are counted in ``encoding``. The text is otherwise exactly what was decoded: line
    ends and composition stay; it never holds surrogates. Raises InputError for binary data.
    """
    what = looks_binary(data)
    if what:
        raise InputError(f"{name} holds no text: it is {what}.")
    if data.startswith(_MARK_STARTS):
        mark, encoding = next(known for known in _MARKS if data.startswith(known[0]))
        return _lenient(data[len(mark) :], encoding, " with a byte order mark")
    if b"\0" in data and (wide := _wide_encoding(data)):
        return _lenient(data, wide, " (guessed)")
    try:
        return Decoded(data.decode("utf-8"), "utf-8", exact=True)
    except UnicodeDecodeError:
        return _damaged_utf8(data) or _guess(data, name)
