"""Documents as text: block by block for ``show``, as they are where no screen can be."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from io import TextIOWrapper
from typing import TYPE_CHECKING

import click

from corpus.errors import InputError
from corpus.hostile import harmless, harmless_line
from tui.cli.output import Column, bold, dim, write_json, write_line, write_rows
from tui.cli.paging import write_paged
from tui.cli.session import STREAM_NAME, Input, json_option, paths_argument, resolve, tell

if TYPE_CHECKING:
    from corpus.document import Document

__all__ = ["Reading", "show", "write_plain"]


@dataclass
class Reading:
    """Documents read one after the other; what cannot be read is told and counted."""

    given: Input
    read: int = 0
    problems: list[str] = field(default_factory=list)

    def __iter__(self) -> Iterator[Document]:
        for document in self._documents():
            self.read += 1
            yield document

    def exit_code(self) -> int:
        """0 when anything was read."""
        if self.read:
            return 0
        return InputError.exit_code if self.problems else 1

    def _documents(self) -> Iterator[Document]:
        from corpus.readers import read, read_stream
        from corpus.readers.sources import find_sources

        if self.given.stream is not None:
            problems: list[str] = []
            documents = read_stream(self.given.stream, STREAM_NAME, problems)
            for problem in problems:
                self._complain(problem)
            yield from documents
            return
        found = find_sources(self.given.paths)
        for problem in found.problems:
            self._complain(problem)
        for source in found.sources:
            try:
                yield read(source)
            except InputError as error:
                self._complain(str(error))

    def _complain(self, problem: str) -> None:
        self.problems.append(problem)
        tell(problem)


def write_plain(documents: Iterable[Document]) -> None:
    """Each document under its title and where it is from, its text as it is but harmless.

    By pages on a terminal; what its encoding lacks is shown by what is most like it.
    """
    from tui.terminal.twins import TWINS

    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors=TWINS)
    write_paged(_plain_lines(documents))


def _plain_lines(documents: Iterable[Document]) -> Iterator[str]:
    for document in documents:
        if not document.text.lstrip().startswith(document.title):
            yield bold(harmless_line(document.title))
        known = (document.id, document.date, document.source)
        yield dim(harmless_line(" · ".join(filter(None, known))))
        yield ""
        text = document.text.replace("\r\n", "\n").replace("\r", "\n")
        yield from harmless(text).rstrip("\n").split("\n")
        yield ""


@click.command()
@paths_argument
@json_option
def show(paths: tuple[str, ...], as_json: bool) -> int:
    """Show what the parts of each document are: title, headings, paragraphs, captions."""
    reading = Reading(resolve(paths))
    for document in reading:
        if as_json:
            for block in document.blocks:
                start, end = block.span.start, block.span.end
                write_json(
                    {
                        "document": document.id,
                        "kind": str(block.kind),
                        "start": start,
                        "end": end,
                        "text": document.text[start:end],
                    }
                )
        else:
            _write_blocks(document)
    return reading.exit_code()


def _write_blocks(document: Document) -> None:
    write_line(bold(harmless_line(document.id)))
    rows = [
        (str(block.kind), f"{block.span.start}–{block.span.end}", block.span.text_of(document.text))
        for block in document.blocks
    ]
    write_rows((Column(), Column(right=True), Column(flexible=True)), rows, indent="  ")
