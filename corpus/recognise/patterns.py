r"""A recogniser from a person's own list of names and regular expressions.

The collection's ``.glossator/entities.yaml``::

    gazetteer:
      LAW: [Red River Charter, Hiến chương Sông Hồng]
    patterns:
      - label: LAW
        regex: 'Directive \\d+/[A-Z]+'
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.document import Document
from corpus.entity import Mention
from corpus.errors import InputError
from corpus.hostile import harmless_line
from corpus.recognise.combine import merge
from corpus.recognise.composed import Composed
from corpus.recognise.gazetteer import Gazetteer
from corpus.recognise.patterns_file import OwnPattern, OwnWords, read_own_words
from corpus.recognise.protocol import IncompleteError, in_order

if TYPE_CHECKING:
    import regex

__all__ = ["MOST_BYTES", "PatternRecogniser", "load_patterns", "read_patterns"]

MOST_BYTES = 100_000_000
"""The largest file that is read: a few million names."""

_SCORE = 1.0
"""A person's word: no vote of machines comes up to it."""

_SECONDS, _SECONDS_PER_MILLION = 1.0, 2.0
"""How long one pattern may take on a document, and how much longer for a million code points."""


class PatternRecogniser:
    """Finds a person's own names and patterns; sure of them, so that they win a vote.

    A name matches whole words, whatever white space stands between them, composed and detached
    accents alike. Of two matches that cross, the longer stays. ``version`` changes with the words.
    A pattern that takes too long on a document is used no more; then, and from then on,
    ``recognise`` raises IncompleteError, with what the others find.
    """

    name = "patterns"

    def __init__(self, words: OwnWords, file: str = "") -> None:
        self._file = file
        self._gazetteer = Gazetteer(words.names)
        self._patterns = list(words.patterns)
        self._trouble = ""
        told = hashlib.blake2b(digest_size=8)
        for name, label in words.names.items():
            told.update(f"{label}\0{name}\n".encode("utf-8", "surrogatepass"))
        for pattern in words.patterns:
            told.update(f"\0{pattern.label}\0{pattern.regex}".encode("utf-8", "surrogatepass"))
        self.version = told.hexdigest()

    def recognise(self, document: Document) -> list[Mention]:
        """The mentions of the document, in order; matches without a character are left out."""
        groups = [self._names(document)]
        for pattern in tuple(self._patterns):
            try:
                groups.append(list(self._matches(document.text, pattern)))
            except TimeoutError:
                self._patterns.remove(pattern)
                self._trouble = self._sentence(pattern, document)
        mentions = merge(groups)
        if self._trouble:
            raise IncompleteError(self._trouble, mentions)
        return mentions

    def _names(self, document: Document) -> list[Mention]:
        composed = Composed(document) if len(self._gazetteer) else None
        if composed is None:
            return []
        text = composed.document.text
        source = f"{self.name}:gazetteer"
        found = (
            Mention(start, end, text[start:end], label, source, _SCORE)
            for start, end, label in self._gazetteer.find(text)
        )
        return composed.restored(in_order(found))

    def _matches(self, text: str, pattern: OwnPattern) -> Iterator[Mention]:
        source = f"{self.name}:regex"
        limit = _SECONDS + _SECONDS_PER_MILLION * len(text) / 1_000_000
        for match in self._compiled[pattern].finditer(text, timeout=limit):
            start, end = match.span()
            if start < end:
                yield Mention(start, end, match.group(), pattern.label, source, _SCORE)

    @cached_property
    def _compiled(self) -> dict[OwnPattern, regex.Pattern[str]]:
        # Only this engine can be stopped in the middle; it takes 30 ms to import.
        import regex

        return {p: regex.compile(p.regex, regex.VERSION0) for p in self._patterns}

    def _sentence(self, pattern: OwnPattern, document: Document) -> str:
        return (
            f"{harmless_line(self._file)}, line {pattern.line}: the pattern "
            f"{harmless_line(pattern.regex)[:80]} takes too long ({harmless_line(document.id)}) "
            "and is used no more; take out what repeats within a repetition."
        )


def load_patterns(path: Path) -> PatternRecogniser:
    """The recogniser a file describes; ``InputError`` names the file, the line and the field."""
    file = harmless_line(str(path))
    try:
        with path.open("rb") as stream:
            data = stream.read(MOST_BYTES + 1)
        if len(data) > MOST_BYTES:
            raise InputError(f"{file} is larger than {MOST_BYTES // 1_000_000} MB; shorten it.")
        text = data.decode("utf-8-sig")
    except OSError as error:
        raise InputError(f"{file} cannot be read: {error.strerror or error}.") from error
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise InputError(
            f"{file}, line {line}: it is not UTF-8; save the file as UTF-8."
        ) from error
    return read_patterns(text, file)


def read_patterns(text: str, name: str) -> PatternRecogniser:
    """The recogniser a YAML text describes; ``name`` is what errors call it."""
    return PatternRecogniser(read_own_words(text, name), name)
