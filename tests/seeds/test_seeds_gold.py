"""The sample collection keeps what it promises: gold that fits the texts, and every quirk."""

from __future__ import annotations

import json
import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import pytest
import yaml

SEEDS = Path(__file__).parents[2] / "seeds"
KINDS = {
    "title",
    "heading",
    "dateline",
    "paragraph",
    "list item",
    "quotation",
    "caption",
    "boilerplate",
}
LINKED = {"PERSON", "ORG", "GPE", "LOC", "NORP", "EVENT", "LAW"}
DEFAULT = ["PERSON", "ORG", "GPE", "LOC", "NORP", "EVENT", "LAW", "TITLE", "DATE"]
DEFAULT += ["MONEY", "PERCENT", "CARDINAL"]
VIETNAMESE = ("06-viec-nao-cung-co-ngay.txt", "14-ban-tron-song-hong.txt", "15-truong-lung-cam.txt")


@dataclass(frozen=True)
class Mark:
    label: str
    start: int
    end: int
    quote: str
    entity: str
    name: str


def _texts() -> dict[str, str]:
    found: dict[str, str] = {}
    for path in sorted(SEEDS.iterdir()):
        if path.suffix in {".txt", ".md"}:
            found[path.name] = path.read_bytes().decode("utf-8")
        elif path.suffix == ".jsonl":
            for line in path.read_text(encoding="utf-8").splitlines():
                record = json.loads(line)
                found[f"{path.name}#{record['id']}"] = record["text"]
    return found


def _gold_path(document: str) -> Path:
    file, _, record = document.partition("#")
    stem = file.rsplit(".", 1)[0]
    return SEEDS / (f"{stem}.{record}.ann" if record else f"{stem}.ann")


def _marks(document: str) -> list[Mark]:
    spans: dict[str, tuple[str, int, int, str]] = {}
    links: dict[str, tuple[str, str]] = {}
    seen: set[str] = set()
    for line in _gold_path(document).read_bytes().decode("utf-8").splitlines():
        key, middle, rest = line.split("\t")
        assert key not in seen, f"{document}: {key} twice"
        seen.add(key)
        if key.startswith("T"):
            label, start, end = middle.split(" ")
            spans[key] = (label, int(start), int(end), rest)
        else:
            word, target, reference = middle.split(" ")
            assert (key[0], word) == ("N", "Reference")
            assert target not in links
            base, entity = reference.split(":", 1)
            assert base == "Glossator"
            links[target] = (entity, rest)
    assert set(links) <= set(spans)
    return [Mark(*span, *links.get(key, ("", ""))) for key, span in spans.items()]


TEXTS = _texts()
MARKS = {document: _marks(document) for document in TEXTS}
BLOCKS: dict[str, list[dict[str, object]]] = defaultdict(list)
for _line in (SEEDS / "blocks.gold").read_text(encoding="utf-8").splitlines():
    _block = json.loads(_line)
    BLOCKS[_block["document"]].append(_block)

everywhere = pytest.mark.parametrize("document", sorted(TEXTS))


def _blocks(document: str, kind: str) -> list[str]:
    return [str(block["text"]) for block in BLOCKS[document] if block["kind"] == kind]


def _plain(name: str) -> str:
    folded = unicodedata.normalize("NFD", name).replace("đ", "d").replace("Đ", "D")
    bare = "".join(c for c in folded if not unicodedata.combining(c))
    return bare.replace("\u00a0", " ").casefold()


# the collection


def test_enough_texts_worth_opening() -> None:
    files = [name for name in TEXTS if "#" not in name and name != "README.md"]
    assert len(files) >= 14
    assert any(name.endswith(".md") for name in files)
    assert sum("#" in name for name in TEXTS) == 3
    for name in files:
        assert 250 <= len(TEXTS[name].split()) <= 700, name


@pytest.mark.parametrize("document", VIETNAMESE)
def test_vietnamese_has_its_diacritics(document: str) -> None:
    letters = [c for c in unicodedata.normalize("NFC", TEXTS[document]) if c.isalpha()]
    accented = [c for c in letters if unicodedata.normalize("NFD", c)[1:] or c in "đĐ"]
    assert len(accented) > len(letters) / 5


