"""Commands that count: card, company, frequency, collocations."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from corpus.errors import UsageError
from tui.cli.called import entity_called, exit_code
from tui.cli.fact_rows import (
    collocate_fields,
    companion_fields,
    keyword_fields,
    write_collocates,
    write_company,
    write_frequencies,
    write_keywords,
)
from tui.cli.output import write_json, write_line
from tui.cli.session import json_option, open_corpus, paths_argument, resolve, tell

if TYPE_CHECKING:
    from corpus.corpus import Corpus

__all__ = ["card", "collocations", "company", "frequency"]

_limit_option = click.option(
    "--limit",
    type=click.IntRange(min=1),
    default=50,
    show_default=True,
    metavar="N",
    help="No more than so many.",
)


@click.command()
@click.argument("entity")
@paths_argument
@json_option
def card(entity: str, paths: tuple[str, ...], as_json: bool) -> int:
    """Show what a collection knows of ENTITY: its id, its name or an alias.

    Names and counts, offices and since when, documents over time, how evenly it is spread, who or
    what it is met with, what it says.
    """
    from tui.cli.card_rows import card_fields, write_card

    with open_corpus(resolve(paths)) as corpus:
        from corpus.facts.card import card_of

        called = entity_called(corpus, entity)
        made = None if called is None else card_of(corpus, called)
        if made is None:
            return exit_code(corpus, anything=False)
        if as_json:
            write_json(card_fields(corpus, made))
        else:
            write_card(corpus, made)
        return 0


@click.command()
@click.argument("entity")
@paths_argument
@_limit_option
@click.option("--figures", is_flag=True, help="Dates, money, per cent and numbers as well.")
@json_option
def company(entity: str, paths: tuple[str, ...], limit: int, figures: bool, as_json: bool) -> int:
    """List who and what is met near ENTITY more often than chance would have it.

    Near is within 300 characters in the same document; the surest come first, by log-likelihood.
    """
    with open_corpus(resolve(paths)) as corpus:
        from corpus.facts.columns import FIGURES
        from corpus.facts.company import company as company_of

        called = entity_called(corpus, entity)
        number = None if called is None else corpus.ruled.number_of(called)
        if number is None:
            return exit_code(corpus, anything=False)
        without = frozenset[str]() if figures else FIGURES
        found = company_of(corpus.ruled, number, limit=limit, without=without)
        if as_json:
            for one in found:
                write_json(companion_fields(corpus, one))
        else:
            write_company(corpus, found)
        return exit_code(corpus, anything=bool(found))


@click.command()
@paths_argument
@click.option("--label", "labels", multiple=True, help="Only this label; may be repeated.")
@click.option(
    "--of",
    "documents",
    multiple=True,
    metavar="DOCUMENT",
    help="What this document mentions more than the others do; may be repeated.",
)
@_limit_option
@json_option
def frequency(
    paths: tuple[str, ...],
    labels: tuple[str, ...],
    documents: tuple[str, ...],
    limit: int,
    as_json: bool,
) -> int:
    """Count mentions, entities and documents of each label, with the names mentioned most.

    With --of, compare documents with all others, by log-likelihood. A DOCUMENT is a path relative
    to the collection, as the other commands write it.
    """
    with open_corpus(resolve(paths)) as corpus:
        upper = frozenset(label.upper() for label in labels)
        if documents:
            return _keyness(corpus, documents, upper, limit, as_json=as_json)
        from corpus.facts.frequency import frequencies

        table = [
            row for row in frequencies(corpus.ruled) if not upper or row.label.upper() in upper
        ]
        if as_json:
            for row in table:
                write_json(
                    {
                        "label": row.label,
                        "mentions": row.mentions,
                        "entities": row.entities,
                        "documents": row.documents,
                        "share": round(row.share, 6),
                        "top": [
                            {"entity": corpus.ruled[one.number].id, "mentions": one.mentions}
                            for one in row.top
                        ],
                    }
                )
        else:
            write_frequencies(corpus, table)
        return exit_code(corpus, anything=bool(table))


def _keyness(
    corpus: Corpus, documents: Sequence[str], labels: frozenset[str], limit: int, *, as_json: bool
) -> int:
    from corpus.facts.columns import FIGURES, entity_labels
    from corpus.facts.frequency import keyness

    numbers = set()
    for document in documents:
        number = corpus.number_of(document)
        if number is None:
            raise UsageError(
                f"There is no document {document} here. "
                "It is called as `glossator find` and the other commands write it."
            )
        numbers.add(number)
    without = FIGURES
    if labels:
        names, _ = entity_labels(corpus.ruled)
        without = frozenset(name for name in names if name.upper() not in labels)
    found = keyness(corpus.ruled, numbers, limit=limit, without=without)
    if as_json:
        for one in found:
            write_json(keyword_fields(corpus, one))
    else:
        write_keywords(corpus, found)
    return exit_code(corpus, anything=bool(found))


@click.command()
@click.argument("word")
@paths_argument
@click.option(
    "--span",
    type=click.IntRange(1, 50),
    default=5,
    show_default=True,
    metavar="N",
    help="So many words before and after.",
)
@_limit_option
@click.option("--function-words", is_flag=True, help='Words such as "of" as well.')
@json_option
def collocations(
    word: str,
    paths: tuple[str, ...],
    *,
    span: int,
    limit: int,
    function_words: bool,
    as_json: bool,
) -> int:
    """List the words that stand beside WORD more often than chance would have it.

    WORD may be several in a row; letter case and diacritics do not matter. It is compared with
    the rest of the documents that have it, by log-likelihood.
    """
    from corpus.index.words import words_of

    if not words_of(word):
        raise UsageError(f"In “{word}” there is no word to look for.")
    with open_corpus(resolve(paths)) as corpus:
        from corpus.facts.collocations import collocations as turns

        met = None
        for met in turns(corpus, word, span=span):  # noqa: B007 - the last one has all
            pass
        if met is None or not met.occurrences:
            return exit_code(corpus, anything=False)
        if not met.complete:
            tell(f"Only {met.read:,} of {met.documents:,} documents were read.")
        found = met.found(limit, function_words=function_words)
        if as_json:
            for one in found:
                write_json(collocate_fields(corpus, one))
        else:
            documents = "1 document" if met.read == 1 else f"{met.read:,} documents"
            write_line(f"{met.occurrences:,} times in {documents}")
            write_collocates(corpus, found)
        return exit_code(corpus, anything=bool(found))
