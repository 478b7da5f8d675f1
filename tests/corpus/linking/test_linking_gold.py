"""The sample collection's gold: linking must not fall behind what it reached."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import seeds
from corpus.entity import Mention
from corpus.linking import DocumentMentions, link

FOLDER = Path(seeds.__file__).parent
Place = tuple[str, int, int]


def gold() -> tuple[list[DocumentMentions], dict[Place, str]]:
    """The marks of all sample texts, and the entity that those with names are of."""
    documents, entities = [], {}
    for path in sorted(FOLDER.glob("[0-9]*.txt")):
        text = path.read_bytes().decode("utf-8")
        spans: dict[str, tuple[int, int]] = {}
        mentions = []
        for line in path.with_suffix(".ann").read_text(encoding="utf-8").split("\n"):
            fields = line.split("\t")
            if line.startswith("T"):
                label, start, end = fields[1].split(" ")
                spans[fields[0]] = int(start), int(end)
                mentions.append(
                    Mention(int(start), int(end), text[int(start) : int(end)], label, "")
                )
            elif line.startswith("N"):
                _, mark, entity = fields[1].split(" ")
                entities[path.name, *spans[mark]] = entity
        mentions.sort(key=lambda m: (m.start, -m.end))
        documents.append(DocumentMentions(path.name, mentions))
    return documents, entities


def test_b_cubed_on_given_mentions_of_the_plain_texts() -> None:
    documents, wanted = gold()
    assert len(wanted) > 400
    linking = link(documents)
    found = {
        place: number
        for item, row in zip(documents, linking.assignments, strict=True)
        for mention, number in zip(item.mentions, row, strict=True)
        if (place := (item.document, mention.start, mention.end)) in wanted
    }
    both = Counter((number, wanted[place]) for place, number in found.items())
    sizes, true = Counter(found.values()), Counter(wanted.values())
    # Bagga & Baldwin (1998): for each mention how much of its cluster is right, and is found.
    precision = sum(both[n, wanted[p]] / sizes[n] for p, n in found.items()) / len(found)
    recall = sum(both[found[p], e] / true[e] for p, e in wanted.items()) / len(wanted)
    assert precision > 0.99
    assert recall > 0.98
