from __future__ import annotations

import pytest

from corpus.structure import structure
from corpus.structure.dateline import find_dateline

BODY = "The delegates met on the quay for two days and agreed on a register of promises."
LONGER = f"{BODY} It may be read by anyone who asks, and many have asked."


@pytest.mark.parametrize(
    ("line", "source", "date"),
    [
        ("WVR -", "WVR", ""),
        ("(VOVWORLD) -", "VOVWORLD", ""),
        ("VOV.VN -", "VOV.VN", ""),
        ("VNA –", "VNA", ""),
        ("SH24.VN –", "SH24.VN", ""),
        ("HANOI (VNA) –", "VNA", ""),
        ("Hanoi (LNA) —", "LNA", ""),
        ("Hà Nội (TTXVN) -", "TTXVN", ""),
        ("Hanoi, January 14 –", "", ""),
        ("Hanoi, January 14, 2026 –", "", "2026-01-14"),
        ("Hanoi, Jan. 14 (VNA) -", "VNA", ""),
        ("Hà Nội, ngày 14/1/2026 (TTXVN) –", "TTXVN", "2026-01-14"),
        ("(Dân trí) -", "Dân trí", ""),
        ("HAI PHONG -", "", ""),
        ("Hanoi –", "", ""),
    ],
)
def test_datelines(line: str, source: str, date: str) -> None:
    text = f"{line} {LONGER}"
    found = find_dateline(text, first=True)
    assert found is not None
    assert text[: found.end] == line
    assert text[found.body :] == LONGER
    assert (found.source, found.date) == (source, date)
    blocks = structure(text).blocks
    assert [str(block.kind) for block in blocks] == ["dateline", "paragraph"]


@pytest.mark.parametrize(
    "text",
    [
        "Vietnam – a country of rivers – has many ports, and each of them has a pilot of its own.",
        "The quay – the old one – was crowded from the first hour of the morning to the last one.",
        "ASEAN - the association of ten countries and more - met in the hall for two long days.",
        "The Association of Nations (ASEAN) - the only one - met in the hall for two long days.",
        "Nobody (or nearly nobody) - so he said - had read the whole of it before the meeting.",
        "VNA - short",
        "In 2025 - a year of rain - nobody asked.",
    ],
)
def test_a_dash_alone_makes_no_dateline(text: str) -> None:
    assert find_dateline(text, first=True) is None


def test_below_the_first_paragraph_an_agency_or_a_date_must_be_named() -> None:
    assert find_dateline(f"HAI PHONG - {LONGER}", first=False) is None
    assert find_dateline(f"HAI PHONG (VNA) - {LONGER}", first=False) is not None
    assert find_dateline(f"Hai Phong, May 3 - {LONGER}", first=False) is not None
