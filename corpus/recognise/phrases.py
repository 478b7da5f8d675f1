"""Phrases known by heart, found word by word: gazetteers, offices, names seen in the document."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from corpus.document import Document
from corpus.recognise.tokens import Case, Gap, Tokens, tokenise

__all__ = ["Phrases"]

_INSIDE = frozenset((Gap.SPACE, Gap.HYPHEN, Gap.DOT, Gap.COMMA, Gap.POSSESSIVE, Gap.NOTHING))
_LOOSE = frozenset((Gap.SPACE, Gap.HYPHEN, Gap.DOT))


@dataclass(slots=True)
class Phrases:
    """A set of phrases, each with a value; looks up the longest one that starts at a word."""

    _by_first: dict[str, list[tuple[tuple[str, ...], tuple[int, ...], str]]] = field(
        default_factory=dict
    )

    @classmethod
    def of(cls, entries: Iterable[tuple[str, str]]) -> Phrases:
        """Phrases from pairs of phrase and value; of equal phrases the first counts."""
        phrases = cls()
        for phrase, value in entries:
            phrases.add(phrase, value)
        phrases.finish()
        return phrases

    def add(self, phrase: str, value: str) -> None:
        """Add a phrase; ``finish`` must follow before the next look-up."""
        if phrase.isalpha():
            self._by_first.setdefault(phrase, []).append(((phrase,), (0,), value))
            return
        words = phrase.split(" ")
        if all(word.isalpha() for word in words):
            gaps = (Gap.START, *(Gap.SPACE for _ in words[1:]))
            self._by_first.setdefault(words[0], []).append((tuple(words), gaps, value))
            return
        tokens = tokenise(Document("", "", phrase))
        if tokens.words:
            entry = (tuple(tokens.words), tuple(tokens.gaps), value)
            self._by_first.setdefault(tokens.words[0], []).append(entry)

    def finish(self) -> None:
        """Put longer phrases before shorter ones."""
        for entries in self._by_first.values():
            if len(entries) > 1:
                entries.sort(key=lambda entry: -len(entry[0]))

    def at(self, tokens: Tokens, index: int) -> tuple[int, str] | None:
        """The end (in words, exclusive) and value of the longest phrase that starts here."""
        words, gaps = tokens.words, tokens.gaps
        entries = self._by_first.get(words[index])
        if entries is None:
            if tokens.cases[index] != Case.UPPER or len(words[index]) < 4:
                return None
            entries = self._by_first.get(words[index].capitalize())
            if entries is None:
                return None
            words = [word.title() for word in words[index : index + 8]]
            return self._match(entries, words, gaps, index, index)
        return self._match(entries, words, gaps, index, 0)

    def everywhere(self, tokens: Tokens) -> dict[int, tuple[int, str]]:
        """``at`` for every word where a phrase starts."""
        first = self._by_first
        found = {}
        for index, word in enumerate(tokens.words):
            if word in first or tokens.cases[index] == Case.UPPER:
                match = self.at(tokens, index)
                if match is not None:
                    found[index] = match
        return found

    @staticmethod
    def _match(
        entries: list[tuple[tuple[str, ...], tuple[int, ...], str]],
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
