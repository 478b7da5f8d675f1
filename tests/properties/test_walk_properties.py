"""Walks over mentions and hits, against lists made by brute force."""

import shutil
import tempfile
from contextlib import closing
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from opened_corpus import opened, write

from corpus.annotation import decided
from corpus.span import Span

WORDS = (
    "Pham Minh Chinh",
    "Hanoi",
    "Japan",
    "To Lam",
    "rice",
    "the road",
    "and",
    "Hue",
    "Politburo",
)
TEXTS = st.lists(
    st.lists(st.sampled_from(WORDS), max_size=12).map(lambda words: " met ".join(words) + ".\n"),
    min_size=1,
    max_size=5,
)
SLOW = settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)


def walked(corpus, number, offset, by, most, **what):
    """The places a walk comes to until it is where it began."""
    places, turns = [], 0
    for _ in range(most):
        step = corpus.step(number, offset, by, **what)
        number, offset = step.document, step.span.start
        places.append((number, step.span))
        turns += step.wrapped
    return places, turns


def rotated(expected, number, offset, by):
    """The expected places in the order in which a walk from there comes to them."""
    if by > 0:
        first = [p for p in expected if (p[0], p[1].start) > (number, offset)]
        return first + expected[: len(expected) - len(first)]
    before = [p for p in expected if (p[0], p[1].start) < (number, offset)]
    return before[::-1] + expected[len(before) :][::-1]


def check(corpus, expected, start, **what):
    number, offset = start
    assert len({(n, s.start) for n, s in expected}) == len(expected)
    for by in (1, -1):
        if not expected:
            assert corpus.step(number, offset, by, **what) is None
            continue
        places, turns = walked(corpus, number, offset, by, len(expected), **what)
        assert places == rotated(expected, number, offset, by)
        assert turns <= 1
        # The next step is the first again.
        again, _ = walked(corpus, *_place(places[-1]), by, 1, **what)
        assert again == places[:1]


def _place(place):
    return place[0], place[1].start


def brute_force(corpus, entity):
    """Mentions that no mark took away and annotations linked to it, each start once."""
    places = {}

    def meet(number, span):  # of two that begin together the longer counts
        place = (number, span.start)
        places[place] = max(span.end, places.get(place, 0))

    for number in range(len(corpus.records)):
        document = corpus.document(number)
        mentions, annotations = corpus.mentions(number), corpus.marks.annotations(document)
        found = {mention.span for mention in mentions}
        own = [a for a in annotations if a.span not in found]
        for mention in mentions:
            if decided(mention, own, corpus.marks.rejections(document)):
                continue
            if mention.entity == entity:
                meet(number, mention.span)
        for annotation in annotations:
            if annotation.entity == entity:
                meet(number, annotation.span)
    return [(n, Span(start, end)) for (n, start), end in sorted(places.items())]


def sample(draw, items, most):
    return draw(st.lists(st.sampled_from(items), max_size=most, unique=True)) if items else []


@SLOW
@given(data=st.data(), texts=TEXTS)
def test_a_walk_comes_to_every_mention_once(data, texts):
    folder = Path(tempfile.mkdtemp(prefix="glossator-test-"))
    try:
        write(folder / "texts", {f"{i}.txt": text for i, text in enumerate(texts)})
        with closing(opened(folder)) as corpus:
            mentions = [(n, m) for n in range(len(texts)) for m in corpus.mentions(n)]
            for number, mention in sample(data.draw, mentions, 4):
                corpus.marks.reject(corpus.document(number), mention)
            for number, mention in sample(data.draw, mentions, 3):
                corpus.marks.accept(corpus.document(number), mention)
            for entity in corpus.entities():
                for number in sample(data.draw, range(len(texts)), 1):
                    document = corpus.document(number)
                    if len(document.text) > 4:
                        start = data.draw(st.integers(0, len(document.text) - 2))
                        corpus.marks.annotate(
                            document, Span(start, start + 1), "ORG", entity=entity.id
                        )
            start = (data.draw(st.integers(0, len(texts) - 1)), data.draw(st.integers(-1, 100)))
            for entity in corpus.entities():
                expected = brute_force(corpus, entity.id)
                assert corpus.places_of(entity.id) == expected
                check(corpus, expected, start, entity=entity.id)
    finally:
        shutil.rmtree(folder)


@SLOW
@given(data=st.data(), texts=TEXTS)
def test_a_walk_comes_to_every_hit_once(data, texts):
    folder = Path(tempfile.mkdtemp(prefix="glossator-test-"))
    try:
        write(folder / "texts", {f"{i}.txt": text for i, text in enumerate(texts)})
        with closing(opened(folder)) as corpus:
            start = (data.draw(st.integers(0, len(texts) - 1)), data.draw(st.integers(-1, 100)))
            for query in ("hanoi", "pham minh", "met", "road hanoi", "rice OR japan", "met -hue"):
                expected = [
                    (n, span) for n in range(len(texts)) for span in corpus.hits_in(n, query)
                ]
                assert [(n, s) for n, s in expected if n == start[0]] == [
                    (start[0], s) for s in corpus.hits_in(start[0], query)
                ]
                check(corpus, expected, start, query=query)
    finally:
        shutil.rmtree(folder)
