"""What commands write: no sequence but our own, for people and as JSON, in every message."""

from __future__ import annotations

import contextlib
import io
import json
import os
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from hostile.attacks import ALL, ATTACKS, SHORT, Attack, named
from hostile.grammar import leaks_in_plain
from hostile.made_hostile import FIRST, environment, hostile_collection, hostile_home

from corpus.labels import default_label_set
from tui.cli import run
from tui.cli.group import COMMANDS

BYTES = ("utf-8", "surrogateescape")

READS = (
    ["open"],
    ["show"],
    ["index"],
    ["mentions"],
    ["entities"],
    ["find", "pwned"],
    ["find", "smith title"],
    ["find", SHORT],
    ["mentions", "--label", SHORT],
    ["mentions", "--entity", SHORT],
    ["entities", "--label", SHORT],
    ["quotations"],
    ["frequency"],
    ["concordance", "pwned"],
    ["collocations", "pwned"],
    ["card", SHORT],
    ["company", SHORT],
    ["import"],
    ["export"],
)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A hostile collection in a hostile home, and a hostile environment."""
    folder = tmp_path_factory.mktemp("hostile")
    hostile_collection(folder / "bad")
    with pytest.MonkeyPatch.context() as patch:
        for name, value in (hostile_home(folder / "home") | environment()).items():
            patch.setenv(name, value or "")
        yield folder


def written(*arguments: str | os.PathLike[str]) -> tuple[int, bytes, bytes]:
    """Exit code, standard output and standard error of a command line run in this process."""
    out, err = (io.TextIOWrapper(io.BytesIO(), "utf-8", newline="\n") for _ in range(2))
    kept = os.dup(0)
    with Path(os.devnull).open("rb") as nothing:
        os.dup2(nothing.fileno(), 0)
        try:
            with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
                code = run([os.fspath(argument) for argument in arguments])
        finally:
            os.dup2(kept, 0)
            os.close(kept)
    out.flush()
    err.flush()
    return code, out.buffer.getvalue(), err.buffer.getvalue()


def assert_harmless(out: bytes, err: bytes) -> None:
    assert list(leaks_in_plain(out)) == []
    assert list(leaks_in_plain(err)) == []
    assert b"\r" not in out + err
    assert all(line.startswith(b"glossator: ") for line in err.splitlines()), err


@pytest.mark.parametrize("command", READS, ids=lambda command: " ".join(command)[:20])
def test_a_command_writes_nothing_that_is_obeyed(
    command: list[str], place: Path, tmp_path: Path
) -> None:
    more = ["-o", str(tmp_path / "out")] if command == ["export"] else []
    code, out, err = written(*command, *more, place / "bad")
    assert code in {0, 3}  # found, or not found and some of it could not be read
    assert_harmless(out, err)


@pytest.mark.parametrize("command", READS[1:], ids=lambda command: " ".join(command)[:20])
def test_json_is_exact_and_harmless(command: list[str], place: Path) -> None:
    code, out, err = written(*command, "--json", place / "bad")
    assert code in {0, 3}
    assert_harmless(out, err)
    for line in out.decode().split("\n")[:-1]:
        assert isinstance(json.loads(line), dict)


def test_json_holds_what_is_in_the_document_as_escapes(place: Path) -> None:
    _, out, _ = written("show", "--json", place / "bad" / FIRST)
    blocks = [json.loads(line) for line in out.decode().split("\n")[:-1]]
    assert b"\\u001b]52;c;cHduZWQ=\\u0007" in out
    assert b"\\u009b31337;1H" in out
    for attack in ALL:
        if attack.name != "surrogates" and attack.text.splitlines() == [attack.text]:
            assert any(attack.text.strip() in block["text"] for block in blocks), attack.name
    assert all(block["end"] - block["start"] == len(block["text"]) for block in blocks)


def test_offsets_of_marks_are_those_of_the_document(place: Path) -> None:
    from corpus.readers import read
    from corpus.readers.sources import find_sources

    found = find_sources([place / "bad" / FIRST])
    text = read(found.sources[0]).text
    _, out, _ = written("export", "--json", place / "bad")
    marks = [json.loads(line) for line in out.decode().split("\n")[:-1]]
    here = [mark for mark in marks if mark["document"] == FIRST]
    assert len(here) >= len(ATTACKS)
    assert all(text[mark["start"] : mark["end"]] == mark["text"] for mark in here)
    _, out, _ = written("mentions", "--json", place / "bad" / FIRST)
    mentions = [json.loads(line) for line in out.decode().split("\n")[:-1]]
    assert len(mentions) > len(ATTACKS)
    assert all(text[mention["start"] : mention["end"]] == mention["text"] for mention in mentions)


def test_files_that_are_exported_stay_in_their_folder(place: Path, tmp_path: Path) -> None:
    code, _, _ = written("export", "-o", tmp_path / "out", place / "bad")
    assert code == 0
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert files
    for path in files:
        assert path.is_relative_to(tmp_path / "out")
        assert list(leaks_in_plain(os.fsencode(path))) == []


@pytest.mark.parametrize("attack", ALL, ids=lambda attack: attack.name)
def test_an_argument_comes_back_harmless(attack: Attack, place: Path, tmp_path: Path) -> None:
    argument = os.fsdecode(attack.text.replace("\0", "").replace("\ud800", "").encode(*BYTES))
    text = tmp_path / "a.txt"
    text.write_text("Hanoi\n")
    calls: tuple[tuple[str | Path, ...], ...] = (
        (f"./{argument}",),
        ("show", f"./{argument}"),
        ("labels", f"./{argument}"),
        ("find", "x", f"./{argument}"),
        (f"--{argument}",),
        ("show", f"--{argument}"),
        ("show", f"-{argument}"),
        ("find", "x", "--limit", argument, text),
        ("entities", "--sort", argument, text),
        ("export", "--format", argument, text),
        ("import", "--from", f"./{argument}", text),
        ("find", f"x {argument} -", text),
        ("open", "--theme", argument, f"./{argument}"),
    )
    for call in calls:
        code, out, err = written(*call)
        assert code in {0, 1, 2, 3}, call
        assert_harmless(out, err)
        assert err.startswith(b"glossator: ") or not code


def test_a_fault_of_ours_with_a_traceback_is_harmless(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GLOSSATOR_DEBUG", "1")
    code, out, err = written("show", place / f"no {named('osc 52 bel')}{named('c1 csi')}")
    assert code == 3
    assert b"Traceback" in err
    assert list(leaks_in_plain(out + err)) == []


def test_every_other_command_is_harmless_in_a_hostile_environment(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("TERM", "COLORTERM", "LANG", "LC_ALL"):
        monkeypatch.setenv(name, f"xterm{named('osc 0')}{named('c1 csi')}")
    others = set(COMMANDS) - {command[0] for command in READS} - {"labels", "themes", "keys"}
    for other in others:
        for more in ([], ["--json"], ["--help"]):
            code, out, err = written(other, *more)
            assert code in {0, 1, 2, 3}, (other, err)
            assert list(leaks_in_plain(out + err)) == [], other


def test_what_a_person_has_set_comes_back_harmless(place: Path) -> None:
    for command in (["themes"], ["keys"], ["themes", "--json"], ["keys", "--json"]):
        code, out, err = written(*command)
        assert code == (3 if command[0] == "themes" else 0)
        assert_harmless(out, err)
        assert b"settings.yaml" in err or command[0] == "themes"


def _complaints(attack: Attack) -> Mapping[str, str]:
    """Label sets that cannot be used, an attack in each place where text can stand."""
    text = attack.text.encode("utf-8", "replace").decode()
    raw = f"labels:\n  - {{name: {text}, key: {text}}}\n"
    quoted = json.dumps("".join(c for c in text if ord(c) < 0x10000))
    fields = {"name": "A", "key": "a", "letter": "A", "description": "x", "hue": "org"}
    sets = {"raw": raw}
    for name in fields:
        row = ", ".join(f"{k}: {quoted if k == name else v}" for k, v in fields.items())
        sets[name] = f"labels:\n  - {{{row}}}\n"
    sets["field"] = f"labels:\n  - {{name: A, key: a, ? {quoted} : 1}}\n"
    sets["set"] = f"name: {quoted}\nlabels:\n  - {{name: A, key: a}}\n"
    sets["top"] = f"? {quoted}\n: 1\n"
    return sets


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: attack.name)
def test_a_label_set_is_refused_or_shown_harmless(attack: Attack, tmp_path: Path) -> None:
    for name, text in _complaints(attack).items():
        file = tmp_path / f"{name}.yaml"
        file.write_text(text, encoding="utf-8")
        for more in ([], ["--json"]):
            code, out, err = written("labels", file, *more)
            assert code in {0, 3}, (name, err)
            assert_harmless(out, err)


def test_own_labels_are_one_visible_character_each() -> None:
    for label in default_label_set().labels:
        assert list(leaks_in_plain((label.key + label.letter).encode())) == []
