"""The sample collection's gold: the default recogniser must not fall behind what it reached."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import seeds
from corpus.document import Document
from corpus.recognise.rules import RuleRecogniser

FOLDER = Path(seeds.__file__).parent
LEAST = {
    "PERSON": 0.95, "ORG": 0.88, "GPE": 0.95, "LOC": 0.9, "NORP": 0.85, "EVENT": 0.95,
    "LAW": 0.95, "TITLE": 0.85, "DATE": 0.97, "MONEY": 0.97, "PERCENT": 0.97, "CARDINAL": 0.93,
}  # fmt: skip


def gold(path: Path) -> set[tuple[int, int, str]]:
    marks = set()
    for line in path.read_text(encoding="utf-8").split("\n"):
        if line.startswith("T"):
            label, start, end = line.split("\t")[1].split()
            marks.add((int(start), int(end), label))
    return marks


def test_f1_of_every_label_on_the_plain_texts() -> None:
    right: Counter[str] = Counter()
    counted: Counter[str] = Counter()
    texts = sorted(FOLDER.glob("[0-9]*.txt"))
    assert len(texts) >= 12
    for path in texts:
        text = path.read_bytes().decode("utf-8")
        marks = gold(path.with_suffix(".ann"))
        mentions = RuleRecogniser().recognise(Document(path.name, "", text))
        found = {(m.start, m.end, m.label) for m in mentions}
        right.update(label for _, _, label in found & marks)
        counted.update(label for _, _, label in (*found, *marks))
    reached = {label: 2 * right[label] / counted[label] for label in LEAST}
    assert {label: f1 for label, f1 in reached.items() if f1 < LEAST[label]} == {}
