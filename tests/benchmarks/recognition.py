"""How well and how fast the default recogniser finds mentions.

Run as ``python tests/benchmarks/recognition.py [FOLDER ...]``. Without a folder it scores the
sample collection's gold. A folder is searched for JSON Lines files whose records have ``text`` and
``spans`` (start, end, PER | ORG | LOC | other): there GPE and LOC are one label, PERSON is PER, and
labels other than these three are left out on both sides.
"""

from __future__ import annotations

import json
import sys
import time
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

from corpus.document import Document  # noqa: E402
from corpus.recognise.rules import RuleRecogniser  # noqa: E402

THREE = {"PERSON": "PER", "ORG": "ORG", "GPE": "LOC", "LOC": "LOC"}

Labelled = tuple[int, int, str]


@dataclass
class Score:
    """True positives, and how many were found and wanted, by label."""

    right: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    wanted: Counter[str] = field(default_factory=Counter)

    def add(self, found: set[Labelled], wanted: set[Labelled]) -> None:
        self.right.update(label for _, _, label in found & wanted)
        self.found.update(label for _, _, label in found)
        self.wanted.update(label for _, _, label in wanted)
        spans = {(s, e) for s, e, _ in found}, {(s, e) for s, e, _ in wanted}
        self.right["span only"] += len(spans[0] & spans[1])
        self.found["span only"] += len(spans[0])
        self.wanted["span only"] += len(spans[1])

    def f1(self, label: str | None = None) -> tuple[float, float, float]:
        labels = (
            [label] if label else [name for name in self.wanted | self.found if name != "span only"]
        )
        right = sum(self.right[name] for name in labels)
        found = sum(self.found[name] for name in labels)
        wanted = sum(self.wanted[name] for name in labels)
        precision = right / found if found else 0.0
        recall = right / wanted if wanted else 0.0
        return 2 * right / (found + wanted) if found + wanted else 0.0, precision, recall

    def show(self) -> None:
        print(f"{'label':12} {'F1':>6} {'prec.':>6} {'recall':>6} {'gold':>6}")
        names = sorted(self.wanted | self.found, key=lambda n: (n == "span only", n))
        for name in (*names, "all"):
            f1, precision, recall = self.f1(None if name == "all" else name)
            gold = (
                sum(n for k, n in self.wanted.items() if k != "span only")
                if name == "all"
                else self.wanted[name]
            )
            print(f"{name:12} {100 * f1:6.1f} {100 * precision:6.1f} {100 * recall:6.1f} {gold:6}")


def seeds() -> Iterable[tuple[Document, set[Labelled]]]:
    from corpus.readers import read
    from corpus.readers.sources import find_sources

    for source in find_sources([ROOT / "seeds"]).sources:
        path = Path(source.path)
        record = source.id.partition("#")[2]
        gold = path.with_name(f"{path.stem}.{record}.ann") if record else path.with_suffix(".ann")
        if gold.exists():
            yield read(source), set(brat(gold.read_text(encoding="utf-8")))


def brat(ann: str) -> Iterable[Labelled]:
    for line in ann.split("\n"):
        if line.startswith("T"):
            label, start, end = line.split("\t")[1].split(" ")
            yield int(start), int(end), label


def json_lines(path: Path) -> Iterable[tuple[Document, set[Labelled]]]:
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            gold = {(s, e, label) for s, e, label in record["spans"] if label in THREE.values()}
            yield Document(record["id"], "", record["text"]), gold


def judge(
    name: str, pairs: Iterable[tuple[Document, set[Labelled]]], labels: dict[str, str] | None
) -> None:
    recogniser = RuleRecogniser()
    recogniser.recognise(Document("", "", "Start"))
    score, words, seconds = Score(), 0, 0.0
    for document, gold in pairs:
        began = time.perf_counter()
        mentions = recogniser.recognise(document)
        seconds += time.perf_counter() - began
        words += len(document.text.split())
        found = {
            (m.start, m.end, labels[m.label] if labels else m.label)
            for m in mentions
            if labels is None or m.label in labels
        }
        score.add(found, gold)
    print(
        f"\n{name}: {words} words, {words / seconds:,.0f} words/s"
        if seconds
        else f"\n{name}: nothing"
    )
    score.show()


def main(folders: list[str]) -> None:
    if not folders:
        judge("seeds", seeds(), None)
    for folder in folders:
        for path in sorted(Path(folder).glob("*.jsonl")):
            judge(path.name, json_lines(path), THREE)


if __name__ == "__main__":
    main(sys.argv[1:])
