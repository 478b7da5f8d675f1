"""Decisions on suggestions, against the plain definition; many at once in little time."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from made_marks import annotation, rejection

from corpus.annotation import decided, suggestions
from corpus.entity import Mention

LABELS = st.sampled_from(["PERSON", "ORG"])
RANGES = st.tuples(st.integers(0, 14), st.integers(0, 6)).map(lambda r: (r[0], r[0] + r[1]))
PLACES = st.lists(st.tuples(RANGES, LABELS), max_size=12)


def by_definition(mention, marks, refused):
    start, end = mention.start, mention.end
    for (first, last), label in marks:
        overlap = first < end and start < last
        covers = (first <= start and end <= last) or (start <= first and last <= end)
        if (first, last) == (start, end) or (overlap and (label == mention.label or not covers)):
            return True
    return ((start, end), mention.label) in refused


@given(PLACES, PLACES, PLACES)
def test_suggestions_are_the_mentions_nobody_decided_on(asked, marks, refused):
    mentions = [Mention(*place, "", label, "rules:test") for place, label in asked]
    annotations = [annotation(*place, label) for place, label in marks]
    rejections = [rejection(*place, label) for place, label in refused]
    wanted = [m for m in mentions if not by_definition(m, marks, refused)]
    assert suggestions(mentions, annotations, rejections) == wanted
    assert [m for m in mentions if not decided(m, annotations, rejections)] == wanted
