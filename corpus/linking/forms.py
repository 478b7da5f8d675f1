"""The mentions of a collection as spellings: each is read once, however often it occurs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from corpus.entity import Mention
from corpus.linking.dates import resolve
from corpus.linking.initials import is_acronym
from corpus.linking.keys import Reading, read
from corpus.linking.laws import issuer_of
from corpus.mentions import in_columns

__all__ = ["DocumentForms", "Spellings"]

_NEAR = 4  # mentions looked at before and after a law for who issued it
_DAY = re.compile(r"-\d\d(?:-\d\d)?")
_AFTER = (4, 8)  # code points between a law and its issuer: " of ", " of the "
_BEFORE = (1, 3)  # between the issuer and its law: " ", "'s "


class Spellings:
    """All texts with their label, and what each was read as.

    The same words are two spellings when what stands around them makes them mean something else:
    the document's date for a DATE, the issuer for a LAW.
    """

    def __init__(self) -> None:
        self._numbers: dict[tuple[str, str, str], int] = {}
        self.texts: list[str] = []
        self.labels: list[str] = []
        self.readings: list[Reading] = []
        self.issuers: list[str] = []
        """Whose laws stand beside this name of an organisation; see ``laws.issuer_of``."""
        self.acronym: list[bool] = []
        """Whether it is written like an acronym that is no other name of something known."""

    def number(self, text: str, label: str, around: str = "") -> int:
        """The number of a spelling, new or known."""
        spelling = text, label, around
        number = self._numbers.get(spelling)
        if number is None:
            number = self._numbers[spelling] = len(self.texts)
            self.texts.append(text)
            self.labels.append(label)
            self.readings.append(read(text, label, around))
            self.issuers.append(issuer_of(text) if label == "ORG" else "")
            name = self.readings[number].key.name
            self.acronym.append(" " not in name and is_acronym(text))
        return number


@dataclass(slots=True)
class DocumentForms:
    """The mentions of one document, each by the number of its form there.

    ``forms`` gives the spelling of each form, ``counts`` how many mentions have it, ``sureness``
    the sum of their scores in hundredths. ``starts`` and ``ends`` are code points.
    """

    document: str
    starts: NDArray[np.int32]
    ends: NDArray[np.int32]
    numbers: NDArray[np.int32]
    forms: list[int]
    counts: list[int]
    sureness: list[int]

    @classmethod
    def of(
        cls, document: str, mentions: Sequence[Mention], date: str, spellings: Spellings
    ) -> DocumentForms:
        """Read the mentions of a document written on ``date`` (ISO, or empty)."""
        found = in_columns(mentions)
        forms: dict[int, int] = {}
        told = _told_days([form[0] for form in found.forms if form[1] == "DATE"]) if date else ()
        local = []
        for text, label, *_ in found.forms:
            around = date if label == "DATE" and resolve(text)[1:] not in told else ""
            number = spellings.number(text, label, around)
            form = forms.get(number)
            if form is None:
                form = forms[number] = len(forms)
            local.append(form)
        whole = np.asarray(found.numbers, np.int32)
        numbers = np.asarray(local, np.int32)[whole]
        columns = found.ranges.starts, found.ranges.ends
        starts, ends = (np.asarray(column, np.int32) for column in columns)
        made = cls(document, starts, ends, numbers, list(forms), [], [])
        made._find_issuers(spellings)
        # Whole numbers, whose sum is the same in whatever order documents come.
        scores = np.asarray([_hundredths(score) for *_, score, _ in found.forms], np.int64)[whole]
        size = len(made.forms)
        made.counts = np.bincount(made.numbers, minlength=size).tolist()
        made.sureness = np.bincount(made.numbers, scores, size).astype(np.int64).tolist()
        return made

    def rows_of(self, form: int) -> list[int]:
        """Which mentions have a form, in order."""
        rows: list[int] = np.flatnonzero(self.numbers == form).tolist()
        return rows

    def _find_issuers(self, spellings: Spellings) -> None:
        """Give the mentions of a law that has its issuer beside it a form of their own."""
        issuers = {
            form: issuer
            for form, number in enumerate(self.forms)
            if (issuer := spellings.issuers[number])
        }
        if not issuers:
            return
        made: dict[int, int] = {}
        for form, number in enumerate(self.forms[:]):
            reading = spellings.readings[number]
            if spellings.labels[number] != "LAW" or not _lacks_issuer(reading):
                continue
            for row in self.rows_of(form):
                issuer = self._issuer_beside(row, issuers)
                if issuer:
                    told = spellings.number(spellings.texts[number], "LAW", issuer)
                    if told not in made:
                        made[told] = len(self.forms)
                        self.forms.append(told)
                    self.numbers[row] = made[told]

    def _issuer_beside(self, row: int, issuers: dict[int, str]) -> str:
        start, end = self.starts[row], self.ends[row]
        for other in range(row + 1, min(row + 1 + _NEAR, len(self.numbers))):
            form = int(self.numbers[other])
            if form in issuers and self.starts[other] - end in _AFTER:
                return issuers[form]
        for other in range(row - 1, max(row - 1 - _NEAR, -1), -1):
            form = int(self.numbers[other])
            if form in issuers and start - self.ends[other] in _BEFORE:
                return issuers[form]
        return ""


def _hundredths(score: float) -> int:
    return round(100 * score) if 0 <= score <= 1 else 0


def _told_days(texts: Sequence[str]) -> frozenset[str]:
    """The days and months of dates that are told with their year, without it: ``-01-14``.

    A bare ``January 14`` in the same document means one of these, whatever the document's date.
    """
    dates = {resolve(text) for text in texts}
    return frozenset(iso[4:] for iso in dates if iso[:4].isdecimal() and _DAY.fullmatch(iso[4:]))


def _lacks_issuer(reading: Reading) -> bool:
    by_number = bool(reading.variant) or reading.key.name[-1:].isdigit()
    return by_number and not (reading.variant and reading.variant[1])
