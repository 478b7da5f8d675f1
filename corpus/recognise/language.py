"""The language a text is most likely in, told by its commonest words; for choosing a model."""

from __future__ import annotations

import re
from collections import Counter

from corpus.document import Document

__all__ = ["document_language", "language_of"]

_SAMPLE = 5_000
"""Code points looked at; a document in two languages is taken for that of its beginning."""

_ENOUGH = 4
"""Fewer telling words than this tell nothing."""

# Only words that are no frequent words of the other languages here.
_WORDS = {
    "en": "the of and to that was with is for his which from are by this have were had their not",
    "vi": "và của các những được là cho trong một có không người với này đã để tại khi về theo",
    "fr": "les des est dans une pour qui du sur avec cette sont au et nous ont aux ses mais",
    "de": "der und die das nicht ist von mit den dem auf eine sich auch für im ein zu wurde",
    "es": "el los las una del por con para como más pero su fue esta también muy y sus ha",
    "pt": "os uma não com do da em são mais foi pela pelo ao na no também isso seu dos",
    "it": "il della di che è per gli nel una sono con alla dei anche più delle questo ha lo",
    "nl": "het een van dat niet zijn op te voor met hij ook aan er maar naar wordt bij deze",
}
_LANGUAGE_OF: dict[str, list[str]] = {}
for _language, _words in _WORDS.items():
    for _word in _words.split():
        _LANGUAGE_OF.setdefault(_word, []).append(_language)

# Letters with two marks, and the horned ones, are written in Vietnamese only.
_VIETNAMESE = re.compile(r"[ơưăđạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]")
_WORD = re.compile(r"[^\W\d_]+")

_SCRIPTS = {
    "ja": re.compile("[\u3041-\u30ff]"),
    "zh": re.compile("[\u4e00-\u9fff]"),
    "ko": re.compile("[\uac00-\ud7a3]"),
    "uk": re.compile("[іїєґІЇЄҐ]"),
    "ru": re.compile("[\u0410-\u044f]"),
    "el": re.compile("[\u0391-\u03c9]"),
    "ar": re.compile("[\u0620-\u064a]"),
    "he": re.compile("[\u05d0-\u05ea]"),
    "th": re.compile("[\u0e01-\u0e4e]"),
    "hi": re.compile("[\u0904-\u0939]"),
}
_FOREIGN = 0.3
"""The share of a text's letters in another script from which on it is in a language of that."""


def document_language(document: Document) -> str:
    """The code that a document says for itself (``language`` or ``lang``), else a guess."""
    told = document.metadata.get("language") or document.metadata.get("lang") or ""
    code = re.split(r"[-_]", told.strip().lower())[0]
    return code if re.fullmatch(r"[a-z]{2,3}", code) else language_of(document.text)


def language_of(text: str) -> str:
    """The two-letter code of the language; empty when neither words nor letters tell.

    Looks at the first 5 000 code points. Eight languages are told by their commonest function
    words, Vietnamese also by letters of its own; the winner must have four and half as many again
    as the second. Others are told by their script (Cyrillic is taken for Russian or Ukrainian).
    """
    sample = text[:_SAMPLE]
    return _by_script(sample) or _by_words(sample)


def _by_script(sample: str) -> str:
    if sample.isascii():
        return ""
    letters = sum(map(str.isalpha, sample))
    counts = {language: len(script.findall(sample)) for language, script in _SCRIPTS.items()}
    foreign = counts["ja"] + counts["zh"]
    if counts["ja"] > _FOREIGN / 3 * foreign and foreign > _FOREIGN * letters:
        return "ja"
    if counts["uk"] > 0.03 * counts["ru"] and counts["ru"] > _FOREIGN * letters:
        return "uk"
    counts["ja"] = counts["uk"] = 0
    best = max(counts, key=lambda language: counts[language])
    return best if counts[best] > _FOREIGN * letters else ""


def _by_words(sample: str) -> str:
    counts: Counter[str] = Counter()
    for word in _WORD.findall(sample.lower()):
        for language in _LANGUAGE_OF.get(word, ()):
            counts[language] += 1
        if not word.isascii() and _VIETNAMESE.search(word):
            counts["vi"] += 1
    best = counts.most_common(2)
    if not best or best[0][1] < _ENOUGH:
        return ""
    if len(best) > 1 and best[0][1] < 1.5 * best[1][1]:
        return ""
    return best[0][0]
