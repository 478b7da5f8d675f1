"""The quotations of our own collection, as people read them."""

from __future__ import annotations

import json
from pathlib import Path

import seeds
from corpus.quotations import find_quotations
from corpus.readers import find_sources, read
from corpus.recognise.rules import RuleRecogniser

FOLDER = Path(seeds.__file__).parent


def gold() -> list[dict[str, str | int | None]]:
    lines = (FOLDER / "quotations.gold").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def test_the_gold_stands_where_it_says() -> None:
    texts = {source.id: read(source).text for source in find_sources([FOLDER]).sources}
    for record in gold():
        text = texts[str(record["document"])]
        assert text[record["start"] : record["end"]] == record["text"]
        if record["speaker_start"] is not None:
            spoken = text[record["speaker_start"] : record["speaker_end"]]
            assert spoken == record["speaker_text"]


def test_the_quotations_of_the_sample_collection_have_their_speakers() -> None:
    wanted = {
        (r["document"], r["start"], r["end"], str(r["speaker_text"]).split()[-1])
        for r in gold()
        if r["speaker_text"] is not None
    }
    found = set()
    for source in find_sources([FOLDER]).sources:
        document = read(source)
        mentions = RuleRecogniser().recognise(document)
        for q in find_quotations(document, mentions):
            if q.speaker >= 0:
                last = mentions[q.speaker].text.split()[-1]
                found.add((document.id, q.start, q.end, last))
    right = len(wanted & found)
    assert len(wanted) > 30
    assert 2 * right >= 0.9 * (len(wanted) + len(found)), sorted(wanted ^ found)
