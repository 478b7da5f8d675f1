"""Marks of all kinds are paired, also where they are mixed, nested, or never closed."""

from __future__ import annotations

import pytest
from spoken import said_in

PEOPLE = {"PERSON": ["Anna Keller"]}


@pytest.mark.parametrize(
    "quoted",
    [
        "“We shall keep it,”",
        '“We shall keep it,"',
        '"We shall keep it,”',
        '"We shall keep it,"',
        "‘We shan’t keep the players’ names,’",
        "'We shan't keep it,'",
        "«We shall keep it,»",
        "« We shall keep it, »",
        "»We shall keep it,«",
        "„We shall keep it,“",
        "„We shall keep it,”",
        "”We shall keep it,”",
        "“We shall keep “Old Tom” and the nets,”",
        "“We shall keep ‘Old Tom’ and the nets,”",
        "‘We shall keep “Old Tom” and the nets,’",
        "“We\u00a0shall keep it,”",
    ],
)
def test_marks_are_paired(quoted: str) -> None:
    assert said_in(f"{quoted} said Anna Keller.", **PEOPLE) == [(quoted, "Anna Keller")]


@pytest.mark.parametrize(
    "text",
    [
        'A pipe of 6" and a board of 8" were found, said Anna Keller.',
        "The fishermen's nets and the sailors' boots were wet, said Anna Keller.",
        "It was in the '90s, said Anna Keller, or in the ’80s.",
        "“ said Anna Keller",
        "”",
        "“”",
        "“ ”",
    ],
)
def test_what_is_no_quotation_is_none(text: str) -> None:
    assert said_in(text, **PEOPLE) == []


def test_a_mark_that_is_never_closed_swallows_nothing() -> None:
    text = "“We go, said Anna Keller.\n\nThe ship left. “It will be back,” said Anna Keller."
    assert said_in(text, **PEOPLE) == [("“It will be back,”", "Anna Keller")]


def test_an_earlier_forgotten_mark_leaves_the_next_pair_whole() -> None:
    text = "It was “late. Then came the news. “It will be back,” said Anna Keller."
    assert said_in(text, **PEOPLE) == [("“It will be back,”", "Anna Keller")]


def test_furniture_quotes_nobody() -> None:
    text = (
        "The ship left the harbour at noon, with all hands on board and no wind.\n\n"
        "RELATED NEWS\n“It will be back,” says Anna Keller\n“We go home,” says Anna Keller"
    )
    assert said_in(text, **PEOPLE) == []
