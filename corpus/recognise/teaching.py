"""Adding a name or pattern to a collection's own words, in a file that people write in as well.

The file is changed in single lines and only where the change, read back, says exactly what was
meant; else it stays as it is, and a sentence says what to do by hand. It is replaced in one step.
"""

from __future__ import annotations

import json
import os
import tempfile
import unicodedata
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

from corpus.errors import InputError
from corpus.hostile import harmless_line
from corpus.recognise.gazetteer import squashed
from corpus.recognise.patterns import MOST_BYTES
from corpus.recognise.patterns_file import (
    LABEL,
    OwnWords,
    name_problem,
    pattern_problem,
    read_own_words,
)
from corpus.yaml_text import compose

__all__ = ["Taught", "forget", "teach", "teach_or_forget"]


_YAML_WORDS = {"null", "true", "false", "yes", "no", "on", "off", "y", "n"}


@dataclass(frozen=True, slots=True)
class Taught:
    """What stands in the file now, or stood there: the number of its line, from one, and it."""

    line: int
    text: str


def teach(file: Path, label: str, *, name: str = "", regex: str = "") -> Taught:
    """Add a name, or a regular expression, for a label; the file is made when it is not there.

    A name that is known by another label is taught anew, and that one is taken back. Raises
    InputError, with file, line and reason, when the label, name or pattern cannot be used, when
    the file cannot be understood, changed or written; it is as before then.
    """
    what = harmless_line(name or regex)[:80]
    if bool(name) == bool(regex):
        raise InputError("Give either a name or a regular expression to be taught.")
    if not LABEL.fullmatch(label):
        raise InputError(f"{harmless_line(label)[:80]} is no label: letters, digits, _ and -.")
    if problem := name_problem(name) if name else pattern_problem(regex):
        raise InputError(f"{what} {problem}.")
    if not (name or regex).isprintable():
        raise InputError(f"{what} has a line break or a control character in it; take it out.")
    page = _Page(file)
    if name:
        name = _composed(name)
        known = page.words.names.get(name)
        if known == label:
            raise InputError(f"{page.file}: {what} is already there as {label}.")
        if known is not None:
            page.take_out(known, name)
        line = page.put_in_gazetteer(label, name)
    else:
        if any((p.label, p.regex) == (label, regex) for p in page.words.patterns):
            raise InputError(f"{page.file}: the pattern {what} is already there for {label}.")
        line = page.put_in_patterns(label, regex)
    names = {**page.words.names, name: label} if name else dict(page.words.names)
    patterns = [(p.label, p.regex) for p in page.words.patterns]
    page.write(names, patterns if name else [*patterns, (label, regex)])
    return Taught(line, page.lines[line - 1].strip())


def forget(file: Path, label: str, name: str) -> Taught:
    """Take a name, or a regular expression, of a label out again; what stood there is returned.

    Raises InputError when it is not there, or as ``teach`` does.
    """
    page = _Page(file)
    squashed_name = _composed(name)
    patterns = [(p.label, p.regex) for p in page.words.patterns]
    names = dict(page.words.names)
    if names.get(squashed_name) == label:
        del names[squashed_name]
        taken = page.take_out(label, squashed_name)
    elif (label, name) in patterns:
        patterns.remove((label, name))
        taken = page.take_pattern_out(label, name)
    else:
        shown = harmless_line(name)[:80]
        raise InputError(f"{page.file}: {shown} is not there as {harmless_line(label)[:80]}.")
    page.write(names, patterns)
    return taken


def teach_or_forget(file: Path, label: str, name: str) -> str:
    """Teach a name, or forget it when it stands there with this label already; a sentence on it.

    Raises InputError as ``teach`` and ``forget`` do.
    """
    known = _Page(file).words.names.get(_composed(name))
    shown, place = harmless_line(name)[:60], harmless_line(str(file))
    if known == label:
        forget(file, label, name)
        return f"“{shown}” is not always {label} any more: taken out of {place}."
    taught = teach(file, label, name=name)
    return f"“{shown}” is always {label} now: line {taught.line} of {place}."


def _composed(name: str) -> str:
    return unicodedata.normalize("NFC", squashed(name))


