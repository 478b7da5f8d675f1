"""Learns the weights of the cues by which unknown names are judged, and says how well they do.

Run as ``python tests/benchmarks/learn_cues.py [--write] FOLDER``; the folder holds JSON Lines as in
``recognition.py``. The weights are those of a multinomial logistic regression with an L2 penalty
over the names that no other rule explains. What is printed is F1 (exact span and type) on documents
whose weights were learnt from the others, in four parts; ``--write`` then learns from all of them
and writes ``corpus/recognise/data/cues.yaml``.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent))

from recognition import ROOT, THREE, Gold, Score, json_lines

from corpus.recognise import names, nested, people, undecided, vocabulary
from corpus.recognise.claims import Reading
from corpus.recognise.guess import Guess
from corpus.recognise.rules import RuleRecogniser
from corpus.recognise.sequences import Sequence

CLASSES = {"PER": 1, "ORG": 2, "LOC": 3}
PENALTY = 2.0
SEEN = 12
PARTS = 4
HEAD = """\
# How much each cue speaks for a person, an organisation and a place, against being none of
# them: natural logarithms, from a logistic regression; see docs/gazetteers.md.
"""


@dataclass
class Row:
    """A place of an undecided name: its document, what it is in the gold, its cues."""

    document: str
    right: int
    cues: list[str]


class Collector(undecided.Undecided):
    """Decides nothing and keeps the cues of every place it is given."""

    rows: list[Row] = []  # noqa: RUF012 - shared on purpose, read after each document
    document = ""
    gold: dict[tuple[int, int], str] = {}  # noqa: RUF012 - as above

    def __init__(
        self, reading: Reading, words: vocabulary.Vocabulary, persons: people.People
    ) -> None:
        super().__init__(reading, words, persons)
        self._tokens = reading.tokens

    def add(self, part: Sequence, *, countable: bool) -> None:
        if countable:
            tokens = self._tokens
            place = (tokens.starts[part.first], tokens.ends[part.last - 1])
            right = CLASSES.get(self.gold.get(place, ""), 0)
            self.rows.append(Row(self.document, right, [undecided.ALWAYS, *self._cues.of(part)]))

    def decided(self) -> Iterator[Guess]:
        return iter(())


def collect(gold: Gold) -> list[Row]:
    usual = names.Undecided
    names.Undecided = Collector
    Collector.rows = []
    for document, spans in gold:
        Collector.document = document.id
        Collector.gold = {(start, end): label for start, end, label in spans}
        RuleRecogniser().recognise(document)
    names.Undecided = usual
    return Collector.rows


def learn(rows: list[Row], steps: int = 1000) -> dict[str, tuple[float, ...]]:
    seen = Counter(cue for row in rows for cue in set(row.cues))
    cues = sorted(cue for cue, count in seen.items() if count >= SEEN)
    number = {cue: index for index, cue in enumerate(cues)}
    inputs = np.zeros((len(rows), len(cues)))
    for index, row in enumerate(rows):
        inputs[index, [number[cue] for cue in row.cues if cue in number]] = 1
    wanted = np.eye(4)[[row.right for row in rows]]
    weights = np.zeros((len(cues), 4))
    velocity = np.zeros_like(weights)
    rate = 1 / (0.25 * np.linalg.norm(inputs, 2) ** 2 + PENALTY)
    for _ in range(steps):
        scores = inputs @ weights
        shares = np.exp(scores - scores.max(axis=1, keepdims=True))
        shares /= shares.sum(axis=1, keepdims=True)
        slope = inputs.T @ (shares - wanted) + PENALTY * weights
        velocity = 0.9 * velocity - rate * slope
        weights = weights + velocity
    weights -= weights[:, :1]
    return {cue: tuple(map(float, weights[number[cue], 1:])) for cue in cues}


def use(cues: dict[str, tuple[float, ...]]) -> None:
    """Let the rules judge by these weights."""
    words = replace(vocabulary.vocabulary(), cues=cues)
    for module in (names, nested):
        module.vocabulary = lambda: words


def judge_apart(sets: dict[str, Gold], rows: list[Row]) -> None:
    ids = sorted({row.document for row in rows})
    order = np.random.default_rng(1).permutation(len(ids))
    part = {ids[index]: place % PARTS for place, index in enumerate(order)}
    scores = {name: Score() for name in sets}
    recogniser = RuleRecogniser()
    for number in range(PARTS):
        use(learn([row for row in rows if part[row.document] != number]))
        for name, gold in sets.items():
            for document, spans in gold:
                if part.get(document.id, 0) == number:
                    found = {
                        (m.start, m.end, THREE[m.label])
                        for m in recogniser.recognise(document)
                        if m.label in THREE
                    }
                    scores[name].add(found, {s for s in spans if s[2] in CLASSES})
    for name, score in scores.items():
        print(f"{name}: {100 * score.f1()[0]:.1f}")


def main(arguments: list[str]) -> None:
    folder = Path(arguments[-1])
    sets = {path.name: list(json_lines(path)) for path in sorted(folder.glob("*.jsonl"))}
    rows = collect([pair for gold in sets.values() for pair in gold])
    print(f"{len(rows)} places")
    judge_apart(sets, rows)
    if "--write" in arguments:
        lines = [
            f"{cue}: [{', '.join(f'{weight:.2f}' for weight in weights)}]"
            for cue, weights in sorted(learn(rows).items())
        ]
        target = ROOT / "corpus" / "recognise" / "data" / "cues.yaml"
        target.write_text(HEAD + "\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
