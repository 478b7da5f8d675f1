"""An entity card as rows of a list: sections, and what can be gone to from each row."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING, TypeAlias

import numpy as np
from numpy.typing import NDArray

from corpus.errors import GlossatorError
from corpus.facts.columns import place_of
from corpus.hostile import harmless_line
from corpus.span import Span
from tui.rendering.bars import cells_for
from tui.rendering.tables import thousands
from tui.screens.viewing import number_of

if TYPE_CHECKING:
    from corpus.corpus import Corpus
    from corpus.facts.card import EntityCard
    from corpus.facts.company import Companion
    from corpus.facts.offices import Office

__all__ = [
    "Bar",
    "BarCell",
    "CardRow",
    "CardRows",
    "InDocument",
    "More",
    "OfEntity",
    "OfForm",
    "Place",
    "Target",
]

FEW = 6
"""So many rows of a section are shown until all are asked for."""


@dataclass(frozen=True, slots=True)
class Place:
    """A span of a document, by its number."""

    number: int
    span: Span


@dataclass(frozen=True, slots=True)
class InDocument:
    """The first mention in a document, by its number."""

    number: int


@dataclass(frozen=True, slots=True)
class OfEntity:
    """The card of another entity, by its number."""

    number: int


@dataclass(frozen=True, slots=True)
class OfForm:
    """The first place of a spelling."""

    form: str


@dataclass(frozen=True, slots=True)
class More:
    """All rows of the section of this name."""

    section: str


@dataclass(frozen=True, slots=True)
class BarCell:
    """One count of a bar: where it leads (None: nowhere) and what it says."""

    count: int
    target: Place | InDocument | None
    words: str


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar to be drawn, ``kind`` ``time`` or ``space``; its cells are gone to one by one."""

    kind: str
    cells: tuple[BarCell, ...]

    def counts(self) -> list[int]:
        """What is drawn."""
        return [cell.count for cell in self.cells]

    def group(self, cell: int, width: int) -> list[BarCell]:
        """The cells that stand in a drawn one when there is only so much room."""
        parts = cells_for(len(self.cells), width)
        return [self.cells[i] for i in parts[cell]] if 0 <= cell < len(parts) else []


Target: TypeAlias = Place | InDocument | OfEntity | OfForm | More | Bar


@dataclass(frozen=True, slots=True)
class CardRow:
    """One row; without a target it is passed over. Texts are harmless and one line.

    ``words`` is what the status line says of it, when that is more than the row. An ``axis``
    belongs to the bar above it: its texts stand under the ends of that.
    """

    text: str
    fact: str = ""
    target: Target | None = None
    heading: bool = False
    words: str = ""
    axis: bool = False


@dataclass(frozen=True, slots=True)
class _Section:
    name: str
    fact: str
    count: int
    make: Callable[[int], CardRow]
    shown: int


