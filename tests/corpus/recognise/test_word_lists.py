"""The shipped lists: readable, without doubles, and loaded before anyone waits."""

from __future__ import annotations

import subprocess
import sys
import unicodedata
from importlib.resources import files

import pytest
import yaml

from corpus.entity import DEFAULT_LABELS
from corpus.recognise.lexicon import alias_table, load_yaml, names_of, word_list
from corpus.recognise.plain_yaml import read_lists
from corpus.recognise.vocabulary import vocabulary

LISTS = (
    *("cities", "common_words", "first_names", "organisations"),
    *("regions", "states", "surnames"),
)
DATA = files("corpus.recognise") / "data"


@pytest.mark.parametrize("name", LISTS)
def test_plain_lists_are_sorted_and_without_doubles(name: str) -> None:
    lines = (DATA / f"{name}.txt").read_text(encoding="utf-8").split("\n")
    assert lines[0].startswith("# ")
    words = [line for line in lines[1:] if line]
    assert words == sorted(set(words))
    assert all(word == word.strip() for word in words)
    assert len(word_list(name)) == len(words)


def test_all_data_is_composed_unicode() -> None:
    for path in DATA.iterdir():
        text = path.read_text(encoding="utf-8")
        assert unicodedata.is_normalized("NFC", text), path.name


def test_no_yaml_key_is_written_twice() -> None:
    def keys(node: yaml.Node) -> None:
        if isinstance(node, yaml.MappingNode):
            names = [key.value for key, _ in node.value]
            assert len(names) == len(set(names)), [n for n in names if names.count(n) > 1]
            for _, value in node.value:
                keys(value)

    for path in DATA.iterdir():
        if path.name.endswith(".yaml"):
            node = yaml.compose(path.read_text(encoding="utf-8"))
            assert node is not None
            keys(node)


def test_the_fast_reader_agrees_with_pyyaml() -> None:
    files_read = 0
    for path in DATA.iterdir():
        if path.name.endswith(".yaml"):
            text = path.read_text(encoding="utf-8")
            assert read_lists(text) == yaml.load(text, yaml.BaseLoader)
            files_read += 1
    assert files_read >= 6


@pytest.mark.parametrize("text", ["a: [b, c", "just words", "  a: [b]", "- a", "a:\n  b"])
def test_the_fast_reader_refuses_what_it_does_not_know(text: str) -> None:
    with pytest.raises(ValueError, match="line"):
        read_lists(text)


def test_names_carry_only_labels_of_the_default_set() -> None:
    assert set(load_yaml("names")) <= set(DEFAULT_LABELS)


def test_every_country_has_one_canonical_name() -> None:
    names = names_of("GPE")
    for spelling in ("Viet Nam", "Việt Nam", "S.R. Vietnam"):
        assert names[spelling] == "Vietnam"
    assert names["Hoa Kỳ"] == "United States"
    assert alias_table()["NORP"].get("Vietnamese", ()) == ()


def test_common_words_leave_names_alone() -> None:
    common = vocabulary().common
    assert {"the", "resolution", "building", "meanwhile"} <= common
    assert not {"hanoi", "vietnam", "nguyen", "obama"} & common


def test_the_vocabulary_needs_neither_screen_nor_numpy() -> None:
    script = (
        "import sys; from corpus.recognise.rules import RuleRecogniser;"
        "from corpus.document import Document;"
        "RuleRecogniser().recognise(Document('d', '', 'Hanoi'));"
        "print(*{'textual', 'rich', 'numpy', 'tui'} & set(sys.modules))"
    )
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == ""
