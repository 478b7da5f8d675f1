"""A person's own names and patterns, read from YAML so that every complaint names its line.

The YAML is heard as events, one name after the other: a million of them as a tree would take half
a gigabyte.
"""

from __future__ import annotations

import re
import unicodedata
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NoReturn

from corpus.errors import InputError
from corpus.hostile import harmless_line
from corpus.recognise.gazetteer import LONGEST, squashed
from corpus.yaml_text import events

__all__ = ["LABEL", "OwnPattern", "OwnWords", "name_problem", "pattern_problem", "read_own_words"]

LABEL = re.compile(r"[A-Za-z0-9_-]{1,64}")

_LONGEST_PATTERN = 1000
_MOST_PATTERNS = 1000
_MOST_REPEATED = 100_000
"""What counted repetitions come to, multiplied: the engine writes them out, with all their text."""

_COUNTED = re.compile(r"\{(\d*)(?:,(\d*))?\}")


@dataclass(frozen=True, slots=True)
class OwnPattern:
    """A regular expression for mentions of a label; ``line`` is where it stands in its file."""

    label: str
    regex: str
    line: int


@dataclass(frozen=True, slots=True)
class OwnWords:
    """What a file says: label by name, as ``squashed`` gives it and composed; and patterns."""

    names: dict[str, str]
    patterns: tuple[OwnPattern, ...]


def read_own_words(text: str, file: str) -> OwnWords:
    """The names and patterns of a YAML text; of a name given twice the later label counts.

    Raises InputError with file, line, field and what is wrong.
    """
    return _Reader(text, file).words()


def name_problem(name: str) -> str:
    """What is wrong with a name for the gazetteer; empty when it can be used."""
    if not name.strip():
        return "must be a text that is not empty"
    if len(squashed(name)) > LONGEST:
        return f"is longer than {LONGEST} characters: this is no name"
    return ""


def pattern_problem(regex: str) -> str:
    """What is wrong with a regular expression; empty when it can be used.

    Regular expressions are Python's, with nothing in them that could take all memory.
    """
    if not regex.strip():
        return "must be a text that is not empty"
    if len(regex) > _LONGEST_PATTERN:
        return f"is longer than {_LONGEST_PATTERN} characters: make several patterns of it"
    repeated = 1
    for match in _COUNTED.finditer(regex):
        numbers = [int(number[:9]) for number in match.groups() if number]
        repeated *= max(*numbers, 1) if numbers else 1
        if repeated > _MOST_REPEATED:
            return "repeats too much: lower the numbers in {}"
    return _refusal(regex)


def _refusal(pattern: str) -> str:
    """Why neither Python nor the engine that runs it takes the pattern; empty when both do."""
    import regex

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            re.compile(pattern)
            regex.compile(pattern, regex.VERSION0)
    except (re.error, regex.error, OverflowError, RecursionError, MemoryError, ValueError) as error:
        reason = harmless_line(str(error)) or "it is too deep"
        return f"is not a regular expression ({reason})"
    return ""


class _Reader:
    """Walks the events of the YAML."""

    def __init__(self, text: str, file: str) -> None:
        self._file = file
        self._events = events(text, file)
        self._event: Any = None
        self._names: dict[str, str] = {}
        self._patterns: list[OwnPattern] = []
        self._next()

    def words(self) -> OwnWords:
        """All that the text says."""
        if self._event is not None:
            for key in self._mapping("the file"):
                if key.value == "gazetteer":
                    self._gazetteer()
                elif key.value == "patterns":
                    for _ in self._sequence("patterns"):
                        self._pattern()
                else:
                    self._fail(key, key.value, "is not known here; there is gazetteer and patterns")
        return OwnWords(self._names, tuple(self._patterns))

    def _gazetteer(self) -> None:
        for key in self._mapping("gazetteer"):
            field = f"gazetteer.{key.value}"
            self._check_label(key, field)
            label = key.value
            for name in self._sequence(field):
                text = self._text(name, field)
                if problem := name_problem(text):
                    self._fail(name, field, problem)
                if not text.isascii():
                    text = unicodedata.normalize("NFC", text)
                self._names[squashed(text)] = label
                self._next()

    def _pattern(self) -> None:
        begin = self._event
        fields: dict[str, Any] = {}
        for key in self._mapping("patterns"):
            if key.value not in ("label", "regex"):
                self._fail(key, key.value, "is not known here; a pattern has label and regex")
            self._text(self._event, key.value)
            fields[key.value] = self._event
            self._next()
        for name in ("label", "regex"):
            if name not in fields:
                self._fail(begin, name, "is missing from this pattern")
        self._check_label(fields["label"], "label")
        regex = fields["regex"]
        if problem := pattern_problem(regex.value):
            self._fail(regex, "regex", problem)
        if len(self._patterns) == _MOST_PATTERNS:
            self._fail(begin, "patterns", f"are more than {_MOST_PATTERNS}; leave some out")
        self._patterns.append(OwnPattern(fields["label"].value, regex.value, _line(regex)))

    # The events: each method begins with the current one and leaves the one after its part.

    def _next(self) -> None:
        self._event = next(self._events, None)

    def _mapping(self, field: str) -> Iterator[Any]:
        """The keys; with each the current event is the first of its value."""
        if not self._is("MappingStartEvent"):
            self._fail(self._event, field, "must be a list of names with a colon and a value each")
        self._next()
        while not self._is("MappingEndEvent"):
            key = self._event
            if not self._is("ScalarEvent"):
                self._fail(key, field, "must be a list of names with a colon and a value each")
            self._next()
            yield key
        self._next()

    def _sequence(self, field: str) -> Iterator[Any]:
        """The first event of each item, which is the current one."""
        if not self._is("SequenceStartEvent"):
            self._fail(self._event, field, "must be a list")
        self._next()
        while not self._is("SequenceEndEvent"):
            yield self._event
        self._next()

    def _is(self, kind: str) -> bool:
        return type(self._event).__name__ == kind

    def _text(self, event: Any, field: str) -> str:  # noqa: ANN401 - a YAML event
        if type(event).__name__ != "ScalarEvent" or not event.value.strip():
            self._fail(event, field, "must be a text that is not empty")
        return str(event.value)

    def _check_label(self, event: Any, field: str) -> None:  # noqa: ANN401 - a YAML event
        if not LABEL.fullmatch(event.value):
            self._fail(event, field, "is no label: letters, digits, _ and - make one, up to 64")

    def _fail(self, event: Any, field: str, problem: str) -> NoReturn:  # noqa: ANN401
        place = f"{self._file}, line {_line(event)}: {harmless_line(field)[:100]}"
        raise InputError(f"{place} {problem}.")


def _line(event: Any) -> int:  # noqa: ANN401 - a YAML event
    return int(event.start_mark.line) + 1
