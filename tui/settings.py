"""A person's settings: ``settings.yaml``, read leniently and written one value at a time."""

from __future__ import annotations

import getpass
import locale
import os
import re
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.errors import InputError
from tui.paths import settings_file

if TYPE_CHECKING:
    from corpus.recognise.configured import Chosen
    from tui.yaml_fields import Field

__all__ = ["MEASURE", "Settings", "load_settings", "write_setting"]

MEASURE = 80
"""Columns of text in the reader when nothing else is set."""

_NARROWEST, _WIDEST = 20, 200
_YAML_WORDS = {"null", "true", "false", "yes", "no", "on", "off", "y", "n"}


@dataclass(frozen=True, slots=True)
class Settings:
    """What a person has set, defaults for the rest.

    ``theme`` is empty, ``ascii`` and ``mouse`` are None when the program decides (``use_ascii``,
    ``use_mouse``). ``keys`` is command id → keys, unchecked (``tui.keymap.build_keymap`` checks).
    ``recognisers`` are run on every collection, beside those it asks for.
    ``problems`` are sentences about what was ignored; ``places`` says where fields stand.
    """

    path: Path
    theme: str = ""
    author: str = ""
    ascii: bool | None = None
    mouse: bool | None = None
    measure: int = MEASURE
    scrollbar: bool = True
    keys: Mapping[str, str] = field(default_factory=dict)
    recognisers: tuple[Chosen, ...] = ()
    problems: tuple[str, ...] = ()
    places: Mapping[str, str] = field(default_factory=dict)

    def place(self, name: str) -> str:
        """Where a field stands, in words: file, line and field."""
        return self.places.get(name, f"{self.path}, field {name}")

    def author_name(self) -> str:
        """Who marks: as set, else the login name."""
        if self.author:
            return self.author
        try:
            return getpass.getuser()
        except (KeyError, OSError, ImportError):
            return "anonymous"

    def use_mouse(self, environ: Mapping[str, str] | None = None) -> bool:
        """Whether to listen to the mouse: as set, else not over SSH, where it costs traffic."""
        if self.mouse is not None:
            return self.mouse
        given = os.environ if environ is None else environ
        return not (given.get("SSH_CONNECTION") or given.get("SSH_TTY"))

    def use_ascii(self, environ: Mapping[str, str] | None = None) -> bool:
        """Whether signs are drawn in ASCII: as set, else where the terminal knows no more."""
        if self.ascii is not None:
            return self.ascii
        given = os.environ if environ is None else environ
        encoding = locale.getpreferredencoding(do_setlocale=False).lower().replace("-", "")
        return encoding != "utf8" or given.get("TERM") in {"linux", "dumb"}


def load_settings(path: Path | None = None) -> Settings:
    """The settings in a file (by default the person's own), or defaults when there is none.

    Never raises: what cannot be used is left at its default with a sentence in ``problems``.
    """
    path = settings_file() if path is None else path
    settings = Settings(path)
    if not os.path.lexists(path):
        return settings
    from tui.yaml_fields import read_fields

    try:
        fields = read_fields(path).fields()
    except InputError as error:
        return replace(settings, problems=(f"{error} The default settings are used.",))
    return _Reading(settings).read(fields)


