"""What there is to open: files in folders, files named outright, records of JSON Lines files."""

from __future__ import annotations

import hashlib
import os
import re
import stat
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from corpus.errors import InputError
from corpus.hostile import harmless_line
from corpus.readers.decoding import looks_binary
from corpus.readers.jsonl import scan_records
from corpus.source import Source, SourceKind

__all__ = ["Found", "find_sources", "iter_sources", "kind_of", "root_of"]

BATCH = 1_000
_EFFECTIVE = os.access in os.supports_effective_ids


_SUFFIXES = {
    "txt": SourceKind.TEXT,
    "text": SourceKind.TEXT,
    "md": SourceKind.MARKDOWN,
    "markdown": SourceKind.MARKDOWN,
    "jsonl": SourceKind.JSON_LINES,
    "ndjson": SourceKind.JSON_LINES,
}


@dataclass(frozen=True, slots=True)
class Found:
    """All that was found, in natural order of the ids, and a sentence for what could not be."""

    root: Path
    sources: tuple[Source, ...]
    problems: tuple[str, ...] = ()


class _Argument(NamedTuple):
    path: str
    is_folder: bool


def shown(path: str) -> str:
    """A path as a sentence may show it: its last part, on one harmless line."""
    return harmless_line(os.path.basename(path) or path)  # noqa: PTH119 - str is what scandir gives


def kind_of(name: str) -> SourceKind | None:
    """The kind a file name's suffix says, in any case; None when the suffix is not known."""
    # Neither Path nor os.path: this runs once for each of 100 000 names.
    stem, dot, suffix = name.rpartition(".")
    return _SUFFIXES.get(suffix.lower()) if stem and dot and stem[-1] != "/" else None


_split_numbers = re.compile(r"(\d{1,400})").split


def _natural(name: str) -> tuple[list[str | int], str]:
    """A key under which ``9`` comes before ``10``, whatever the case; ties by code point."""
    parts: list[str | int] = _split_numbers(name.casefold())
    for index in range(1, len(parts), 2):
        parts[index] = int(parts[index])
    return parts, name


def _relative_id(relative: str) -> str:
    """A relative path as an id: clean, and still its own when cleaning changed it."""
    clean = harmless_line(relative)
    if clean == relative:
        return relative
    raw = hashlib.blake2b(os.fsencode(relative), digest_size=4).hexdigest()
    return f"{clean}~{raw}"


def _reason(error: OSError) -> str:
    return (error.strerror or "the system refuses").lower()


def _kind_of_special(mode: int) -> str:
    if stat.S_ISFIFO(mode):
        return "a named pipe"
    if stat.S_ISSOCK(mode):
        return "a socket"
    return "a device"


def _arguments(paths: Iterable[str | os.PathLike[str]], problems: list[str]) -> list[_Argument]:
    """The paths that exist and can be tried, absolute, each once, in natural order."""
    arguments: dict[str, _Argument] = {}
    for given in paths:
        path = os.path.abspath(os.fspath(given))  # noqa: PTH100 - Path.absolute keeps ".."
        name = harmless_line(os.fspath(given)) or "''"
        try:
            mode = os.stat(path).st_mode  # noqa: PTH116 - a str is at hand
        except (FileNotFoundError, NotADirectoryError):
            broken = " It is a symbolic link to nowhere." if os.path.islink(path) else ""  # noqa: PTH114
            problems.append(f"There is no file or folder {name}.{broken}")
            continue
        except (OSError, ValueError) as error:
            reason = _reason(error) if isinstance(error, OSError) else "it is no path"
            problems.append(f"{name} cannot be opened: {reason}.")
            continue
        if stat.S_ISDIR(mode):
            arguments[path] = _Argument(path, is_folder=True)
        elif not stat.S_ISREG(mode):
            what = _kind_of_special(mode)
            problems.append(f"{name} is {what}, not a file; send its text through a pipe instead.")
        elif not os.access(path, os.R_OK, effective_ids=_EFFECTIVE):
            problems.append(f"{name} cannot be read: permission denied.")
        elif kind_of(path) is None and (what := _sniff(path)):
            problems.append(f"{name} holds no text: it is {what}.")
        else:
            arguments[path] = _Argument(path, is_folder=False)
    return sorted(arguments.values(), key=lambda argument: _natural(argument.path))


def _sniff(path: str) -> str:
    try:
        with open(path, "rb") as file:  # noqa: PTH123 - a str is at hand
            return looks_binary(file.read(8192))
    except OSError as error:
        return f"unreadable ({_reason(error)})"


def _common_root(arguments: Sequence[_Argument]) -> str:
    folders = [
        argument.path if argument.is_folder else os.path.dirname(argument.path)  # noqa: PTH120
        for argument in arguments
    ]
    return os.path.commonpath(folders)


def root_of(paths: Iterable[str | os.PathLike[str]]) -> Path:
    """The folder that ids are relative to: the folder given, else the common parent.

    Raises InputError when none of the paths can be opened.
    """
    problems: list[str] = []
    arguments = _arguments(paths, problems)
    if not arguments:
        raise InputError(_nothing(problems))
    return Path(_common_root(arguments))


def _nothing(problems: Sequence[str]) -> str:
    if not problems:
        return "No path was given."
    more = len(problems) - 1
    return problems[0] + (f" And {more} more like it." if more else "")


