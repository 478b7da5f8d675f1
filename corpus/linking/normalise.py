"""One form for all spellings of a name: what two mentions must share to be linked.

Case, diacritics, white space, hyphens, apostrophes, a leading article, a closing possessive and
honorifics do not tell names apart; digits, ordinals and all other words do.
"""

from __future__ import annotations

import re
import unicodedata

from corpus.recognise.lexicon import words_in

__all__ = ["ROMAN", "fold", "normalise", "numbers_in", "ordinal", "slug"]

# Letters that stand for themselves, with nothing for NFKD to take away.
_LETTERS = str.maketrans(
    {"đ": "d", "ø": "o", "ł": "l", "ß": "ss", "æ": "ae", "œ": "oe", "ħ": "h", "ð": "d", "þ": "th",
     "ı": "i", "ŧ": "t"}
)  # fmt: skip
_NOT_WORD = re.compile(r"[^\w%$€£¥₫&+#]+")
_DOTTED = re.compile(r"\b(?:\w\.){2,}")
_POSSESSIVE = re.compile(r"['’ʼ]s?$")
_APOSTROPHE = re.compile(r"(?<=\w)['’ʼ`](?=\w)")
_ARTICLE = re.compile(r"^(?:the|an?)\s+(?=[^\W_])")
_HONORIFIC = re.compile(
    r"^(?:(?:mr|mrs|ms|miss|dr|prof|professor|sir|madam|madame|lady|lord|dame|ong|ba|co) )+(?=\w)"
)
_ORDINAL = re.compile(r"^(\d+)(?:st|nd|rd|th)$")
_WORD_ORDINALS = {
    word: number
    for number, word in enumerate(
        words_in(
            """
    first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth
    thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth
    twentieth
"""
        ),
        1,
    )
}
ROMAN = {
    numeral: number
    for number, numeral in enumerate(
        words_in(
            """
    i ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi xvii xviii xix xx xxi xxii
    xxiii xxiv xxv xxvi xxvii xxviii xxix xxx
"""
        ),
        1,
    )
}


def fold(text: str) -> str:
    """Lower case without diacritics; đ, ø, ł and the like become plain letters."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text)
    bare = "".join(c for c in decomposed if not unicodedata.combining(c))
    return unicodedata.normalize("NFC", bare).casefold().translate(_LETTERS)


def normalise(text: str, *, person: bool = False) -> str:
    """The form by which mentions are compared; never empty unless the text has no word."""
    if text.isascii() and text.replace(" ", "").isalpha():
        folded = _ARTICLE.sub("", " ".join(text.lower().split()))
    else:
        # The article goes first: that of A-League is none.
        folded = _signs_set_aside(_ARTICLE.sub("", fold(text).strip()))
    if person:
        folded = _HONORIFIC.sub("", folded)
    return folded


def _signs_set_aside(folded: str) -> str:
    folded = _POSSESSIVE.sub("", folded)
    folded = _DOTTED.sub(lambda match: match.group().replace(".", ""), folded)
    folded = _APOSTROPHE.sub("", folded)
    return _NOT_WORD.sub(" ", folded).strip()


def ordinal(word: str) -> int | None:
    """The number of an ordinal in normalised form (``14th``, ``fourteenth``, ``xiv``)."""
    match = _ORDINAL.match(word)
    if match:
        return int(match.group(1))
    return _WORD_ORDINALS.get(word) or ROMAN.get(word)


def numbers_in(words: tuple[str, ...]) -> frozenset[str]:
    """The numbers and ordinals among words: names that differ in them are different names."""
    found = set()
    for word in words:
        number = ordinal(word)
        if number is not None and word != "i":
            found.add(str(number))
        elif any(c.isdigit() for c in word):
            found.add(word)
    return frozenset(found)


def slug(text: str) -> str:
    """A readable part of an id: folded words joined by hyphens; empty if there is no word."""
    return "-".join(re.findall(r"[^\W_]+", fold(text)))[:80].strip("-")
