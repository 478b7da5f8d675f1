"""Anchors survive edits or say that they did not: never in the wrong place unseen."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from corpus.anchor import State, find, make_anchor
from corpus.document import digest_of
from corpus.span import Span

WORDS = [f"{a}{b}{c}" for a in "bđghklmn" for b in ("ai", "ế", "uô", "o😀") for c in "ntc"]


@st.composite
def edited(draw):
    """A text of words that occur once each, a span of it, and the text with stretches replaced.

    The place is where the span's words are in the new text, None when an edit touched them.
    """
    words = draw(st.permutations(WORDS))[: draw(st.integers(6, len(WORDS)))]
    first = draw(st.integers(0, len(words) - 1))
    last = draw(st.integers(first + 1, min(len(words), first + 4)))
    text = " ".join(words)
    start = sum(len(word) + 1 for word in words[:first])
    span = Span(start, start + len(" ".join(words[first:last])))
    new, place = text, span
    for _ in range(draw(st.integers(0, 3))):
        at = draw(st.integers(0, len(new)))
        end = min(len(new), at + draw(st.integers(0, 40)))
        added = draw(st.sampled_from(["", " ", "xyz", "a new sentence was put here. ", "\r\n"]))
        new = new[:at] + added + new[end:]
        if place is not None and end <= place.start:
            shift = len(added) - (end - at)
            place = Span(place.start + shift, place.end + shift)
        elif place is not None and at < place.end:
            place = None
    return text, span, new, place


@given(edited(), st.integers(-60, 60))
def test_an_anchor_on_words_that_come_once_is_right_or_in_doubt(case, shift):
    text, span, new, place = case
    anchor = make_anchor(text, span, digest_of(text))
    found = find(anchor, new, digest_of(new), shift=shift)
    if found.span is not None:
        assert found.span.text_of(new) == anchor.quote
        if place is not None:
            assert found.span == place
        assert (found.state is State.EXACT) == (found.span == span)
    else:
        assert found.state in {State.DOUBTFUL, State.LOST}
        assert bool(found.candidates) == (found.state is State.DOUBTFUL)
    if place is not None:
        offered = {found.span, *(candidate.span for candidate in found.candidates)}
        assert place in offered, "words that stand unchanged are never lost"


@given(st.text("ab \n😀", max_size=60), st.text("ab \n😀", max_size=60), st.data())
@example("a", "a", None)
def test_whatever_the_texts_what_is_found_is_the_quote(text, new, data):
    if data is None:
        span = Span(0, 1)
    else:
        start = data.draw(st.integers(0, len(text)))
        span = Span(start, data.draw(st.integers(start, len(text))))
    anchor = make_anchor(text, span, digest_of(text))
    found = find(anchor, new, digest_of(new))
    if found.span is not None:
        assert found.span.end <= len(new)
        assert found.span.text_of(new) == anchor.quote
        assert (found.state is State.EXACT) == (found.span == span)
    assert all(candidate.span.end <= len(new) for candidate in found.candidates)
    scores = [candidate.score for candidate in found.candidates]
    assert all(0 <= score <= 1 for score in scores)
    if new == text:
        assert (found.state, found.span) == (State.EXACT, span)


@given(st.text("abc ", min_size=1, max_size=80), st.text("xyz ", max_size=40), st.data())
def test_words_put_before_a_text_move_its_anchors_or_leave_them_in_doubt(text, added, data):
    start = data.draw(st.integers(0, len(text) - 1))
    span = Span(start, data.draw(st.integers(start + 1, len(text))))
    anchor = make_anchor(text, span, digest_of(text))
    new = added + text
    found = find(anchor, new, digest_of(new))
    if found.state is State.MOVED and anchor.prefix + anchor.suffix:
        whole = anchor.prefix + anchor.quote + anchor.suffix
        if new.count(whole) == 1 and len(whole) - len(anchor.quote) >= 16:
            assert found.span == Span(span.start + len(added), span.end + len(added))
