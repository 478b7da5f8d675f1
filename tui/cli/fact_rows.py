"""What is counted as records for programs and as rows for people."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from corpus.span import Span
from tui.cli.output import Column, write_rows

if TYPE_CHECKING:
    from corpus.corpus import Corpus
    from corpus.facts.collocations import Collocate
    from corpus.facts.company import Companion
    from corpus.facts.frequency import Keyword, LabelFrequency

__all__ = [
    "collocate_fields",
    "companion_fields",
    "keyword_fields",
    "place_fields",
    "where",
    "write_collocates",
    "write_company",
    "write_frequencies",
    "write_keywords",
]

_NAMES = 3
"""How many names of each label are in a row for people."""


def place_fields(corpus: Corpus, document: int, span: Span) -> dict[str, object]:
    """A place for programs."""
    return {"document": corpus.records[document].id, "start": span.start, "end": span.end}


def where(corpus: Corpus, document: int, span: Span) -> str:
    """A place for people, as the other commands write it."""
    return f"{corpus.records[document].id}:{span.start}"


def _place(corpus: Corpus, row: int) -> tuple[int, Span]:
    from corpus.facts.columns import place_of  # (late, for it brings NumPy)

    return place_of(corpus.ruled, row)


def _row_fields(corpus: Corpus, row: int) -> dict[str, object]:
    return place_fields(corpus, *_place(corpus, row))


def _entity_fields(corpus: Corpus, number: int) -> dict[str, object]:
    entity = corpus.ruled[number]
    return {"entity": entity.id, "name": entity.name, "label": entity.label}


def companion_fields(corpus: Corpus, one: Companion) -> dict[str, object]:
    """A companion for programs; the place is that of its first mention there."""
    return {
        **_entity_fields(corpus, one.number),
        "together": one.together,
        "documents": one.documents,
        "expected": round(one.expected, 3),
        "score": round(one.score, 3),
        "significance": one.significance,
        **_row_fields(corpus, one.row),
    }


def keyword_fields(corpus: Corpus, one: Keyword) -> dict[str, object]:
    """What some documents mention more than others, for programs."""
    return {
        **_entity_fields(corpus, one.number),
        "here": one.here,
        "mentions": one.mentions,
        "expected": round(one.expected, 3),
        "score": round(one.score, 3),
        "significance": one.significance,
        **_row_fields(corpus, one.row),
    }


def collocate_fields(corpus: Corpus, one: Collocate) -> dict[str, object]:
    """A collocate for programs; the place is that of ``text``."""
    return {
        "word": one.word,
        "text": one.shown,
        "together": one.together,
        "total": one.total,
        "expected": round(one.expected, 3),
        "score": round(one.score, 3),
        "significance": one.significance,
        **place_fields(corpus, one.document, one.span),
    }


_LEFT, _WIDE, _RIGHT = Column(), Column(flexible=True), Column(right=True)


def write_company(corpus: Corpus, found: Sequence[Companion], indent: str = "") -> None:
    """Companions for people: name, label, how often of how often expected, how sure, where."""
    rows = []
    for one in found:
        entity = corpus.ruled[one.number]
        rows.append(
            (
                entity.name,
                entity.label,
                f"{one.together:,}",
                f"{one.documents:,}",
                f"{one.expected:,.1f}",
                f"{one.score:,.1f}",
                one.significance,
                where(corpus, *_place(corpus, one.row)),
            )
        )
    if rows:
        _write_table(("", "", "near", "documents", "expected", "G²", "", ""), rows, indent)


def write_keywords(corpus: Corpus, found: Sequence[Keyword]) -> None:
    """What some documents mention more than others, for people."""
    rows = []
    for one in found:
        entity = corpus.ruled[one.number]
        rows.append(
            (
                entity.name,
                entity.label,
                f"{one.here:,} of {one.mentions:,}",
                f"{one.expected:,.1f}",
                f"{one.score:,.1f}",
                one.significance,
                where(corpus, *_place(corpus, one.row)),
            )
        )
    if rows:
        _write_table(("", "", "here", "expected", "G²", "", ""), rows)


def write_collocates(corpus: Corpus, found: Sequence[Collocate]) -> None:
    """Collocates for people."""
    rows = [
        (
            one.shown,
            "",
            f"{one.together:,} of {one.total:,}",
            f"{one.expected:,.1f}",
            f"{one.score:,.1f}",
            one.significance,
            where(corpus, one.document, one.span),
        )
        for one in found
    ]
    if rows:
        _write_table(("", "", "beside", "expected", "G²", "", ""), rows)


def _write_table(head: tuple[str, ...], rows: Sequence[tuple[str, ...]], indent: str = "") -> None:
    columns = (_WIDE, _LEFT, *[_RIGHT] * (len(head) - 4), _LEFT, _WIDE)
    kept = [at for at in range(len(head)) if any(row[at] for row in rows)]
    cut = [tuple(row[at] for at in kept) for row in (head, *rows)]
    write_rows([columns[at] for at in kept], cut, indent)


def write_frequencies(corpus: Corpus, table: Sequence[LabelFrequency]) -> None:
    """A frequency table for people: a row a label, with the names mentioned most."""
    rows = [("", "mentions", "share", "entities", "documents", "")]
    rows += [
        (
            row.label,
            f"{row.mentions:,}",
            f"{100 * row.share:.1f} %",
            f"{row.entities:,}",
            f"{row.documents:,}",
            " · ".join(
                f"{corpus.ruled[one.number].name} {one.mentions:,}" for one in row.top[:_NAMES]
            ),
        )
        for row in table
    ]
    if table:
        write_rows((_LEFT, _RIGHT, _RIGHT, _RIGHT, _RIGHT, _WIDE), rows)
