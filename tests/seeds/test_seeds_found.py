"""Every mention of the sample collection can be reached from the search bar."""

from importlib.resources import files
from pathlib import Path

import pytest
from opened_corpus import found, opened

SEEDS = Path(str(files("seeds")))


@pytest.fixture(scope="module")
def corpus(tmp_path_factory):
    return opened(tmp_path_factory.mktemp("seeds"), SEEDS)


def test_every_mention_is_reached_by_finding_its_entity_and_walking(corpus):
    mentions = {
        (number, mention.start): (mention.text, mention.entity)
        for number in range(len(corpus.records))
        for mention in corpus.mentions(number)
    }
    assert len(mentions) > 500
    reached = set()
    for entity in corpus.entities():
        hits = [h for h in found(corpus, entity.name).get("entity", ()) if h.entity == entity.id]
        if not hits:
            continue
        number, offset = hits[0].document, hits[0].span.start
        assert mentions[number, offset][1] == entity.id
        for _ in range(entity.mentions):
            reached.add((number, offset))
            step = corpus.step(number, offset, 1, entity=entity.id)
            number, offset = step.document, step.span.start
    missing = [mentions[place] for place in mentions.keys() - reached]
    assert not missing, f"{len(missing)} of {len(mentions)}: {missing[:10]}"


def test_the_sample_collection_keeps_no_marks_in_the_program(corpus):
    assert SEEDS not in corpus.marks.store.where.parents
