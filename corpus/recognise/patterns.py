r"""A recogniser from a person's own list of names and regular expressions.

The collection's ``.glossator/entities.yaml``::

    gazetteer:
      LAW: [Red River Charter, Hiến chương Sông Hồng]
    patterns:
      - label: LAW
        regex: 'Directive \\d+/[A-Z]+'
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

from corpus.document import Document
from corpus.entity import Mention
from corpus.errors import InputError
from corpus.recognise.combine import merge
from corpus.yaml_text import compose

__all__ = ["PatternRecogniser", "load_patterns", "read_patterns"]

_LABEL = re.compile(r"[A-Za-z0-9_-]+")
_SPACE = r"[\s\u00a0]+"
_SCORE = 1.0


@dataclass(frozen=True, slots=True)
class _Rule:
    label: str
    regex: re.Pattern[str]
    family: str


class PatternRecogniser:
    """Finds a person's own names and patterns; sure of them, so that they win a vote.

    A name matches whole words, whatever white space stands between them. Of two matches that
    cross, the longer stays. ``version`` changes with the rules.
    """

    name = "patterns"

    def __init__(self, rules: tuple[_Rule, ...]) -> None:
        self._rules = rules
        told = "\0".join(f"{rule.label}\0{rule.regex.pattern}" for rule in rules)
        self.version = hashlib.blake2b(told.encode(), digest_size=6).hexdigest()

    def recognise(self, document: Document) -> list[Mention]:
        """The mentions of the document, in order; matches without a character are left out."""
        return merge([self._matches(document.text, rule) for rule in self._rules])

    def _matches(self, text: str, rule: _Rule) -> Iterator[Mention]:
        source = f"{self.name}:{rule.family}"
        for match in rule.regex.finditer(text):
            start, end = match.span()
            if start < end:
                yield Mention(start, end, match.group(), rule.label, source, _SCORE)


def load_patterns(path: Path) -> PatternRecogniser:
    """The recogniser a file describes; ``InputError`` names the file, the line and the field."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
        raise InputError(f"{path} cannot be read: {reason}.") from error
    return read_patterns(text, str(path))


def read_patterns(text: str, name: str) -> PatternRecogniser:
    """The recogniser a YAML text describes; ``name`` is what errors call it."""
    node = compose(text, name)
    if node is None:
        return PatternRecogniser(())
    return PatternRecogniser(tuple(_Reader(name).rules(node)))


class _Reader:
    """Walks the YAML nodes, which know their lines."""

    def __init__(self, name: str) -> None:
        self._name = name

    def rules(self, node: Any) -> Iterator[_Rule]:  # noqa: ANN401 - a YAML node
        for key, value in self._pairs(node, "the file"):
            if key.value == "gazetteer":
                yield from self._gazetteer(value)
            elif key.value == "patterns":
                for item in self._items(value, "patterns"):
                    yield self._pattern(item)
            else:
                self._fail(key, key.value, "is not known here; there is gazetteer and patterns")

    def _gazetteer(self, node: Any) -> Iterator[_Rule]:  # noqa: ANN401 - a YAML node
        for key, value in self._pairs(node, "gazetteer"):
            field = f"gazetteer.{key.value}"
            self._check_label(key, field)
            names = [self._text(item, field) for item in self._items(value, field)]
            if names:
                longest_first = sorted(set(names), key=lambda name: (-len(name), name))
                either = "|".join(_SPACE.join(map(re.escape, n.split())) for n in longest_first)
                yield _Rule(key.value, re.compile(rf"(?<!\w)(?:{either})(?!\w)"), "gazetteer")

    def _pattern(self, node: Any) -> _Rule:  # noqa: ANN401 - a YAML node
        fields = {key.value: (key, value) for key, value in self._pairs(node, "patterns")}
        for name, (key, _) in fields.items():
            if name not in ("label", "regex"):
                self._fail(key, name, "is not known here; a pattern has label and regex")
        for name in ("label", "regex"):
            if name not in fields:
                self._fail(node, name, "is missing from this pattern")
        label = self._text(fields["label"][1], "label")
        self._check_label(fields["label"][1], "label")
        regex = fields["regex"][1]
        try:
            return _Rule(label, re.compile(self._text(regex, "regex")), "regex")
        except (re.error, OverflowError, RecursionError) as error:
            self._fail(regex, "regex", f"is not a regular expression ({error})")

    def _check_label(self, node: Any, field: str) -> None:  # noqa: ANN401 - a YAML node
        if not _LABEL.fullmatch(node.value):
            self._fail(node, field, "is no label: letters, digits, _ and - make one")

    def _pairs(self, node: Any, field: str) -> list[tuple[Any, Any]]:  # noqa: ANN401
        if node.id != "mapping" or any(key.id != "scalar" for key, _ in node.value):
            self._fail(node, field, "must be a list of names with a colon and a value each")
        return list(node.value)

    def _items(self, node: Any, field: str) -> list[Any]:  # noqa: ANN401 - a YAML node
        if node.id != "sequence":
            self._fail(node, field, "must be a list")
        return list(node.value)

    def _text(self, node: Any, field: str) -> str:  # noqa: ANN401 - a YAML node
        if node.id != "scalar" or not node.value.strip():
            self._fail(node, field, "must be a text that is not empty")
        return str(node.value)

    def _fail(self, node: Any, field: str, problem: str) -> NoReturn:  # noqa: ANN401 - a YAML node
        line = node.start_mark.line + 1
        raise InputError(f"{self._name}, line {line}: {field} {problem}.")