class _Walk:
    """One walk over the arguments; remembers which folders and files it has been to."""

    def __init__(self, root: str, problems: list[str]) -> None:
        self.root = root
        self.prefix = len(root) if root.endswith("/") else len(root) + 1
        self.problems = problems
        self.folders: set[str] = set()
        self.files: set[str] | None = None
        self.links: list[tuple[str, str]] = []

    def id_of(self, path: str) -> str:
        relative = path[self.prefix :]
        if relative.isascii() and relative.isprintable():
            return relative
        return _relative_id(relative)

    def folder(self, path: str, real: str) -> Iterator[Source]:
        """The sources in a folder and below, in natural order; linked folders are put off."""
        if real in self.folders:
            return
        self.folders.add(real)
        try:
            with os.scandir(path) as entries:
                listed = [entry for entry in entries if entry.name[0] != "."]
        except OSError as error:
            label = harmless_line(path[self.prefix :]) or shown(path)
            self.problems.append(f"The folder {label} cannot be opened: {_reason(error)}.")
            return
        plain = self.files is None
        for entry in sorted(listed, key=lambda entry: _natural(entry.name)):
            try:
                kind = kind_of(entry.name)
                if entry.is_dir(follow_symlinks=False):
                    yield from self.folder(entry.path, f"{real.rstrip('/')}/{entry.name}")
                elif kind is not None and entry.is_file():
                    if plain and kind is not SourceKind.JSON_LINES:
                        yield Source(self.id_of(entry.path), entry.path, kind)
                    else:
                        yield from self.file(entry.path, kind)
                elif not entry.is_file(follow_symlinks=False):
                    self.unusual(entry, kind)
            except OSError as error:
                self.problems.append(f"{self.label(entry.path)} cannot be read: {_reason(error)}.")

    def label(self, path: str) -> str:
        return harmless_line(path[self.prefix :])

    def unusual(self, entry: os.DirEntry[str], kind: SourceKind | None) -> None:
        """Keep a linked folder for later; say what is no file at all."""
        if entry.is_symlink():
            if entry.is_dir():
                self.links.append((entry.path, os.path.realpath(entry.path)))
            elif kind is not None:
                self.problems.append(f"{self.label(entry.path)} is a symbolic link to nowhere.")
            return
        what = _kind_of_special(entry.stat(follow_symlinks=False).st_mode)
        self.problems.append(f"{self.label(entry.path)} is {what}; it was left out.")

    def linked(self) -> Iterator[Source]:
        """The sources behind linked folders, each folder once and never one around the link."""
        while self.links:
            path, real = self.links.pop(0)
            around = os.path.realpath(os.path.dirname(path))  # noqa: PTH120
            if around == real or around.startswith(real.rstrip("/") + "/"):
                self.problems.append(
                    f"{self.label(path)} is a symbolic link to a folder it is in; it was left out."
                )
                continue
            yield from self.folder(path, real)

    def file(self, path: str, kind: SourceKind) -> Iterator[Source]:
        if self.files is not None:
            if path in self.files:
                return
            self.files.add(path)
        if kind is SourceKind.JSON_LINES:
            yield from self.records(path)
        else:
            yield Source(self.id_of(path), path, kind)

    def records(self, path: str) -> Iterator[Source]:
        name, own = self.label(path), self.id_of(path)
        try:
            with open(path, "rb") as file:  # noqa: PTH123 - a str is at hand
                if file.read(2) in {b"\xff\xfe", b"\xfe\xff"}:
                    self.problems.append(f"{name} is UTF-16; JSON Lines must be UTF-8.")
                    return
                file.seek(0)
                for record in scan_records(iter(file), name, self.problems):
                    yield Source(
                        f"{own}#{record.id}",
                        path,
                        SourceKind.JSON_LINES,
                        record.offset,
                        record.length,
                        record.line,
                    )
        except OSError as error:
            self.problems.append(f"{name} cannot be read: {_reason(error)}.")


def iter_sources(
    paths: Iterable[str | os.PathLike[str]], problems: list[str] | None = None
) -> Iterator[list[Source]]:
    """The same sources as ``find_sources``, in batches as they are found.

    Sentences about what could not be opened are added to ``problems`` as they arise. Raises
    InputError, when the iteration ends, if there was nothing to open at all.
    """
    said: list[str] = [] if problems is None else problems
    arguments = _arguments(paths, said)
    if not arguments:
        raise InputError(_nothing(said))
    walk = _Walk(_common_root(arguments), said)
    if len(arguments) > 1:
        walk.files = set()
    batch: list[Source] = []
    count = 0
    for source in _sources(walk, arguments):
        batch.append(source)
        count += 1
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch
    if not count:
        raise InputError(_nothing(said) if said else _empty(arguments[0]))


def _sources(walk: _Walk, arguments: Sequence[_Argument]) -> Iterator[Source]:
    for argument in arguments:
        if argument.is_folder:
            yield from walk.folder(argument.path, os.path.realpath(argument.path))
        else:
            yield from walk.file(argument.path, kind_of(argument.path) or SourceKind.TEXT)
    yield from walk.linked()


def _empty(argument: _Argument) -> str:
    name = shown(argument.path)
    if argument.is_folder:
        return f"The folder {name} holds no documents: no .txt, .md or .jsonl file."
    return f"{name} holds no records."


def find_sources(paths: Iterable[str | os.PathLike[str]]) -> Found:
    """Everything that can be opened at the paths: folders with what is below them, and files.

    In folders the suffixes .txt .text .md .markdown .jsonl .ndjson count and hidden names do
    not; a file named outright is always tried. Every folder is entered once, so links in a
    circle do no harm. Records of a JSON Lines file keep the order they have in it. Raises
    InputError with one sentence when there is nothing to open at all.
    """
    kept = list(paths)
    problems: list[str] = []
    sources = [source for batch in iter_sources(kept, problems) for source in batch]
    root = _common_root(_arguments(kept, []))
    return Found(Path(root), tuple(sources), tuple(problems))
