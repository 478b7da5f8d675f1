from __future__ import annotations

import pytest

from corpus.structure import structure

LONG = (
    "The delegates of nine provinces met in the old customs house for two days and agreed"
    " on a common register of promises, which anyone may read."
)
OTHER = (
    "Nobody left early. On the second morning the rain stopped and the windows were opened,"
    " so that the last session was heard on the quay as well."
)


def shape(text: str, **given: str) -> list[tuple[str, str]]:
    return [(str(b.kind), b.span.text_of(text)) for b in structure(text, **given).blocks]


def kinds(text: str) -> list[str]:
    return [kind for kind, _ in shape(text)]


def test_a_report_with_title_dateline_heading_and_paragraphs() -> None:
    text = f"A register of promises\n\nWVR - {LONG}\n\nWho may read it\n\n{OTHER}"
    found = structure(text)
    assert shape(text) == [
        ("title", "A register of promises"),
        ("dateline", "WVR -"),
        ("paragraph", LONG),
        ("heading", "Who may read it"),
        ("paragraph", OTHER),
    ]
    assert (found.title, found.source, found.date) == ("A register of promises", "WVR", "")


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\x85", "\u2028", "\x0c"])
def test_every_kind_of_line_end_ends_a_line(end: str) -> None:
    text = end.join(["A register of promises", "", LONG, "", OTHER])
    assert kinds(text) == ["title", "paragraph", "paragraph"]


def test_a_text_that_begins_in_mid_article_has_no_title() -> None:
    assert structure(f"{LONG}\n{OTHER}\n").title == ""
    assert structure(f"drew fifty guests to the quay\n\n{OTHER}").title == ""
    assert kinds(f"{LONG}\n{OTHER}") == ["paragraph", "paragraph"]


def test_a_single_short_line_is_a_paragraph_and_nothing_is_nothing() -> None:
    assert kinds("Hello there") == ["paragraph"]
    assert structure("").blocks == ()
    assert structure(" \n\t\n").blocks == ()


def test_a_title_known_from_elsewhere_is_found_in_the_text_or_not_at_all() -> None:
    text = f"Short opening words\n\n{LONG}"
    assert structure(text, title="Another title").title == "Another title"
    assert "title" not in {str(b.kind) for b in structure(text, title="Another title").blocks}
    assert shape(text, title="short OPENING words")[0] == ("title", "Short opening words")


def test_lines_without_blank_lines_between_them_are_paragraphs_and_headings() -> None:
    text = f"A register of promises\n{LONG}\nWho may read it\n{OTHER}\n{LONG}"
    assert kinds(text) == ["title", "paragraph", "heading", "paragraph", "paragraph"]


def test_a_caption_with_credit_bar_or_picture_line() -> None:
    for caption in (
        "The hall on the first morning. (Photo: Thu Ha)",
        "The hall on the first morning (Ảnh: Thu Hà).",
        "The hall on the first morning. (A\u0309nh: Thu Hà)",
        "The hall on the first morning. (Photo: VGP/Thu Ha) |",
        "The hall on the first morning |",
        "The hall on the first morning. Photo: VNA",
        "The hall on the first morning - VGP/Thu Ha",
        "Photo courtesy of the harbour museum",
        "The hall on the first morning. Photo courtesy of the museum",
        "a register of promises hinh 0",
        "a register of promises hình 12",
        "Sổ lời hứa - Ảnh 1.",
        "hall.jpg",
    ):
        text = f"{LONG}\n\n{caption}\n\n{OTHER}"
        assert shape(text)[1] == ("caption", caption)


def test_what_only_speaks_of_pictures_or_laws_is_no_caption() -> None:
    for sentence in (
        "The photo was taken by a child and hangs in the hall.",
        "The Politburo issued Resolution 59-NQ/TW.",
        f"He collects photos: ships, cranes and the people who work on them. {LONG}",
        "Tea and/or coffee were served.",
    ):
        assert kinds(f"{LONG}\n\n{sentence}\n\n{OTHER}")[1] == "paragraph"


def test_a_caption_repeated_over_its_pictures() -> None:
    label = "A register of promises for every province"
    text = (
        f"A register\n\n{LONG}\n{label}\nThe hall. (Photo: Thu Ha)\n\n{OTHER}\n\n"
        f"{label.upper()}\nThe quay. (Photo: Thu Ha)\n\n{OTHER}"
    )
    assert kinds(text) == [
        *("title", "paragraph", "caption", "caption"),
        *("paragraph", "caption", "caption", "paragraph"),
    ]


def test_the_title_repeated_between_paragraphs_is_a_caption() -> None:
    text = f"A register of promises\n\n{LONG}\n\na register of promises\n\n{OTHER}"
    assert kinds(text) == ["title", "paragraph", "caption", "paragraph"]


def test_name_and_office_right_after_a_picture_line() -> None:
    text = f"{LONG}\n\na register hinh 1\nDeputy Minister Tran Van An\n\n{OTHER}"
    assert kinds(text) == ["paragraph", "caption", "caption", "paragraph"]
    dense = f"{LONG}\na register hinh 1\nDeputy Minister Tran Van An\n{OTHER}"
    assert kinds(dense) == ["paragraph", "caption", "caption", "paragraph"]
    heading = f"{LONG}\na register hinh 1\nWhat the ministers have to say\n{OTHER}"
    assert kinds(heading) == ["paragraph", "caption", "heading", "paragraph"]


