"""People's names: what stands around them, and the accents that tell two of them apart."""

from __future__ import annotations

import re
import unicodedata

from corpus.linking.normalise import fold
from corpus.recognise.lexicon import words_in

__all__ = ["accents", "person_name"]

_OFFICES = "|".join(
    words_in(
        """
    president premier minister senator sen governor gov representative rep ambassador chairman
    chairwoman chancellor secretary-general comrade general gen colonel col captain capt
    lieutenant lt sergeant sgt major admiral judge justice congressman congresswoman pm
    """
    )
)
_BEFORE = re.compile(
    rf"^(?:(?:(?:vice|deputy|prime|foreign|former|then) )*(?:{_OFFICES}|general secretary|"
    r"prime minister|tong bi thu|thu tuong|chu tich nuoc|chu tich quoc hoi|bo truong|dong chi|"
    r"thu truong|dai su) )+(?=\w)"
)
_AFTER = re.compile(r"(?<=\w \w) (?:jr|sr|phd|md|esq)$|(?<=\w\w) (?:jr|sr|phd|md|esq)$")
_WORD = re.compile(r"\w+")
_TONES = frozenset("\N{COMBINING GRAVE ACCENT}\N{COMBINING ACUTE ACCENT}\N{COMBINING TILDE}"
                   "\N{COMBINING HOOK ABOVE}\N{COMBINING DOT BELOW}")  # fmt: skip


def person_name(name: str) -> str:
    """A normalised name without the office before it and the degree after it."""
    if " " not in name:
        return name
    return _AFTER.sub("", _BEFORE.sub("", name))


def accents(text: str, words: tuple[str, ...]) -> tuple[str, ...]:
    """For each folded word of a name how it is written with accents; empty where it has none.

    Where a tone mark stands in its syllable makes no difference (Hòa, Hoà).
    """
    if text.isascii():
        return ()
    written = {}
    for word in _WORD.findall(unicodedata.normalize("NFC", text)):
        if not word.isascii():
            letters = unicodedata.normalize("NFD", word.casefold())
            tones = sorted(c for c in letters if c in _TONES)
            bare = "".join(c for c in letters if c not in _TONES)
            written[fold(word)] = unicodedata.normalize("NFC", bare) + "".join(tones)
    found = tuple(written.get(word, "") for word in words)
    return found if any(found) else ()
