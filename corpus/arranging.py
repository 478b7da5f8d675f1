"""Lines of a concordance chosen and put in order, in turns.

Contexts are compared as concordancers do: word by word outwards from what the line is about,
letter case and diacritics set aside.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Generator
from enum import StrEnum
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corpus.concordance import Concordance
from corpus.decisions import Decisions, Verdict
from corpus.errors import GlossatorError
from corpus.index.fold import NOTHING, fold
from corpus.turns import Turns, sorted_in_turns

__all__ = ["Order", "arrange"]

Lines = NDArray[np.int32]

REACH = 64
"""Code points of context that are compared."""

KEY = 48
"""Bytes of context that are compared."""

SEEN = 100
"""Code points on either side in which the words of a filter are looked for."""

STEP = 32
"""Lines whose texts are looked at in one step."""

_words = re.compile(r"\w+").findall
_LAST = b"\xff"
_VERDICTS = (
    Verdict.OPEN,
    Verdict.MARKED,
    Verdict.REJECTED,
    Verdict.ELSEWHERE,
    Verdict.PLAIN,
)


class Order(StrEnum):
    """What lines are sorted by; lines that are equal in it stay in the order of the texts."""

    TEXT = "text"
    """The order of the texts, and in a text that of the places."""
    RIGHT = "right"
    LEFT = "left"
    DATE = "date"
    """The oldest first; those without a date come last."""
    FORM = "form"
    LABEL = "label"
    STATE = "state"
    """Undecided first."""


def arrange(
    lines: Concordance, order: Order, words: str = "", *, decisions: Decisions | None = None
) -> Turns[Lines]:
    """The lines that have all these words (or beginnings of words, or parts), in this order.

    The result is line numbers. A concordance that is still being gathered is gathered first.
    ``decisions`` are those that a person sees beside the lines; without them they are looked up.
    """
    if decisions is None:
        decisions = Decisions(lines.corpus, lines.texts, lines.entity)
    return Turns(_arrange(lines, order, fold(words).split(), decisions))


def _arrange(
    lines: Concordance, order: Order, words: list[str], decisions: Decisions
) -> Generator[float, None, Lines]:
    while lines.gathering is not None and not lines.gathering.finished:
        lines.gathering.step()
        yield lines.gathering.done
    chosen: Lines = np.arange(len(lines), dtype=np.int32)
    if words:
        chosen = yield from _having(lines, chosen, words)
    if order is Order.TEXT:
        return chosen
    keys: NDArray[Any]
    if order in _TEXT_KEYS:
        keys = yield from _text_keys(lines, chosen, _TEXT_KEYS[order])
    elif order is Order.STATE:
        keys = yield from _state_keys(lines, chosen, decisions)
    else:
        keys = _ranks(lines, order)[chosen]
        return chosen[np.argsort(keys, kind="stable")]
    sorted_ = yield from sorted_in_turns(keys)
    return chosen[np.array(sorted_, np.int32)]


def _having(lines: Concordance, chosen: Lines, words: list[str]) -> Generator[float, None, Lines]:
    """Those in which every word stands near, folded."""
    kept = np.zeros(len(chosen), bool)
    for at, line in enumerate(chosen.tolist()):
        number, span = lines.place(line)
        try:
            text = lines.texts.text(number)
        except GlossatorError:
            continue
        near = fold(text[max(0, span.start - SEEN) : span.end + SEEN])
        kept[at] = all(word in near for word in words)
        if at % STEP == 0:
            yield at / len(chosen)
    return chosen[kept]


# Keys


def _left(text: str, start: int, end: int) -> list[str]:  # noqa: ARG001 - one shape for all
    return _words(_plain(text[max(0, start - REACH) : start]))[::-1]


def _right(text: str, start: int, end: int) -> list[str]:  # noqa: ARG001
    return _words(_plain(text[end : end + REACH]))


def _form(text: str, start: int, end: int) -> list[str]:
    return _words(_plain(text[start : min(end, start + REACH)]))


_TEXT_KEYS: dict[Order, Callable[[str, int, int], list[str]]] = {
    Order.LEFT: _left,
    Order.RIGHT: _right,
    Order.FORM: _form,
}


def _plain(text: str) -> str:
    return fold(text).replace(NOTHING, "")


def _text_keys(
    lines: Concordance, chosen: Lines, words_of: Callable[[str, int, int], list[str]]
) -> Generator[float, None, NDArray[np.bytes_]]:
    """For each line the words it is compared by, in as many bytes whatever their length.

    Those whose text cannot be read come last.
    """
    keys = np.zeros(len(chosen), f"S{KEY}")
    for at, line in enumerate(chosen.tolist()):
        number, span = lines.place(line)
        try:
            text = lines.texts.text(number)
        except GlossatorError:
            keys[at] = _LAST
        else:
            words = words_of(text, span.start, span.end)
            # A blank comes before every letter, so that words are compared one by one.
            keys[at] = " ".join(words)[:KEY].encode("utf-8", "replace")[:KEY]
        if at % STEP == 0:
            yield at / len(chosen)
    return keys


def _state_keys(
    lines: Concordance, chosen: Lines, decisions: Decisions
) -> Generator[float, None, NDArray[np.int8]]:
    keys = np.zeros(len(chosen), np.int8)
    for at, line in enumerate(chosen.tolist()):
        decision = decisions.at(*lines.place(line), lines.label_of(line))
        keys[at] = _VERDICTS.index(decision.verdict)
        if at % STEP == 0:
            yield at / len(chosen)
    return keys


def _ranks(lines: Concordance, order: Order) -> NDArray[np.int64]:
    """For each line its place in an order that needs no text."""
    if order is Order.LABEL:
        places = _places([*lines.labels, ""])
        return places[lines.label]  # -1, for no label, is the last
    numbers, of = np.unique(lines.document, return_inverse=True)
    dates = [lines.corpus.records[number].date for number in numbers.tolist()]
    return _places(dates)[of]


def _places(names: list[str]) -> NDArray[np.int64]:
    """The place of each name among all in order; empty ones come last."""
    known = {name: at for at, name in enumerate(sorted(set(names), key=lambda n: (not n, n)))}
    return np.array([known[name] for name in names], np.int64)
