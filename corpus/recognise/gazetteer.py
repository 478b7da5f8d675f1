"""Finding the names of a list in a text, however long the list is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from corpus.segment.characters import UNSPACED

__all__ = ["LONGEST", "Gazetteer", "squashed"]

LONGEST = 200
"""The most code points of a name. It also bounds what is looked at for each word of a text."""

# Each character of a script written without spaces may begin or end a name.
_TOKEN = re.compile(rf"[^\W{UNSPACED}]+|[^\s]")
_WORD = re.compile(rf"[^\W{UNSPACED}]").match


def squashed(name: str) -> str:
    """The name with one space wherever white space of any kind stands."""
    return " ".join(name.split())


class Gazetteer:
    """Names, as ``squashed`` gives them, with their labels.

    The names lie in a table; beside it stands, for each first word, in how many words its names
    come. So each word of a text is looked up once, and a name only where its first word stands:
    the time does not grow with the list.
    """

    def __init__(self, names: Mapping[str, str]) -> None:
        self._labels = names
        lengths: dict[str, set[int]] = {}
        for name in names:
            words = _TOKEN.findall(name)
            if words:
                lengths.setdefault(words[0], set()).add(len(words))
        self._lengths = {word: tuple(sorted(found)[::-1]) for word, found in lengths.items()}

    def __len__(self) -> int:
        return len(self._labels)

    def find(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Start, end and label of the names in a text, in order; none overlap.

        A name stands as whole words, with any white space between them, in just these letters. Of
        several that begin at the same word the longest is taken.
        """
        if not self._labels:
            return
        tokens = [(match.start(), match.end()) for match in _TOKEN.finditer(text)]
        lengths, count, index = self._lengths, len(tokens), 0
        while index < count:
            start, end = tokens[index]
            step = 1
            for length in lengths.get(text[start:end], ()):
                if index + length > count:
                    continue
                last = tokens[index + length - 1][1]
                label = self._label(text, start, last)
                if label:
                    yield start, last, label
                    step = length
                    break
            index += step

    def _label(self, text: str, start: int, end: int) -> str:
        if end - start > 4 * LONGEST or (start and _WORD(text, start - 1)) or _WORD(text, end):
            return ""
        return self._labels.get(squashed(text[start:end]), "")
