"""glossator quotations: the fixed fields, the speakers, the rows, the exit codes."""

from __future__ import annotations

from pathlib import Path

import pytest
from cli_calls import call

TEXTS = {
    "one.txt": "A day at sea\n\nPham Minh Chinh said: “We shall go on\nwith the work.”\n",
    "two.txt": "A night at sea\n\n“Nobody slept well that night in the cabins.”\n\nIt was late.\n",
    "three.txt": "Nothing said\n\nPham Minh Chinh wrote to the “Old Guard” of the town.\n",
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    collection = tmp_path_factory.mktemp("spoken")
    for name, text in TEXTS.items():
        (collection / name).write_text(text, encoding="utf-8")
    return collection


def test_quotations_have_the_fixed_fields_and_stand_where_they_say(folder: Path) -> None:
    done = call("quotations", "--json", folder)
    assert done.code == 0
    for record in done.records:
        assert list(record) == [
            *("document", "start", "end", "text", "speaker", "speaker_start", "speaker_end"),
            "entity",
        ]
        text = TEXTS[record["document"]]
        assert text[record["start"] : record["end"]] == record["text"]
        if record["speaker"] is not None:
            spoken = text[record["speaker_start"] : record["speaker_end"]]
            assert spoken == record["speaker"]
    told = {record["document"]: (record["speaker"], record["entity"]) for record in done.records}
    assert told["one.txt"] == ("Pham Minh Chinh", "person:pham-minh-chinh")
    assert told["two.txt"] == (None, "")
    assert "three.txt" not in told


def test_what_one_speaker_says(folder: Path) -> None:
    done = call("quotations", "--speaker", "phạm minh chính", folder)
    assert done.code == 0
    [row] = done.out.splitlines()
    assert row.startswith("one.txt:")
    assert row.endswith("Pham Minh Chinh  “We shall go on with the work.”")
    nobody = call("quotations", "--speaker", "Nobody Here", folder)
    assert nobody.code == 1
    assert not nobody.out
    assert "Nobody Here" in nobody.sentences[0]


def test_nothing_quoted_is_nothing_found(folder: Path) -> None:
    done = call("quotations", folder / "three.txt")
    assert (done.code, done.out) == (1, "")
    missing = call("quotations", folder / "missing.txt")
    assert missing.code == 3
