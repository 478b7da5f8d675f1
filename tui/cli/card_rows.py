"""An entity card as one record for programs and as lines for people."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING
from unicodedata import normalize

from corpus.hostile import harmless_line
from tui.cli.called import entity_fields
from tui.cli.fact_rows import companion_fields, place_fields, where, write_company
from tui.cli.output import Column, bold, dim, write_line, write_rows

if TYPE_CHECKING:
    from corpus.corpus import Corpus
    from corpus.facts.card import CardPlace, EntityCard
    from corpus.facts.offices import Office
    from corpus.facts.timeline import Timeline

__all__ = ["card_fields", "write_card"]

_DOCUMENTS = 12
"""How many documents are listed for people; programs get all."""

_BAR = 40


def card_fields(corpus: Corpus, card: EntityCard) -> dict[str, object]:
    """The whole card for programs."""
    entity, line = card.entity, card.timeline
    return {
        **entity_fields(entity),
        "forms": [{"text": alias, "mentions": count} for alias, count in entity.aliases],
        "offices": [_office_fields(corpus, card, office) for office in card.offices],
        "holders": [_office_fields(corpus, card, office) for office in card.holders],
        "timeline": {
            "unit": line.unit,
            "periods": [
                {"start": one.start, "mentions": one.mentions, "documents": one.documents}
                for one in line.periods
            ],
            "undated": line.undated,
            "undated_documents": line.undated_documents,
        },
        "dispersion": list(card.dispersion.mentions),
        "evenness": round(card.evenness, 4),
        "company": [companion_fields(corpus, one) for one in card.company],
        "quotations": [
            {**place_fields(corpus, one.document, one.span), "text": one.text}
            for one in card.quotations
        ],
        "mentioned_in": [
            {
                **place_fields(corpus, one.number, one.span),
                "title": one.title,
                "date": one.date,
                "source": one.source,
                "mentions": one.mentions,
            }
            for one in card.documents
        ],
        "first": _dated(corpus, card.first),
        "last": _dated(corpus, card.last),
    }


def _office_fields(corpus: Corpus, card: EntityCard, office: Office) -> dict[str, object]:
    return {
        "entity": card.ruled[office.number].id,
        "name": office.name,
        "mentions": office.mentions,
        "first": office.first,
        "last": office.last,
        **place_fields(corpus, *card.place(office.row)),
    }


def _dated(corpus: Corpus, place: CardPlace) -> dict[str, object]:
    return {**place_fields(corpus, place.document, place.span), "date": place.date}


def write_card(corpus: Corpus, card: EntityCard) -> None:
    """The card for people, the longest lists cut."""
    entity = card.entity
    write_line(f"{bold(harmless_line(entity.name))}  {harmless_line(entity.label)}")
    many = f"{_counted(entity.mentions, 'mention')} in {_counted(entity.documents, 'document')}"
    write_line(f"  {many}  {dim(harmless_line(entity.id))}")
    forms = [
        f"{normalize('NFC', alias)} ×{count:,}"
        for alias, count in entity.aliases
        if alias != entity.name
    ]
    if forms:
        write_rows((Column(), Column(flexible=True)), [("also", " · ".join(forms))], "  ")
    _write_offices(corpus, card, "Offices", card.offices)
    _write_offices(corpus, card, "Held by", card.holders)
    _write_bars(card)
    if card.company:
        write_line(bold("With"))
        write_company(corpus, card.company, "  ")
    if card.quotations:
        write_line(bold("Says"))
        rows = [(where(corpus, one.document, one.span), one.text) for one in card.quotations]
        write_rows((Column(flexible=True), Column(flexible=True)), rows, "  ")
    _write_documents(corpus, card)


def _write_offices(corpus: Corpus, card: EntityCard, title: str, held: Sequence[Office]) -> None:
    if not held:
        return
    write_line(bold(title))
    rows = [
        (
            office.name,
            f"×{office.mentions:,}",
            _from_to(office.first, office.last),
            where(corpus, *card.place(office.row)),
        )
        for office in held
    ]
    write_rows(
        (Column(flexible=True), Column(right=True), Column(), Column(flexible=True)), rows, "  "
    )


def _from_to(first: str, last: str) -> str:
    return first if first == last else f"{first} to {last}"


def _write_bars(card: EntityCard) -> None:
    from tui.rendering.bars import dispersion_bar, sparkline

    line = card.timeline
    rows = []
    if line.periods:
        bar = sparkline([period.mentions for period in line.periods], _BAR)
        rows.append(("over time", bar, f"{_span_of(line)}{_undated(line)}"))
    parts = dispersion_bar(card.dispersion.mentions, _BAR)
    rows.append(("over all text", parts, f"evenness {card.evenness:.2f}"))
    write_rows((Column(), Column(), Column(flexible=True)), rows, "  ")


def _span_of(line: Timeline) -> str:
    return f"{_from_to(line.periods[0].start, line.periods[-1].start)} by {line.unit}"


def _undated(line: Timeline) -> str:
    return f", {line.undated:,} undated" if line.undated else ""


def _write_documents(corpus: Corpus, card: EntityCard) -> None:
    write_line(bold("Documents"))
    rows = [
        (one.date, one.title, f"×{one.mentions:,}", where(corpus, one.number, one.span))
        for one in card.documents[:_DOCUMENTS]
    ]
    columns = (Column(), Column(flexible=True), Column(right=True), Column(flexible=True))
    write_rows(columns, rows, "  ")
    if len(card.documents) > _DOCUMENTS:
        write_line(f"  and {len(card.documents) - _DOCUMENTS:,} more")


def _counted(number: int, what: str) -> str:
    return f"{number:,} {what}{'' if number == 1 else 's'}"