def test_readme_says_what_the_texts_are() -> None:
    readme = TEXTS["README.md"]
    for said in ("written for Glossator", "sample", "invented", "every direct quotation"):
        assert said in readme


def test_gold_belongs_to_a_text() -> None:
    assert {path.name for path in SEEDS.glob("*.ann")} == {_gold_path(d).name for d in TEXTS}


# the label set


def test_label_set_is_the_default_one() -> None:
    labels = yaml.safe_load((SEEDS / "labels.yaml").read_text(encoding="utf-8"))["labels"]
    assert [label["name"] for label in labels] == DEFAULT
    assert "".join(label["key"] for label in labels) == "123456789mpc"
    assert "".join(label["letter"] for label in labels) == "POGLNEWTDM%#"
    assert [label["hue"] for label in labels] == [name.lower() for name in DEFAULT]
    assert all(len(label["description"]) > 30 for label in labels)


# the marks


@everywhere
def test_marks_quote_their_place(document: str) -> None:
    text = TEXTS[document]
    assert MARKS[document]
    for mark in MARKS[document]:
        assert text[mark.start : mark.end] == mark.quote
        assert mark.quote == mark.quote.strip()
        assert mark.quote
        assert mark.label in DEFAULT


@everywhere
def test_marks_do_not_cut_a_word_or_a_letter(document: str) -> None:
    text = TEXTS[document]
    for mark in MARKS[document]:
        before, after = text[: mark.start][-1:], text[mark.end :][:1]
        assert not before.isalnum(), mark
        assert not after.isalnum(), mark
        assert not unicodedata.combining(after or " "), mark


@everywhere
def test_marks_neither_repeat_nor_overlap(document: str) -> None:
    marks = sorted(MARKS[document], key=lambda mark: (mark.start, mark.end))
    for one, other in pairwise(marks):
        assert one.end <= other.start, (one, other)


@everywhere
def test_names_are_linked_and_figures_are_not(document: str) -> None:
    for mark in MARKS[document]:
        if mark.label in LINKED:
            assert re.fullmatch(rf"{mark.label.lower()}:[a-z0-9]+(-[a-z0-9]+)*", mark.entity), mark
            assert mark.name.isascii() or "–" in mark.name, mark
        else:
            assert not mark.entity, mark


def test_one_name_has_one_label_and_one_entity() -> None:
    entities: dict[str, set[str]] = defaultdict(set)
    names: dict[str, set[str]] = defaultdict(set)
    for marks in MARKS.values():
        for mark in marks:
            if mark.entity:
                entities[_plain(mark.quote)].add(mark.entity)
                names[mark.entity].add(mark.name)
    assert {q: e for q, e in entities.items() if len(e) > 1} == {}
    assert {e: n for e, n in names.items() if len(n) > 1} == {}
    display = [next(iter(n)) for n in names.values()]
    assert len(display) == len(set(display))


def test_a_linked_name_is_marked_wherever_it_stands() -> None:
    names = {unicodedata.normalize("NFC", m.quote) for ms in MARKS.values() for m in ms if m.entity}
    missed = []
    for document, text in TEXTS.items():
        covered = bytearray(len(text))
        for mark in MARKS[document]:
            covered[mark.start : mark.end] = b"\1" * (mark.end - mark.start)
        flat = text.replace("\u00a0", " ")
        for name in names:
            for form in {name.replace("\u00a0", " "), unicodedata.normalize("NFD", name)}:
                missed += [
                    (document, match.start(), form)
                    for match in re.finditer(rf"(?<!\w){re.escape(form)}(?!\w)", flat)
                    if not all(covered[match.start() : match.end()])
                ]
    # French is a language there, and languages have no label.
    french = TEXTS["10-lach-huyen-port.txt"].index("bad French") + 4
    assert missed == [("10-lach-huyen-port.txt", french, "French")]