class _Reading:
    """One reading of a settings file, collecting values and complaints."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._problems: list[str] = []
        self._places: dict[str, str] = {}
        self._readers: dict[str, Callable[[Field], object]] = {
            "theme": _word,
            "author": _word,
            "ascii": lambda value: value.flag(),
            "mouse": lambda value: value.flag(),
            "measure": lambda value: value.number(_NARROWEST, _WIDEST),
            "scrollbar": lambda value: value.flag(),
            "keys": self._keys,
            "recognisers": self._recognisers,
        }

    def read(self, fields: Mapping[str, Field]) -> Settings:
        """The settings with what is usable in ``fields``."""
        values: dict[str, object] = {}
        for name, value in fields.items():
            self._places[name] = value.place
            reader = self._readers.get(name)
            if reader is None:
                known = ", ".join(self._readers)
                self._complain(value.error(f"no such setting; there are {known}"))
            elif value.value is not None:
                try:
                    values[name] = reader(value)
                except InputError as error:
                    self._complain(error)
        return replace(
            self._settings,
            **values,  # type: ignore[arg-type]  # each reader returns its field's type
            problems=tuple(self._problems),
            places=self._places,
        )

    def _keys(self, value: Field) -> Mapping[str, str]:
        keys: dict[str, str] = {}
        for identifier, written in _flattened(value).items():
            self._places[f"keys.{identifier}"] = written.place
            try:
                keys[identifier] = _keys_of(written)
            except InputError as error:
                self._complain(error)
        return keys

    def _recognisers(self, value: Field) -> tuple[Chosen, ...]:
        from corpus.recognise.configured import read_choice

        try:
            text = self._settings.path.read_text(encoding="utf-8-sig")
        except (OSError, UnicodeDecodeError):
            raise value.error("cannot be read any more") from None
        choice = read_choice(text, value.file, own=True)
        self._problems += choice.problems
        return choice.chosen

    def _complain(self, error: InputError) -> None:
        self._problems.append(f"{error} It is ignored.")


def _flattened(value: Field, prefix: str = "") -> dict[str, Field]:
    """Command ids, whether written ``move.down: j`` or with ``down: j`` under ``move:``."""
    found: dict[str, Field] = {}
    for name, inner in value.fields().items():
        if isinstance(inner.value, Mapping):
            found |= _flattened(inner, f"{prefix}{name}.")
        else:
            found[f"{prefix}{name}"] = inner
    return found


def _keys_of(value: Field) -> str:
    """The keys of one command, written ``j,down`` or as a list."""
    if isinstance(value.value, tuple):
        return ",".join(item.text() for item in value.items())
    return value.text()


def _word(value: Field) -> str:
    """One line of text."""
    text = value.text().strip()
    if not text.isprintable():
        raise value.error("must be one line without control characters")
    return text


def write_setting(path: Path, name: str, value: str) -> None:
    """Set one top-level field of a settings file, leaving all else, comments too, as it stands.

    The file is replaced at once, never half written, and made when it does not exist. Raises
    InputError when it cannot be understood or written; it is unchanged then.
    """
    from tui.yaml_fields import parse_fields, read_fields

    target = Path(os.path.realpath(path))
    try:
        fields = read_fields(target).fields() if target.exists() else {}
        text = target.read_text(encoding="utf-8-sig") if target.exists() else ""
        lines = text.splitlines(keepends=True)
        line = f"{name}: {_scalar(value)}\n"
        if name in fields:
            number = next(
                (i for i, old in enumerate(lines) if re.match(rf"{re.escape(name)}\s*:", old)), None
            )
            if number is None or not isinstance(fields[name].value, str | None):
                raise fields[name].error("cannot be changed here; edit the file")
            comment = re.search(r"\s#[^\"']*$", lines[number].rstrip("\r\n"))
            lines[number] = line.rstrip("\n") + (comment.group() if comment else "") + "\n"
        else:
            if lines and not lines[-1].endswith("\n"):
                lines[-1] += "\n"
            lines.append(line)
        written = "".join(lines)
        if parse_fields(written, str(path)).fields()[name].text() != value:
            raise InputError(f"{path}: {name} cannot be changed here; edit the file.")
        _replace_file(target, written)
    except OSError as error:
        raise InputError(f"{path}: cannot be written ({error.strerror or error}).") from None


def _scalar(value: str) -> str:
    """A value as YAML writes it."""
    if re.fullmatch(r"[A-Za-z][A-Za-z0-9_-]*", value) and value.lower() not in _YAML_WORDS:
        return value
    import json

    return json.dumps(value, ensure_ascii=False)


def _replace_file(path: Path, text: str) -> None:
    """Write a file beside its place, have it on disk, and put it there in one step."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=".settings-", dir=path.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as stream:
            stream.write(text)
            stream.flush()
            os.fsync(stream.fileno())
        if path.exists():
            temporary.chmod(path.stat().st_mode & 0o7777)
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
