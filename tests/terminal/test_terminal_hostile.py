"""Text from outside does nothing to the terminal: every byte that is written is looked at."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
from hostile.attacks import LONG, SHORT, named
from hostile.grammar import leaks, leaks_in_plain
from hostile.made_hostile import FIRST, environment, hostile_collection, hostile_home
from terminal import ROOT, Terminal, glossator

from corpus.hostile import without_harmful
from corpus.readers import read
from corpus.readers.sources import find_sources

PASTED = SHORT.encode("utf-8", "replace").decode()
"""As a terminal pastes that does not take out escapes, as most do."""
AUTHOR = f"an{named('osc 0')}{named('c1 csi')}"


# What is drawn must be harmless by itself: here nothing stands between it and the terminal.
WITHOUT_NET = """
import sys
import tui.terminal.driver
from tui.cli import run

tui.terminal.driver.netted = lambda data: data
sys.exit(run(["open", "--plain-driver", *[a for a in sys.argv[1:] if a != "open"]]))
"""
BARE = [sys.executable, "-c", WITHOUT_NET]


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hostile")
    hostile_collection(folder / "bad \x1b]0;pwned\x07")
    return folder


@pytest.fixture(scope="module")
def bad(place: Path) -> Path:
    """The collection, in a folder that is called after an attack."""
    return next(place.glob("bad*"))


@pytest.fixture(scope="module")
def homes(place: Path) -> Mapping[str, str | None]:
    return hostile_home(place / "home")


class Walk:
    """A person who looks at everything there is."""

    def __init__(self, terminal: Terminal) -> None:
        self.terminal = terminal
        self.copied = 0

    def press(self, keys: str, *expected: str, gone: str = "") -> None:
        self.terminal.send(keys)
        if expected:
            self.terminal.wait_for(*expected)
        if gone:
            self.terminal.wait_gone(gone)

    def look_at(self, keys: str, *expected: str) -> None:
        """Open something that has a line to type in, go through it, filter it, and leave."""
        self.press(keys, *expected)
        self.press("<pagedown><pagedown><end><home>")
        self.terminal.paste(PASTED)
        self.terminal.wait_until(lambda screen: "52;c;cHduZWQ" in screen.split("\n")[2], "pasted")
        self.press("<esc>", "? keys")

    def command(self, name: str, *expected: str) -> None:
        self.press(":", "Commands")
        self.look_at(f"{name}<enter>", *expected)

    def documents(self) -> None:
        self.terminal.wait_for("Documents")
        self.terminal.wait_until(lambda screen: "undecided here" in screen, "recognised")
        self.press("<pagedown><pagedown><pagedown><pagedown><home>")
        self.press("s", "sorted by title")
        self.press("<end><home>ss", "sorted by length")
        self.press("f", "words in title")
        self.terminal.paste(PASTED)
        self.terminal.wait_for("no document has these words")
        self.press("<ctrl+u>A first", "1 of ")
        self.press("<enter>")
        self.press("<enter>", "A first", "undecided here")

    def reader(self) -> None:
        self.press("g", "A first")
        self.press("<pagedown>" * 20)
        self.press("G", "100 %")
        self.press("V", " Space label")
        self.press("<esc>", gone=" Space label")
        self.press("g")
        self.press("<ctrl+v>", " Space label")
        self.press("y", "copied")
        self.copied += 1
        self.press("<esc>", gone=" Space label")

    def marks(self) -> None:
        self.press("]", "a accept")
        self.press("a", "saved")
        self.press("]", "x reject")
        self.press("x", "saved · rejected")
        self.press("u", "saved · undo")
        self.press("<ctrl+r>", "saved · redo")
        self.press("G")
        self.press("W", " Space label")
        self.press("<space>", "PERSON")
        self.press("<down><right><down><end>")
        self.press("1", "saved · PERSON")
        self.press("m", "Note · ")
        self.terminal.paste(PASTED)
        self.terminal.wait_until(lambda screen: "}" in screen and "${HOME}" in screen, "pasted")
        self.press("<pageup><pagedown>")
        self.press("<ctrl+s>", "saved · note")
        self.press("m", "Note · ", "${HOME}")
        self.press("<pageup><esc>", gone="Note · ")

    def lists(self) -> None:
        self.look_at("O", "Annotations", "Enter go there", "OWN")
        self.look_at("t", "Legend", "not in the label set")
        self.command("history", "History", "made again")
        self.command("problems", "Problems", "settings.yaml")
        self.look_at("?", "Keys", "type to search")
        self.press("T", "Themes", "[@click=app.quit]")
        self.press("<down><end><up><home><esc>", gone="Themes")

    def cards(self) -> None:
        self.press("g")
        self.press("]", "a accept")
        self.press("<enter>", "= merge")
        self.press("<down><pagedown><end><home>")
        self.press("<esc>", gone="= merge")
        self.press("nnN")
        self.press("H")
        self.press("O", "Annotations")
        self.press("OWN hanoi", "OWN hanoi")
        self.press("<enter>", "n next")
        self.press("d", "saved · deleted")
        self.press("u", "saved · undo")

    def entities(self) -> None:
        self.press("c", "Concordance", "Enter read")
        self.press("ss<end><pageup><esc>", gone="Enter read")
        self.press("E", "Entities", "Space pick")
        self.press("ss<end><pageup><home>")
        self.press("f", "a few letters")
        self.terminal.paste(PASTED)
        self.press("<ctrl+u>pwned<enter>", "Space pick")
        self.press("<enter>", "mention", gone="last seen")
        self.press("<pagedown><esc>", "last seen")
        self.press("<esc>", "names ·")
        self.press("<esc>", gone="last seen")
        self.press("#", "Frequency by label")
        self.press("<end><esc>", gone="Frequency by label")
        self.press("@", "Key entities")
        self.press("<end><esc>", gone="Key entities")
        self.press("P", "May be one")
        self.press("<end><esc>", gone="May be one")
        self.press("i", "rules:")

    def search(self) -> None:
        self.press("/", "a name, a title")
        self.press("pwned", "Here ", "Names ")
        self.press("<down><down><tab>")
        self.press("<ctrl+u>")
        self.terminal.paste(f'"{PASTED}')
        self.terminal.wait_for("$(id) `id`")
        self.press("<enter>")
        self.press("<esc>")
        self.press("/", "find in titles")
        self.press("<ctrl+u>pwned", "Here ", "Names ")
        self.press("<down><enter>", gone="Up Down choose")
        self.press("nnn")

    def leave(self) -> None:
        self.press("JJKJ")
        self.terminal.resize(70, 20)
        self.press("<tab>", "Documents")
        self.terminal.resize(40, 12)
        self.press("<down><tab>")
        self.press("<ctrl+q>")
        self.terminal.wait_exit()


@pytest.mark.parametrize("options", [[], ["--plain-driver"]])
def test_no_sequence_but_our_own_reaches_the_screen(
    options: list[str], bad: Path, homes: Mapping[str, str | None], tmp_path: Path
) -> None:
    env = {**homes, **environment(), "GLOSSATOR_STATE": str(tmp_path)}
    command = glossator("open", *options, "--author", "somebody", str(bad))
    with Terminal(command, size=(120, 40), env=env) as terminal:
        walk = Walk(terminal)
        walk.documents()
        walk.reader()
        walk.search()
        walk.leave()
        assert b"John Smith" in terminal.written
        assert list(leaks(terminal.written, copied=walk.copied)) == []


def test_what_is_drawn_is_harmless_without_the_second_net(
    bad: Path, homes: Mapping[str, str | None], tmp_path: Path
) -> None:
    env = {**homes, **environment(), "GLOSSATOR_STATE": str(tmp_path)}
    command = [*BARE, "open", "--author", AUTHOR, str(bad)]
    with Terminal(command, size=(120, 40), env=env) as terminal:
        walk = Walk(terminal)
        walk.documents()
        walk.reader()
        walk.marks()
        walk.lists()
        walk.cards()
        walk.entities()
        walk.search()
        walk.leave()
        assert list(leaks(terminal.written, copied=walk.copied)) == []
    assert_marks_stand_where_they_say(bad, env)


def assert_marks_stand_where_they_say(bad: Path, env: Mapping[str, str | None]) -> None:
    """What was marked after attacks has the offsets of the document, and its note is kept."""
    done = subprocess.run(
        glossator("export", "--json", str(bad)),
        capture_output=True,
        check=True,
        cwd=ROOT,
        env={**os.environ, **{name: value for name, value in env.items() if value}},
    )
    text = read(find_sources([bad / FIRST]).sources[0]).text
    marks = [json.loads(line) for line in done.stdout.decode().split("\n")[:-1]]
    mine = [mark for mark in marks if mark["author"] == AUTHOR]
    assert len(mine) == 2
    assert all(text[mark["start"] : mark["end"]] == mark["text"] for mark in mine)
    assert max(mark["start"] for mark in mine) > text.rindex(LONG[-1].text)
    assert {mark["note"] for mark in mine} == {"", without_harmful(PASTED).rstrip()}


def test_no_sequence_but_our_own_comes_from_commands(
    bad: Path, homes: Mapping[str, str | None]
) -> None:
    commands = ("index", "find pwned", "show", "mentions", "themes")
    one = "; ".join(
        f'"$0" -m tui {command}' + ' "$1"' * (command != "themes") for command in commands
    )
    command = ["/bin/sh", "-c", one, glossator()[0], str(bad)]
    with Terminal(command, size=(80, 50), env={**homes, **environment()}) as terminal:
        terminal.wait_exit()
        assert b"Traceback" not in terminal.written
        assert b"\x1b[1m" in terminal.written
        assert list(leaks_in_plain(terminal.written)) == []
        assert all(b"\r" not in line[:-1] for line in _lines(terminal.written))


def _lines(written: bytes) -> list[bytes]:
    """Lines without the line that says how far it is, which is written over on purpose."""
    return re.sub(rb"(?:\r[a-z0-9, ]{40})+\r", b"", written).split(b"\n")
