"""Phrases known by heart, found word by word: gazetteers, offices, names seen in the document."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from corpus.document import Document
from corpus.recognise.tokens import Case, Gap, Tokens, first_word, tokenise

__all__ = ["Phrases"]

_INSIDE = frozenset((Gap.SPACE, Gap.HYPHEN, Gap.DOT, Gap.COMMA, Gap.POSSESSIVE, Gap.NOTHING))
_LOOSE = frozenset((Gap.SPACE, Gap.HYPHEN, Gap.DOT))


_Entry = tuple[tuple[str, ...], tuple[int, ...], str]


@dataclass(slots=True)
class Phrases:
    """A set of phrases, each with a value; looks up the longest one that starts at a word.

    Phrases are cut into words when a text first has their first word: most never are.
    """

    _values: dict[str, str] = field(default_factory=dict)
    _longer: dict[str, list[str]] = field(default_factory=dict)  # by first word
    _by_first: dict[str, list[_Entry]] = field(default_factory=dict)

    @classmethod
    def of(cls, groups: Iterable[tuple[str, Iterable[str]]]) -> Phrases:
        """Phrases from pairs of a value and its phrases; of equal phrases the first counts."""
        phrases = cls()
        values, longer = phrases._values, phrases._longer
        for value, names in reversed(list(groups)):
            values.update(dict.fromkeys(names, value))
        for name in values:
            if name.isalpha():
                continue
            first = name.partition(" ")[0]
            if not first.isalpha():
                first = first_word(name)
            if first in longer:
                longer[first].append(name)
            else:
                longer[first] = [name]
        return phrases

    def _starting(self, word: str) -> list[_Entry] | None:
        """The phrases with this first word, the longer before the shorter."""
        entries = self._by_first.get(word)
        if entries is None and (word in self._values or word in self._longer):
            names = self._longer.get(word, [])
            if word in self._values and word.isalpha():
                names = [*names, word]
            entries = [_entry(name, self._values[name]) for name in names]
            entries.sort(key=lambda entry: -len(entry[0]))
            self._by_first[word] = entries
        return entries

    def at(self, tokens: Tokens, index: int) -> tuple[int, str] | None:
        """The end (in words, exclusive) and value of the longest phrase that starts here."""
        words, gaps = tokens.words, tokens.gaps
        entries = self._starting(words[index])
        if entries is None:
            if tokens.cases[index] != Case.UPPER or len(words[index]) < 4:
                return None
            entries = self._starting(words[index].capitalize())
            if entries is None:
                return None
            words = [word.title() for word in words[index : index + 8]]
            return self._match(entries, words, gaps, index, index)
        return self._match(entries, words, gaps, index, 0)

    def everywhere(self, tokens: Tokens) -> dict[int, tuple[int, str]]:
        """``at`` for every word where a phrase starts."""
        single, longer = self._values, self._longer
        found = {}
        for index, word in enumerate(tokens.words):
            if word in single or word in longer or tokens.cases[index] == Case.UPPER:
                match = self.at(tokens, index)
                if match is not None:
                    found[index] = match
        return found

    @staticmethod
    def _match(
        entries: list[_Entry],
        words: list[str],
        gaps: list[int],
        index: int,
        shift: int,
    ) -> tuple[int, str] | None:
        for phrase, expected, value in entries:
            end = index + len(phrase)
            if end - shift > len(words):
                continue
            for offset in range(1, len(phrase)):
                gap = gaps[index + offset]
                if words[index + offset - shift] != phrase[offset] or gap not in _INSIDE:
                    break
                if gap != expected[offset] and not (gap in _LOOSE and expected[offset] in _LOOSE):
                    break
            else:
                return end, value
        return None


def _entry(phrase: str, value: str) -> _Entry:
    tokens = tokenise(Document("", "", phrase))
    return tuple(tokens.words), tuple(tokens.gaps), value
