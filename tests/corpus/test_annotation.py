from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest
from made_marks import adding, annotation, rejection

from corpus.annotation import Change, decided, suggestions, timestamp
from corpus.entity import Mention


def mention(start, end, label="PERSON"):
    return Mention(start, end, "x" * (end - start), label, "rules:test")


@pytest.mark.parametrize(
    ("mark", "speaks"),
    [
        (annotation(10, 20, "PERSON"), True),
        (annotation(10, 20, "ORG"), True),
        (annotation(12, 15, "PERSON"), True),
        (annotation(5, 25, "PERSON"), True),
        (annotation(12, 15, "ORG"), False),
        (annotation(5, 25, "ORG"), False),
        (annotation(10, 15, "ORG"), False),
        (annotation(5, 15, "ORG"), True),
        (annotation(15, 25, "ORG"), True),
        (annotation(0, 10, "PERSON"), False),
        (annotation(20, 30, "PERSON"), False),
        (rejection(10, 20, "PERSON"), True),
        (rejection(10, 20, "ORG"), False),
        (rejection(10, 19, "PERSON"), False),
    ],
)
def test_what_a_person_said_decides_a_mention(mark, speaks):
    annotations = [mark] if hasattr(mark, "note") else []
    rejections = [] if annotations else [mark]
    asked = mention(10, 20)
    assert decided(asked, annotations, rejections) is speaks
    assert suggestions([asked], annotations, rejections) == ([] if speaks else [asked])


def test_suggestions_keep_their_order():
    mentions = [mention(30, 40), mention(0, 5), mention(10, 15)]
    assert suggestions(mentions, [annotation(0, 5)], []) == [mentions[0], mentions[2]]
    assert suggestions(mentions, [], []) == mentions
    assert suggestions([], [annotation()], [rejection()]) == []


def test_the_inverse_of_an_edit_takes_its_changes_back_from_the_last():
    first, second = annotation(), annotation()
    edit = adding(first, second, id="e")
    inverse = edit.inverse(id="u", author="An", created="later")
    assert inverse.changes == (Change(second, None), Change(first, None))
    assert inverse.undoes == "e"
    assert inverse.inverse(id="r", author="An", created="later").changes == edit.changes


def test_times_are_written_in_utc():
    hanoi = timezone(timedelta(hours=7))
    assert timestamp(datetime(2026, 1, 14, 8, 30, tzinfo=hanoi)) == "2026-01-14T01:30:00.000Z"
