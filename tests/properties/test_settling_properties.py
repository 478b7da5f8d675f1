"""Whatever recognisers say, what is settled lies apart or nested, and mostly in what was said."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from corpus.document import Document
from corpus.entity import Mention
from corpus.recognise import in_order, merge, settle
from corpus.recognise.checked import CheckedRecogniser
from corpus.recognise.gazetteer import Gazetteer, squashed
from corpus.recognise.vote import vote

spans = st.tuples(
    st.integers(0, 30),
    st.integers(1, 12),
    st.sampled_from(["ORG", "PERSON", "GPE", "OWN"]),
    st.floats(0.01, 1),
)
groups = st.lists(st.lists(spans, max_size=20), max_size=4)


def mentions_of(given_groups) -> list[list[Mention]]:
    """Groups as recognisers give them: in order, uncrossed."""
    return [
        merge([[Mention(s, s + n, f"{s}-{n}", label, "s", score) for s, n, label, score in group]])
        for group in given_groups
    ]


@given(groups)
def test_votes_never_cross_and_nest_only_within_a_group(given_groups) -> None:
    said = mentions_of(given_groups)
    found = vote(said)
    assert found == in_order(found)
    places = [m.span for m in found]
    assert len(set(places)) == len(places)
    by_group = [{m.span for m in group} for group in said]
    for i, one in enumerate(places):
        assert any(one in group for group in by_group)
        for other in places[i + 1 :]:
            assert not one.crosses(other)
            if other.start < one.end:
                assert any({one, other} <= group for group in by_group)


@given(groups)
def test_what_all_say_stays_and_votes_do_not_depend_on_chance(given_groups) -> None:
    said = mentions_of(given_groups)
    assert vote(said) == vote([list(reversed(group)) for group in said])
    if said and said[0]:
        assert {m.span for m in vote([said[0], said[0]])} == {m.span for m in said[0]}


@given(groups, st.lists(spans, max_size=8))
def test_own_words_stay_whatever_others_say(given_groups, own) -> None:
    [mine] = mentions_of([[(start, size, label, 1.0) for start, size, label, _ in own]])
    mine = [Mention(m.start, m.end, m.text, m.label, "own", 1.0) for m in mine]
    found = settle(Document("d", "", "x" * 50), mentions_of(given_groups), [mine])
    kept = {(m.start, m.end, m.label) for m in found}
    assert {(m.start, m.end, m.label) for m in mine} <= kept
    assert not any(a.span.crosses(b.span) for a in found for b in found)


class Anything:
    name = "anything"
    version = "1"

    def __init__(self, what) -> None:
        self.what = what

    def recognise(self, document):
        return self.what


numbers = st.integers(-3, 15) | st.none() | st.floats() | st.booleans() | st.text(max_size=2)
wild = st.builds(
    Mention,
    numbers,
    numbers,
    st.text(max_size=3),
    st.text(max_size=3),
    st.text(max_size=2),
    numbers,
)


@given(
    st.lists(wild | st.none() | st.integers(), max_size=15) | st.none() | st.integers(),
    st.text(max_size=12),
)
def test_checked_mentions_can_always_be_used(what, text) -> None:
    recogniser = CheckedRecogniser(Anything(what))
    found = recogniser.recognise(Document("d", "", text))
    assert found == in_order(found)
    for mention in found:
        assert 0 <= mention.start < mention.end <= len(text)
        assert mention.text == text[mention.start : mention.end]
        assert 0 <= mention.score <= 1
        assert not any(mention.span.crosses(other.span) for other in found)
    recogniser.recognise(Document("e", "", text))
    assert all(isinstance(sentence, str) for sentence in recogniser.troubles())


words = st.sampled_from(
    ["Red", "River", "Charter", "Bộ", "Tứ", "AT&T", "(x)", "河", "内", "a-b", "59/NQ"]
)
gaps = st.sampled_from([" ", "  ", "\u00a0", "\n", "", ",", " ("])


@given(
    st.dictionaries(
        st.lists(words, min_size=1, max_size=3).map(" ".join), st.sampled_from("AB"), max_size=6
    ),
    st.lists(st.tuples(words, gaps), max_size=12),
)
def test_gazetteer_finds_what_a_slow_search_finds(names, parts) -> None:
    text = "".join(word + gap for word, gap in parts)
    found = list(Gazetteer(names).find(text))
    end = 0
    for start, last, label in found:
        assert end <= start < last <= len(text)
        assert names[squashed(text[start:last])] == label
        end = last
    covered = {place for start, last, _ in found for place in range(start, last)}
    for name in names:
        if " " not in name and name.isalpha() and name.isascii():
            for at in range(len(text)):
                whole = not text[at - 1 : at].isalnum() and not text[at + len(name) :][:1].isalnum()
                apart = "_" not in (text[at - 1 : at] + text[at + len(name) :][:1])
                if text.startswith(name, at) and whole and apart:
                    assert at in covered
