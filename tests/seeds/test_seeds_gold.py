"""The gold of the sample collection fits its texts."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from itertools import pairwise

import pytest
import yaml
from sample import (
    BLOCKS,
    DEFAULT,
    KINDS,
    LINKED,
    MARKS,
    SEEDS,
    TEXTS,
    VIETNAMESE,
    everywhere,
    folded,
    gold_path,
)

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
    assert {path.name for path in SEEDS.glob("*.ann")} == {gold_path(d).name for d in TEXTS}


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
                entities[folded(mark.quote)].add(mark.entity)
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
