"""A collection, and a home, in which everything that can hold text holds attacks."""

from __future__ import annotations

import json
import os
import re
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

from hostile.attacks import ALL, ATTACKS, SHORT, as_bytes, named
from made_marks import adding, annotation, rejection

from corpus.annotation import Annotation
from corpus.document import digest_of
from corpus.store.opening import open_store

__all__ = [
    "FIRST",
    "FOREIGN",
    "environment",
    "file_names",
    "hostile_collection",
    "hostile_home",
    "hostile_text",
]

FIRST = "aaa.txt"
"""The document with all attacks in its text."""

FOREIGN = f"OWN{SHORT}"
"""A label that another program wrote."""

_ROOT = Path(__file__).resolve().parents[2]


def hostile_text() -> str:
    """All attacks, each between names that are recognised."""
    pieces = (f"Mr John Smith {attack.text} of Hanoi met the Politburo." for attack in ALL)
    return "A first " + SHORT.replace("\n", " ") + " title\n\n" + "\n\n".join(pieces) + "\n"


def hostile_collection(folder: Path) -> Path:
    """Attacks in texts, titles, metadata, ids, names, labels, own entities, marks and .ann."""
    folder.mkdir(parents=True)
    text = hostile_text()
    (folder / FIRST).write_bytes(text.encode("utf-8", "surrogatepass"))
    for name, data in as_bytes().items():
        (folder / f"{name}.txt").write_bytes(data)
    _files_with_names(folder)
    _markdown(folder)
    _records(folder / "records.jsonl")
    own = folder / ".glossator"
    own.mkdir()
    (own / "labels.yaml").write_text(_labels(), encoding="utf-8")
    (own / "entities.yaml").write_text(_entities(), encoding="utf-8")
    (folder / "aaa.ann").write_bytes(_ann(text).encode("utf-8", "surrogatepass"))
    _marks_of_others(folder)
    return folder


def file_names() -> Iterable[bytes]:
    """Names of files as bytes, some of them no UTF-8."""
    for attack in ATTACKS:
        name = attack.text.replace("/", "-").replace("\0", "")
        yield f"name {name}"[:60].encode("utf-8", "surrogatepass")
    yield b"bytes \xff\x9b31337m\x9d0;pwned\x9c"
    yield b"line\nglossator: pwned"


def _files_with_names(folder: Path) -> None:
    for name in file_names():
        path = Path(os.fsdecode(os.fsencode(folder) + b"/" + name + b".txt"))
        path.write_text("A second title\n\nMr John Smith of Hanoi spoke.\n")
    inner = Path(os.fsdecode(os.fsencode(folder) + b"/folder \x1b]0;pwned\x07\x9b31337m"))
    inner.mkdir()
    (inner / "inside.txt").write_text("An inner title\n\nHanoi.\n")
    (inner / "empty.txt").write_bytes(b"")
    (inner / "binary \x1b[31337m.txt").write_bytes(bytes(range(256)) * 8)
    os.mkfifo(inner / "pipe \x1b[31337m.txt")
    (inner / "gone \x1b[31337m.txt").symlink_to("nowhere")


def _markdown(folder: Path) -> None:
    front = "".join(f"{key}: {_quoted(SHORT)}\n" for key in ("title", "date", "source", "author"))
    body = "\n\n".join(f"## {attack.text}\n\nText {attack.text}." for attack in ATTACKS)
    text = f"---\n{front}---\n\n# Heading {SHORT}\n\n{body}\n\n[link]({named('osc 8')})\n"
    (folder / "marked.md").write_bytes(text.encode("utf-8", "surrogatepass"))


def _quoted(text: str) -> str:
    """A text as YAML writes it, whatever is in it; YAML has no surrogates."""
    text = re.sub("[\ud800-\udfff]", "", text)
    escaped = re.sub(r"[^ -~]|[\"\\]", lambda found: f"\\U{ord(found[0]):08x}", text)
    return f'"{escaped}"'


