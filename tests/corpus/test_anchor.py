from __future__ import annotations

import pytest
from made_marks import document, marked

from corpus.anchor import Anchor, State, find, make_anchor
from corpus.document import digest_of
from corpus.span import Span

TEXT = (
    "Hà Nội, 14 January. The Prime Minister Phạm Minh Chính chaired a conference on what was done "
    "in 2025 and what is to be done. General Secretary Tô Lâm said that the Politburo expected "
    "more. The conference heard eleven speakers; the last was from Lạng Sơn, on the border. "
    "In the evening the Prime Minister Phạm Minh Chính received guests from the region."
)


def anchor_of(quote, text=TEXT, nth=0):
    start = -1
    for _ in range(nth + 1):
        start = text.index(quote, start + 1)
    return make_anchor(text, Span(start, start + len(quote)), digest_of(text))


def look(anchor, text):
    return find(anchor, text, digest_of(text))


def offered(found, text):
    return [candidate.span.text_of(text) for candidate in found.candidates]


def test_an_anchor_keeps_the_quote_and_what_is_around_it():
    anchor = anchor_of("Tô Lâm")
    assert anchor.quote == "Tô Lâm"
    assert anchor.prefix == " is to be done. General Secretary "[-32:]
    assert anchor.suffix == " said that the Politburo expecte"
    at_the_start = make_anchor("ab", Span(0, 1), "d")
    assert (at_the_start.prefix, at_the_start.suffix) == ("", "b")
    with pytest.raises(ValueError, match="the text at 2"):
        make_anchor("ab", Span(0, 3), "d")


def test_the_same_text_is_exact():
    anchor = anchor_of("Politburo")
    assert find(anchor, TEXT, anchor.digest) == look(anchor, TEXT)
    assert look(anchor, TEXT).state is State.EXACT
    assert look(anchor, TEXT).span == anchor.span


def test_a_change_far_away_that_moves_nothing_is_exact():
    text = TEXT.replace("eleven", "twelve").replace("region", "county")
    found = look(anchor_of("Politburo"), text)
    assert (found.state, found.span) == (State.EXACT, anchor_of("Politburo").span)


@pytest.mark.parametrize("quote", ["Politburo", "Phạm Minh Chính", "Tô Lâm said", "2025", "a"])
@pytest.mark.parametrize("added", ["\n", "Breaking news: ", TEXT])
def test_words_before_move_every_quote(quote, added):
    anchor = anchor_of(quote)
    found = look(anchor, added + TEXT)
    if added is TEXT:
        assert found.state is State.EXACT, "the text begins as it did"
    else:
        assert found.state is State.MOVED
        assert found.span == Span(anchor.span.start + len(added), anchor.span.end + len(added))


def test_each_of_two_copies_goes_its_own_way():
    text = "Updated. " + TEXT
    for nth in (0, 1):
        anchor = anchor_of("Phạm Minh Chính", nth=nth)
        assert look(anchor, text).span == Span(anchor.span.start + 9, anchor.span.end + 9)


def test_a_copy_is_chosen_by_what_is_left_around_it():
    text = TEXT.replace("chaired a conference", "led a meeting")
    found = look(anchor_of("Phạm Minh Chính", nth=1), "x" + text)
    assert found.state is State.MOVED
    assert found.span.start == ("x" + text).rindex("Phạm")


def test_the_only_copy_is_believed_when_one_side_is_as_it_was():
    text = "Yesterday the Politburo expected much."
    found = look(anchor_of("Politburo"), text)
    assert (found.state, found.span) == (State.MOVED, Span(14, 23))


def test_the_only_copy_in_other_surroundings_is_in_doubt():
    text = "Wholly other words, among which Politburo is one."
    found = look(anchor_of("Politburo"), text)
    assert (found.state, found.span) == (State.DOUBTFUL, None)
    assert offered(found, text) == ["Politburo"]


def test_a_long_quote_comes_only_once_by_chance():
    quote = "said that the Politburo expected more"
    found = look(anchor_of(quote), f"We {quote} of it")
    assert (found.state, found.span) == (State.MOVED, Span(3, 3 + len(quote)))


def test_a_copy_left_elsewhere_is_not_taken_for_the_one_that_was_changed():
    anchor = anchor_of("Phạm Minh Chính")
    text = TEXT.replace("Phạm Minh Chính chaired", "Ph. M. Chính chaired")
    found = look(anchor, text)
    assert (found.state, found.span) == (State.DOUBTFUL, None)
    assert set(offered(found, text)) == {"Ph. M. Chính", "Phạm Minh Chính"}
    assert offered(found, text)[0] == "Ph. M. Chính"


