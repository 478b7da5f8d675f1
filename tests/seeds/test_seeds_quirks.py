"""The sample collection has every quirk of the texts that people bring."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict

import pytest
from sample import BLOCKS, MARKS, TEXTS, blocks_of


def quotes_of(entity: str) -> set[str]:
    return {m.quote for marks in MARKS.values() for m in marks if m.entity == entity}


def test_no_break_space_inside_a_name() -> None:
    assert "Pham\u00a0Binh Minh" in quotes_of("person:pham-binh-minh")
    assert "12th\u00a0National Party Congress" in quotes_of("event:12th-national-party-congress")


def test_a_curly_quote_closed_by_a_straight_one_and_the_other_way_round() -> None:
    quotations = blocks_of("04-diplomatic-conference-2016.txt", "quotation")
    assert quotations[0].startswith("“")
    assert quotations[0].endswith('"')
    assert quotations[1].startswith('"')
    assert "”" in quotations[1]


def test_a_quotation_runs_over_two_paragraphs() -> None:
    for document in (
        "04-diplomatic-conference-2016.txt",
        "13-speech-the-third-envelope.txt",
        "17-congress-january-2026.txt",
    ):
        assert len(blocks_of(document, "quotation")) == 2
    first, second = blocks_of("17-congress-january-2026.txt", "quotation")
    assert "”" not in first
    assert second.startswith("“")
    assert second.endswith("”")


@pytest.mark.parametrize("document", ["05-steering-committee-2026.txt", "16-roundtable-2016.txt"])
def test_a_text_begins_in_the_middle(document: str) -> None:
    assert BLOCKS[document][0]["kind"] == "paragraph"
    assert blocks_of(document, "title") == []


def test_a_surname_is_an_english_stop_word() -> None:
    assert quotes_of("person:to-lam") == {"To Lam"}
    assert "To Ngoc Anh" in quotes_of("person:to-ngoc-anh")
    interview = TEXTS["08-interview-do-van-thanh.txt"]
    assert "Do the sums" in interview
    assert "To Tran Quoc Huy" in interview


def test_credits_are_captions() -> None:
    captions = [c for document in TEXTS for c in blocks_of(document, "caption")]
    for pattern in (r"\(Photo: \w+ ", r"\(Photo: VGP/", r"\(Ảnh: VGP/", r"\(Ảnh: Lê"):
        assert any(re.search(pattern, caption) for caption in captions), pattern
    for document, text in TEXTS.items():
        for match in re.finditer(r"\((?:Photo|Ảnh): ", text):
            assert any(match[0] in c for c in blocks_of(document, "caption"))


def test_image_lines_and_repeated_captions() -> None:
    alternatives = blocks_of("04-diplomatic-conference-2016.txt", "caption")
    assert [line[-6:] for line in alternatives[:2]] == ["hinh 0", "hinh 1"]
    workshop = blocks_of("02-workshop-august-2025.txt", "caption")
    assert max(map(workshop.count, workshop)) == 3
    congress = blocks_of("17-congress-january-2026.txt", "caption")
    assert congress[0] == congress[1]


def test_trailing_bars() -> None:
    captions = blocks_of("03-conference-september-2025.txt", "caption")
    assert len(captions) == 3
    assert all(caption.endswith(") |") for caption in captions)


def test_related_news() -> None:
    workshop = blocks_of("02-workshop-august-2025.txt", "boilerplate")
    assert workshop[0] == "RELATED NEWS"
    assert len(workshop) == 6
    assert blocks_of("04-diplomatic-conference-2016.txt", "boilerplate") == ["Related news"]
    assert TEXTS["04-diplomatic-conference-2016.txt"].endswith("\n\n\nRelated news")
    assert blocks_of("14-ban-tron-song-hong.txt", "boilerplate")[0] == "TIN LIÊN QUAN"


def test_no_final_newline() -> None:
    assert not TEXTS["02-workshop-august-2025.txt"].endswith("\n")
    assert not TEXTS["16-roundtable-2016.txt"].endswith("\n")
    assert TEXTS["01-resolution-59-explained.txt"].endswith("\n")


def test_datelines() -> None:
    datelines = {d for document in TEXTS for d in blocks_of(document, "dateline")}
    assert {"LNA -", "(RIVERWORLD) -", "SH24.VN -", "HANOI –", "(LNA) –"} <= datelines
    assert "Hà Nội, ngày 14 tháng 1 năm 2026" in datelines


def test_most_texts_show_a_date_early() -> None:
    dated = [d for d, marks in MARKS.items() if any(m.label == "DATE" for m in marks[:8])]
    assert len(dated) >= len(TEXTS) - 3


def test_spellings_of_the_resolution() -> None:
    assert quotes_of("law:resolution-59") >= {
        "Resolution 59",
        "Resolution No. 59",
        "Resolution 59-NQ/TW",
        "Nghị quyết 59-NQ/TW",
        "Nghị quyết số 59-NQ/TW",
    }


def test_names_with_and_without_diacritics() -> None:
    assert {"Hoang Minh Chau", "Hoàng Minh Châu", "Chau"} <= quotes_of("person:hoang-minh-chau")
    assert {"Hanoi", "HANOI", "Hà Nội"} <= quotes_of("gpe:hanoi")
    assert {"Vietnam", "Viet Nam", "Việt Nam"} <= quotes_of("gpe:vietnam")


def test_a_headline_without_diacritics_inside_a_vietnamese_text() -> None:
    text = TEXTS["14-ban-tron-song-hong.txt"]
    assert "“Pham Binh Minh opens 29th Diplomatic Conference in Hanoi" in text
    quotes = {mark.quote for mark in MARKS["14-ban-tron-song-hong.txt"]}
    assert {"Pham Binh Minh", "Viet Nam", "Việt Nam", "Hai Phong", "Hải Phòng"} <= quotes


def test_decomposed_letters_in_places() -> None:
    text = TEXTS["15-truong-lung-cam.txt"]
    assert unicodedata.normalize("NFC", text) != text
    assert unicodedata.normalize("NFD", text) != text
    composed = unicodedata.normalize("NFC", "Nguyễn Thị Thu Hằng")
    decomposed = unicodedata.normalize("NFD", composed)
    assert decomposed in quotes_of("person:nguyen-thi-thu-hang")
    assert composed in quotes_of("person:nguyen-thi-thu-hang")


def test_officials_named_by_title_only() -> None:
    quotes = [(m.label, m.quote) for m in MARKS["05-steering-committee-2026.txt"]]
    at = quotes.index(("TITLE", "Deputy Minister of Industry and Trade"))
    assert quotes[at + 1][0] != "PERSON"
    assert ("TITLE", "Minister of Foreign Affairs") in quotes


def test_headings_without_blank_lines_and_trailing_spaces() -> None:
    text = TEXTS["03-conference-september-2025.txt"]
    assert "\n\n" not in text
    assert len(blocks_of("03-conference-september-2025.txt", "heading")) == 3
    assert re.search(r"  \n", text)
    assert TEXTS["16-roundtable-2016.txt"].count("   \n") > 5


def test_lists() -> None:
    items = [item for document in TEXTS for item in blocks_of(document, "list item")]
    for sign in ("1. ", "1) ", "- ", "• ", "– "):
        assert any(item.startswith(sign) for item in items), sign


def test_windows_line_ends_and_tabs() -> None:
    programme = TEXTS["07-roundtable-programme.txt"]
    assert programme.count("\r\n") == programme.count("\n") > 30
    assert "\r\n\t08:30\t" in programme
    assert "\r\n\t\t\tChair: " in programme


def test_figures_of_every_form() -> None:
    by_label: dict[str, set[str]] = defaultdict(set)
    for marks in MARKS.values():
        for mark in marks:
            by_label[mark.label].add(mark.quote)
    assert by_label["MONEY"] >= {
        "US$1.4 trillion",
        "28-29 billion USD",
        "$328 billion",
        "9.6 billion dong",
        "930 tỷ USD",
        "85.000 đồng",
    }
    assert by_label["PERCENT"] >= {"33%", "15 per cent", "40 percent", "70 phần trăm"}
    assert by_label["CARDINAL"] >= {"2,500", "5.4", "nineteen", "18 million", "bảy"}
    assert by_label["DATE"] >= {
        "1986",
        "2011-2015",
        "2026–2030",
        "January 14",
        "14 January 2026",
        "August 14, 2025",
        "Aug. 22, 2016",
        "Oct. 6, 2016",
        "7 Sept 2026",
        "19th of January 2026",
        "14th August 2025",
        "12–13 November 2026",
        "December 2025",
        "2025-01-24",
        "28.7.1995",
        "10/4/2013",
        "14/1/2026",
        "12/11",
        "tháng 12/2025",
        "7 tháng 9 năm 2026",
    }
