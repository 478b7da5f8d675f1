"""Annotations to and from other programs' files: export, import."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

import click

from corpus.errors import InputError, UsageError
from tui.cli.output import write_json, write_line
from tui.cli.session import Input, json_option, open_corpus, tell

if TYPE_CHECKING:
    from corpus.annotation import Annotation
    from corpus.corpus import Corpus
    from corpus.document import Document

__all__ = ["export", "file_stems", "import_"]

_paths = click.argument("paths", nargs=-1, required=True, metavar="PATH...")
_format = click.option(
    "--format",
    "_format",
    type=click.Choice(("brat",)),
    default="brat",
    show_default=True,
    help="The form of the files.",
)
_find_unsafe = re.compile(r"[^\w .,()+=@-]")


def file_stems(documents: Iterable[str]) -> dict[str, str]:
    """For each document id the path, without a suffix, of its files within a folder.

    ``sub/a.txt`` is ``sub/a``; any other suffix stays in the name (``b.md``), the id of a record
    is joined to its file's name (``c.jsonl-7``). What is not safe in a name becomes ``_``, and no
    path leads out of the folder; two ids that would meet are told apart by a number.
    """
    stems: dict[str, str] = {}
    taken: set[str] = set()
    for document in documents:
        file, _, record = document.partition("#")
        path = PurePosixPath(file)
        name = path.stem if path.suffix == ".txt" and not record else path.name
        parts = [*path.parts[:-1], f"{name}-{record}" if record else name]
        stem = "/".join(_safe(part) for part in parts)
        number, unique = 1, stem
        while unique.casefold() in taken:
            number += 1
            unique = f"{stem}-{number}"
        taken.add(unique.casefold())
        stems[document] = unique
    return stems


def _safe(part: str) -> str:
    safe = _find_unsafe.sub("_", part)[:200]
    return safe if safe.strip(". ") else "_" * max(1, len(safe))


def _given(paths: Sequence[str]) -> Input:
    if "-" in paths or "" in paths:
        raise UsageError("Annotations belong to files; name the files or folders they are on.")
    return Input(tuple(Path(path) for path in paths))


def _readable(corpus: Corpus) -> Iterator[tuple[int, Document]]:
    """The documents of the collection that can be read."""
    for number, record in enumerate(corpus.records):
        if record.problem:
            continue
        try:
            yield number, corpus.document(number)
        except InputError as error:  # removed since it was read
            tell(str(error))


def _annotation_fields(annotation: Annotation) -> dict[str, object]:
    return {
        "id": annotation.id,
        "document": annotation.document,
        "start": annotation.span.start,
        "end": annotation.span.end,
        "text": annotation.anchor.quote,
        "label": annotation.label,
        "attributes": dict(annotation.attributes),
        "entity": annotation.entity,
        "note": annotation.note,
        "author": annotation.author,
        "created": annotation.created,
    }


@click.command()
@_paths
@_format
@click.option("-o", "--output", help="The folder to write to.", metavar="FOLDER")
@click.option("--force", is_flag=True, help="Replace files that are there and differ.")
@json_option
def export(
    paths: tuple[str, ...], _format: str, output: str | None, force: bool, as_json: bool
) -> int:
    """Write annotations to FOLDER: for each annotated document its text and an .ann file.

    With --json the annotations go to standard output, and FOLDER can be left out.
    """
    if not output and not as_json:
        raise UsageError("Where to? Name a folder with -o FOLDER, or ask for --json.")
    with open_corpus(_given(paths)) as corpus:
        files: dict[Path, bytes] = {}
        stems = file_stems(record.id for record in corpus.records)
        count = 0
        for number, document in _readable(corpus):
            annotations = corpus.annotations(number)
            _tell_unplaced(corpus, document)
            if not annotations:
                continue
            count += len(annotations)
            if as_json:
                for annotation in annotations:
                    write_json(_annotation_fields(annotation))
            if output:
                files |= _brat_files(corpus, document, Path(output) / stems[document.id])
        if output:
            _write_files(files, force=force)
        if not as_json:
            write_line(f"{count:,} annotations in {len(files) // 2:,} documents")
        return 0 if count else 1


def _tell_unplaced(corpus: Corpus, document: Document) -> None:
    placement = corpus.marks.placement(document)
    left_out = len(placement.doubtful) + len(placement.lost)
    if left_out:
        tell(
            f"{document.id}: the text has changed; annotations left out because their place is "
            f"not sure: {left_out}. Open it to decide on them."
        )


def _brat_files(corpus: Corpus, document: Document, stem: Path) -> dict[Path, bytes]:
    from corpus.exchange.brat import write_ann

    annotations = corpus.annotations(corpus.number_of(document.id) or 0)
    entities = (corpus.entity(a.entity) for a in annotations if a.entity)
    names = {entity.id: entity.name for entity in entities if entity is not None}
    ann, problems = write_ann(document, annotations, names)
    for problem in problems:
        tell(f"{document.id}: {problem}")
    # A lone surrogate, which a JSON record can hold, has no UTF-8 form; offsets stay.
    return {
        stem.with_name(stem.name + ".txt"): document.text.encode("utf-8", "replace"),
        stem.with_name(stem.name + ".ann"): ann.encode("utf-8", "replace"),
    }


def _write_files(files: dict[Path, bytes], *, force: bool) -> None:
    """Write all of them, or none when one would replace something else."""
    for path, data in files.items():
        if not force and os.path.lexists(path) and (path.is_dir() or path.read_bytes() != data):
            raise InputError(
                f"{path} is there already and differs; nothing was written. "
                "Name another folder, or replace such files with --force."
            )
    for path, data in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


@dataclass
class _Count:
    """What became of the marks of the files that were read."""

    files: int = 0
    marks: int = 0
    new: int = 0
    unplaced: int = 0


@click.command("import")
@_paths
@_format
@click.option(
    "--from",
    "source",
    help="The folder with the .ann files; without it they are beside the documents.",
    metavar="FOLDER",
)
@json_option
def import_(paths: tuple[str, ...], _format: str, source: str | None, as_json: bool) -> int:
    """Take annotations over from .ann files; those that are there already stay as they are.

    What cannot be placed in a text is left out and told.
    """
    if source is not None and not Path(source).is_dir():
        raise InputError(f"{source}: there is no such folder.")
    with open_corpus(_given(paths)) as corpus:
        folder = corpus.root if source is None else Path(source)
        stems = file_stems(record.id for record in corpus.records)
        count = _Count()
        for _, document in _readable(corpus):
            stem = folder / stems[document.id]
            path = stem.with_name(stem.name + ".ann")
            if not path.is_file():
                continue
            for annotation in _import_file(corpus, document, path, count):
                if as_json:
                    write_json(_annotation_fields(annotation))
        if not count.files:
            tell(f"{folder}: there is no .ann file for any of the documents.")
            return 1
        if not as_json:
            write_line(
                f"{count.new:,} annotations taken over from {count.files:,} files, "
                f"{count.marks - count.new:,} were there already, "
                f"{count.unplaced:,} could not be placed"
            )
        return 0 if count.marks or not count.unplaced else InputError.exit_code


def _import_file(
    corpus: Corpus, document: Document, path: Path, count: _Count
) -> Sequence[Annotation]:
    """The annotations that one file brings anew."""
    from corpus.annotation import Annotation
    from corpus.exchange.brat import annotations_of, read_ann
    from corpus.history import now

    count.files += 1
    try:
        file = read_ann(document.text, path.read_bytes())
    except InputError as error:
        raise InputError(f"{path}: {error}") from None
    for problem in file.problems:
        count.unplaced += 1
        tell(f"{path}, {problem}")
    found = annotations_of(document, file, author=corpus.marks.author, created=now())
    wanted = list({(a.span, a.label): a for a in reversed(found)}.values())[::-1]
    count.marks += len(wanted)
    edit = corpus.marks.annotate_many(document, wanted, f"import {path.name}")
    changes = edit.changes if edit is not None else ()
    new = [change.after for change in changes if isinstance(change.after, Annotation)]
    count.new += len(new)
    return new
