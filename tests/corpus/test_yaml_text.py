from __future__ import annotations

import pytest

from corpus.errors import InputError
from corpus.readers.markdown import read_markdown
from corpus.recognise.patterns import read_patterns
from corpus.yaml_text import compose, load
from tui.yaml_fields import parse_fields

DEEP = [
    "a: " + "[" * 200_000,
    "{a: " * 200_000,
    "- " * 50_000 + "x",
    "\n".join(f"{' ' * depth}a:" for depth in range(300)),
]


@pytest.mark.parametrize("reading", [compose, load, parse_fields])
@pytest.mark.parametrize("text", DEEP, ids=["lists", "fields", "dashes", "lines"])
def test_what_is_nested_beyond_reason_is_refused_wherever_yaml_is_read(reading, text):
    with pytest.raises(InputError, match=r"f\.yaml, line \d+: nested too deeply"):
        reading(text, "f.yaml")


@pytest.mark.parametrize("text", ["gazetteer: {A: " + "[" * 200_000, *DEEP])
def test_own_words_nested_beyond_reason_are_refused_where_it_begins(text):
    with pytest.raises(InputError, match=r"f\.yaml, line \d+: "):
        read_patterns(text, "f.yaml")


def test_own_words_are_one_document_without_aliases():
    with pytest.raises(InputError, match=r"f\.yaml, line 2: another document"):
        read_patterns("gazetteer: {}\n--- {}\n", "f.yaml")
    with pytest.raises(InputError, match=r"f\.yaml, line 2: an alias"):
        read_patterns("gazetteer:\n  {A: &a [x], B: *a}\n", "f.yaml")


def test_front_matter_nested_beyond_reason_leaves_the_text_readable():
    document = read_markdown(f"---\na: {'[' * 60_000}\n---\n# Title\n".encode(), "d", "d.md")
    assert document.metadata["front matter"].startswith("not readable as YAML, line 2: nested")
    assert document.title == "Title"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("a: b\nc: ]", "f.yaml, line 2: did not find expected node content; correct the YAML."),
        ("a: b\nc: \x07", "f.yaml, line 2: a control character; take it out."),
        ("a: *b", "f.yaml, line 1: found undefined alias; correct the YAML."),
        ("a: b\n--- c\n", "f.yaml, line 2: but found another document; correct the YAML."),
    ],
)
def test_complaints_are_one_sentence_with_the_line(text, sentence):
    for reading in (compose, load):
        with pytest.raises(InputError) as raised:
            reading(text, "f.yaml")
        assert str(raised.value) == sentence


def test_values():
    assert load("a: [1, x]\nb: ", "f.yaml") == {"a": [1, "x"], "b": None}
    assert load("", "f.yaml") is None
    assert compose("", "f.yaml") is None
    with pytest.raises(InputError, match=r"^f\.yaml"):
        load("a: 2026-13-45", "f.yaml")
    with pytest.raises(InputError, match="␛"):
        load("[", "\x1b[2J")
