"""export and import: there and back, twice, and never outside the folder that was named."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

import pytest
from cli_calls import call
from hypothesis import given
from hypothesis import strategies as st

from tui.cli.exchanging import file_stems

TEXT = "A readable title\n\nThe Politburo met in Hanoi on 14 January 2026.\n"
ANN = (
    "T1\tORG 22 31\tPolitburo\n"
    "T2\tGPE 39 44\tHanoi\n"
    "#1\tAnnotatorNotes T2\tthe capital\n"
    "A1\tKind T1 party\n"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    collection = tmp_path / "collection"
    (collection / "sub").mkdir(parents=True)
    (collection / "one.txt").write_text(TEXT)
    (collection / "one.ann").write_text(ANN)
    (collection / "sub" / "two.md").write_text(TEXT)
    return collection


def test_what_is_imported_is_there_with_the_fixed_fields_and_only_once(folder: Path) -> None:
    first = call("import", "--json", folder)
    assert first.code == 0, first.err
    assert [(r["label"], r["text"]) for r in first.records] == [
        ("ORG", "Politburo"),
        ("GPE", "Hanoi"),
    ]
    for record in first.records:
        assert list(record) == [
            *("id", "document", "start", "end", "text", "label"),
            *("attributes", "entity", "note", "author", "created"),
        ]
    assert first.records[0]["attributes"] == {"Kind": "party"}
    assert first.records[1]["note"] == "the capital"
    again = call("import", folder)
    assert again.code == 0
    assert again.out.startswith("0 annotations taken over from 1 files, 2 were there already")
    assert call("export", "--json", folder).out == first.out


def test_exported_files_can_be_imported_into_an_empty_collection(
    folder: Path, tmp_path: Path
) -> None:
    assert call("import", folder).code == 0
    out = tmp_path / "out"
    done = call("export", "-o", out, folder)
    assert done.code == 0
    assert sorted(path.name for path in out.rglob("*")) == ["one.ann", "one.txt"]
    assert (out / "one.txt").read_bytes() == TEXT.encode()
    fresh = tmp_path / "fresh"
    fresh.mkdir()
    (fresh / "one.txt").write_text(TEXT)
    assert call("import", "--from", out, fresh).code == 0

    def told(collection: Path) -> list[tuple[object, ...]]:
        fields = ("document", "start", "end", "label", "attributes", "note")
        return [tuple(r[f] for f in fields) for r in call("export", "--json", collection).records]

    assert told(fresh) == told(folder)
    assert len(told(fresh)) == 2


def test_an_export_never_replaces_what_differs_unless_forced(folder: Path) -> None:
    assert call("import", folder).code == 0
    before = (folder / "one.ann").read_bytes()
    done = call("export", "-o", folder, folder)
    assert done.code == 3
    assert "one.ann" in done.sentences[-1]
    assert (folder / "one.ann").read_bytes() == before
    assert call("export", "-o", folder, "--force", folder).code == 0
    assert call("export", "-o", folder, folder).code == 0


def test_what_cannot_be_placed_is_told_by_line_and_the_rest_is_taken(folder: Path) -> None:
    (folder / "one.ann").write_text(ANN + "T9\tORG 22 30\tParliament\nR1\tOwns Arg1:T1 Arg2:T2\n")
    done = call("import", folder)
    assert done.code == 0
    assert "2 annotations taken over" in done.out
    assert any("one.ann, line 5" in sentence for sentence in done.sentences)


def test_a_collection_without_ann_files_and_one_without_annotations(folder: Path) -> None:
    (folder / "one.ann").unlink()
    assert call("import", folder).code == 1
    assert call("export", "--json", folder).code == 1
    assert not (folder / ".glossator").exists()


def test_ann_files_that_are_no_text_are_refused_by_name(folder: Path) -> None:
    (folder / "one.ann").write_bytes(b"T1\tORG 22 31\t\xff\xfe\n")
    done = call("import", folder)
    assert done.code == 3
    assert "one.ann" in done.sentences[0]
    assert "line 1" in done.sentences[0].lower()


def test_where_to_write_must_be_said(folder: Path, tmp_path: Path) -> None:
    assert call("export", folder).code == 2
    assert call("import", "--from", tmp_path / "nowhere", folder).code == 3
    assert call("import").code == 2


def test_marks_whose_text_has_changed_are_told_and_not_exported_wrongly(folder: Path) -> None:
    assert call("import", folder).code == 0
    (folder / "one.txt").write_text("Something else stands here now, of quite other things.\n")
    done = call("export", "--json", folder)
    assert done.records == []
    assert any("one.txt" in sentence for sentence in done.sentences)


def test_names_of_exported_files() -> None:
    ids = ["a.txt", "a.md", "sub/b.txt", "c.jsonl#7", "c.jsonl#../../x", "A.txt"]
    assert file_stems(ids) == {
        "a.txt": "a",
        "a.md": "a.md",
        "sub/b.txt": "sub/b",
        "c.jsonl#7": "c.jsonl-7",
        "c.jsonl#../../x": "c.jsonl-.._.._x",
        "A.txt": "A-2",
    }


@given(st.lists(st.text(max_size=40), unique=True, max_size=8))
def test_no_exported_file_leads_out_of_its_folder_or_meets_another(ids: list[str]) -> None:
    stems = file_stems(ids)
    assert len({stem.casefold() for stem in stems.values()}) == len(ids)
    for stem in stems.values():
        parts = PurePosixPath(stem).parts
        assert parts
        assert not stem.startswith("/")
        assert not {"", ".", ".."} & set(stem.split("/"))
        assert all(part.isprintable() for part in parts)
