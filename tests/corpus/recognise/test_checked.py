"""What recognisers of any quality give is made usable, or told."""

from __future__ import annotations

import itertools

import pytest

from corpus.document import Document
from corpus.entity import Mention
from corpus.errors import InputError
from corpus.recognise.checked import CheckedRecogniser
from corpus.recognise.protocol import IncompleteError

TEXT = "Pham Minh Chinh met To Lam in Hanoi on Monday."


class Given:
    """A recogniser that gives what it is told to."""

    name = "given"
    version = "1"

    def __init__(self, *what):
        self.what = what
        self.asked = 0

    def recognise(self, document):
        self.asked += 1
        what = self.what[min(self.asked, len(self.what)) - 1]
        if isinstance(what, Exception):
            raise what
        return what


def m(start, end, label="PERSON", score=0.9, text=None) -> Mention:
    return Mention(start, end, TEXT[start:end] if text is None else text, label, "given:x", score)


def checked(*what):
    recogniser = CheckedRecogniser(Given(*what))
    found = recogniser.recognise(Document("a.txt", "", TEXT))
    return recogniser, [(one.start, one.end, one.label, one.score) for one in found]


def test_good_mentions_are_handed_on_as_they_are() -> None:
    given = [m(0, 15), m(5, 10, "X"), m(20, 26)]
    recogniser = CheckedRecogniser(Given(given))
    assert recogniser.recognise(Document("a.txt", "", TEXT)) == given
    assert recogniser.complete
    assert recogniser.troubles() == []


@pytest.mark.parametrize(
    ("given", "kept", "told"),
    [
        ([m(20, 26), m(0, 15)], [(0, 15), (20, 26)], "out of order"),
        ([m(0, 15), m(0, 15)], [(0, 15)], "twice or crossing"),
        ([m(0, 10), m(5, 15, score=0.95)], [(5, 15)], "twice or crossing"),
        ([m(3, 3), m(-1, 4), m(0, 99), m(7, 5)], [], r"outside of the text.*\(4 times, first in"),
        ([m(0, 4, "no label!"), m(5, 9, "OWN")], [(5, 9)], r"a label that is none .*\(once in a"),
        ([m(0, 4, ""), m(0, 4, "x" * 65), m(0, 4, None)], [], "a label that is none"),
        ([m(0, 4, text="Wrong")], [(0, 4)], ""),
        ([1, None, "x", m(0, 4)], [(0, 4)], r"no mention \(3 times"),
        (None, [], "no list of mentions"),
        (itertools.repeat(m(0, 4)), [(0, 4)], "too many mentions"),
    ],
)
def test_what_is_wrong_is_repaired_or_dropped_and_told(given, kept, told) -> None:
    recogniser, found = checked(given)
    assert [one[:2] for one in found] == kept
    sentences = recogniser.troubles()
    if told:
        assert any(
            s.startswith("The recogniser given ") and __import__("re").search(told, s)
            for s in sentences
        ), sentences
    else:
        assert sentences == []


def test_a_mention_has_the_text_of_its_place_and_no_entity() -> None:
    recogniser = CheckedRecogniser(Given([m(0, 4, text="Wrong").linked("person:x")]))
    [found] = recogniser.recognise(Document("a.txt", "", TEXT))
    assert (found.text, found.entity) == ("Pham", "")


def test_scores_are_brought_between_0_and_1() -> None:
    scores = [7, -1, float("nan"), "high", None, True, 1, 0]
    given = [m(i * 5, i * 5 + 4, score=score) for i, score in enumerate(scores)]
    recogniser, found = checked(given)
    assert [one[3] for one in found] == [1, 0, 0.5, 0.5, 0.5, 0.5, 1, 0]
    [sentence] = recogniser.troubles()
    assert "score" in sentence
    assert "6 times" in sentence


def test_an_error_costs_a_document_and_a_kind_is_told_once() -> None:
    recogniser = CheckedRecogniser(
        Given(ValueError("first\x1b[31m\nreason"), [m(0, 4)], ValueError("second"), KeyError("x"))
    )
    complete = []
    for name in ("a", "b", "c", "d"):
        recogniser.recognise(Document(name, "", TEXT))
        complete.append(recogniser.complete)
    assert complete == [False, True, False, False]
    first, second = recogniser.troubles()
    assert "could not go through a document (ValueError('first" in first
    assert "(2 times, first in a)" in first
    assert "\x1b" not in first
    assert "KeyError" in second
    recogniser.recognise(Document("e", "", TEXT))
    assert recogniser.troubles() == []
    assert not recogniser.out


def test_what_is_found_of_an_incomplete_document_is_kept() -> None:
    recogniser, found = checked(IncompleteError("Half of it.", [m(0, 4)]))
    assert [one[:2] for one in found] == [(0, 4)]
    assert not recogniser.complete
    assert recogniser.troubles(counted=False) == ["Half of it."]


def test_one_that_is_out_is_not_asked_again() -> None:
    given = Given(InputError("There is no model."))
    recogniser = CheckedRecogniser(given)
    for _ in range(3):
        assert recogniser.recognise(Document("a", "", TEXT)) == []
        assert not recogniser.complete
    assert given.asked == 1
    assert recogniser.troubles(counted=False) == [
        "There is no model. The rest is recognised without it."
    ]
