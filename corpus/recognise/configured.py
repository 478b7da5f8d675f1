"""Which recognisers a collection is read with: what it asks for, and what the person has set.

A collection may come from anybody. So its own file can only choose among what is installed here;
programs, and pipelines by path, count from the person's own settings alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NoReturn

from corpus.errors import InputError
from corpus.hostile import harmless_line
from corpus.recognise.patterns_file import LABEL
from corpus.yaml_text import compose

__all__ = ["CHOICE_FILE", "Choice", "Chosen", "choice_of_collection", "read_choice"]

Node = Any
"""A YAML node: ``id`` says of which kind, and ``value`` depends on it."""

CHOICE_FILE = "recognisers.yaml"
"""Its name in a collection's folder ``.glossator``."""

_MOST_BYTES = 1_000_000
_MOST = 20
_KINDS = "rules, patterns, spacy or command"
_FIELDS = {
    "spacy": ("spacy", "languages"),
    "command": ("command", "timeout", "start", "labels", "version"),
}
_LANGUAGE = re.compile(r"[a-z]{2,3}")
_NUMBER = re.compile(r"\d{1,4}(?:\.\d{1,3})?")


@dataclass(frozen=True, slots=True)
class Chosen:
    """One recogniser as it was asked for; ``kind`` is rules, patterns, spacy or command."""

    kind: str
    model: str = ""
    languages: tuple[str, ...] = ()
    command: tuple[str, ...] = ()
    timeout: float | None = None
    start: float | None = None
    labels: tuple[tuple[str, str], ...] = ()
    version: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """The recognisers of a list, and sentences on what of it cannot be used.

    ``given`` is False when there is no list: then it says nothing, not even "none".
    """

    chosen: tuple[Chosen, ...] = ()
    problems: tuple[str, ...] = ()
    given: bool = field(default=False)

    def with_own(self, own: Sequence[Chosen]) -> tuple[Chosen, ...]:
        """What to run: a collection's choice and the person's ``own``, each once, rules first.

        The rules and the collection's patterns when neither says anything.
        """
        both = (*self.chosen, *own)
        if not self.given and not own:
            both = (Chosen("rules"), Chosen("patterns"))
        order = {"rules": 0, "spacy": 1, "command": 1, "patterns": 2}
        return tuple(sorted(dict.fromkeys(both), key=lambda chosen: order[chosen.kind]))


def choice_of_collection(folder: Path) -> Choice:
    """What the collection in a folder asks for; never raises."""
    path = folder / ".glossator" / CHOICE_FILE
    name = harmless_line(str(path))
    try:
        with path.open("rb") as stream:
            data = stream.read(_MOST_BYTES + 1)
        if len(data) > _MOST_BYTES:
            raise InputError(f"{name}: larger than {_MOST_BYTES:,} bytes; shorten it.")
        return read_choice(data.decode("utf-8-sig"), name, own=False)
    except FileNotFoundError:
        return Choice()
    except OSError as error:
        problem = f"{name}: cannot be read ({error.strerror or error})."
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        problem = f"{name}, line {line}: not UTF-8; save the file as UTF-8."
    except InputError as error:
        problem = str(error)
    return Choice(problems=(f"{problem} The collection is read with the usual recognisers.",))


def read_choice(text: str, file: str, *, own: bool) -> Choice:
    """The list ``recognisers`` of a YAML text; ``own`` when it is the person's settings.

    Settings may hold other fields, and name programs and paths. Entries that cannot be used are
    left out, each with a sentence. Raises InputError when the text as a whole cannot be understood.
    """
    root = compose(text, file)
    if root is None:
        return Choice()
    return _Reader(file, own=own).choice(root)