@pytest.mark.parametrize(
    "opening",
    ["RELATED NEWS", "Related news", "Tin liên quan", "Read more:", "Tags:", "Follow us", "Share"],
)
def test_links_to_other_pages_are_boilerplate_up_to_the_next_paragraph(opening: str) -> None:
    text = (
        f"{LONG}\n\n{OTHER}\n\n{opening}\nPort opens a second quay\nWho signs?\n"
        f"Schools: weather by radio\n{LONG}"
    )
    assert kinds(text) == ["paragraph"] * 2 + ["boilerplate"] * 4 + ["paragraph"]


def test_a_line_of_tags_or_sharing_stands_alone() -> None:
    text = f"{LONG}\n\nTags: port, school, weather\n\nWho may read it\n\n{OTHER}"
    assert kinds(text) == ["paragraph", "boilerplate", "heading", "paragraph"]


def test_sharing_links_above_the_title_do_not_swallow_it() -> None:
    text = f"Share\nFacebook\nA register of promises\n\n{LONG}\n\n{OTHER}"
    assert kinds(text) == ["boilerplate", "boilerplate", "title", "paragraph", "paragraph"]


def test_lists() -> None:
    items = ["- one thing", "* another", "• a third", "1. a number", "2) its next", "b) a letter"]
    text = "\n".join([LONG, *items, OTHER])
    assert kinds(text) == ["paragraph", *["list item"] * 6, "paragraph"]
    assert kinds(f"{LONG}\nA. The first\nB. The second\n{OTHER}")[1:3] == ["list item"] * 2
    assert kinds(f"{LONG}\nA. Nguyen was the first to speak.\n{OTHER}")[1] == "paragraph"


def test_a_numbered_line_over_a_paragraph_is_a_heading() -> None:
    text = f"{LONG}\n\n1. What was promised\n\n{OTHER}\n\n2. Who signed\n\n{LONG}"
    assert kinds(text) == ["paragraph", "heading", "paragraph", "heading", "paragraph"]


def test_an_entry_of_a_timetable_keeps_the_lines_that_hang_under_it() -> None:
    text = f"{LONG}\n\n08:30\tThe quay\n\t\tSpeaker: Mai\n09:00\tTea\n\n{OTHER}"
    assert shape(text)[1:3] == [
        ("list item", "08:30\tThe quay\n\t\tSpeaker: Mai"),
        ("list item", "09:00\tTea"),
    ]


def test_hard_wrapped_lines_make_one_paragraph() -> None:
    first = (
        "It was the hour at which the cranes stop and the swallows take over the\n"
        "harbour, and for a moment nobody on the quay knew whose turn it was to\n"
        "speak. Then the old pilot coughed, put down his cup and began to count\n"
        "the ships."
    )
    second = (
        "“Four,” he said, “and the dredger. We had eleven on the day the bridge\n"
        "was opened, but that was another river, and the people who remember it\n"
        "are getting fewer.”"
    )
    text = f"THE PILOT\n\n{first}\n\n{second}\n\nCHAPTER II.\n\n{first}\n"
    assert shape(text) == [
        ("title", "THE PILOT"),
        ("paragraph", first),
        ("paragraph", second),
        ("heading", "CHAPTER II."),
        ("paragraph", first),
    ]
    windows = text.replace("\n", "\r\n")
    assert kinds(windows) == kinds(text)


def test_short_lines_that_are_not_wrapped_stay_apart() -> None:
    verse = "The river goes\nto the sea at night\nand the lamps go out\none by one"
    assert kinds(f"{LONG}\n\n{verse}\n\n{OTHER}").count("paragraph") >= 4


def test_quotations_whole_and_over_several_paragraphs() -> None:
    whole = "“We have a register now, and everyone may read it.”"
    assert kinds(f"{LONG}\n\n{whole}\n\n{OTHER}")[1] == "quotation"
    over = (
        "“We have a register now, and everyone may read what was promised to them.",
        "“It will not be closed, whoever comes after us and whatever they find in it.”",
    )
    assert kinds("\n\n".join([LONG, *over, OTHER]))[1:3] == ["quotation"] * 2
    unmarked = (over[0], "It will not be closed, whoever comes after us.”")
    assert kinds("\n\n".join([LONG, *unmarked, OTHER]))[1:3] == ["quotation"] * 2
    mixed = (
        'Minister An said, “We have a register now, and everyone may read what was promised."',
        '"It will not be closed, whoever comes after us and whatever they find,” he added.',
    )
    assert kinds("\n\n".join([LONG, *mixed, OTHER]))[1:3] == ["quotation"] * 2


def test_a_forgotten_closing_mark_and_a_few_quoted_words_make_no_quotation() -> None:
    forgotten = "“We have a register now, said the minister, and left."
    text = "\n\n".join([LONG, forgotten, *[OTHER] * 14])
    assert "quotation" not in kinds(text)
    words = "He called it “a register of promises” and nobody laughed at the “register”."
    assert kinds(f"{LONG}\n\n{words}\n\n{OTHER}")[1] == "paragraph"


def test_no_break_spaces_and_a_missing_final_line_end() -> None:
    text = f"{LONG}\u00a0\n\nThe 12th\u00a0meeting\u00a0\n\n{OTHER}"
    assert shape(text) == [
        ("paragraph", LONG),
        ("heading", "The 12th\u00a0meeting"),
        ("paragraph", OTHER),
    ]


def test_the_first_page_alone_has_the_same_blocks() -> None:
    text = f"A register\n\nHanoi, January 14 – {LONG}\n\n" + f"Heading\n\n{LONG}\n\n" * 700
    page = structure(text[:65_536]).blocks
    assert structure(text).blocks[: len(page) - 2] == page[:-2]