class _Page:
    """The lines of the file and what they say."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.file = harmless_line(str(path))
        if path.is_symlink():  # a collection could have one that leads anywhere
            raise InputError(f"{self.file} is a link to another place; put a file there instead.")
        text = self._read()
        self.words: OwnWords = read_own_words(text, self.file)
        self.lines = text.splitlines(keepends=True)
        self._end = "\r\n" if self.lines and self.lines[0].endswith("\r\n") else "\n"

    def _read(self) -> str:
        try:
            with self._path.open("rb") as stream:
                data = stream.read(MOST_BYTES + 1)
        except FileNotFoundError:
            return ""
        except OSError as error:
            raise InputError(f"{self.file} cannot be read: {error.strerror or error}.") from error
        if len(data) > MOST_BYTES:
            raise InputError(f"{self.file} is larger than {MOST_BYTES // 1_000_000} MB.")
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            line = data.count(b"\n", 0, error.start) + 1
            raise InputError(f"{self.file}, line {line}: not UTF-8; save it as UTF-8.") from error
        for odd in "\x85\u2028\u2029\x0b\x0c\x1c\x1d\x1e":
            if odd in text:
                line = text.count("\n", 0, text.index(odd)) + 1
                raise InputError(f"{self.file}, line {line}: an unusual line break; take it out.")
        return text

    # Each change finds its place in the text as it is now.

    def _root(self) -> dict[str, Any]:
        node = compose("".join(self.lines), self.file)
        return {} if node is None else {key.value: (key, value) for key, value in node.value}

    def put_in_gazetteer(self, label: str, name: str) -> int:
        """Put a name at the end of its label's list; the number of its line."""
        root = self._root()
        if "gazetteer" not in root or not root["gazetteer"][1].value:
            self._drop_empty(root, "gazetteer")
            first = self._append("gazetteer:", f"  {label}:", f"    - {_scalar(name)}")
            return first + 2
        _, gazetteer = root["gazetteer"]
        if gazetteer.flow_style:
            self._by_hand(gazetteer)
        for key, value in reversed(gazetteer.value):
            if key.value == label:
                return self._put_in_list(value, name)
        key, _ = gazetteer.value[-1]
        indent = " " * key.start_mark.column
        return 1 + self._insert(
            _last_line(gazetteer), f"{indent}{label}:", f"{indent}  - {_scalar(name)}"
        )

    def _put_in_list(self, value: Any, name: str) -> int:  # noqa: ANN401 - a YAML node
        if not value.flow_style:
            column = value.start_mark.column
            return self._insert(_last_line(value), f"{' ' * column}- {_scalar(name)}")
        end = value.end_mark
        line = self.lines[end.line]
        before, after = line[: end.column - 1].rstrip(" "), line[end.column - 1 :]
        if not before.strip():
            self._by_hand(value)
        comma = "" if before.endswith(("[", ",")) else ","
        space = "" if before.endswith("[") else " "
        self.lines[end.line] = f"{before}{comma}{space}{_scalar(name)}{after}"
        return int(end.line) + 1

    def put_in_patterns(self, label: str, regex: str) -> int:
        """Put a pattern at the end of the patterns; the number of its first line."""
        root = self._root()
        new = f"- label: {label}", f"  regex: {_scalar(regex, quoted=True)}"
        if "patterns" not in root or not root["patterns"][1].value:
            self._drop_empty(root, "patterns")
            return 1 + self._append("patterns:", *(f"  {line}" for line in new))
        _, patterns = root["patterns"]
        if patterns.flow_style:
            self._by_hand(patterns)
        indent = " " * patterns.start_mark.column
        return self._insert(_last_line(patterns), *(indent + line for line in new))

    def take_out(self, label: str, name: str) -> Taught:
        """Take a name out of all lists of a label."""
        taken: Taught | None = None
        while (place := self._place_of(label, name)) is not None:
            parent, number = place
            line = parent[1].value[number].start_mark.line
            taken = Taught(line + 1, self.lines[line].strip())
            self._take_item(*parent, number)
        assert taken is not None
        return taken

    def _place_of(self, label: str, name: str) -> tuple[tuple[Any, Any], int] | None:
        root = self._root()
        if "gazetteer" not in root:
            return None
        for key, value in root["gazetteer"][1].value:
            if key.value == label:
                for number, item in enumerate(value.value):
                    if _composed(item.value) == name:
                        return (key, value), number
        return None

    def _take_item(self, key: Any, parent: Any, number: int) -> None:  # noqa: ANN401
        item = parent.value[number]
        first, last = item.start_mark, item.end_mark
        if first.line != last.line:
            self._by_hand(item)
        line = self.lines[first.line]
        if not parent.flow_style:
            self._take_lines(key, parent, first.line, first.line)
            return
        before, after = line[: first.column], line[last.column :]
        if after.lstrip(" ").startswith(","):
            after = after.lstrip(" ")[1:].lstrip(" ")
        elif before.rstrip(" ").endswith(","):
            before = before.rstrip(" ")[:-1]
        elif len(parent.value) > 1:
            self._by_hand(item)
        self.lines[first.line] = before + after

    def take_pattern_out(self, label: str, regex: str) -> Taught:
        """Take a pattern out, with the lines it stands in."""
        key, patterns = self._root()["patterns"]
        for item in patterns.value:
            fields = {key.value: value.value for key, value in item.value}
            if (fields.get("label"), fields.get("regex")) == (label, regex):
                first, last = item.start_mark.line, _last_line(item)
                if patterns.flow_style:
                    self._by_hand(item)
                taken = Taught(first + 1, "".join(self.lines[first : last + 1]).strip())
                self._take_lines(key, patterns, first, last)
                return taken
        raise AssertionError(regex)

    def _take_lines(self, key: Any, parent: Any, first: int, last: int) -> None:  # noqa: ANN401
        """Take the lines of an item out; of the only one an empty list stays."""
        del self.lines[first : last + 1]
        if len(parent.value) == 1:
            line, end = self.lines[key.end_mark.line], key.end_mark.column
            self.lines[key.end_mark.line] = f"{line[:end]}: []{line[end:].lstrip(' ')[1:]}"

    def _insert(self, after: int, *new: str) -> int:
        """Put lines after the line of an index; the number (from one) of the first of them."""
        if not self.lines[after].endswith(("\n", "\r")):
            self.lines[after] += self._end
        self.lines[after + 1 : after + 1] = [line + self._end for line in new]
        return after + 2

    def _append(self, *new: str) -> int:
        if not self.lines:
            self.lines = [line + self._end for line in new]
            return 1
        return self._insert(len(self.lines) - 1, *new)

    def _drop_empty(self, root: dict[str, Any], name: str) -> None:
        """Take ``name: {}`` out, to write it anew with something in it."""
        if name in root:
            key, value = root[name]
            if key.start_mark.line != value.end_mark.line:
                self._by_hand(value)
            del self.lines[key.start_mark.line]

    def _by_hand(self, node: Any) -> NoReturn:  # noqa: ANN401 - a YAML node
        line = node.start_mark.line + 1
        raise InputError(
            f"{self.file}, line {line}: this is written in a way that only a person can change; "
            "edit it by hand."
        )

    def write(self, names: dict[str, str], patterns: list[tuple[str, str]]) -> None:
        """Write the lines, if they say exactly this."""
        text = "".join(self.lines)
        try:
            words = read_own_words(text, self.file)
            said = words.names, [(p.label, p.regex) for p in words.patterns]
        except InputError:
            said = None
        if said is None or said[0] != names or sorted(said[1]) != sorted(patterns):
            raise InputError(
                f"{self.file} is written in a way that only a person can change; edit it by hand."
            )
        try:
            _replace(self._path, text)
        except OSError as error:
            raise InputError(
                f"{self.file} cannot be written: {error.strerror or error}."
            ) from error