def _records(path: Path) -> None:
    records: list[dict[str, object]] = [
        {"id": f"x{SHORT}", "title": f"All {SHORT}", "text": f"{SHORT}\n"},
        {"id": "y", "title": "y", "source": SHORT, "date": SHORT, "text": "Text.\n"},
        {"id": "z", "author": SHORT, SHORT: SHORT, "text": "\udc9b", "tags": [SHORT, SHORT]},
        {"id": "long", "title": "".join(a.text for a in ALL[-4:]), "text": "Long.\n"},
        {"id": "\x1b]0;pwned\x07", "text": "Once.\n"},
        {"id": "\x1b]0;pwned\x07", "text": "Twice.\n"},
        {"id": SHORT, "text": 7},
    ]
    records += [
        {"id": f"r{number}", "title": f"{attack.text} third", "text": f"Text {attack.text}\n"}
        for number, attack in enumerate(ATTACKS)
    ]
    lines = "".join(json.dumps(record) + "\n" for record in records)
    broken = '{broken \x1b]0;pwned\x07\n"\x9b31337m\x1b[21t"\n'
    path.write_bytes((lines + broken).encode() + b'{"text": "\xff\x9b31337m"}\n')


def _labels() -> str:
    """A label set as hostile as one may be: what is refused is tested one by one."""
    rows = [
        ("PERSON", "1", "P", "[@click=app.quit]People[/] [bold", "person"),
        ("ORG", "2", "[", "\u05d0\u05d1 {0} %s [/]", "#7cb7ff"),
        ("TITLE", "8", "T", "葛\U000e0100 \u0301\u0301", "title"),
    ]
    names = ("name", "key", "letter", "description", "hue")
    rows += [(name, name[0].lower(), name[0], "", "gpe") for name in ("GPE", "NORP", "DATE")]
    entries = "".join(
        "  - {" + ", ".join(f"{n}: {_quoted(v)}" for n, v in zip(names, row, strict=True)) + "}\n"
        for row in rows
    )
    return f"name: {_quoted('[@click=app.quit]set[/]')}\nlabels:\n{entries}"


def _entities() -> str:
    names = ", ".join(_quoted(f"Own {attack.text}") for attack in ATTACKS if attack.text.strip())
    return (
        f"gazetteer:\n  ORG: [{names}]\npatterns:\n  - {{label: LAW, regex: '[^ ]*pwned[^ ]*'}}\n"
    )


def _ann(text: str) -> str:
    """A brat file with marks that can be placed, and lines that cannot be used."""
    rows = []
    for number, attack in enumerate(ATTACKS, start=1):
        sentence = f"Mr John Smith {attack.text} of Hanoi"
        start = text.index(sentence)
        label = "".join(attack.text.split()) or "X"
        rows.append(f"T{number}\tPERSON {start} {start + 13}\tMr John Smith")
        rows.append(f"A{number}\tKind T{number} {attack.text}")
        rows.append(f"#{number}\tAnnotatorNotes T{number}\t{attack.text}")
        rows.append(f"N{number}\tReference T{number} Glossator:{label}\t{attack.text}")
        rows.append(f"T{number + 1000}{attack.text}\t{label} 1 2\t{attack.text}")
        rows.append(f"T{number + 2000}\t{label} {start + 3} {start + 7}\tJohn")
        rows.append(attack.text)
    return "\n".join(rows) + "\n"