class CardRows(Sequence[CardRow]):
    """The rows of a card. ``opened`` names the sections that are shown whole.

    ``title_of`` tells the title of a document, harmless. With ``airy`` a blank row parts the
    sections. Rows are made when they are looked at: an entity may stand in a hundred thousand
    documents.
    """

    def __init__(
        self,
        card: EntityCard,
        title_of: Callable[[int], str],
        *,
        opened: frozenset[str] = frozenset(),
        airy: bool = True,
        ascii_only: bool = False,
    ) -> None:
        self._card = card
        self._title_of = title_of
        self._airy = airy
        self._times, self._dash = ("x", "-") if ascii_only else ("×", "–")
        self._sections = [
            _Section(name, fact, count, make, count if name in opened else min(count, _few(count)))
            for name, fact, count, make in self._parts()
            if count
        ]
        sizes = [self._size(at) for at in range(len(self._sections))]
        self._starts = list(accumulate(sizes, initial=0))

    def _size(self, at: int) -> int:
        """The rows of a section: blank and heading before it, "more" after it."""
        section = self._sections[at]
        headed = bool(section.name)
        blank = headed and self._airy and at > 0
        return section.shown + headed + blank + (section.shown < section.count)

    def __len__(self) -> int:
        return self._starts[-1]

    def __getitem__(self, index: int) -> CardRow:  # type: ignore[override]
        if not 0 <= index < len(self):
            raise IndexError(index)
        at = bisect_right(self._starts, index) - 1
        section, within = self._sections[at], index - self._starts[at]
        if section.name and self._airy and at > 0:
            within -= 1
            if within < 0:
                return CardRow("")
        if section.name:
            within -= 1
            if within < 0:
                return CardRow(section.name, section.fact, heading=True)
        if within < section.shown:
            return section.make(within)
        return CardRow(
            f"{thousands(section.count - section.shown)} more",
            target=More(section.name),
            words="show all",
        )

    # Sections

    def _parts(self) -> list[tuple[str, str, int, Callable[[int], CardRow]]]:
        card = self._card
        forms = card.entity.aliases if len(card.entity.aliases) > 1 else ()
        periods = card.timeline.periods
        parts = sum(1 for count in card.dispersion.mentions if count)
        return [
            ("", "", 3, self._top),
            ("names", "", len(forms), self._form),
            ("offices", "", len(card.offices), self._office),
            ("held by", "", len(card.holders), self._holder),
            ("when", f"by {card.timeline.unit}", 2 * (len(periods) > 1), self._time),
            ("where", f"evenness {card.evenness:.2f}", 2 * (parts > 0), self._space),
            ("with", "together", len(card.company), self._companion),
            ("says", "", len(card.quotations), self._quotation),
            ("documents", "", len(card.documents), self._document),
        ]

    def _top(self, at: int) -> CardRow:
        card, entity = self._card, self._card.entity
        if not at:
            mentions = number_of(entity.mentions, "mention")
            return CardRow(f"{mentions} in {number_of(entity.documents, 'document')}")
        place = card.first if at == 1 else card.last
        title = self._title_of(place.document)
        words = " · ".join(part for part in (title, place.date) if part)
        target = Place(place.document, place.span)
        text = "first mention" if at == 1 else "last mention"
        return CardRow(text, place.date or title, target, words=words)

    def _form(self, at: int) -> CardRow:
        form, count = self._card.entity.aliases[at]
        text = harmless_line(form)
        words = f"to the first “{text}”"
        return CardRow(text, f"{self._times}{thousands(count)}", OfForm(form), words=words)

    def _office(self, at: int) -> CardRow:
        office = self._card.offices[at]
        target = Place(*self._card.place(office.row))
        return CardRow(
            harmless_line(office.name), self._when(office), target, words=self._so(office)
        )

    def _holder(self, at: int) -> CardRow:
        office = self._card.holders[at]
        return CardRow(
            harmless_line(office.name),
            self._when(office),
            OfEntity(office.number),
            words=self._so(office),
        )

    def _when(self, office: Office) -> str:
        first, last = office.first[:7], office.last[:7]
        if not first:
            return f"{self._times}{thousands(office.mentions)}"
        return first if first == last else f"{first} {self._dash} {last}"

    def _so(self, office: Office) -> str:
        times = number_of(office.mentions, "time")
        if not office.first:
            return f"{harmless_line(office.name)}, {times}"
        dates = office.first if office.first == office.last else f"{office.first} to {office.last}"
        return f"{harmless_line(office.name)}, {times}, {dates}"

    def _time(self, at: int) -> CardRow:
        periods = self._card.timeline.periods
        if at:
            return CardRow(periods[0].start, periods[-1].start, axis=True)
        cells = tuple(
            BarCell(
                period.mentions,
                InDocument(period.document) if period.document >= 0 else None,
                f"{period.start}: {number_of(period.mentions, 'mention')} in "
                f"{number_of(period.documents, 'document')}",
            )
            for period in periods
        )
        return CardRow("", target=Bar("time", cells))

    def _space(self, at: int) -> CardRow:
        if at:
            return CardRow("first text", "last text", axis=True)
        spread = self._card.dispersion
        total = len(spread.mentions)
        cells = tuple(
            BarCell(
                count,
                Place(*self._card.place(row)) if row >= 0 else None,
                f"part {part} of {total} of the collection: {number_of(count, 'mention')}",
            )
            for part, (count, row) in enumerate(zip(spread.mentions, spread.rows, strict=True), 1)
        )
        return CardRow("", target=Bar("space", cells))

    def _companion(self, at: int) -> CardRow:
        one: Companion = self._card.company[at]
        name = self._card.name_of(one.number)
        expected = thousands(one.expected, 2 if one.expected < 1 else 1)
        words = (
            f"{number_of(one.together, 'mention')} near, {expected} expected by chance, "
            f"in {number_of(one.documents, 'document')}"
        )
        fact = f"{one.significance}  {thousands(one.together):>4}"
        return CardRow(name, fact, OfEntity(one.number), words=f"{name}: {words}")

    def _quotation(self, at: int) -> CardRow:
        quotation = self._card.quotations[at]
        target = Place(quotation.document, quotation.span)
        return CardRow(quotation.text, "", target, words=quotation.text)

    def _document(self, at: int) -> CardRow:
        document = self._card.documents[at]
        target = Place(document.number, document.span)
        parts = (document.title, document.source, document.date)
        return CardRow(
            document.title,
            f"{document.date}  {self._times}{thousands(document.mentions)}",
            target,
            words=" · ".join(part for part in parts if part),
        )


def first_in(card: EntityCard, document: int) -> tuple[int, Span]:
    """The first mention of a card's entity in a document that mentions it."""
    rows = _rows_of(card)
    return place_of(card.ruled, int(rows[card.ruled.document[rows] == document][0]))


def first_called(corpus: Corpus, card: EntityCard, form: str) -> tuple[int, Span]:
    """The first place of a spelling; of one that only a person marked it is looked for."""
    ruled, rows = card.ruled, _rows_of(card)
    forms = ruled.form[rows]
    for number in np.unique(forms[forms >= 0]).tolist():
        if ruled.snapshot.alias(number)[1] == form:
            return place_of(ruled, int(rows[forms == number][0]))
    own = rows[forms < 0].tolist()
    for row in own:
        document, span = place_of(ruled, row)
        try:
            text = span.text_of(corpus.text_of(document))
        except GlossatorError:
            continue
        if " ".join(text.split()) == form:
            return document, span
    return place_of(ruled, int((own or rows.tolist())[0]))


def _rows_of(card: EntityCard) -> NDArray[np.int32]:
    number = card.ruled.number_of(card.entity.id)
    assert number is not None
    return card.ruled.rows_of(number)


def _few(count: int) -> int:
    """How many of so many rows are shown at first: never all but one."""
    return count if count <= FEW + 1 else FEW
