"""How well the parts of a text are told apart, and who is found to speak its quotations.

Run as ``python tests/benchmarks/structure.py [--errors]``: block kinds against ``blocks.gold``,
quotations with their speakers against ``quotations.gold`` of the sample collection, with the
mentions that the rules find and with those of the gold. A speaker is right when the mention is of
the same person as the gold's. Quotations whose speaker the text does not tell count only when one
is found for them.
"""

from __future__ import annotations

import json
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

from corpus.document import Document  # noqa: E402
from corpus.entity import Mention  # noqa: E402
from corpus.quotations import find_quotations  # noqa: E402
from corpus.readers import find_sources, read  # noqa: E402
from corpus.recognise.rules import RuleRecogniser  # noqa: E402

SEEDS = ROOT / "seeds"
Block = tuple[str, int, int]


@dataclass
class Score:
    """True positives of those found and those wanted, and what was wrong."""

    right: int = 0
    found: int = 0
    wanted: int = 0
    errors: list[str] = field(default_factory=list)

    def add(self, found: set[tuple[object, ...]], wanted: set[tuple[object, ...]]) -> None:
        self.right += len(found & wanted)
        self.found += len(found)
        self.wanted += len(wanted)
        self.errors += [f"  missed {one}" for one in sorted(map(str, wanted - found))]
        self.errors += [f"  wrong  {one}" for one in sorted(map(str, found - wanted))]

    @property
    def f1(self) -> float:
        return 2 * self.right / (self.found + self.wanted) if self.found + self.wanted else 1.0

    def line(self, name: str) -> str:
        precision = self.right / self.found if self.found else 1.0
        recall = self.right / self.wanted if self.wanted else 1.0
        return (
            f"{name:34} F1 {100 * self.f1:5.1f}   precision {100 * precision:5.1f}"
            f"   recall {100 * recall:5.1f}   gold {self.wanted}"
        )


def records(name: str) -> dict[str, list[dict[str, object]]]:
    """The records of a gold file by document."""
    found: dict[str, list[dict[str, object]]] = defaultdict(list)
    for line in (SEEDS / name).read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        found[record["document"]].append(record)
    return found


def documents() -> Iterator[Document]:
    for source in find_sources([SEEDS]).sources:
        yield read(source)


def gold_mentions(document: Document) -> tuple[list[Mention], dict[Mention, str]]:
    """The gold's mentions in text order, and of whom each is."""
    file, _, record = document.id.partition("#")
    stem = file.rsplit(".", 1)[0]
    path = SEEDS / (f"{stem}.{record}.ann" if record else f"{stem}.ann")
    if not path.exists():
        return [], {}
    spans, who = {}, {}
    for line in path.read_text(encoding="utf-8").split("\n"):
        fields = line.split("\t")
        if line.startswith("T"):
            label, start, end = fields[1].split(" ")
            spans[fields[0]] = int(start), int(end), label
        elif line.startswith("N"):
            _, target, reference = fields[1].split(" ")
            who[target] = reference
    mentions = {
        key: Mention(start, end, document.text[start:end], label, "gold")
        for key, (start, end, label) in spans.items()
    }
    order = sorted(mentions.values(), key=lambda m: (m.start, -m.end))
    return order, {mentions[key]: reference for key, reference in who.items()}


def kinds(show: bool) -> float:
    """Block kinds: exact span and kind, and the kind of every code point that is in a block."""
    gold, score, points, right = records("blocks.gold"), Score(), 0, 0
    confused: Counter[tuple[str, str]] = Counter()
    for document in documents():
        if document.id not in gold:
            continue
        wanted = {(str(r["kind"]), r["start"], r["end"]) for r in gold[document.id]}
        found = {(str(b.kind), b.span.start, b.span.end) for b in document.blocks}
        score.add({(document.id, *b) for b in found}, {(document.id, *b) for b in wanted})
        mine, theirs = by_place(found), by_place(wanted)
        for place, kind in theirs.items():
            points += 1
            right += mine.get(place) == kind
            if mine.get(place) != kind:
                confused[kind, mine.get(place, "nothing")] += 1
    print(score.line("blocks, span and kind"))
    print(f"{'block kind by code point':34}    {100 * right / points:5.1f} of {points:,}")
    if show:
        print("\n".join(score.errors))
        print("\n".join(f"  {n} code points of {a} as {b}" for (a, b), n in confused.most_common()))
    return score.f1


def by_place(blocks: set[Block]) -> dict[int, str]:
    return {place: kind for kind, start, end in blocks for place in range(start, end)}


def speakers(name: str, show: bool, *, given: bool) -> float:
    """Quotations with their speakers; ``given``: by the mentions of the gold."""
    gold, recogniser = records("quotations.gold"), RuleRecogniser()
    score, spans, seconds, length = Score(), Score(), 0.0, 0
    for document in documents():
        known, who = gold_mentions(document)
        mentions: Sequence[Mention] = known if given else recogniser.recognise(document)
        began = time.perf_counter()
        found = find_quotations(document, mentions)
        seconds += time.perf_counter() - began
        length += len(document.text)
        told = {
            (document.id, q.start, q.end, person(mentions[q.speaker], who))
            for q in found
            if q.speaker >= 0
        }
        wanted = set()
        for r in gold[document.id]:
            if r["speaker_start"] is not None:
                there = next(m for m in known if m.start == r["speaker_start"])
                wanted.add((document.id, r["start"], r["end"], who.get(there, there.text)))
        score.add(told, wanted)
        spans.add(
            {(document.id, q.start, q.end) for q in found},
            {(document.id, r["start"], r["end"]) for r in gold[document.id]},
        )
    print(spans.line(f"quotations, {name}"))
    print(score.line(f"with their speakers, {name}"))
    print(f"{'':34}    {length / seconds / 1e6:.1f} million code points/s")
    if show:
        print("\n".join(spans.errors + score.errors))
    return score.f1


def person(mention: Mention, who: dict[Mention, str]) -> str:
    """Of whom a mention is, by the gold's mention that it overlaps."""
    for other, reference in who.items():
        if other.start < mention.end and mention.start < other.end and other.label == mention.label:
            return reference
    return mention.text


def main(arguments: Sequence[str]) -> None:
    show = "--errors" in arguments
    kinds(show)
    speakers("mentions found", show, given=False)
    speakers("mentions given", show, given=True)


if __name__ == "__main__":
    main(sys.argv[1:])
