from __future__ import annotations

import pytest

from corpus.entity import Mention
from corpus.linking import DocumentMentions, link
from corpus.linking.dates import resolve

WRITTEN = "2026-01-14"  # a Wednesday


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("14 January 2026", "2026-01-14"), ("Wednesday, January 14, 2026", "2026-01-14"),
        ("Jan. 14th, 2026", "2026-01-14"), ("14/1/2026", "2026-01-14"),
        ("1/14/2026", "2026-01-14"), ("2026/01/14", "2026-01-14"),
        ("chiều ngày 14/1/2026", "2026-01-14"), ("ngày 14 tháng 1 năm 2026", "2026-01-14"),
        ("tháng mười hai năm 2025", "2025-12"), ("September 2025", "2025-09"), ("2025", "2025"),
        ("2016-2021", "2016/2021"), ("2021–25", "2021/2025"), ("from 2016 to 2020", "2016/2020"),
        ("14–16 January 2026", "2026-01-14/2026-01-16"), ("Q1 2025", "2025-Q1"),
        ("quý II/2025", "2025-Q2"), ("the first half of 2025", "2025-H1"),
    ],
)  # fmt: skip
def test_whole_dates_mean_the_same_in_every_document(text: str, iso: str) -> None:
    assert resolve(text) == resolve(text, WRITTEN) == resolve(text, "1999") == iso


@pytest.mark.parametrize(
    ("text", "iso", "undated"),
    [
        ("on January 14", "2026-01-14", "--01-14"), ("14/1", "2026-01-14", "--01-14"),
        ("ngày 14 tháng 1", "2026-01-14", "--01-14"), ("December 20", "2025-12-20", "--12-20"),
        ("March 5", "2026-03-05", "--03-05"), ("June 30", "--06-30", "--06-30"),
        ("14–16 January", "2026-01-14/2026-01-16", "--01-14/--01-16"),
        ("tháng Mười hai", "2025-12", "--12"), ("February 29", "--02-29", "--02-29"),
        ("last year", "2025", ""), ("năm ngoái", "2025", ""), ("next year", "2027", ""),
        ("last month", "2025-12", ""), ("next month", "2026-02", ""), ("tháng sau", "2026-02", ""),
        ("this September", "2026-09", ""), ("last September", "2025-09", ""),
        ("March last year", "2025-03", ""), ("tháng 9 năm ngoái", "2025-09", ""),
        ("yesterday", "2026-01-13", ""), ("hôm qua", "2026-01-13", ""),
        ("tomorrow", "2026-01-15", ""), ("sáng nay", "2026-01-14", ""),
        ("Monday", "2026-01-12", ""), ("next Monday", "2026-01-19", ""),
        ("last Wednesday", "2026-01-07", ""), ("Wednesday", "2026-01-14", ""),
        ("thứ Sáu", "2026-01-09", ""), ("thứ Hai tuần tới", "2026-01-19", ""),
        ("last week", "2026-W02", ""), ("two years ago", "2024", ""),
        ("3 ngày trước", "2026-01-11", ""),
    ],
)  # fmt: skip
def test_what_is_left_out_is_taken_from_the_documents_date(
    text: str, iso: str, undated: str
) -> None:
    assert resolve(text, WRITTEN) == iso
    assert resolve(text) == undated


@pytest.mark.parametrize(
    "text",
    [
        *("", " ", "31/2", "29/2/2025", "0000", "13/13/2025", "the 1990s", "the same year"),
        *("14th", "99 days ago from", "2021-2016", "5th quarter of 2025", "x" * 10_000),
    ],
)
def test_what_is_no_clear_date_is_left_alone(text: str) -> None:
    assert resolve(text) == resolve(text, WRITTEN) == ""


def test_no_finer_than_the_documents_date_allows() -> None:
    assert resolve("last year", "2026") == "2025"
    assert resolve("last month", "2026") == resolve("yesterday", "2026-01") == ""
    assert resolve("last month", "2026-01") == "2025-12"
    assert resolve("January 14", "2026") == "--01-14"
    assert resolve("last year", "0001") == resolve("next year", "9999") == ""
    assert resolve("last year", "soon") == resolve("yesterday", "2026-02-31") == ""


def ids(date: str, *texts: str) -> list[str]:
    found, at = [], 0
    for text in texts:
        found.append(Mention(at, at + len(text), text, "DATE", "test"))
        at += len(text) + 3
    linking = link([DocumentMentions("a", found, date)])
    return [linking.entities[number].id for number in linking.assignments[0]]


def test_dates_are_linked_by_what_they_mean() -> None:
    assert ids(WRITTEN, "last year", "2025", "yesterday", "13/1") == [
        "date:2025", "date:2025", "date:2026-01-13", "date:2026-01-13",
    ]  # fmt: skip
    assert ids("", "last year", "2025") == ["date:last-year", "date:2025"]
    assert ids("", "2016–2021") == ["date:2016--2021"]


def test_a_date_told_in_the_document_goes_before_the_documents_own() -> None:
    assert ids(WRITTEN, "February 12, 2016", "February 12") == ["date:2016-02-12"] * 2
    assert ids(WRITTEN, "February 12") == ["date:2026-02-12"]
    assert ids(WRITTEN, "February 12, 2015", "February 12, 2016", "February 12")[2] == (
        "date:--02-12"
    )
