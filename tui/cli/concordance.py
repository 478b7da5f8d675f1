"""The concordance of a query or an entity, one line each."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from corpus.errors import UsageError
from tui.cli.called import entity_called, exit_code
from tui.cli.output import dim, is_terminal, write_json, write_line
from tui.cli.session import json_option, open_corpus, resolve, tell, tell_problems

if TYPE_CHECKING:
    from corpus.concordance import Concordance, Line

__all__ = ["concordance"]

ORDERS = ("text", "right", "left", "date", "form", "label", "state")

CONTEXT = 60
"""Code points before and after, where there is no window to fill."""

_WHERE = 30


@click.command()
@click.argument("words", nargs=-1, metavar="[QUERY] [PATH]...")
@click.option("--entity", help="Every mention of this entity instead: its id, name or an alias.")
@click.option(
    "--sort",
    type=click.Choice(ORDERS),
    default="text",
    show_default=True,
    help="The order of the texts; right or left context, word by word outwards; the date of the "
    "document; the form of what was found; its label; undecided first.",
)
@click.option("--with", "filter_", default="", help="Only lines with these words.", metavar="WORDS")
@click.option("--limit", type=click.IntRange(min=1), help="At most so many lines.", metavar="N")
@json_option
def concordance(
    words: tuple[str, ...],
    *,
    entity: str | None,
    sort: str,
    filter_: str,
    limit: int | None,
    as_json: bool,
) -> int:
    """Show every hit of QUERY, or every mention of an entity, in its context, one a line.

    With --entity there is no QUERY: glossator concordance --entity "To Lam" folder.
    """
    query, paths = ("", words) if entity is not None else (words[0] if words else "", words[1:])
    if not (query if entity is None else entity).strip():
        raise UsageError("Say what to find: a query first, or the name of an entity with --entity.")
    with open_corpus(resolve(paths)) as corpus:
        from corpus.arranging import Order, arrange
        from corpus.concordance import concordance as make

        called = None if entity is None else entity_called(corpus, entity)
        if entity is not None and called is None:
            return exit_code(corpus, anything=False)
        if not called:
            _tell_misunderstood(query)
        lines = make(corpus, entity=called or "", query=query)
        chosen = arrange(lines, Order(sort), filter_).finish()[:limit]
        if lines.more:
            tell(f"There are more hits; these are the first {len(lines):,}.")
        write = _write_json if as_json else _write_rows
        return exit_code(corpus, anything=write(lines, chosen.tolist()))


def _tell_misunderstood(query: str) -> None:
    from corpus.query import parse

    tell_problems(parse(query, typing=True).problems)


def _write_json(lines: Concordance, chosen: list[int]) -> bool:
    from corpus.decisions import Decisions

    decisions = Decisions(lines.corpus, lines.texts, lines.entity)
    anything = False
    for number, line in _readable(lines, chosen, CONTEXT, CONTEXT):
        anything = True
        write_json(
            {
                "document": lines.corpus.records[line.number].id,
                "start": line.span.start,
                "end": line.span.end,
                "left": line.left,
                "text": line.span.text_of(lines.texts.text(line.number)),
                "right": line.right,
                "label": line.label,
                "entity": lines.entity,
                "state": decisions.at(*lines.place(number), line.label).verdict.value,
            }
        )
    return anything


def _write_rows(lines: Concordance, chosen: list[int]) -> bool:
    """Aligned rows, cut to the window on a terminal and whole elsewhere."""
    from rich.cells import cell_len

    from corpus.hostile import harmless_line
    from tui.rendering.fitting import cut
    from tui.rendering.kwic import KwicColumns, fitted, fitted_left

    records = lines.corpus.records
    width = shutil.get_terminal_size().columns if is_terminal(sys.stdout) else 0
    where_width = max(
        (cell_len(records[n].id) + 7 for n in set(lines.document.tolist())), default=0
    )
    if width:
        where_width = min(_WHERE, width // 4, where_width)
    columns = KwicColumns.of(max(60, width - where_width), _middle(lines), titled=False)
    before, after = (columns.left, columns.right) if width else (CONTEXT, CONTEXT)
    anything = False
    for _, line in _readable(lines, chosen, before, after):
        anything = True
        where = harmless_line(f"{records[line.number].id}:{line.span.start}")
        left, text, right = line.left.rstrip(), line.text, line.right.lstrip()
        if width:
            where = cut(where, where_width)
            left, text = fitted_left(left, before), fitted(text, columns.middle)
            right = fitted(right, after)
        where += " " * (where_width - cell_len(where))
        left = " " * (before - cell_len(left)) + left
        text += " " * (columns.middle - cell_len(text))
        write_line(f"{dim(where)}  {left} | {text} | {right}".rstrip())
    return anything


def _middle(lines: Concordance) -> int:
    """How wide most of what was found is, in code points."""
    sizes = sorted((lines.end - lines.start).tolist())
    return min(CONTEXT, sizes[len(sizes) * 9 // 10]) if sizes else 0


def _readable(
    lines: Concordance, chosen: list[int], before: int, after: int
) -> Iterator[tuple[int, Line]]:
    """The lines whose texts can be read; the others are told of, each document once."""
    told: set[int] = set()
    for number in chosen:
        line = lines.line(number, before, after)
        if not line.problem:
            yield number, line
        elif line.number not in told:
            told.add(line.number)
            tell(line.problem)