def test_a_copy_left_elsewhere_is_not_taken_for_the_one_that_was_taken_out():
    anchor = anchor_of("Phạm Minh Chính")
    text = TEXT.replace("Phạm Minh Chính chaired", " chaired")
    found = look(anchor, text)
    assert found.span is None
    assert offered(found, text) == ["Phạm Minh Chính"]


def test_copies_that_are_all_alike_are_in_doubt():
    text = "Lam, Lam, Lam, Lam, Lam"
    anchor = make_anchor(text, Span(10, 13), digest_of(text))
    found = look(anchor, "Lam and Lam and Lam")
    assert (found.state, found.span) == (State.DOUBTFUL, None)
    assert len(found.candidates) == 3
    assert all(0 <= candidate.score <= 1 for candidate in found.candidates)


def test_a_quote_that_was_changed_is_offered_and_not_taken():
    anchor = anchor_of("Politburo")
    for instead in ("Polit Bureau", "Central Committee", "Bộ Chính trị"):
        text = TEXT.replace("Politburo", instead)
        found = look(anchor, text)
        assert (found.state, found.span) == (State.DOUBTFUL, None)
        assert offered(found, text)[0] == instead


def test_a_quote_whose_spelling_changed_with_all_around_it_is_offered():
    text = "Wholly other words, in which Pham Minh Chinh is named."
    assert offered(look(anchor_of("Phạm Minh Chính"), text), text) == ["Pham Minh Chinh"]


def test_what_is_gone_is_lost():
    assert look(anchor_of("Politburo"), "").state is State.LOST
    assert look(anchor_of("Politburo"), "Nothing of the kind, ever.").state is State.LOST
    found = look(anchor_of("Politburo"), TEXT.replace(" Politburo", ""))
    assert (found.state, found.candidates) == (State.LOST, ())


def test_a_long_quote_that_changed_inside_is_offered():
    quote = TEXT * 8
    anchor = make_anchor("<" + quote + ">", Span(1, 1 + len(quote)), "old")
    changed = quote.replace("speakers", "guests")
    found = look(anchor, "x" + changed)
    assert found.state is State.DOUBTFUL
    assert offered(found, "x" + changed)[0] == changed


def test_an_empty_span_stands_between_its_surroundings():
    anchor = make_anchor(TEXT, Span(40, 40), digest_of(TEXT))
    assert look(anchor, "New. " + TEXT).span == Span(45, 45)
    assert look(anchor, TEXT[:50]).state is State.LOST
    double = look(anchor, "x" + TEXT + TEXT)
    assert (double.state, len(double.candidates)) == (State.DOUBTFUL, 2)
    bare = make_anchor("", Span(0, 0), digest_of(""))
    assert look(bare, "").state is State.EXACT
    assert look(Anchor(Span(3, 3), "", "", "", "d"), "ab").state is State.LOST


def test_an_anchor_that_never_fitted_its_text_is_looked_for():
    wrong = Anchor(Span(0, 9), "Politburo", "that the ", " expected", digest_of(TEXT))
    found = find(wrong, TEXT, digest_of(TEXT))
    assert found.state is State.MOVED
    assert found.span == anchor_of("Politburo").span


def test_more_copies_than_are_looked_at_are_in_doubt():
    text = "ab " * 2_000
    anchor = Anchor(Span(3_000, 3_002), "ab", "c" * 32, " ab ab ab ab ab ab ab ab ab ab ab", "d")
    found = find(anchor, text, "e")
    assert (found.state, len(found.candidates)) == (State.DOUBTFUL, 5)
    assert abs(found.candidates[0].span.start - 3_000) < 10


@pytest.mark.parametrize("unit", ["a", "ab ", TEXT])
def test_ten_megabytes_on_one_line_are_bounded(unit):
    text = unit * (10_000_000 // len(unit))
    for anchor in (
        anchor_of("Politburo"),
        Anchor(Span(5_000, 5_003), unit[:1], "b" * 32, "b" * 32, "d"),
        Anchor(Span(5_000, 5_003), "q" * 50, "", "", "d"),
        Anchor(Span(5_000, 5_003), "a" * 50_000 + "q" * 50_000, "a" * 32, "a" * 32, "d"),
    ):
        assert find(anchor, text, "e").state in set(State)


def test_a_mark_made_on_a_document_is_found_in_it():
    made = document(TEXT)
    annotation = marked(made, "Lạng Sơn", "GPE")
    assert find(annotation.anchor, made.text, made.digest).span == annotation.span
