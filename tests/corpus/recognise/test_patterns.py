from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import pytest

from corpus.document import Document
from corpus.errors import InputError
from corpus.recognise.gazetteer import Gazetteer
from corpus.recognise.patterns import load_patterns, read_patterns
from corpus.recognise.protocol import IncompleteError

GOOD = """
gazetteer:
  LAW: [Red River Charter, Red River]
  ORG:
    - Bộ Tứ
patterns:
  - label: LAW
    regex: 'Directive \\d+/[A-Z]+'
"""


def found(yaml: str, text: str) -> list[tuple[str, str, str]]:
    recogniser = read_patterns(yaml, "entities.yaml")
    return [(m.label, m.text, m.source) for m in recogniser.recognise(Document("d", "", text))]


def test_names_and_regular_expressions() -> None:
    text = "Directive 7/CT cites the Red River\u00a0Charter; Bộ  Tứ did not. Red Rivers flow."
    assert found(GOOD, text) == [
        ("LAW", "Directive 7/CT", "patterns:regex"),
        ("LAW", "Red River\u00a0Charter", "patterns:gazetteer"),
        ("ORG", "Bộ  Tứ", "patterns:gazetteer"),
    ]


def test_matches_of_nothing_are_left_out() -> None:
    assert found("patterns: [{label: A, regex: 'x*'}]", "axxb") == [("A", "xx", "patterns:regex")]


def test_an_empty_file_finds_nothing() -> None:
    assert found("", "Anything") == []
    assert found("# only a comment\n", "Anything") == []


def test_the_version_follows_the_rules() -> None:
    first = read_patterns(GOOD, "a").version
    assert read_patterns(GOOD, "b").version == first
    assert read_patterns(GOOD.replace("Tứ", "Ba"), "a").version != first


@pytest.mark.parametrize(
    ("yaml", "line", "field"),
    [
        ("gazeteer: {}", 1, "gazeteer"),
        ("gazetteer:\n  LAW: Red River", 2, "gazetteer.LAW"),
        ("gazetteer:\n  LAW:\n    - ''", 3, "gazetteer.LAW"),
        ("gazetteer:\n  BAD LABEL: [x]", 2, "gazetteer.BAD LABEL"),
        ("patterns:\n  - label: LAW", 2, "regex"),
        ("patterns:\n  - label: LAW\n    regex: '('", 3, "regex"),
        ("patterns:\n  - label: LAW\n    regx: 'a'", 3, "regx"),
        ("patterns: 3", 1, "patterns"),
        ("patterns: [3]", 1, "patterns"),
        ("[1, 2]", 1, "the file"),
        ("patterns:\n  - {label: [LAW], regex: a}", 2, "label"),
    ],
)
def test_errors_name_file_line_and_field(yaml: str, line: int, field: str) -> None:
    with pytest.raises(InputError) as caught:
        read_patterns(yaml, "entities.yaml")
    assert str(caught.value).startswith(f"entities.yaml, line {line}: {field} ")


def test_broken_yaml_names_its_line() -> None:
    with pytest.raises(InputError, match=r"^entities.yaml, line 2: "):
        read_patterns("gazetteer:\n  LAW: [a", "entities.yaml")


def test_files(tmp_path: Path) -> None:
    path = tmp_path / "entities.yaml"
    with pytest.raises(InputError, match="cannot be read"):
        load_patterns(path)
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(InputError, match="not UTF-8"):
        load_patterns(path)
    path.write_text(GOOD, encoding="utf-8")
    assert load_patterns(path).recognise(Document("d", "", "Bộ Tứ"))[0].text == "Bộ Tứ"


def test_of_a_name_given_twice_the_later_label_counts() -> None:
    yaml = "gazetteer:\n  ORG: [Red River, Red River]\n  LOC: [Red  River]\n"
    assert found(yaml, "the Red River") == [("LOC", "Red River", "patterns:gazetteer")]


def test_names_with_detached_accents_are_found_where_they_stand() -> None:
    text = unicodedata.normalize("NFD", "Ở Điện Biên Phủ và Bộ Tứ.")
    [mention] = read_patterns(GOOD, "f").recognise(Document("d", "", text))
    assert unicodedata.normalize("NFC", mention.text) == "Bộ Tứ"
    assert text[mention.start : mention.end] == mention.text


@pytest.mark.parametrize(
    ("names", "text", "wanted"),
    [
        (["AT&T"], "AT&T, AT & T, XAT&T, AT&Ts", ["AT&T"]),
        (["(x)"], "f(x) (x) (x)y", ["(x)"]),
        (["59-NQ/TW"], "159-NQ/TW 59-NQ/TW", ["59-NQ/TW"]),
        (["River", "Red River", "Red River Bank"], "Red River Banks", ["Red River"]),
        (["A B", "B C D"], "A B C D", ["A B"]),
        (["北京", "东京"], "他从北京去东京了", ["北京", "东京"]),
        (["x"], "x\nx\tx x_ _x", ["x", "x", "x"]),
    ],
)
def test_names_stand_as_whole_words(names: list[str], text: str, wanted: list[str]) -> None:
    given = dict.fromkeys(names, "A")
    assert [text[start:end] for start, end, _ in Gazetteer(given).find(text)] == wanted


def test_a_hundred_thousand_names_are_a_table() -> None:
    names = "".join(f"    - Nguyen {n:x} Van {n}\n" for n in range(100_000))
    recogniser = read_patterns(f"gazetteer:\n  PERSON:\n{names}", "f")
    text = "Nguyen Van met Nguyen 1869f Van 99999. " * 3 + "Nguyen 1869f Van 99998"
    assert len(recogniser.recognise(Document("d", "", text))) == 3


SLOW = "patterns:\n  - label: A\n    regex: '(x+x+)+y'\n  - {label: B, regex: 'z+'}\n"


def test_a_pattern_that_takes_too_long_is_stopped_and_used_no_more() -> None:
    recogniser = read_patterns(SLOW, "own.yaml")
    for text in ("x" * 50_000 + "zz", "zz xxy"):
        with pytest.raises(IncompleteError, match=r"own.yaml, line 3: the pattern .*too long") as e:
            recogniser.recognise(Document("d", "", text))
        assert [m.label for m in e.value.mentions] == ["B"]


@pytest.mark.parametrize(
    ("regex", "reason"),
    [
        ("(?:(?:(?:a{1000}){1000}){1000}){1000}", "repeats too much"),
        ("a{100001}", "repeats too much"),
        ("(?R)a", "is not a regular expression"),
        ("[", "is not a regular expression (unterminated character set"),
        ("(" * 500 + ")" * 500, "is not a regular expression"),
        ("x" * 1001, "is longer than 1000 characters"),
        ("a**", "is not a regular expression"),
        (r"\p{L}", "is not a regular expression"),
    ],
)
def test_patterns_that_could_take_all_memory_or_are_none(regex: str, reason: str) -> None:
    with pytest.raises(InputError, match=re.escape(f"f, line 1: regex {reason}")):
        read_patterns(f"patterns: [{{label: A, regex: '{regex}'}}]", "f")


def test_a_name_of_a_book_is_none() -> None:
    with pytest.raises(InputError, match=r"line 2: gazetteer\.A is longer than 200 characters"):
        read_patterns(f"gazetteer:\n  A: [{'x ' * 300}]", "f")