def _marks_of_others(folder: Path) -> None:
    """A store as another program may write it: attacks in whatever column takes text."""
    text = (folder / FIRST).read_bytes().decode("utf-8", "replace")
    spare = folder.parent / "spare"
    store = open_store(folder, spare)
    values: list[Annotation] = []
    place = text.index("Hanoi")
    quote = text[place : place + 5]
    for number, attack in enumerate(ATTACKS):
        values.append(
            annotation(
                place,
                place + 5,
                FOREIGN if number == 0 else f"L{attack.text}",
                document=FIRST,
                quote=quote,
                id=f"a{number}{attack.text}",
                author=attack.text,
                created=attack.text,
                note=f"note {attack.text}",
                entity=attack.text,
                attributes={attack.text: attack.text},
            )
        )
        place = text.index("Hanoi", place + 1)
    digest = digest_of(text)
    odd = annotation(0, 5, FOREIGN, document=f"gone {SHORT}", quote=SHORT, author=SHORT, note=SHORT)
    lost = annotation(1, 6, FOREIGN, document=FIRST, quote=f"nowhere {SHORT}")
    store.apply(adding(*values, odd, lost, author=SHORT, description=f"Mark {SHORT}", id="e-many"))
    for number, attack in enumerate(ATTACKS):
        value = rejection(number, number + 1, attack.text, document=FIRST, author=attack.text)
        store.apply(
            adding(value, author=attack.text, description=attack.text, id=f"e{number}{attack.text}")
        )
    where = store.where
    store.close()
    with closing(sqlite3.connect(where)) as connection, connection:
        connection.execute("UPDATE annotations SET digest = ? WHERE digest = 'digest'", (digest,))


def hostile_home(folder: Path) -> dict[str, str | None]:
    """Folders of a person whose settings, keys and themes hold attacks."""
    homes = {name: folder / name.lower() for name in ("CONFIG", "DATA", "STATE", "CACHE")}
    config = homes["CONFIG"]
    (config / "themes").mkdir(parents=True)
    keys = "".join(f"  {_quoted(a.text)}: {_quoted(a.text)}\n" for a in ATTACKS)
    keys += "".join(
        f"  {command}: {_quoted(attack.text)}\n"
        for command, attack in zip(("move.down", "app.undo", "app.copy"), ATTACKS, strict=False)
    )
    (config / "settings.yaml").write_text(
        f"theme: {_quoted(SHORT)}\nauthor: {_quoted(SHORT)}\nmeasure: {_quoted(SHORT)}\n"
        f"ascii: {_quoted(SHORT)}\n? {_quoted(SHORT)}\n: 1\nkeys:\n{keys}"
    )
    dark = (_ROOT / "themes" / "dark.yaml").read_text()
    changes = {
        "titled": ("title: Dark", f"title: {_quoted(SHORT)}"),
        "marked": ("title: Dark", f"title: {_quoted('[@click=app.quit]Theme[/] [bold')}"),
        "named": ("name: dark", f"name: {_quoted(SHORT)}"),
        "coloured": ('accent: "#7cb7ff"', f"accent: {_quoted(SHORT)}"),
        "fielded": ("ansi: no", f"ansi: no\n? {_quoted(SHORT)}\n: 1"),
        "flagged": ("dark: yes", f"dark: {_quoted(SHORT)}"),
    }
    for name, (before, after) in changes.items():
        changed = dark.replace(before, after, 1).replace("name: dark", f"name: {name}")
        (config / "themes" / f"{name} \x1b]0;pwned\x07.yaml").write_text(changed)
    (config / "themes" / "raw.yaml").write_bytes(b"name: \x1b]0;pwned\x07\x9b31337m\n")
    (config / "themes" / "c1.yaml").write_text("name: \x9b31337m\n", encoding="utf-8")
    return {f"GLOSSATOR_{name}": str(path) for name, path in homes.items()}


def environment() -> dict[str, str]:
    """Variables that the program or its libraries look at, with attacks in them."""
    attack = "\x1b]0;pwned\x07\x1b[31337;1H"
    return {
        **dict.fromkeys(("USER", "LOGNAME", "LNAME", "USERNAME"), f"an{attack}"),
        "COLORTERM": f"truecolor{attack}",
        "LANGUAGE": attack,
        "LC_MESSAGES": attack,
        "TERM_PROGRAM": attack,
        "EDITOR": attack,
        "SSH_CONNECTION": attack,
        "TMUX": attack,
        "TZ": attack,
    }
