"""What a word is, the same for the index, for a query and for showing where the hits are.

A word is a run of letters, digits and vowel signs in folded text. Scripts that write no spaces
(Han, kana, Thai, Lao, Khmer, Burmese) give runs in which any stretch may be asked for.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from corpus.index.fold import NOTHING, fold
from corpus.pieces import cuts

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["Plain", "ends_in_word", "index_form", "is_unspaced", "plain", "word_end", "words_of"]

_LONG = 1_000_000
_NONE, _SPACE, _LETTER, _UNSPACED, _LIGATURE = range(5)
_UNSPACED_RANGES = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)
_IS_UNSPACED = re.compile(f"[{_UNSPACED_RANGES}]")
_RUN = re.compile(f"[{_UNSPACED_RANGES}]+")
_ASCII_SPACED = bytes(c if chr(c).isalnum() else 32 for c in range(128)) + bytes([32]) * 128


@lru_cache(maxsize=1024)
def _ligature(character: str) -> str:
    """The letters one folded code point stands for when they are several, else nothing."""
    parts = fold(unicodedata.normalize("NFKD", character)).replace(NOTHING, "")
    return parts if len(parts) > 1 and parts.isalnum() else ""


def _kind(character: str) -> int:
    """What a folded code point is to words."""
    if character == NOTHING:
        return _NONE
    if character.isalnum():
        if _IS_UNSPACED.match(character):
            return _UNSPACED
        composed = "\uac00" <= character <= "\ud7a3"
        return _LIGATURE if not composed and _ligature(character) else _LETTER
    if unicodedata.category(character) in ("Mn", "Mc", "Me"):
        return _UNSPACED if _IS_UNSPACED.match(character) else _LETTER
    return _SPACE


_UNKNOWN = 255


@lru_cache(maxsize=1)
def _table() -> NDArray[np.uint8]:
    """The kinds of all code points, filled as they are met."""
    import numpy as np

    table = np.full(0x110000, _UNKNOWN, np.uint8)
    table[:128] = [_kind(chr(code)) for code in range(128)]
    return table


def _kinds(codes: NDArray[np.uint32]) -> NDArray[np.uint8]:
    import numpy as np

    table = _table()
    kinds = table[codes]
    missing = kinds == _UNKNOWN
    if missing.any():
        for code in np.unique(codes[missing]).tolist():
            table[code] = _kind(chr(code))
        kinds = table[codes]
    return kinds


def _codes(text: str) -> NDArray[np.uint32]:
    import numpy as np

    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)


def _text(codes: NDArray[np.uint32]) -> str:
    return codes.tobytes().decode("utf-32-le", "surrogatepass")


def is_unspaced(word: str) -> bool:
    """Whether a word is a run of a script written without spaces."""
    return _IS_UNSPACED.match(word) is not None


def words_of(text: str) -> list[str]:
    """The words of a short text, folded, as ``plain`` and ``index_form`` see them."""
    out: list[str] = []
    last = _SPACE
    for character in fold(text):
        kind = _kind(character)
        if kind == _NONE:
            continue
        if kind == _LIGATURE:
            character, kind = _ligature(character), _LETTER  # noqa: PLW2901
        out.append(character if kind in (last, _SPACE) else " " + character)
        if kind == _SPACE:
            out[-1] = " "
        last = kind
    return "".join(out).split()


def ends_in_word(text: str) -> bool:
    """Whether the end of a text is inside or right after a word."""
    for character in reversed(fold(text)):
        kind = _kind(character)
        if kind != _NONE:
            return kind != _SPACE
    return False


@dataclass(frozen=True, slots=True)
class Plain:
    """A text as words with single spaces between, before the first and after the last.

    ``offsets`` holds for each code point of ``text`` where it comes from; ``folded`` is the
    folded original, as long as the original.
    """

    text: str
    offsets: NDArray[np.int32]
    folded: str

    def original(self, start: int, end: int) -> tuple[int, int]:
        """The stretch of the original that a non-empty stretch of words came from."""
        first, last = int(self.offsets[start]), int(self.offsets[end - 1]) + 1
        while last < len(self.folded) and self.folded[last] == NOTHING:
            last += 1
        return first, last


def plain(text: str) -> Plain:
    """The words of a text with the way back to it. Linear."""
    import numpy as np

    folded = fold(text)
    codes = _codes(folded)
    kinds = _kinds(codes)
    space = kinds == _SPACE
    keep = kinds != _NONE
    offsets = np.flatnonzero(keep).astype(np.int32)
    space = space[offsets]
    single = np.ones(len(offsets), bool)
    single[1:] = ~(space[1:] & space[:-1])
    offsets = offsets[single]
    letters, kinds = codes[offsets], kinds[offsets]
    letters[kinds == _SPACE] = 32
    offsets, letters, kinds = _expand(offsets, letters, kinds)
    run = kinds == _UNSPACED
    edge = np.flatnonzero((run[1:] != run[:-1]) & (kinds[1:] != _SPACE) & (kinds[:-1] != _SPACE))
    if len(edge):
        letters = np.insert(letters, edge + 1, 32)
        offsets = np.insert(offsets, edge + 1, offsets[edge + 1])
    first = int(len(letters) == 0 or letters[0] != 32)
    last = int(len(letters) > 0 and letters[-1] != 32)
    offsets = np.concatenate(
        [np.zeros(first, np.int32), offsets, np.full(last, len(text), np.int32)]
    )
    return Plain(f"{' ' * first}{_text(letters)}{' ' * last}", offsets, folded)


def _expand(
    offsets: NDArray[np.int32], letters: NDArray[np.uint32], kinds: NDArray[np.uint8]
) -> tuple[NDArray[np.int32], NDArray[np.uint32], NDArray[np.uint8]]:
    """Write out ligatures; their letters share one offset."""
    import numpy as np

    places = np.flatnonzero(kinds == _LIGATURE)
    if not len(places):
        return offsets, letters, kinds
    wide = [_ligature(chr(code)) for code in letters[places].tolist()]
    counts = np.ones(len(letters), np.int64)
    counts[places] = [len(parts) for parts in wide]
    offsets, kinds = np.repeat(offsets, counts), np.repeat(kinds, counts)
    letters = np.repeat(letters, counts)
    letters[kinds == _LIGATURE] = _codes("".join(wide))
    kinds[kinds == _LIGATURE] = _LETTER
    return offsets, letters, kinds


_LONGEST = 8  # times the size of a piece: so far its end is looked for


def word_end(text: str, start: int, size: int) -> int:
    """The end of a piece of half to all of ``size`` code points: before something between words.

    So the words of the pieces are the words of the text. Where nothing parts words for very long,
    the piece ends all the same.
    """
    low, high = start + max(1, size // 2), start + size
    if high >= len(text):
        return len(text)
    for mark in (" ", "\n"):
        found = text.rfind(mark, low, high)
        if found >= 0:
            return found
    while low < min(len(text), start + size * _LONGEST):
        between = (_kinds(_codes(fold(text[low:high]))) == _SPACE).nonzero()[0]
        if len(between):
            return low + int(between[0])
        low, high = high, high + size
    return min(len(text), low)


def _pairs(match: re.Match[str]) -> str:
    """Overlapping pairs of a run, and its last letter alone, so that any stretch is a phrase."""
    run = match[0]
    pairs = [run[i : i + 2] for i in range(len(run) - 1)]
    return f" {' '.join(pairs)} {run[-1]} "


def index_form(text: str) -> str:
    """The words of a text as the full-text engine stores them, separated by white space.

    A run without spaces becomes the pair of letters at each of its places and, at its end, one
    letter, each a word of its own.
    """
    if len(text) > _LONG:
        # As separate texts: what parts words parts pieces. So only one is spread out in memory.
        pieces = cuts(text, _LONG, ("\n", " "))
        return "".join([_index_form(text[start:end]) for start, end in pieces])
    return _index_form(text)


def _index_form(text: str) -> str:
    if text.isascii():
        return text.lower().encode("ascii").translate(_ASCII_SPACED).decode("ascii")
    quick = _quick(text)
    if quick is not None:
        return quick
    codes = _codes(fold(text))
    kinds = _kinds(codes)
    keep = kinds != _NONE
    codes, kinds = codes[keep], kinds[keep]
    codes[kinds == _SPACE] = 32
    out = _text(codes)
    for character in {chr(code) for code in codes[kinds == _LIGATURE].tolist()}:
        out = out.replace(character, _ligature(character))
    return _RUN.sub(_pairs, out) if (kinds == _UNSPACED).any() else out


_SLOW = 0xFFFFFFFE  # in the table below: a code point that needs a look at its neighbours
_NEW = 0xFFFFFFFF  # not met yet


@lru_cache(maxsize=1)
def _forms() -> NDArray[np.uint32]:
    """What each code point becomes in ``index_form``; 0: nothing."""
    import numpy as np

    return np.full(0x110000, _NEW, np.uint32)


def _form(code: int) -> int:
    folded = fold(chr(code))
    kind = _kind(folded)
    if kind in (_UNSPACED, _LIGATURE) or 0x1100 <= code < 0x1200:
        return _SLOW
    return {_NONE: 0, _SPACE: 32}.get(kind, ord(folded))


def _quick(text: str) -> str | None:
    """``index_form`` by one table; None where that is not enough."""
    table = _forms()
    codes = _codes(text)
    out = table[codes]
    top = int(out.max(initial=0))
    if top == _NEW:
        import numpy as np

        for code in np.unique(codes[out == _NEW]).tolist():
            table[code] = _form(code)
        out = table[codes]
        top = int(out.max(initial=0))
    if top == _SLOW:
        return None
    return _text(out if out.all() else out[out != 0])
