"""Whatever the text: quotations are in order, within it, in marks, and by mentions that exist."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from corpus.document import Document
from corpus.entity import Mention
from corpus.index.quotations import QuotationIndex, from_bytes, to_bytes
from corpus.quotations import Quotation, find_quotations
from corpus.structure import structure

PARTS = st.sampled_from(
    [
        *"“”„«»\"‘’'().,:;!?…–—- \n",
        "\n\n",
        "\u00a0",
        "“We go home now,”",
        "“I am",
        "We go home.",
        "Huy",
        "Ông Huy",
        "the Minister",
        "Minister",
        "said",
        "said that",
        "cho biết",
        "she",
        "he added",
        "according to",
        "was quoted by",
        "as saying",
        "RELATED NEWS",
        "\ud800",
        "\r\n",
    ]
)
TEXTS = st.lists(PARTS, max_size=60).map(" ".join) | st.lists(PARTS, max_size=60).map("".join)
LABELS = st.sampled_from(["PERSON", "ORG", "TITLE", "GPE", "DATE", "LAW"])


@st.composite
def documents(draw: st.DrawFn) -> tuple[Document, list[Mention]]:
    text = draw(TEXTS)
    blocks = structure(text).blocks if draw(st.booleans()) else ()
    places = draw(st.lists(st.tuples(st.integers(0, len(text)), st.integers(1, 9), LABELS)))
    mentions = [
        Mention(start, min(start + size, len(text)), text[start : start + size], label, "x")
        for start, size, label in places
        if start < len(text)
    ]
    mentions.sort(key=lambda m: (m.start, -m.end))
    return Document("x", "", text, blocks=blocks), mentions


@given(documents())
def test_quotations_hold_together(given_: tuple[Document, list[Mention]]) -> None:
    document, mentions = given_
    found = find_quotations(document, mentions)
    assert find_quotations(document, tuple(mentions)) == found
    for one in found:
        assert 0 <= one.start < one.end <= len(document.text)
        assert document.text[one.start] in "“”„‟«»\"‘’‚'「『–—―"
        assert -1 <= one.speaker < len(mentions)
        if one.speaker >= 0:
            assert mentions[one.speaker].label in {"PERSON", "ORG", "TITLE", "GPE"}
        low, high = one.cue
        assert 0 <= low <= high <= len(document.text)
        assert high == 0 or high <= one.start or low >= one.end
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert from_bytes(to_bytes(found)) == found


@given(
    st.lists(
        st.none() | st.lists(st.tuples(st.integers(0, 9), st.integers(10, 20), st.integers(-1, 5))),
        max_size=6,
    )
)
def test_the_rows_of_a_speaker_are_all_and_only_theirs(
    collection: list[list[tuple[int, int, int]] | None],
) -> None:
    rows = [
        None if one is None else [(s, e, at, at + 1 if at >= 0 else -1) for s, e, at in one]
        for one in collection
    ]
    index = QuotationIndex.build(rows)
    wanted = [(number, at) for number in range(len(rows)) for at in (0, 3)]
    found = index.rows_by([d for d, _ in wanted], [s for _, s in wanted])
    expected = [
        row
        for row in range(len(index))
        if (int(index.document[row]), int(index.speaker_start[row])) in wanted
    ]
    assert found.tolist() == expected


@given(st.binary(max_size=60))
def test_no_bytes_are_taken_for_quotations_they_are_not(data: bytes) -> None:
    try:
        found = from_bytes(data)
    except ValueError:
        return
    assert all(isinstance(one, Quotation) for one in found)
    assert to_bytes(found) == data
