"""Names, options, exit codes: the command line as a person types it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from cli_calls import call, call_program

from tui.version import VERSION


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    collection = tmp_path / "collection"
    collection.mkdir()
    (collection / "one.txt").write_text("The first title\n\nA paragraph about the river.\n")
    (collection / "two.txt").write_text("The second title\n\nA paragraph about the sea.\n")
    return collection


def test_the_version_is_told() -> None:
    assert call_program("--version").out == f"Glossator {VERSION}\n"


def test_help_names_every_command() -> None:
    done = call("--help")
    assert done.code == 0
    for name in ("open", "index", "find", "mentions", "entities", "show", "export", "import"):
        assert f"\n  {name}  " in done.out
    for name in ("labels", "keys", "themes"):
        assert f"\n  {name}  " in done.out


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["find"], "QUERY"),
        (["find", "  "], "query is empty"),
        (["find", "x", "--limit", "0"], "--limit"),
        (["show", "--colour"], "--colour"),
        (["entities", "--sort", "age"], "age"),
        (["labels"], "PATH"),
        (["--unknown"], "--unknown"),
        (["show", ""], "empty path"),
        (["show", "-", "more"], "dash"),
    ],
)
def test_a_call_that_cannot_be_understood_is_told_in_one_sentence(
    arguments: list[str], expected: str
) -> None:
    done = call(*arguments, stdin=b"text")
    assert done.code == 2
    assert done.out == ""
    assert len(done.sentences) == 1
    assert expected in done.sentences[0]


def test_a_mistyped_command_is_not_taken_for_a_missing_file_in_silence() -> None:
    done = call("fnd", "river")
    assert done.code == 3
    assert "“find”" in done.sentences[0]


def test_a_command_wins_over_a_folder_of_its_name_and_a_dot_opens_the_folder(
    folder: Path,
) -> None:
    renamed = folder.rename(folder.parent / "show")
    as_command = call("show", cwd=folder.parent, stdin=b"Title\n\nFrom the pipe.\n")
    assert "From the pipe." in as_command.out
    as_folder = call("./show", cwd=renamed.parent)
    assert as_folder.code == 0
    assert "A paragraph about the river." in as_folder.out
    assert "A paragraph about the sea." in call("open", "show", cwd=renamed.parent).out


def test_without_a_screen_documents_are_written_one_after_the_other(folder: Path) -> None:
    done = call(folder)
    assert done.code == 0
    assert done.out.index("one.txt") < done.out.index("A paragraph about the river.")
    assert done.out.index("A paragraph about the river.") < done.out.index("two.txt")
    assert done.out.count("The first title") == 1
    assert "\x1b" not in done.out


def test_without_a_path_the_sample_collection_is_meant() -> None:
    done = call("show", "--json")
    assert done.code == 0
    assert len({record["document"] for record in done.records}) >= 12


def test_keys_are_printed_as_markdown_with_the_persons_own(tmp_path: Path) -> None:
    (tmp_path / "settings.yaml").write_text("keys:\n  app.find: f12\n  no.such: x\n")
    done = call("keys", env={"GLOSSATOR_CONFIG": str(tmp_path)})
    assert done.code == 0
    assert "| `F12` | `app.find` |" in done.out
    assert "no.such" in done.sentences[0]
    by_id = {r["command"]: r for r in call("keys", "--json").records}
    assert by_id["app.find"]["keys"] == ["/"]


def test_themes_are_listed_and_what_is_wrong_with_one_is_told(tmp_path: Path) -> None:
    themes = tmp_path / "themes"
    themes.mkdir()
    (themes / "mine.yaml").write_text("name: mine\ntitle: Mine\nstyles:\n  text: no-colour\n")
    done = call("themes", "--json", env={"GLOSSATOR_CONFIG": str(tmp_path)})
    assert done.code == 3
    assert len([r for r in done.records if r["theme"] != "mine"]) >= 6
    assert "mine.yaml" in done.sentences[0]
    assert call("themes").code == 0


def test_a_label_set_is_checked(tmp_path: Path) -> None:
    good = tmp_path / "labels.yaml"
    good.write_text('name: two\nlabels:\n  - {name: PERSON, key: "1"}\n  - {name: ORG, key: "2"}\n')
    done = call("labels", good, "--json")
    assert done.code == 0
    assert [(r["name"], r["key"]) for r in done.records] == [("PERSON", "1"), ("ORG", "2")]
    assert call("labels", good).out.splitlines()[0].split()[:2] == ["PERSON", "1"]
    bad = tmp_path / "bad.yaml"
    bad.write_text('name: two\nlabels:\n  - {name: PERSON, key: "1"}\n  - {name: ORG, key: "1"}\n')
    done = call("labels", bad)
    assert done.code == 3
    assert "bad.yaml" in done.sentences[0]
    assert "line 4" in done.sentences[0]


def test_a_reader_that_goes_away_ends_the_program_quietly(folder: Path) -> None:
    (folder / "long.txt").write_text("A title\n\n" + "A line of text.\n" * 100_000)
    read, write = os.pipe()
    with subprocess.Popen(
        [sys.executable, "-m", "tui", str(folder)],
        stdin=subprocess.DEVNULL,
        stdout=write,
        stderr=subprocess.PIPE,
    ) as program:
        os.close(write)
        os.read(read, 100)
        os.close(read)
        assert program.stderr is not None
        said = program.stderr.read()
    assert program.returncode == 141
    assert said == b""


def test_a_full_disk_under_the_output_is_told(folder: Path) -> None:
    full = Path("/dev/full")
    if not full.exists():
        pytest.skip("this system has no /dev/full")
    with full.open("wb") as stream:
        done = subprocess.run(
            [sys.executable, "-m", "tui", str(folder)],
            stdin=subprocess.DEVNULL,
            stdout=stream,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert done.returncode == 3
    assert done.stderr == b"glossator: No space left on device.\n"


def test_with_debugging_a_failure_shows_where_it_came_from() -> None:
    done = call_program("no-such-place", env={"GLOSSATOR_DEBUG": "1"})
    assert "Traceback" in done.err


def test_ctrl_c_ends_a_command_quietly() -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "tui", "find", "x"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as program:
        assert program.stdin is not None
        # More than a pipe holds: once it is written, the program has begun to read.
        program.stdin.write(b"A line.\n" * 200_000)
        program.send_signal(signal.SIGINT)
        program.stdin.close()
        said = program.stdout.read(), program.stderr.read()
    assert program.returncode == 130
    assert said == (b"", b"")