class _Reader:
    def __init__(self, file: str, *, own: bool) -> None:
        self._file = harmless_line(file)
        self._own = own

    def choice(self, root: Node) -> Choice:
        fields = self._fields(root, "", None if self._own else ("recognisers",))
        entries = fields.get("recognisers")
        if entries is None:
            return Choice()
        chosen: list[Chosen] = []
        problems: list[str] = []
        items = self._items(entries, "recognisers")
        if len(items) > _MOST:
            self._fail(entries, "recognisers", f"has more than {_MOST} entries; leave some out")
        for item in items:
            try:
                chosen.append(self._chosen(item))
            except InputError as error:
                problems.append(f"{error} It is left out.")
        return Choice(tuple(chosen), tuple(problems), given=bool(chosen) or not problems)

    def _chosen(self, node: Node) -> Chosen:
        if node.id == "scalar":
            if node.value not in ("rules", "patterns"):
                self._fail(node, "recognisers", f"has an entry that is not {_KINDS}")
            return Chosen(str(node.value))
        fields = self._fields(node, "recognisers", None)
        kind = next((kind for kind in _FIELDS if kind in fields), "")
        if not kind:
            self._fail(node, "recognisers", f"has an entry that is not {_KINDS}")
        for name, value in fields.items():
            if name not in _FIELDS[kind]:
                known = ", ".join(_FIELDS[kind])
                self._fail(value, name, f"is not known beside {kind}; there are {known}")
        return self._spacy(fields) if kind == "spacy" else self._command(fields)

    def _spacy(self, fields: dict[str, Node]) -> Chosen:
        model = self._text(fields["spacy"], "spacy")
        if not self._own and not re.fullmatch(r"[A-Za-z][A-Za-z0-9_]{0,99}", model):
            self._fail(
                fields["spacy"],
                "spacy",
                "must name an installed pipeline; a path counts in your own settings only",
            )
        languages = []
        for item in self._items(fields.get("languages"), "languages"):
            language = self._text(item, "languages")
            if not _LANGUAGE.fullmatch(language):
                self._fail(item, "languages", "must be codes such as en and vi")
            languages.append(language)
        return Chosen("spacy", model=model, languages=tuple(languages))

    def _command(self, fields: dict[str, Node]) -> Chosen:
        if not self._own:
            self._fail(
                fields["command"],
                "command",
                "is not run for a collection: whoever made it could run anything here. "
                "If you know and want this program, name it in your own settings.yaml",
            )
        command = [self._text(i, "command") for i in self._items(fields["command"], "command")]
        if not command:
            self._fail(fields["command"], "command", "must have a program in it")
        return Chosen(
            "command",
            command=tuple(command),
            timeout=self._seconds(fields.get("timeout"), "timeout"),
            start=self._seconds(fields.get("start"), "start"),
            labels=tuple(self._labels(fields.get("labels"))),
            version=self._text(fields["version"], "version") if "version" in fields else "",
        )

    def _labels(self, node: Node | None) -> Iterator[tuple[str, str]]:
        if node is None:
            return
        for theirs, value in self._fields(node, "labels", None).items():
            ours = str(value.value).strip() if value.id == "scalar" else None
            if ours is None or (ours and not LABEL.fullmatch(ours)):
                self._fail(value, f"labels.{theirs}", "must be a label, or empty to leave it out")
            yield theirs, ours

    def _seconds(self, node: Node | None, name: str) -> float | None:
        if node is None:
            return None
        text = self._text(node, name)
        if not _NUMBER.fullmatch(text) or not 0 < float(text) <= 3600:
            self._fail(node, name, "must be seconds, more than 0 and at most 3600")
        return float(text)

    def _fields(self, node: Node, name: str, known: tuple[str, ...] | None) -> dict[str, Node]:
        if node.id != "mapping" or any(key.id != "scalar" for key, _ in node.value):
            self._fail(node, name or "the file", "must be names with a colon and a value each")
        fields: dict[str, Node] = {}
        for key, value in node.value:
            if known is not None and key.value not in known:
                self._fail(key, key.value, f"is not known; there is {', '.join(known)}")
            if key.value in fields:
                self._fail(key, key.value, "is given twice; leave one out")
            fields[key.value] = value
        return fields

    def _items(self, node: Node | None, name: str) -> list[Node]:
        if node is None:
            return []
        if node.id != "sequence":
            self._fail(node, name, "must be a list: [one, another]")
        return list(node.value)

    def _text(self, node: Node, name: str) -> str:
        text = str(node.value).strip() if node.id == "scalar" else ""
        if not text or not text.isprintable():
            self._fail(node, name, "must be a text of one line that is not empty")
        return text

    def _fail(self, node: Node, name: str, problem: str) -> NoReturn:
        place = f"{self._file}, line {node.start_mark.line + 1}, field {harmless_line(name)[:60]}"
        raise InputError(f"{place}: {problem}.")
