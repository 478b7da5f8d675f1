"""Names that no list and no word of their own explains: every place they stand at has a say.

The cues of all places of a name in the document are weighed together, so that one telling place
(``in Reston``, ``says Dua``) labels the name everywhere. The weights are those of a multinomial
logistic regression (see ``docs/gazetteers.md``).
"""

from __future__ import annotations

import math
from collections.abc import Iterator

from corpus.recognise.claims import Reading
from corpus.recognise.cues import Cues
from corpus.recognise.guess import Guess
from corpus.recognise.people import People
from corpus.recognise.sequences import Sequence
from corpus.recognise.vocabulary import Vocabulary

__all__ = ["ALWAYS", "Undecided"]

_LABELS = ("PERSON", "ORG", "GPE")
ALWAYS = "always"
"""The cue that every place has."""
_LEAST = 0.28
"""How probable a label must be."""
_NAMED = 0.55
"""Or how probable that it is one of the labels."""
_OPENING = 0.5
"""How probable where the name only ever begins sentences."""


class Undecided:
    """Collects sequences of one document and decides on all of them together."""

    def __init__(self, reading: Reading, words: Vocabulary, people: People) -> None:
        self._tokens = reading.tokens
        self._cues = Cues(reading, words, people)
        self._weights = words.cues
        self._parts: list[tuple[Sequence, str]] = []
        self._sums: dict[str, list[float]] = {}
        self._places: dict[str, int] = {}
        self._inside: set[str] = set()

    def add(self, part: Sequence, *, countable: bool) -> None:
        """Take a sequence in; one that is not ``countable`` is only labelled, it has no say."""
        name = " ".join(self._tokens.words[part.first : part.last])
        self._parts.append((part, name))
        if not countable:
            return
        sums = self._sums.setdefault(name, [0.0, 0.0, 0.0])
        for cue in (ALWAYS, *self._cues.of(part)):
            weights = self._weights.get(cue)
            if weights is not None:
                for index, weight in enumerate(weights):
                    sums[index] += weight
        self._places[name] = self._places.get(name, 0) + 1
        if not part.opens:
            self._inside.add(name)

    def decided(self) -> Iterator[Guess]:
        """A guess for every sequence that is probable enough."""
        labels = {name: self._label(name) for name in self._sums}
        for part, name in self._parts:
            label, probability, named = labels.get(name, ("", 0.0, 0.0))
            opening = part.opens and name not in self._inside
            if probability > _OPENING or (not opening and (probability > _LEAST or named > _NAMED)):
                yield Guess(part.first, part.last, label, "guess", min(0.7, probability))

    def _label(self, name: str) -> tuple[str, float, float]:
        """The most probable label, its probability, and that of any label."""
        # Places of one text are not independent: their sum counts as their number's square root.
        share = 1 / math.sqrt(self._places[name])
        strengths = [share * value for value in self._sums[name]]
        most = max(0.0, *strengths)
        shares = [math.exp(value - most) for value in strengths]
        best = max(range(len(shares)), key=shares.__getitem__)
        total = sum(shares) + math.exp(-most)
        return _LABELS[best], shares[best] / total, sum(shares) / total
