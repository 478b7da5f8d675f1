"""How well mentions are linked to entities, on the gold of the sample collection.

Run as ``python tests/benchmarks/linking.py [--errors]``. Two tasks, each over the whole collection
(an entity is one over all documents) and within documents (clusters cut at their borders):

given
    Our ``link()`` on the gold mentions, spans and labels alike. B³ is Bagga & Baldwin (1998): for
    each mention, the share of its system cluster that is right (precision) and the share of its
    gold cluster that was found (recall), averaged over mentions. Pairwise F1 is over all pairs of
    mentions that stand in one cluster.
end to end
    Our ``link()`` on what the default recogniser finds. A found mention is matched with the gold
    mention of exactly its span, whatever its label. ``B³ sys`` is that of Cai & Strube (2010),
    "Evaluation metrics for end-to-end coreference resolution systems", section 2.3: a gold mention
    that was not found is put into the system's partition as a singleton; a found mention that is
    not gold is left out for recall, and for precision also when it is a singleton, else it is put
    into the gold partition as a singleton. ``B³ zero`` is harder: a gold mention that was not
    found has recall 0, and a found one that is not gold precision 0, so it cannot exceed the F1 of
    the spans.

Only labels whose gold names an entity take part in the scores (dates and figures have none there),
but all mentions are given to ``link()``.
"""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

from corpus.document import Document  # noqa: E402
from corpus.entity import Mention  # noqa: E402
from corpus.linking import DocumentMentions, link  # noqa: E402

Place = tuple[str, int, int]
"""Document, start, end."""
Clusters = Mapping[Place, Hashable]
"""Each mention's entity."""


@dataclass(frozen=True)
class Gold:
    """A document with its marks and, for those that have one, the entity they name."""

    document: Document
    mentions: tuple[Mention, ...]
    entities: dict[tuple[int, int], str]


def seeds() -> Iterator[Gold]:
    from corpus.readers import read
    from corpus.readers.sources import find_sources

    for source in find_sources([ROOT / "seeds"]).sources:
        path = Path(source.path)
        record = source.id.partition("#")[2]
        gold = path.with_name(f"{path.stem}.{record}.ann") if record else path.with_suffix(".ann")
        if gold.exists():
            yield _gold(read(source), gold.read_text(encoding="utf-8"))


def _gold(document: Document, ann: str) -> Gold:
    spans: dict[str, tuple[int, int]] = {}
    mentions, entities = [], {}
    for line in ann.split("\n"):
        fields = line.split("\t")
        if line.startswith("T"):
            label, start, end = fields[1].split(" ")
            spans[fields[0]] = span = int(start), int(end)
            mentions.append(Mention(*span, document.text[span[0] : span[1]], label, "gold"))
        elif line.startswith("N"):
            _, mark, entity = fields[1].split(" ")
            entities[spans[mark]] = entity.removeprefix("Glossator:")
    mentions.sort(key=lambda m: (m.start, -m.end))
    return Gold(document, tuple(mentions), entities)


def b_cubed(found: Clusters, wanted: Clusters) -> tuple[float, float]:
    """Precision over the mentions of ``found``, recall over those of ``wanted``.

    A mention that the other side does not have counts 0.
    """
    common = Counter((entity, wanted[place]) for place, entity in found.items() if place in wanted)
    sizes = Counter(found.values()), Counter(wanted.values())

    def average(one: Clusters, other: Clusters, side: int) -> float:
        total = 0.0
        for place, entity in one.items():
            if place in other:
                pair = (entity, other[place]) if side == 0 else (other[place], entity)
                total += common[pair] / sizes[side][entity]
        return total / len(one) if one else 0.0

    return average(found, wanted, 0), average(wanted, found, 1)


def b_cubed_sys(found: Clusters, wanted: Clusters) -> tuple[float, float]:
    """Precision and recall as Cai & Strube (2010) count mentions that only one side has."""
    sizes = Counter(found.values())
    missing = {place: ("missing", place) for place in wanted if place not in found}
    kept = {p: e for p, e in found.items() if p in wanted or sizes[e] > 1}
    spurious = {place: ("spurious", place) for place in kept if place not in wanted}
    precision, _ = b_cubed({**kept, **missing}, {**wanted, **spurious})
    right = {place: entity for place, entity in found.items() if place in wanted}
    _, recall = b_cubed({**right, **missing}, wanted)
    return precision, recall


