from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from corpus.entity import DEFAULT_LABELS
from corpus.errors import InputError
from corpus.labels import (
    Label,
    LabelSet,
    default_label_set,
    find_label_set,
    is_sign,
    load_label_set,
)

GOOD = """\
name: harbour
labels:
  - name: SHIP
    key: s
    letter: "&"
    description: Ships with a name  # and no others
    hue: "#A0b1C2"
  - name: PERSON
    key: 1
  - name: Pier-2
    key: Y
    letter: n
    hue: loc
"""


def test_a_label_set_is_read_from_text():
    assert load_label_set(GOOD) == LabelSet(
        "harbour",
        (
            Label("SHIP", "s", "&", "Ships with a name", "#a0b1c2"),
            Label("PERSON", "1", "P", "", "person"),
            Label("Pier-2", "Y", "n", "", "loc"),
        ),
    )


def test_a_label_set_is_read_from_a_file_and_named_after_it(tmp_path):
    file = tmp_path / "harbour.yaml"
    file.write_bytes(b"\xef\xbb\xbf" + GOOD.partition("\n")[2].replace("\n", "\r\n").encode())
    assert load_label_set(file) == load_label_set(GOOD)


def test_labels_are_found_by_name():
    labels = load_label_set(GOOD)
    assert labels.get("SHIP") is labels.labels[[label.key for label in labels.labels].index("s")]
    assert labels.get("ship") is None


def test_the_default_set_has_the_twelve_labels():
    labels = default_label_set()
    assert tuple(label.name for label in labels.labels) == DEFAULT_LABELS
    assert "".join(label.key for label in labels.labels) == "123456789mpc"
    assert "".join(label.letter for label in labels.labels) == "POGLNEWTDM%#"
    assert [label.hue for label in labels.labels] == [name.lower() for name in DEFAULT_LABELS]
    assert default_label_set() is labels


def test_the_default_set_needs_no_yaml():
    program = (
        "import sys, corpus.labels as l; l.default_label_set(); assert 'yaml' not in sys.modules"
    )
    root = Path(__file__).resolve().parents[2]
    subprocess.run([sys.executable, "-c", program], check=True, cwd=root)


def test_a_set_in_the_hidden_folder_comes_before_one_beside_the_texts(tmp_path):
    assert find_label_set(tmp_path) is None
    (tmp_path / "labels.yaml").write_text(GOOD)
    assert find_label_set(tmp_path) == tmp_path / "labels.yaml"
    (tmp_path / ".glossator").mkdir()
    (tmp_path / ".glossator" / "labels.yaml").write_text(GOOD)
    assert find_label_set(tmp_path) == tmp_path / ".glossator" / "labels.yaml"
    assert find_label_set(tmp_path / "labels.yaml") is None


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("", "f.yaml: is empty"),
        ("- a\n", "f.yaml, line 1: expected fields (name, labels)"),
        ("name: x\n", "f.yaml, line 1, field labels: is missing"),
        ("name: x\nlabels: 3\n", "f.yaml, line 2, field labels: must be a list"),
        ("labels: []\n", "f.yaml, line 1, field labels: must be a list with at least one"),
        ("name: [x]\nlabels:\n- {name: A, key: a}\n", "f.yaml, line 1, field name: must be a text"),
        ("colour: red\nlabels: []\n", "f.yaml, line 1, field colour: is not known; there are name"),
        ("labels:\n- {name: A, key: a}\nlabels: []\n", "line 3, field labels: is given twice"),
        ("labels:\n  - key: a\n", "f.yaml, line 2, field name: is missing"),
        ("labels:\n  - name: A\n", "f.yaml, line 2, field key: is missing"),
        ("labels:\n  - name:\n    key: a\n", "field name: is empty"),
        ("labels:\n  - name: A B\n    key: a\n", "line 2, field name: may have letters"),
        ("labels:\n  - name: Người\n    key: a\n", "line 2, field name: may have letters"),
        ("labels:\n  - name: A\n    key: ab\n", "line 3, field key: must be one visible"),
        ("labels:\n  - name: A\n    key: ''\n", "line 3, field key: is empty"),
        ("labels:\n  - name: A\n    key: ' '\n", "line 3, field key: is empty"),
        ('labels:\n  - name: A\n    key: "\\e"\n', "line 3, field key: has a line break or"),
        ("labels:\n  - name: A\n    key: 漢\n", "line 3, field key: must be one visible"),
        ('labels:\n  - name: A\n    key: "\\u0301"\n', "line 3, field key: must be one visible"),
        ("labels:\n  - name: A\n    key: a\n    letter: AA\n", "line 4, field letter: must be one"),
        ("labels:\n  - name: A\n    key: a\n    hue: pink\n", "line 4, field hue: must be #rrggbb"),
        ("labels:\n  - name: A\n    key: a\n    hue: '#12345'\n", "line 4, field hue: must be"),
        ("labels:\n  - name: A\n    key: a\n    size: 3\n", "line 4, field size: is not known"),
        ("labels:\n  - name: A\n    key: a\n    key: b\n", "line 4, field key: is given twice"),
        (
            'labels:\n  - name: A\n    key: a\n    description: "a\\nb"\n',
            "line 4, field description: has a line break",
        ),
        (
            "labels:\n  - {name: A, key: a}\n  - {name: B, key: a}\n",
            "line 3, field key: a is already that of the label in line 2",
        ),
        (
            "labels:\n  - {name: A, key: a}\n  - {name: A, key: b, letter: b}\n",
            "line 3, field name: A is already",
        ),
        (
            "labels: [{name: A, key: a}, {name: B, key: b, letter: a}]\n",
            "line 1, field letter: a is already",
        ),
        ("labels: [\n", "f.yaml, line 1: did not find"),
        ("labels: \x07\n", "f.yaml, line 1: a control character"),
        ("labels: !!python/object:os.system x\n", "field labels: must be a list"),
        ("labels: &a [*a]\n", "f.yaml"),
        ("labels: " + "[" * 300_000, "f.yaml, line 1: nested too deeply"),
        ("labels: " + "x" * 1_000_001, "f.yaml: is longer than"),
        ("labels:\n" + "- {name: A, key: a}\n" * 201, "has more than 200 entries"),
    ],
)
def test_what_is_wrong_is_said_with_file_line_and_field(text, complaint):
    with pytest.raises(InputError) as caught:
        load_label_set(text, "f.yaml")
    message = str(caught.value)
    assert complaint in message
    assert message.isprintable()


def test_files_that_cannot_be_read_are_said(tmp_path):
    with pytest.raises(InputError, match=r"none\.yaml: the label set cannot be read"):
        load_label_set(tmp_path / "none.yaml")
    with pytest.raises(InputError, match="cannot be read"):
        load_label_set(tmp_path)
    bad = tmp_path / "bad.yaml"
    bad.write_bytes(b"name: x\nlabels: \xff\n")
    with pytest.raises(InputError, match=r"bad\.yaml, line 2: not UTF-8"):
        load_label_set(bad)


@pytest.mark.parametrize("text", ["a", "%", "ế", "7", "#"])
def test_a_visible_character_is_a_sign(text):
    assert is_sign(text)


@pytest.mark.parametrize("text", ["", "ab", " ", "\t", "\x1b", "\u200b", "\u202e", "́", "漢", "😀"])
def test_anything_else_is_none(text):
    assert not is_sign(text)
