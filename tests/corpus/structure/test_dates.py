from __future__ import annotations

import pytest

from corpus.structure import structure
from corpus.structure.dates import find_date, is_date_line


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2026-01-14", "2026-01-14"),
        ("2026-01-14T08:30:00Z", "2026-01-14"),
        ("January 14, 2026", "2026-01-14"),
        ("Jan. 14th 2026", "2026-01-14"),
        ("14 January 2026", "2026-01-14"),
        ("Wednesday, 14 Sept 2026, 10:30", "2026-09-14"),
        ("14/01/2026", "2026-01-14"),
        ("14.1.2026", "2026-01-14"),
        ("14-1-2026", "2026-01-14"),
        ("01/14/2026", "2026-01-14"),
        ("ngày 14 tháng 1 năm 2026", "2026-01-14"),
        ("Thứ Tư, ngày 14/1/2026", "2026-01-14"),
        ("tháng 1 năm 2026", "2026-01"),
        ("January 2026", "2026-01"),
        ("2026-01", "2026-01"),
        ("01/2026", "2026-01"),
        ("2026", "2026"),
        ("January 14", ""),
        ("14/01", ""),
        ("31/02/2026", ""),
        ("13/13/2026", ""),
        ("Resolution 59 of 2025", ""),
        ("", ""),
    ],
)
def test_dates(text: str, date: str) -> None:
    assert find_date(text) == date


def test_lines_that_hold_a_date_and_hardly_more() -> None:
    assert is_date_line("Hanoi, January 14, 2026")
    assert is_date_line("Published: 14/01/2026 | 10:30 GMT+7")
    assert is_date_line("Hà Nội, ngày 14 tháng 1 năm 2026")
    assert is_date_line("January 14")
    assert not is_date_line("What was promised on January 14, 2026, and by whom")
    assert not is_date_line("Hanoi, a river town")
    assert not is_date_line("Programme of January 14, 2026", strict=True)


BODY = "The delegates met on the quay for two days and agreed on a register of promises."


@pytest.mark.parametrize(
    ("lines", "date", "source"),
    [
        (["Title of it", "14/01/2026", BODY], "2026-01-14", ""),
        (["Title of it", "Wednesday, January 14, 2026 | 10:30", BODY], "2026-01-14", ""),
        (["14/01/2026 - 08:00", "Title of it", BODY], "2026-01-14", ""),
        (["Title of it", "VOVWORLD | January 14, 2026", BODY], "2026-01-14", "VOVWORLD"),
        (["Title of it", "Source: Harbour Gazette", BODY], "", "Harbour Gazette"),
        (["Title of it", "January 14", BODY], "", ""),
        (["Title of it", BODY, "Hai Phong, 13 November 2026"], "2026-11-13", ""),
    ],
)
def test_a_dated_line_near_the_top_or_at_the_very_end(
    lines: list[str], date: str, source: str
) -> None:
    text = "\n\n".join(lines)
    found = structure(text)
    assert (found.date, found.source, found.title) == (date, source, "Title of it")
    assert sorted(str(block.kind) for block in found.blocks) == ["dateline", "paragraph", "title"]


def test_a_date_inside_a_paragraph_is_not_the_date_of_the_text() -> None:
    assert structure(f"On January 14, 2026, it rained. {BODY}\n\n{BODY}").date == ""