def test_figures_are_marked_unless_they_only_count_off_or_tell_the_time() -> None:
    allowed = re.compile(
        r"\d\d:\d\d|(?m:^)\s*\d[.)]|Session \d|SH24|hinh \d|\d\d-[a-z-]+\.txt"  # no counts
    )
    for document, text in TEXTS.items():
        covered = bytearray(len(text))
        for mark in MARKS[document]:
            covered[mark.start : mark.end] = b"\1" * (mark.end - mark.start)
        for match in allowed.finditer(text):
            covered[match.start() : match.end()] = b"\1" * (match.end() - match.start())
        bare = [m.start() for m in re.finditer(r"\d", text) if not covered[m.start()]]
        assert bare == [], (document, [text[i - 10 : i + 10] for i in bare])


def test_people_and_events_meet_again() -> None:
    documents: dict[str, set[str]] = defaultdict(set)
    for document, marks in MARKS.items():
        for mark in marks:
            documents[mark.entity].add(document)
    for entity in (
        "person:to-lam",
        "person:pham-minh-chinh",
        "person:pham-binh-minh",
        "person:nguyen-minh-vu",
        "person:do-van-thanh",
        "person:dang-van-phuc",
        "law:resolution-22",
        "law:resolution-59",
        "event:12th-national-party-congress",
        "event:13th-national-party-congress",
        "event:14th-national-party-congress",
        "event:29th-diplomatic-conference",
        "event:second-red-river-roundtable",
        "org:politburo",
        "org:national-assembly",
        "loc:lach-huyen",
    ):
        assert len(documents[entity]) >= 2, entity


# the blocks


@everywhere
def test_blocks_cover_the_text(document: str) -> None:
    text, position = TEXTS[document], 0
    assert BLOCKS[document]
    for block in BLOCKS[document]:
        start, end = block["start"], block["end"]
        assert isinstance(start, int)
        assert isinstance(end, int)
        assert block["kind"] in KINDS
        assert text[position:start].strip() == ""
        assert text[start:end] == block["text"] == str(block["text"]).strip() != ""
        position = end
    assert text[position:].strip() == ""


def test_blocks_are_of_texts_and_of_every_kind() -> None:
    assert set(BLOCKS) == set(TEXTS)
    assert {str(block["kind"]) for blocks in BLOCKS.values() for block in blocks} == KINDS


@everywhere
def test_no_mark_runs_over_a_block(document: str) -> None:
    for mark in MARKS[document]:
        assert any(
            int(str(block["start"])) <= mark.start and mark.end <= int(str(block["end"]))
            for block in BLOCKS[document]
        ), mark


# the quirks


def _quotes(entity: str) -> set[str]:
    return {m.quote for marks in MARKS.values() for m in marks if m.entity == entity}


def test_no_break_space_inside_a_name() -> None:
    assert "Pham\u00a0Binh Minh" in _quotes("person:pham-binh-minh")
    assert "12th\u00a0National Party Congress" in _quotes("event:12th-national-party-congress")


def test_a_curly_quote_closed_by_a_straight_one_and_the_other_way_round() -> None:
    quotations = _blocks("04-diplomatic-conference-2016.txt", "quotation")
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
        assert len(_blocks(document, "quotation")) == 2
    first, second = _blocks("17-congress-january-2026.txt", "quotation")
    assert "”" not in first
    assert second.startswith("“")
    assert second.endswith("”")


@pytest.mark.parametrize("document", ["05-steering-committee-2026.txt", "16-roundtable-2016.txt"])
def test_a_text_begins_in_the_middle(document: str) -> None:
    assert BLOCKS[document][0]["kind"] == "paragraph"
    assert _blocks(document, "title") == []


def test_a_surname_is_an_english_stop_word() -> None:
    assert _quotes("person:to-lam") == {"To Lam"}
    assert "To Ngoc Anh" in _quotes("person:to-ngoc-anh")
    interview = TEXTS["08-interview-do-van-thanh.txt"]
    assert "Do the sums" in interview
    assert "To Tran Quoc Huy" in interview


