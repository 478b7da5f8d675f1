"""What stands around a report: signatures, credits, links and notes below it."""

from __future__ import annotations

import pytest

from corpus.structure import structure

BODY = (
    "Two ports agreed on Monday to share a pilot, after talks that had gone on for nine years.\n"
    "The pilot will live on a boat between them."
)
HEAD = "Two ports, one pilot\n\nHanoi, 5 May 2025\n\n"


def kinds_of(text: str) -> dict[str, str]:
    """The kind of each block by its text."""
    return {text[b.span.start : b.span.end]: str(b.kind) for b in structure(text).blocks}


@pytest.mark.parametrize("line", ["VNA", "By Anna Keller", "Thu Sa", "Đỗ Văn Thanh"])
def test_a_line_below_a_report_that_says_whose_it_is(line: str) -> None:
    assert kinds_of(f"{HEAD}{BODY}\n{line}")[line] == "dateline"
    related = kinds_of(f"{HEAD}{BODY}\n{line}\nRELATED NEWS\nA third port wants a pilot")
    assert related[line] == "dateline"
    assert related["A third port wants a pilot"] == "boilerplate"


@pytest.mark.parametrize("line", ["Then it rained.", "and nobody came", "The end of it"])
def test_a_last_line_of_a_text_is_no_signature(line: str) -> None:
    assert kinds_of(f"{HEAD}{BODY}\n{line}")[line] == "paragraph"
    assert kinds_of(f"{BODY}\nThu Sa")["Thu Sa"] == "paragraph"


@pytest.mark.parametrize(
    "line",
    [
        "Translated by Thu Huong",
        "(With inputs from PTI)",
        "(Reporting by Anna Keller; Editing by Peter Brown)",
        ">>> A third port wants a pilot",
        "► A third port wants a pilot",
        "Follow Harbour Times on Facebook",
        "Contact us: +84 24 1234567",
        "Email: news@example.org",
        "Tham khảo thêm",
    ],
)
def test_furniture_below_a_report(line: str) -> None:
    assert kinds_of(f"{HEAD}{BODY}\n{line}")[line] == "boilerplate"


@pytest.mark.parametrize(
    "line",
    [
        "With the pilot came two boats, and with the boats came a cook.",
        "Reporting by telephone was forbidden on the boat.",
        "Follow the pilot on his first day.",
    ],
)
def test_running_text_that_begins_as_furniture_does(line: str) -> None:
    assert kinds_of(f"{HEAD}{BODY}\n{line}\n{BODY}")[line] == "paragraph"


@pytest.mark.parametrize(
    "line",
    [
        "The pilot speaks at the ceremony_Photo: harbour.example",
        "A general view of the harbour. — VNA/VNS Photo Doãn Tấn",
        "A general view of the harbour — VNA Photo",
    ],
)
def test_credits_without_brackets(line: str) -> None:
    assert kinds_of(f"{HEAD}{BODY}\n{line}\n{BODY}")[line] == "caption"


def test_the_title_of_an_essay_stands_over_its_author() -> None:
    text = f"A pilot for two ports\nAnna Keller\nInstitute for Harbours\n\nAbstract: {BODY}\n\nEnd."
    found = structure(text)
    assert found.title == "A pilot for two ports"
    listed = f"Bread and butter\nMilk and eggs.\n\n{BODY}\n\n{BODY}"
    assert structure(listed).title == ""


def test_notes_below_a_text_are_items() -> None:
    text = f"{HEAD}{BODY}\n(*) This was a talk in the harbour\n(1) Harbour Law, p. 162"
    kinds = kinds_of(text)
    assert kinds["(*) This was a talk in the harbour"] == "list item"
    assert kinds["(1) Harbour Law, p. 162"] == "list item"