def pairwise(found: Clusters, wanted: Clusters) -> tuple[float, float]:
    """Precision and recall of pairs of mentions that are said to be of one entity."""

    def pairs(counts: Iterable[int]) -> int:
        return sum(n * (n - 1) // 2 for n in counts)

    both = Counter((entity, wanted[place]) for place, entity in found.items() if place in wanted)
    right = pairs(both.values())
    said, true = pairs(Counter(found.values()).values()), pairs(Counter(wanted.values()).values())
    return (right / said if said else 1.0), (right / true if true else 1.0)


def by_document(clusters: Clusters) -> dict[Place, Hashable]:
    """Clusters cut at the borders of documents."""
    return {place: (place[0], entity) for place, entity in clusters.items()}


def linked(documents: list[tuple[Document, Iterable[Mention]]]) -> dict[Place, tuple[str, str]]:
    """The id of the entity of each mention, and its text."""
    given = [DocumentMentions(d.id, tuple(found), d.date) for d, found in documents]
    linking = link(given)
    return {
        (item.document, mention.start, mention.end): (linking.entities[number].id, mention.label)
        for item, row in zip(given, linking.assignments, strict=True)
        for mention, number in zip(item.mentions, row, strict=True)
    }


def _show(name: str, figures: tuple[float, float]) -> None:
    precision, recall = figures
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    print(f"  {name:34} F1 {100 * f1:5.1f}   prec. {100 * precision:5.1f}   "
          f"recall {100 * recall:5.1f}")  # fmt: skip


def _errors(found: Clusters, wanted: Clusters, texts: Mapping[Place, str]) -> None:
    """Gold entities in several parts, and system entities of several gold ones."""
    parts: dict[Hashable, Counter[tuple[Hashable, str]]] = defaultdict(Counter)
    joined: dict[Hashable, Counter[tuple[Hashable, str]]] = defaultdict(Counter)
    for place, entity in wanted.items():
        parts[entity][found.get(place, "(not found)"), texts[place]] += 1
    for place, entity in found.items():
        joined[entity][wanted.get(place, "(not gold)"), texts[place]] += 1
    for title, groups in (("split", parts), ("joined", joined)):
        for entity, members in sorted(groups.items(), key=lambda item: str(item[0])):
            if len({other for other, _ in members}) > 1 or "(not gold)" in dict(members):
                print(f"    {title} {entity}:")
                for (other, text), count in members.most_common():
                    print(f"      {count:3} {other!s:45} {text!r}")


def main(arguments: list[str]) -> None:
    from corpus.recognise.rules import RuleRecogniser

    gold = list(seeds())
    wanted: dict[Place, Hashable] = {
        (g.document.id, *span): entity for g in gold for span, entity in g.entities.items()
    }
    labels = {m.label for g in gold for m in g.mentions if (m.start, m.end) in g.entities}
    recogniser = RuleRecogniser()
    given = [(g.document, g.mentions) for g in gold]
    recognised = [(g.document, recogniser.recognise(g.document)) for g in gold]
    print(f"{len(gold)} documents, {len(wanted)} mentions of {len(set(wanted.values()))} entities")
    for task, documents in (("given", given), ("end to end", recognised)):
        found: dict[Place, Hashable] = {
            place: entity for place, (entity, label) in linked(documents).items() if label in labels
        }
        if task == "given":
            found = {place: entity for place, entity in found.items() if place in wanted}
        print(f"\n{task}: {len(found)} mentions, {len(found.keys() & wanted.keys())} of them gold")
        for where, cut in (("collection", dict), ("within documents", by_document)):
            pair = cut(found), cut(wanted)
            if task == "given":
                _show(f"B³, {where}", b_cubed(*pair))
            else:
                _show(f"B³ sys, {where}", b_cubed_sys(*pair))
                _show(f"B³ zero, {where}", b_cubed(*pair))
            _show(f"pairs, {where}", pairwise(*pair))
        if "--errors" in arguments:
            texts = {(d.id, m.start, m.end): m.text for d, all_ in documents for m in all_}
            texts |= {(d.id, m.start, m.end): m.text for d, all_ in given for m in all_}
            _errors(found, wanted, texts)


if __name__ == "__main__":
    main(sys.argv[1:])