def test_credits_are_captions() -> None:
    captions = [c for document in TEXTS for c in _blocks(document, "caption")]
    for pattern in (r"\(Photo: \w+ ", r"\(Photo: VGP/", r"\(Ảnh: VGP/", r"\(Ảnh: Lê"):
        assert any(re.search(pattern, caption) for caption in captions), pattern
    for document, text in TEXTS.items():
        for match in re.finditer(r"\((?:Photo|Ảnh): ", text):
            assert any(match[0] in c for c in _blocks(document, "caption"))


def test_image_lines_and_repeated_captions() -> None:
    alternatives = _blocks("04-diplomatic-conference-2016.txt", "caption")
    assert [line[-6:] for line in alternatives[:2]] == ["hinh 0", "hinh 1"]
    workshop = _blocks("02-workshop-august-2025.txt", "caption")
    assert max(map(workshop.count, workshop)) == 3
    congress = _blocks("17-congress-january-2026.txt", "caption")
    assert congress[0] == congress[1]


def test_trailing_bars() -> None:
    captions = _blocks("03-conference-september-2025.txt", "caption")
    assert len(captions) == 3
    assert all(caption.endswith(") |") for caption in captions)


def test_related_news() -> None:
    workshop = _blocks("02-workshop-august-2025.txt", "boilerplate")
    assert workshop[0] == "RELATED NEWS"
    assert len(workshop) == 6
    assert _blocks("04-diplomatic-conference-2016.txt", "boilerplate") == ["Related news"]
    assert TEXTS["04-diplomatic-conference-2016.txt"].endswith("\n\n\nRelated news")
    assert _blocks("14-ban-tron-song-hong.txt", "boilerplate")[0] == "TIN LIÊN QUAN"


def test_no_final_newline() -> None:
    assert not TEXTS["02-workshop-august-2025.txt"].endswith("\n")
    assert not TEXTS["16-roundtable-2016.txt"].endswith("\n")
    assert TEXTS["01-resolution-59-explained.txt"].endswith("\n")


def test_datelines() -> None:
    datelines = {d for document in TEXTS for d in _blocks(document, "dateline")}
    assert {"LNA -", "(RIVERWORLD) -", "SH24.VN -", "HANOI –", "(LNA) –"} <= datelines
    assert "Hà Nội, ngày 14 tháng 1 năm 2026" in datelines


def test_most_texts_show_a_date_early() -> None:
    dated = [d for d, marks in MARKS.items() if any(m.label == "DATE" for m in marks[:8])]
    assert len(dated) >= len(TEXTS) - 3


def test_spellings_of_the_resolution() -> None:
    assert _quotes("law:resolution-59") >= {
        "Resolution 59",
        "Resolution No. 59",
        "Resolution 59-NQ/TW",
        "Nghị quyết 59-NQ/TW",
        "Nghị quyết số 59-NQ/TW",
    }


def test_names_with_and_without_diacritics() -> None:
    assert {"Hoang Minh Chau", "Hoàng Minh Châu", "Chau"} <= _quotes("person:hoang-minh-chau")
    assert {"Hanoi", "HANOI", "Hà Nội"} <= _quotes("gpe:hanoi")
    assert {"Vietnam", "Viet Nam", "Việt Nam"} <= _quotes("gpe:vietnam")


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
    assert decomposed in _quotes("person:nguyen-thi-thu-hang")
    assert composed in _quotes("person:nguyen-thi-thu-hang")


def test_officials_named_by_title_only() -> None:
    quotes = [(m.label, m.quote) for m in MARKS["05-steering-committee-2026.txt"]]
    at = quotes.index(("TITLE", "Deputy Minister of Industry and Trade"))
    assert quotes[at + 1][0] != "PERSON"
    assert ("TITLE", "Minister of Foreign Affairs") in quotes


def test_headings_without_blank_lines_and_trailing_spaces() -> None:
    text = TEXTS["03-conference-september-2025.txt"]
    assert "\n\n" not in text
    assert len(_blocks("03-conference-september-2025.txt", "heading")) == 3
    assert re.search(r"  \n", text)
    assert TEXTS["16-roundtable-2016.txt"].count("   \n") > 5


def test_lists() -> None:
    items = [item for document in TEXTS for item in _blocks(document, "list item")]
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
