"""JSON Lines: one record a line, each with its text and what is known about it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from corpus.document import Document, digest_of
from corpus.errors import InputError
from corpus.hostile import harmless_line
from corpus.readers.decoding import mend_surrogates
from corpus.readers.fields import dated, fields_of, words_of
from corpus.readers.titles import clean_line, title_of
from corpus.structure import structure

__all__ = ["Record", "parse_record", "read_record", "scan_records"]


class Record(NamedTuple):
    """Where a record stands: its id, byte offset and length, and its line, counted from 1."""

    id: str
    offset: int
    length: int
    line: int


def parse_record(data: bytes) -> dict[str, Any]:
    """One line of JSON Lines. Raises ValueError with what is wrong with it, in a few words."""
    try:
        record = json.loads(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise ValueError(f"byte {error.start + 1} is not UTF-8") from error
    except json.JSONDecodeError as error:
        raise ValueError(f"not JSON: {error.msg} at character {error.pos + 1}") from error
    except RecursionError as error:
        raise ValueError("nested too deeply") from error
    if not isinstance(record, dict):
        raise ValueError("not an object in braces")
    if not isinstance(record.get("text"), str):
        raise ValueError("it has no text" if "text" not in record else "its text is no string")
    return record


def _id_of(record: Mapping[str, Any], line: int) -> str:
    given = record.get("id")
    if isinstance(given, int) and not isinstance(given, bool):
        return str(given)
    return (harmless_line(given).strip() if isinstance(given, str) else "") or str(line)


def scan_records(lines: Iterator[bytes], name: str, problems: list[str]) -> Iterator[Record]:
    """The usable records among the lines of a file called ``name``.

    A broken record adds one sentence with the file and line to ``problems``; of several records
    with one id the later are called ``id~2``, ``id~3``, and that is said too.
    """
    taken: set[str] = set()
    offset = 0
    for number, line in enumerate(lines, start=1):
        start, offset = offset, offset + len(line)
        if number == 1 and line.startswith(b"\xef\xbb\xbf"):
            line, start = line[3:], start + 3  # noqa: PLW2901 - the mark is not part of the record
        body = line.strip()
        if not body:
            continue
        try:
            found = _id_of(parse_record(body), number)
        except ValueError as error:
            problems.append(f"{name}, line {number}: {error}; the record was left out.")
            continue
        unique, count = found, 1
        while unique in taken:
            count += 1
            unique = f"{found}~{count}"
        if unique != found:
            problems.append(
                f"{name}, line {number}: the id {clean_line(found, 60)} occurs again;"
                f" this record is called {clean_line(unique, 60)}."
            )
        taken.add(unique)
        yield Record(unique, start, len(line), number)


def read_record(data: bytes, id: str, name: str, line: int) -> Document:  # noqa: A002
    """The document of one record, given its bytes. Raises InputError naming file and line."""
    try:
        record = parse_record(data.strip())
    except ValueError as error:
        raise InputError(f"{name}, line {line}: {error}.") from error
    text = mend_surrogates(record["text"])
    given = words_of(record.get("title")) or ""
    found = structure(text, title=given)
    fields = {"encoding": "utf-8", "record": f"line {line}", **fields_of(record)}
    return Document(
        id=id,
        title=title_of(text, found.blocks, given or found.title, id.rpartition("#")[2] or name),
        text=text,
        date=dated(record.get("date"), fields) or found.date,
        source=clean_line(words_of(record.get("source")) or found.source),
        blocks=found.blocks,
        metadata=fields,
        digest=digest_of(text),
    )
