"""Commands that ask a whole collection: index, find, mentions, entities."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING
from unicodedata import normalize

import click

from corpus.errors import InputError, UsageError
from tui.cli.called import entities_called, entity_fields, exit_code
from tui.cli.output import Column, bold, write_json, write_line, write_rows
from tui.cli.session import json_option, open_corpus, paths_argument, resolve, tell, tell_problems

if TYPE_CHECKING:
    from corpus.corpus import Corpus
    from corpus.entity import Entity, Mention
    from corpus.finding import Group, Hit

__all__ = ["entities", "find", "index", "mentions"]

_GROUPS = {
    "title": "Titles",
    "entity": "Entities",
    "text": "Text",
    "annotation": "Annotations",
    "here": "Here",
}
_MOST = 50


@click.command()
@paths_argument
@json_option
def index(paths: tuple[str, ...], as_json: bool) -> int:
    """Read a collection and keep its index, so that opening it later is quick."""
    began = time.perf_counter()
    with open_corpus(resolve(paths)) as corpus:
        figures = {
            "documents": sum(not record.problem for record in corpus.records),
            "mentions": sum(entity.mentions for entity in corpus.entities()),
            "entities": len(corpus.entities()),
            "problems": list(corpus.problems),
        }
        if as_json:
            write_json(figures)
        else:
            seconds = time.perf_counter() - began
            write_line(
                f"{figures['documents']:,} documents, {figures['mentions']:,} mentions of "
                f"{figures['entities']:,} entities, in {seconds:.1f} s"
            )
        return exit_code(corpus, anything=bool(figures["documents"]))


@click.command()
@click.argument("query")
@paths_argument
@click.option("--limit", default=_MOST, show_default=True, help="Hits of each kind.", metavar="N")
@json_option
def find(query: str, paths: tuple[str, ...], limit: int, as_json: bool) -> int:
    """Find QUERY in titles, entities, texts and annotations, best first.

    Typing errors and missing diacritics are forgiven. In texts, "…" is a phrase, -word must not
    occur, word* stands for every word that begins so. A QUERY that begins with a dash goes after
    two dashes: glossator find -- -word folder.
    """
    if not query.strip():
        raise UsageError("The query is empty; say what to find.")
    if limit < 1:
        raise UsageError("--limit must be at least 1.")
    with open_corpus(resolve(paths)) as corpus:
        results = corpus.find(query, limit=limit)
        tell_problems(results.problems)
        groups = [group for group in results.groups if group.hits]
        for group in groups:
            if as_json:
                for hit in group.hits:
                    write_json(_hit_fields(corpus, hit))
            else:
                _write_group(corpus, group)
        return exit_code(corpus, anything=bool(groups))


def _hit_fields(corpus: Corpus, hit: Hit) -> dict[str, object]:
    return {
        "kind": hit.kind,
        "document": corpus.records[hit.document].id,
        "start": hit.span.start,
        "end": hit.span.end,
        "text": hit.text,
        "context": hit.context,
        "score": hit.score,
        "entity": hit.entity,
    }


def _write_group(corpus: Corpus, group: Group) -> None:
    write_line(f"{bold(_GROUPS.get(group.kind, group.kind.capitalize()))}  {group.total:,}")
    if group.kind == "entity":
        found = [corpus.entity(hit.entity) for hit in group.hits]
        _write_entities([entity for entity in found if entity is not None], indent="  ")
        return
    rows = []
    for hit in group.hits:
        record = corpus.records[hit.document]
        where = record.id if group.kind == "title" else f"{record.id}:{hit.span.start}"
        rows.append((where, record.title if group.kind == "title" else hit.context or hit.text))
    write_rows((Column(flexible=True), Column(flexible=True)), rows, indent="  ")


@click.command()
@paths_argument
@click.option("--label", "labels", multiple=True, help="Only this label; may be repeated.")
@click.option("--entity", help="Only mentions of this entity: its id, its name or an alias.")
@json_option
def mentions(
    paths: tuple[str, ...], labels: tuple[str, ...], entity: str | None, as_json: bool
) -> int:
    """List who and what the documents mention, in the order of the texts."""
    with open_corpus(resolve(paths)) as corpus:
        meant = None if entity is None else {e.id for e in entities_called(corpus, entity)}
        keep = _selector(labels, meant)
        anything = False
        for number, found in _mentions_by_document(corpus):
            chosen = [mention for mention in found if keep(mention)]
            if chosen:
                anything = True
                _write_mentions(corpus.records[number].id, chosen, as_json=as_json)
        return exit_code(corpus, anything=anything)


def _mentions_by_document(corpus: Corpus) -> Iterator[tuple[int, Sequence[Mention]]]:
    for number, record in enumerate(corpus.records):
        if record.problem:
            continue
        try:
            yield number, corpus.mentions(number)
        except InputError as error:  # removed since it was read
            corpus.problems.append(str(error))
            tell(str(error))


def _selector(labels: Sequence[str], entities: set[str] | None) -> Callable[[Mention], bool]:
    """Whether a mention has one of the labels (none: any) and is of one of the entities."""
    upper = {label.upper() for label in labels}
    return lambda mention: (
        (not upper or mention.label.upper() in upper)
        and (entities is None or mention.entity in entities)
    )


def _write_mentions(document: str, found: Sequence[Mention], *, as_json: bool) -> None:
    if as_json:
        for mention in found:
            write_json(
                {
                    "document": document,
                    "start": mention.start,
                    "end": mention.end,
                    "text": mention.text,
                    "label": mention.label,
                    "entity": mention.entity,
                    "source": mention.source,
                    "score": mention.score,
                }
            )
        return
    rows = [(f"{document}:{m.start}", m.label, m.text, m.entity) for m in found]
    columns = (Column(flexible=True), Column(), Column(flexible=True), Column(flexible=True))
    write_rows(columns, rows)


_ORDERS: dict[str, Callable[[Entity], tuple[int | str, ...]]] = {
    "mentions": lambda entity: (-entity.mentions, -entity.documents, entity.id),
    "documents": lambda entity: (-entity.documents, -entity.mentions, entity.id),
    "name": lambda entity: (entity.name.casefold(), entity.id),
}


@click.command()
@paths_argument
@click.option("--label", "labels", multiple=True, help="Only this label; may be repeated.")
@click.option(
    "--sort",
    type=click.Choice(tuple(_ORDERS)),
    default="mentions",
    show_default=True,
    help="What comes first.",
)
@json_option
def entities(paths: tuple[str, ...], labels: tuple[str, ...], sort: str, as_json: bool) -> int:
    """List who and what a collection speaks of, with every form of its name."""
    with open_corpus(resolve(paths)) as corpus:
        upper = {label.upper() for label in labels}
        found = [e for e in corpus.entities() if not upper or e.label.upper() in upper]
        found.sort(key=_ORDERS[sort])
        if as_json:
            for entity in found:
                write_json(entity_fields(entity))
        else:
            _write_entities(found)
        return exit_code(corpus, anything=bool(found))


def _write_entities(found: Sequence[Entity], indent: str = "") -> None:
    columns = (
        Column(flexible=True),
        Column(),
        Column(right=True),
        Column(right=True),
        Column(flexible=True),
    )
    rows = []
    for entity in found:
        others = dict.fromkeys(
            normalize("NFC", alias) for alias, _ in entity.aliases if alias != entity.name
        )
        rows.append(
            (
                entity.name,
                entity.label,
                _counted(entity.mentions, "mention"),
                _counted(entity.documents, "document"),
                "also " + " · ".join(others) if others else "",
            )
        )
    write_rows(columns, rows, indent)


def _counted(number: int, what: str) -> str:
    """A number and its word, as wide for one as for many."""
    return f"{number:,} {what}{' ' if number == 1 else 's'}"
