"""Teaching names and patterns: files that people have written, changed without a scratch."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.errors import InputError
from corpus.recognise.patterns import load_patterns
from corpus.recognise.patterns_file import read_own_words
from corpus.recognise.teaching import forget, teach

WRITTEN = """\
# Our own words.
gazetteer:
  LAW: [Red River Charter, 'Directive 7']   # as printed
  ORG:
    - Bộ Tứ
    # those of the north
    - "Tổ 9"

patterns:
  # numbers
  - label: LAW
    regex: 'Memo \\d+/[A-Z]+'  # of the office
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / ".glossator" / "entities.yaml"
    path.parent.mkdir()
    path.write_text(WRITTEN, encoding="utf-8")
    return path


def said(file: Path):
    words = read_own_words(file.read_text(encoding="utf-8"), "f")
    return words.names, [(p.label, p.regex) for p in words.patterns]


def test_the_file_is_made_when_it_is_not_there(tmp_path: Path) -> None:
    file = tmp_path / "texts" / ".glossator" / "entities.yaml"
    taught = teach(file, "LAW", name="Red River  Charter")
    assert (taught.line, taught.text) == (3, "- Red River Charter")
    assert file.read_text() == "gazetteer:\n  LAW:\n    - Red River Charter\n"
    assert [path.name for path in file.parent.iterdir()] == ["entities.yaml"]
    taught = teach(file, "LAW", regex=r"Memo \d+")
    assert (taught.line, taught.text) == (5, "- label: LAW")
    assert load_patterns(file).version


def test_a_name_is_put_where_its_label_is_and_nothing_else_changes(file: Path) -> None:
    assert teach(file, "ORG", name="Tổ 10").line == 8
    lines = WRITTEN.splitlines(keepends=True)
    lines.insert(7, "    - Tổ 10\n")
    assert file.read_text(encoding="utf-8") == "".join(lines)
    assert teach(file, "LAW", name="Giấy: số 1").line == 3
    lines[2] = "  LAW: [Red River Charter, 'Directive 7', 'Giấy: số 1']   # as printed\n"
    assert file.read_text(encoding="utf-8") == "".join(lines)
    assert teach(file, "EVENT", name="Lim Festival").line == 10
    lines[8:8] = ["  EVENT:\n", "    - Lim Festival\n"]
    assert file.read_text(encoding="utf-8") == "".join(lines)


def test_a_pattern_is_put_after_the_others(file: Path) -> None:
    taught = teach(file, "LAW", regex=r"it's \d+ \"here\"")
    assert taught.line == 13
    text = file.read_text(encoding="utf-8")
    assert text.startswith(WRITTEN)
    assert said(file)[1][-1] == ("LAW", r"it's \d+ \"here\"")
    teach(file, "ORG", name="Tổ 11")
    assert WRITTEN.splitlines()[-1] in file.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "name",
    [
        *("yes", "12", "-", "# x", "a: b", "[x]", "it's", '"q"', "'", "*a", "&b", "!t", "@", "%"),
        *(
            "|",
            "{a}",
            "a, b",
            "a #b",
            "?",
            "- a",
            "\\",
            "~",
            "null",
            "0x1",
            "Đà Nẵng",
            "한국",
            "🙂",
        ),
    ],
)
def test_any_name_can_be_taught_and_forgotten(file: Path, name: str) -> None:
    before = said(file)
    for label in ("LAW", "ORG", "NEW"):
        teach(file, label, name=name)
        assert said(file)[0][name] == label
        forget(file, label, name)
        assert said(file) == before


def test_what_was_taught_is_taken_back_to_the_letter(file: Path) -> None:
    for label, words in (("ORG", {"name": "Tổ 10"}), ("LAW", {"name": "A"}), ("X", {"regex": "a"})):
        taught = teach(file, label, **words)
        assert forget(file, label, next(iter(words.values()))).line == taught.line
        assert file.read_text(encoding="utf-8") == WRITTEN


def test_forgetting_the_only_ones_and_teaching_again(file: Path) -> None:
    for label, name in (("ORG", "Bộ Tứ"), ("ORG", "Tổ 9"), ("LAW", r"Memo \d+/[A-Z]+")):
        forget(file, label, name)
    names, patterns = said(file)
    assert (set(names.values()), patterns) == ({"LAW"}, [])
    assert "# those of the north" in file.read_text(encoding="utf-8")
    teach(file, "ORG", name="Tổ 9")
    teach(file, "LAW", regex="x")
    assert said(file)[0]["Tổ 9"] == "ORG"
    assert said(file)[1] == [("LAW", "x")]