def _last_line(node: Any) -> int:  # noqa: ANN401 - a YAML node
    """The index of the last line that belongs to a node: block nodes end where the next begins."""
    while node.id != "scalar" and node.value and not node.flow_style:
        last = node.value[-1]
        node = last[1] if isinstance(last, tuple) else last
    end = node.end_mark
    return int(end.line) - (1 if end.column == 0 and end.line > node.start_mark.line else 0)


def _scalar(text: str, *, quoted: bool = False) -> str:
    """A text as YAML writes it: plain when nothing in it can be mistaken, else in quotes."""
    letters = text[0].isalpha() and all(c.isalnum() or c in " .-/" for c in text)
    if letters and not quoted and text.lower() not in _YAML_WORDS:
        return text
    if "'" not in text:
        return f"'{text}'"
    return json.dumps(text, ensure_ascii=False)


def _replace(path: Path, text: str) -> None:
    """Write a file beside its place, have it on disk, and put it there in one step."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=".entities-", dir=path.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as stream:
            stream.write(text)
            stream.flush()
            os.fsync(stream.fileno())
        temporary.chmod(path.stat().st_mode & 0o7777 if path.exists() else 0o644)
        temporary.replace(path)
        with suppress(OSError):
            folder = os.open(path.parent, os.O_RDONLY)
            try:
                os.fsync(folder)
            finally:
                os.close(folder)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
