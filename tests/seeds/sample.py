"""The sample collection as its tests read it: texts and gold, without our own readers."""

from __future__ import annotations

import json
import unicodedata
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

import pytest

SEEDS = Path(__file__).parents[2] / "seeds"
KINDS = {
    "title",
    "heading",
    "dateline",
    "paragraph",
    "list item",
    "quotation",
    "caption",
    "boilerplate",
}
LINKED = {"PERSON", "ORG", "GPE", "LOC", "NORP", "EVENT", "LAW"}
DEFAULT = ["PERSON", "ORG", "GPE", "LOC", "NORP", "EVENT", "LAW", "TITLE", "DATE"]
DEFAULT += ["MONEY", "PERCENT", "CARDINAL"]
VIETNAMESE = ("06-viec-nao-cung-co-ngay.txt", "14-ban-tron-song-hong.txt", "15-truong-lung-cam.txt")


@dataclass(frozen=True)
class Mark:
    label: str
    start: int
    end: int
    quote: str
    entity: str
    name: str


def read_texts() -> dict[str, str]:
    found: dict[str, str] = {}
    for path in sorted(SEEDS.iterdir()):
        if path.suffix in {".txt", ".md"}:
            found[path.name] = path.read_bytes().decode("utf-8")
        elif path.suffix == ".jsonl":
            for line in path.read_text(encoding="utf-8").splitlines():
                record = json.loads(line)
                found[f"{path.name}#{record['id']}"] = record["text"]
    return found


def gold_path(document: str) -> Path:
    file, _, record = document.partition("#")
    stem = file.rsplit(".", 1)[0]
    return SEEDS / (f"{stem}.{record}.ann" if record else f"{stem}.ann")


def read_marks(document: str) -> list[Mark]:
    spans: dict[str, tuple[str, int, int, str]] = {}
    links: dict[str, tuple[str, str]] = {}
    seen: set[str] = set()
    for line in gold_path(document).read_bytes().decode("utf-8").splitlines():
        key, middle, rest = line.split("\t")
        assert key not in seen, f"{document}: {key} twice"
        seen.add(key)
        if key.startswith("T"):
            label, start, end = middle.split(" ")
            spans[key] = (label, int(start), int(end), rest)
        else:
            word, target, reference = middle.split(" ")
            assert (key[0], word) == ("N", "Reference")
            assert target not in links
            base, entity = reference.split(":", 1)
            assert base == "Glossator"
            links[target] = (entity, rest)
    assert set(links) <= set(spans)
    return [Mark(*span, *links.get(key, ("", ""))) for key, span in spans.items()]


TEXTS = read_texts()
MARKS = {document: read_marks(document) for document in TEXTS}
BLOCKS: dict[str, list[dict[str, object]]] = defaultdict(list)
for _line in (SEEDS / "blocks.gold").read_text(encoding="utf-8").splitlines():
    _block = json.loads(_line)
    BLOCKS[_block["document"]].append(_block)

everywhere = pytest.mark.parametrize("document", sorted(TEXTS))


def blocks_of(document: str, kind: str) -> list[str]:
    return [str(block["text"]) for block in BLOCKS[document] if block["kind"] == kind]


def folded(name: str) -> str:
    folded = unicodedata.normalize("NFD", name).replace("đ", "d").replace("Đ", "D")
    bare = "".join(c for c in folded if not unicodedata.combining(c))
    return bare.replace("\u00a0", " ").casefold()
