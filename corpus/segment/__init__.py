"""Words, sentences and paragraphs, and the steps a cursor takes over them.

Offsets are code points and spans half-open. Every ``next_…`` gives the first unit that begins
after an offset, every ``previous_…`` the last that begins before it, every ``…_at`` the one that
covers it; each looks only as far as it has to.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from corpus.segment.paragraph import (
        next_paragraph,
        paragraph_at,
        paragraphs,
        previous_paragraph,
    )
    from corpus.segment.sentence import (
        next_sentence,
        previous_sentence,
        sentence_at,
        sentences,
    )
    from corpus.segment.word import iter_words, next_word, previous_word, word_at, words

__all__ = [
    "iter_words",
    "next_paragraph",
    "next_sentence",
    "next_word",
    "paragraph_at",
    "paragraphs",
    "previous_paragraph",
    "previous_sentence",
    "previous_word",
    "sentence_at",
    "sentences",
    "word_at",
    "words",
]


def __getattr__(name: str) -> object:
    """Compile the patterns of a unit when it is first asked for: a page is drawn without them.

    No module of this package may be called what it exports: importing it would hide the function.
    """
    if name not in __all__:
        raise AttributeError(name)
    unit = next(unit for unit in ("paragraph", "sentence", "word") if unit in name)
    return getattr(import_module(f"corpus.segment.{unit}"), name)