def test_a_name_taught_by_another_label_moves(file: Path) -> None:
    teach(file, "EVENT", name="Bộ Tứ")
    names, _ = said(file)
    assert names["Bộ Tứ"] == "EVENT"
    assert file.read_text(encoding="utf-8").count("Bộ Tứ") == 1


@pytest.mark.parametrize(
    ("call", "sentence"),
    [
        ({"label": "BAD LABEL", "name": "x"}, "BAD LABEL is no label"),
        ({"label": "A", "regex": "(x"}, r"\(x is not a regular expression \(missing \)"),
        ({"label": "A", "regex": "a{999}{999}{999}"}, "repeats too much|multiple repeat"),
        ({"label": "A", "name": "x" * 300}, "longer than 200 characters"),
        ({"label": "A", "name": " "}, "not empty"),
        ({"label": "A", "name": "a\x07b"}, "control character"),
        ({"label": "A"}, "either a name or"),
        ({"label": "A", "name": "x", "regex": "y"}, "either a name or"),
        ({"label": "ORG", "name": "Bộ  Tứ"}, r"entities.yaml: .* is already there as ORG"),
        ({"label": "LAW", "regex": r"Memo \d+/[A-Z]+"}, "already there for LAW"),
    ],
)
def test_what_cannot_be_used_is_refused(file: Path, call, sentence: str) -> None:
    with pytest.raises(InputError, match=sentence):
        teach(file, call.pop("label"), **call)
    assert file.read_text(encoding="utf-8") == WRITTEN


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("gazetteer: {LAW: [a]", "line 1"),
        ("gazetteer:\n  LAW: [a\n", "line 2"),
        ("other: 1\n", "line 1: other is not known"),
        ("gazetteer: {LAW: [a]}\n", "line 1: this is written in a way"),
        ("gazetteer:\n  LAW: [a,\n    b\n  ]\n", "line 2: this is written in a way"),
        ("gazetteer:\n  LAW:\n    - a\u2028b\n", "line 3: an unusual line break"),
    ],
)
def test_a_file_that_is_not_understood_stays_as_it_is(file: Path, text: str, sentence: str) -> None:
    file.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=sentence):
        teach(file, "LAW", name="new")
    assert file.read_text(encoding="utf-8") == text


def test_what_would_not_say_what_was_meant_is_not_written(file: Path) -> None:
    text = "gazetteer:\n  LAW:\n    - a\n...\n"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match="written in a way that only a person can change"):
        teach(file, "LAW", regex="x")
    assert file.read_text(encoding="utf-8") == text


def test_line_ends_a_missing_last_one_and_the_rights_of_the_file_stay(file: Path) -> None:
    file.write_bytes(b"gazetteer:\r\n  LAW:\r\n  - a")
    file.chmod(0o600)
    teach(file, "LAW", name="b")
    assert file.read_bytes() == b"gazetteer:\r\n  LAW:\r\n  - a\r\n  - b\r\n"
    assert file.stat().st_mode & 0o777 == 0o600


def test_empty_lists_are_filled(file: Path) -> None:
    for text in ("", "# only this\n", "gazetteer: {}\npatterns: []\n", "gazetteer:\n  LAW: []\n"):
        file.write_text(text, encoding="utf-8")
        teach(file, "LAW", name="a")
        teach(file, "LAW", regex="b")
        assert said(file) == ({"a": "LAW"}, [("LAW", "b")])


def test_what_is_not_there_cannot_be_forgotten(file: Path) -> None:
    for label, name in (("ORG", "Red River Charter"), ("LAW", "nothing"), ("NONE", "x")):
        with pytest.raises(InputError, match=f"entities.yaml: {name} is not there as {label}"):
            forget(file, label, name)


def test_a_link_is_not_followed(file: Path, tmp_path: Path) -> None:
    file.unlink()
    file.symlink_to(tmp_path / "elsewhere")
    with pytest.raises(InputError, match="is a link to another place"):
        teach(file, "LAW", name="a")
    assert not (tmp_path / "elsewhere").exists()


def test_a_folder_in_its_place_is_a_sentence(file: Path) -> None:
    file.unlink()
    file.mkdir()
    with pytest.raises(InputError, match="cannot be read"):
        teach(file, "LAW", name="a")
