"""The command that lists what was said, and by whom."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from corpus.errors import InputError
from tui.cli.called import entities_called, exit_code
from tui.cli.output import Column, write_json, write_rows
from tui.cli.session import json_option, open_corpus, paths_argument, resolve, tell

if TYPE_CHECKING:
    from corpus.corpus import Corpus
    from corpus.entity import Mention
    from corpus.quotations import Quotation

__all__ = ["quotations"]


@click.command()
@paths_argument
@click.option("--speaker", metavar="NAME", help="Only what this one says: an id, name or alias.")
@json_option
def quotations(paths: tuple[str, ...], speaker: str | None, as_json: bool) -> int:
    """List what is quoted in the documents, and who says it, in the order of the texts.

    Terms, titles of works and names in quotation marks are not quotations.
    """
    with open_corpus(resolve(paths)) as corpus:
        meant = None if speaker is None else {e.id for e in entities_called(corpus, speaker)}
        anything = False
        for document, found in _by_document(corpus):
            said = [one for one in found if meant is None or (one[2] and one[2].entity in meant)]
            anything = anything or bool(said)
            if as_json:
                for one in said:
                    write_json(_fields(document, *one))
            else:
                rows = [
                    (f"{document}:{q.start}", m.text if m else "–", text) for text, q, m in said
                ]
                write_rows(
                    (Column(flexible=True), Column(flexible=True), Column(flexible=True)), rows
                )
        return exit_code(corpus, anything=anything)


def _by_document(
    corpus: Corpus,
) -> Iterator[tuple[str, list[tuple[str, Quotation, Mention | None]]]]:
    """The id of each document and its quotations, each with its text and its speaker's mention."""
    from corpus.quotations import find_quotations

    for number, record in enumerate(corpus.records):
        if record.problem:
            continue
        try:
            document, mentions = corpus.document(number), corpus.mentions(number)
        except InputError as error:  # removed since it was read
            corpus.problems.append(str(error))
            tell(str(error))
            continue
        found: list[tuple[str, Quotation, Mention | None]] = []
        for quotation in find_quotations(document, mentions):
            mention = mentions[quotation.speaker] if quotation.speaker >= 0 else None
            found.append((document.text[quotation.start : quotation.end], quotation, mention))
        yield record.id, found


def _fields(
    document: str, text: str, quotation: Quotation, mention: Mention | None
) -> dict[str, object]:
    return {
        "document": document,
        "start": quotation.start,
        "end": quotation.end,
        "text": text,
        "speaker": mention.text if mention is not None else None,
        "speaker_start": mention.start if mention is not None else None,
        "speaker_end": mention.end if mention is not None else None,
        "entity": mention.entity if mention is not None else "",
    }
