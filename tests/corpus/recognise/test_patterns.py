from __future__ import annotations

from pathlib import Path

import pytest

from corpus.document import Document
from corpus.errors import InputError
from corpus.recognise.patterns import load_patterns, read_patterns

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
