"""Text from outside does nothing to the terminal: every byte that is written is looked at."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from terminal import Terminal, glossator, sequences

from corpus.hostile import is_harmless

# Sequences with numbers and words that nothing of ours ever sends.
PAYLOADS = (
    "\x1b]52;c;cHduZWQ=\x07",
    "\x1b]52;c;cHduZWQ=\x1b\\",
    "\x1b]0;pwned\x07",
    "\x1b]8;;http://pwned.example\x1b\\link\x1b]8;;\x1b\\",
    "\x1bP+q70776e6564\x1b\\",
    "\x1b_pwned\x1b\\",
    "\x1b[31337;77H",
    "\x1b[?31337h",
    "\x1b[38;5;213;31337m",
    "\x1b[3J",
    "\x1bc",
    "\x1b[21t",
    "\x9b31337m",
    "\x9d0;pwned\x9c",
    "\x90+qpwned\x9c",
    "back\x08\x08\x08\x08space",
    "bell\x07",
    "so\x0esi\x0f",
    "null\x00del\x7f",
    "over\rprint",
    "\u202eesrever\u202c",
    "\u2066isolate\u2069",
    "line\u2028separator\u2029next\x85",
    "tag\U000e0041\U000e007f",
    "many" + "\u0301" * 40,
    "[@click=app.quit]press[/]",
    "[bold red]markup[/bold red] [/b]",
    "[link=http://pwned.example]there[/link]",
)
FORBIDDEN = ("52;c", "pwned;", ";pwned", "31337", "?31337", "+q7077", "213;31337")


def benign(folder: Path) -> None:
    """A collection like the hostile one with nothing hostile in it."""
    (folder / "aaa.txt").write_text("A first title\n\nMr John Smith of Hanoi met the Politburo.\n")
    (folder / "name.txt").write_text("A second title\n\nMr John Smith of Hanoi spoke.\n")
    record = {"id": "x", "title": "A third title", "source": "source", "text": "Mr John Smith.\n"}
    (folder / "records.jsonl").write_text(json.dumps(record) + "\n")


def hostile(folder: Path) -> None:
    """The same with hostile text in text, titles, metadata, ids and names of files."""
    lines = "\n\n".join(f"Mr John Smith {payload} of Hanoi." for payload in PAYLOADS)
    (folder / "aaa.txt").write_text(
        f"A first {''.join(PAYLOADS[:9])} title\n\n{lines}\n", newline=""
    )
    for payload in PAYLOADS[2], PAYLOADS[6], PAYLOADS[20], PAYLOADS[25], "a\nb":
        name = f"name{payload.replace('/', '-')}.txt".replace("\0", "")
        (folder / name).write_text("A second title\n\nMr John Smith of Hanoi spoke.\n")
    (Path(os.fsdecode(os.fsencode(folder) + b"/bytes\xff\x9b31337m.txt"))).write_text("Title\n")
    everything = "".join(PAYLOADS)
    records = [
        {"id": f"x{everything}", "title": f"All {everything}", "text": f"{everything}\n"},
        {"id": "y", "title": "y", "source": everything, "date": everything, "text": "Text.\n"},
        {
            "id": "z",
            "title": "z\ud800",
            "author": everything,
            everything: "field",
            "text": "\udc9b",
        },
    ]
    records += [
        {"id": f"x{number}{payload}", "title": f"A third {payload}", "text": f"Text {payload}\n"}
        for number, payload in enumerate(PAYLOADS)
    ]
    text = "".join(json.dumps(record) + "\n" for record in records)
    (folder / "records.jsonl").write_text(text + "{broken \x1b]0;pwned\x07\n")


@pytest.fixture
def homes(tmp_path: Path) -> dict[str, str | None]:
    return {
        f"GLOSSATOR_{name}": str(tmp_path / name.lower())
        for name in ("CONFIG", "DATA", "STATE", "CACHE")
    }


def walk_through(folder: Path, env: dict[str, str | None]) -> bytes:
    """Everything the program writes while a person looks at everything there is."""
    with Terminal(glossator(str(folder)), size=(110, 34), env=env) as terminal:
        terminal.wait_for("Documents", "title")
        terminal.wait_until(lambda screen: "undecided here" in screen, "all recognised")
        for _ in range(10):
            terminal.send("<down>")
        terminal.send("<home>")
        terminal.wait_for("A first")
        terminal.send("<enter>")
        terminal.wait_until(lambda screen: "undecided here" in screen, "the first recognised")
        terminal.send("]")
        terminal.wait_for("a accept")
        terminal.send("a")
        terminal.wait_for("saved · 1 mark")
        terminal.send("J")
        terminal.send("J")
        terminal.send("K")
        terminal.send("?")
        terminal.wait_for("Keys", "type to search")
        terminal.send("<esc>")
        terminal.wait_gone("type to search")
        terminal.send("/")
        terminal.wait_for("a name, a title")
        terminal.send("title")
        terminal.wait_for("Titles", "Tab complete")
        terminal.send("<down>")
        terminal.send("<enter>")
        terminal.wait_gone("Titles")
        for key, expected in (("O", "Annotations"), ("t", "Legend"), (":", "Commands")):
            terminal.send(key)
            terminal.wait_for(expected)
            terminal.send("<esc>")
            terminal.wait_gone(expected)
        terminal.resize(70, 20)
        terminal.send("<ctrl+q>")
        terminal.wait_exit()
        return terminal.written


def shapes(written: bytes) -> set[tuple[str, str]]:
    """The kinds of things a terminal was told, numbers of colours and places aside."""
    found = set()
    for told in sequences(written):
        if told.kind == "csi":
            private = told.body[0] if told.body[0] in "?<=>" else ""
            exact = told.body if private else told.body.lstrip("0123456789;:")
            found.add((told.kind, exact))
        elif told.kind != "text":
            found.add((told.kind, told.body))
    return found


def assert_harmless(written: bytes) -> None:
    for told in sequences(written):
        if told.kind == "text":
            assert is_harmless(told.body), ascii(told.body)
        elif told.kind != "control":
            assert not [word for word in FORBIDDEN if word in told.body], ascii(told.body)
        assert told.kind != "string", ascii(told.body)


def test_no_sequence_but_our_own_reaches_the_screen(
    tmp_path: Path, homes: dict[str, str | None]
) -> None:
    good, bad = tmp_path / "good", tmp_path / "bad"
    good.mkdir()
    bad.mkdir()
    benign(good)
    hostile(bad)
    usual = walk_through(good, homes)
    written = walk_through(bad, homes)
    assert b"John Smith" in written
    assert_harmless(written)
    assert shapes(written) <= shapes(usual)


@pytest.mark.parametrize(
    "command",
    [
        ["open"],
        ["show"],
        ["show", "--json"],
        ["index"],
        ["find", "smith"],
        ["find", "--json", "third"],
        ["mentions"],
        ["mentions", "--json"],
        ["entities"],
        ["import"],
    ],
)
def test_no_sequence_but_our_own_comes_from_a_command(
    command: list[str], tmp_path: Path, homes: dict[str, str | None]
) -> None:
    folder = tmp_path / "bad"
    folder.mkdir()
    hostile(folder)
    # TERM=dumb: not even ours.
    with Terminal(
        glossator(*command, str(folder)), size=(120, 50), env={**homes, "TERM": "dumb"}
    ) as terminal:
        assert terminal.wait_exit() in {0, 1}
        for told in sequences(terminal.written):
            assert told.kind == "text" or told.body in "\r\n\t", ascii(told.body)
            assert told.kind != "text" or is_harmless(told.body), ascii(told.body)


def test_hostile_arguments_come_back_harmless(tmp_path: Path) -> None:
    for payload in PAYLOADS[:20]:
        argument = payload.replace("\0", "")
        with Terminal(["/bin/sh", "-c", '"$0" -m tui show "$1"', glossator()[0], argument]) as it:
            assert it.wait_exit() == 3
            for told in sequences(it.written):
                assert told.kind == "text" or told.body in "\r\n", ascii(told.body)
                assert told.kind != "text" or is_harmless(told.body), ascii(told.body)
