"""The blocks of our own collection, as people see them."""

from __future__ import annotations

import json
from pathlib import Path

import seeds
from corpus.readers import find_sources, read


def test_the_blocks_of_the_sample_collection_are_found() -> None:
    folder = Path(seeds.__file__).parent
    lines = (folder / "blocks.gold").read_text(encoding="utf-8").splitlines()
    records = [json.loads(line) for line in lines if line.strip()]
    gold = {(r["document"], r["kind"], r["start"], r["end"]) for r in records}
    known = {r["document"] for r in records}
    found = {
        (source.id, str(block.kind), block.span.start, block.span.end)
        for source in find_sources([folder]).sources
        if source.id in known
        for block in read(source).blocks
    }
    assert len(gold) > 300
    assert len(gold & found) >= 0.97 * max(len(gold), len(found)), sorted(gold ^ found)
