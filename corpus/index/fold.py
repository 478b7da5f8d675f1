"""One fold for what is indexed and what is asked: case, diacritics and odd letters set aside.

Two strings that a person would call the same must become the same, whether they were typed
composed or decomposed, with marks or without. The idea is that of the primary level of the
Unicode Collation Algorithm (UTS #10), reduced to one code point for one code point.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["NOTHING", "fold", "fold_codes", "squash"]

# Stands in folded text for what carries no letter: marks, joiners, soft hyphens. It is itself a
# combining mark, so folding twice changes nothing, and no tokeniser takes it for a letter.
NOTHING = "\u0300"

# Letters that Unicode neither decomposes nor names "X WITH …".
_LETTERS = {
    "ß": "s",
    "ẞ": "s",
    "æ": "a",
    "Æ": "a",
    "œ": "o",
    "Œ": "o",
    "ð": "d",
    "Ð": "d",
    "þ": "t",
    "Þ": "t",
    "ı": "i",
    "İ": "i",
    "ŋ": "n",
    "Ŋ": "n",
    "ĸ": "k",
    "ŉ": "n",
    "ς": "σ",
    "\u200b": " ",
    "ʼ": "'",
}
_QUOTES = dict.fromkeys("‘’‚‛′", "'") | dict.fromkeys("“”„‟″", '"')
_DASHES = dict.fromkeys("‐‑‒–—―−", "-")
_SPECIAL = _LETTERS | _QUOTES | _DASHES

_WITH = re.compile(r"LATIN (?:SMALL|CAPITAL) LETTER ([A-Z]) WITH ")
_SHORT = 400  # below this many code points a dictionary is quicker than an array
_JAMO = re.compile("[\u1100-\u1112][\u1161-\u1175][\u11a8-\u11c2]?")
_JAMO_ALONE = re.compile("[\u3131-\u318e\uffa0-\uffdc]")


def _is_nothing(character: str) -> bool:
    """Whether a code point only modifies its neighbours, so that it is no letter of its own.

    Marks of combining class 0, 9 and 84 to 199 are vowels, viramas and tones of Indic, Thai, Lao
    and Tibetan writing: they spell the word and are kept.
    """
    category = unicodedata.category(character)
    if category == "Cf":
        return True
    if category not in ("Mn", "Me"):
        return False
    if character == "\u034f" or "\ufe00" <= character <= "\ufe0f" or character >= "\U000e0100":
        return True
    order = unicodedata.combining(character)
    return order in (1, 7, 8) or 10 <= order < 84 or order >= 200 or category == "Me"


def _letter(code: int) -> int:
    """The code point that stands for ``code`` in folded text."""
    character = chr(code)
    if character in _SPECIAL:
        return ord(_SPECIAL[character])
    if _is_nothing(character):
        return ord(NOTHING)
    base = _base(character)
    return code if base == character else _letter(ord(base))


def _base(character: str) -> str:
    """One step towards the letter under a letter: without marks, without its stroke, lower case."""
    if not _JAMO_ALONE.match(character):
        parts = unicodedata.normalize("NFKD", character)
        letters = [part for part in parts if not _is_nothing(part)]
        if len(letters) == 1 and letters[0] != character:
            return letters[0]
    named = _WITH.match(unicodedata.name(character, ""))
    lower = named[1].lower() if named else character.lower()
    return lower if len(lower) == 1 else character


class _Letters(dict[int, int]):
    """Folded code points, computed as they are met."""

    def __missing__(self, code: int) -> int:
        letter = self[code] = _letter(code)
        return letter


_KNOWN = _Letters()
_UNKNOWN = 0xFFFFFFFF


@lru_cache(maxsize=1)
def _table() -> NDArray[np.uint32]:
    """The same as an array over all code points, filled as they are met."""
    import numpy as np

    table = np.full(0x110000, _UNKNOWN, np.uint32)
    table[:128] = [_KNOWN[code] for code in range(128)]
    return table


def fold_codes(codes: NDArray[np.uint32]) -> NDArray[np.uint32]:
    """Fold code points without looking at neighbours; same length."""
    import numpy as np

    table = _table()
    folded = table[codes]
    missing = folded == _UNKNOWN
    if missing.any():
        for code in np.unique(codes[missing]).tolist():
            table[code] = _KNOWN[code]
        folded = table[codes]
    return folded


def _compose(match: re.Match[str]) -> str:
    """One Hangul syllable for its letters, the rest filled up."""
    syllable = unicodedata.normalize("NFC", match[0])
    return syllable + NOTHING * (len(match[0]) - len(syllable))


def fold(text: str) -> str:
    """Fold case, diacritics and letters such as đ ø ł ß, one code point for one code point.

    ``len(fold(text)) == len(text)``, so an offset into one is an offset into the other. A mark,
    a joiner or a soft hyphen becomes ``NOTHING``. Spaces of every width become a plain space,
    typographic quotes and dashes their plain twins; ligatures such as ﬁ stay, because one code
    point cannot hold two letters.
    """
    if text.isascii():
        return text.lower()
    if len(text) < _SHORT:
        folded = text.translate(_KNOWN)
    else:
        import numpy as np

        codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
        folded = fold_codes(codes).tobytes().decode("utf-32-le", "surrogatepass")
    return _JAMO.sub(_compose, folded) if _JAMO.search(folded) else folded


_PAIRS = {"ß": "ss", "ẞ": "ss", "æ": "ae", "Æ": "ae", "œ": "oe", "Œ": "oe", "þ": "th", "Þ": "th"}


class _NameLetters(dict[int, str | None]):
    """What a code point becomes in a squashed name; None: nothing."""

    def __missing__(self, code: int) -> str | None:
        character = chr(code)
        squashed: str | None
        if character in _PAIRS:
            squashed = _PAIRS[character]
        else:
            parts = unicodedata.normalize("NFKD", character)
            letters = (chr(_KNOWN[ord(part)]) for part in parts if part != "\u2044")
            squashed = "".join(letters).replace(NOTHING, "")
            if unicodedata.category(character) in ("Cc", "Cs") and not character.isspace():
                squashed = " "
        self[code] = squashed or None
        return self[code]


_NAME_LETTERS = _NameLetters()


def squash(text: str) -> str:
    """Bring a name to the form in which names are compared; the length may change.

    Compatibility forms are taken apart (NFKD), marks dropped, case folded, ß becomes ss and æ ae,
    quotes and dashes become plain, white space and controls become single spaces.
    """
    if text.isascii():
        text = text.lower()
        if text.isprintable():
            return (
                " ".join(text.split())
                if "  " in text or text[:1] == " " or text[-1:] == " "
                else text
            )
    text = text.translate(_NAME_LETTERS)
    if _JAMO.search(text):
        text = unicodedata.normalize("NFC", text)
    return " ".join(text.split())
