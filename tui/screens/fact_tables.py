"""The facts of a collection as tables: how much of what, who with whom, which words together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from time import perf_counter
from typing import TYPE_CHECKING

from corpus.facts.collocations import Collocations, collocations
from corpus.facts.company import company
from corpus.facts.frequency import frequencies, keyness
from corpus.hostile import harmless_line
from corpus.span import Span
from tui.rendering.palette import Palette
from tui.rendering.tables import Column, thousands
from tui.screens.tables import Filled, TableRow, TableScreen

if TYPE_CHECKING:
    from corpus.corpus import Corpus

__all__ = ["collocation_table", "company_table", "frequency_table", "key_entity_table"]

MOST = 500
"""How many rows are told, the surest first."""

OFTEN = 0.5
"""Seconds between two pictures of a table that is being filled."""

_G2 = (
    "G²: how surely more often than by chance (log-likelihood, Dunning 1993)",
    "G²: log-likelihood (Dunning 1993)",
    "G²: log-likelihood",
)

_SCORES = (
    Column("by chance", right=True, spare=3, digits=2),
    Column("G²", right=True),
    Column("", spare=2),
)


def frequency_table(
    corpus: Corpus, palette: Palette, *, ascii_only: bool = False
) -> TableScreen[str]:
    """How much there is of each label; gives the label that was chosen."""
    columns = (
        Column("label"),
        Column("mentions", right=True),
        Column("%", right=True, spare=2),
        Column("entities", right=True, spare=3),
        Column("documents", right=True, spare=1),
        Column("most mentioned", flexible=True, spare=4),
    )
    rows = []
    for found in frequencies(corpus.ruled) if corpus.snapshot is not None else ():
        top = ", ".join(
            f"{_name(corpus, one.number)} {thousands(one.mentions)}" for one in found.top
        )
        figures = found.mentions, 100 * found.share, found.entities, found.documents
        rows.append(TableRow(found.label, (harmless_line(found.label), *figures, top)))
    return TableScreen(
        "Frequency by label",
        columns,
        rows,
        palette,
        does="its entities",
        empty=_unknown(corpus) or "nothing is mentioned",
        ascii_only=ascii_only,
    )


def company_table(
    corpus: Corpus, entity: str, palette: Palette, *, ascii_only: bool = False
) -> TableScreen[str]:
    """Who and what an entity is met with; gives the id of the entity that was chosen."""
    number = corpus.ruled.number_of(entity) if corpus.snapshot is not None else None
    columns = (
        Column("entity", flexible=True),
        Column("label", spare=1),
        Column("together", right=True),
        Column("documents", right=True, spare=4),
        *_SCORES,
    )
    rows = []
    for found in company(corpus.ruled, number, limit=MOST) if number is not None else ():
        known = corpus.ruled[found.number]
        figures = found.together, found.documents, found.expected, found.score
        cells = (harmless_line(known.name), known.label, *figures, found.significance)
        rows.append(TableRow(known.id, cells))
    name = _name(corpus, number) if number is not None else harmless_line(entity)
    return TableScreen(
        f"Company  {name}",
        columns,
        rows,
        palette,
        notes=_G2,
        does="card",
        empty=_unknown(corpus) or "nothing else is mentioned near it",
        ascii_only=ascii_only,
    )


def key_entity_table(
    corpus: Corpus,
    documents: Sequence[int],
    palette: Palette,
    *,
    name: str,
    ascii_only: bool = False,
) -> TableScreen[str]:
    """What documents, called ``name``, mention more than the rest; gives the entity chosen."""
    columns = (
        Column("entity", flexible=True),
        Column("label", spare=1),
        Column("here", right=True),
        Column("of", right=True, spare=4),
        *_SCORES,
    )
    rows = []
    for found in keyness(corpus.ruled, documents, limit=MOST) if corpus.snapshot else ():
        known = corpus.ruled[found.number]
        figures = found.here, found.mentions, found.expected, found.score
        cells = (harmless_line(known.name), known.label, *figures, found.significance)
        rows.append(TableRow(known.id, cells))
    title = f"Key entities  {harmless_line(name)}"
    return TableScreen(
        title,
        columns,
        rows,
        palette,
        notes=_G2,
        does="card",
        empty=_unknown(corpus) or "no names here that others do not have as often",
        ascii_only=ascii_only,
    )


def collocation_table(
    corpus: Corpus, word: str, palette: Palette, *, ascii_only: bool = False
) -> TableScreen[tuple[int, Span]]:
    """What words stand beside a word, filled while texts are read; gives a place of the two."""
    columns = (
        Column("word", flexible=True),
        Column("together", right=True),
        Column("of", right=True, spare=1),
        *_SCORES,
    )
    return TableScreen(
        f"Collocations  “{harmless_line(word)}”",
        columns,
        (),
        palette,
        filling=_filling(corpus, word),
        notes=_G2,
        empty="no word stands beside it more often than by chance",
        ascii_only=ascii_only,
    )


def _filling(corpus: Corpus, word: str) -> Iterator[Filled[tuple[int, Span]]]:
    """The rows so far now and then, and all of them in the end."""
    shown, found = perf_counter(), None
    for found in collocations(corpus, word):
        rows = None
        if perf_counter() - shown > OFTEN:
            rows = _collocates(found)
            shown = perf_counter()
        yield Filled(found.read / max(1, found.documents), rows)
    if found is not None:
        yield Filled(1.0, _collocates(found))


def _collocates(found: Collocations) -> list[TableRow[tuple[int, Span]]]:
    rows = []
    for one in found.found(MOST):
        place = one.document, one.span
        cells = one.shown, one.together, one.total, one.expected, one.score, one.significance
        rows.append(TableRow(place, cells))
    return rows


def _unknown(corpus: Corpus) -> str:
    """Why nothing is known of any entity; empty when something is."""
    if corpus.snapshot is not None:
        return ""
    return "no names were recognised" if corpus.finished else "names are still being recognised"


def _name(corpus: Corpus, number: int) -> str:
    return harmless_line(corpus.ruled[number].name)
