"""The language of the search bar: words, "phrases", -not, begin*, this OR that."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from corpus.index.words import ends_in_word, words_of
from corpus.span import Span

__all__ = ["Query", "Term", "parse"]

_LONGEST = 2000  # code points of a query that are looked at
_MOST = 64  # terms
_QUOTES = {'"': '"', "“": "”", "„": "“”", "«": "»"}
_ITEM = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class Term:
    """One thing to find: a word, or several in a row.

    ``words`` are folded. ``prefix``: the last word may go on. ``span`` is its place in the
    query. ``close`` are words of the collection that stand in for a misspelt one; an index adds
    them.
    """

    text: str
    words: tuple[str, ...]
    span: Span
    prefix: bool = False
    quoted: bool = False
    close: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Query:
    """What to find: of every group at least one term, of ``excluded`` none.

    ``problems`` says in sentences what was not understood; the rest is still searched for.
    """

    text: str
    groups: tuple[tuple[Term, ...], ...] = ()
    excluded: tuple[Term, ...] = ()
    problems: tuple[str, ...] = ()

    @property
    def terms(self) -> tuple[Term, ...]:
        """All terms to find, in order."""
        return tuple(term for group in self.groups for term in group)

    def __bool__(self) -> bool:
        return bool(self.groups)

    def with_close(self, close: Mapping[str, tuple[str, ...]]) -> Query:
        """The same query, single words given the words that stand in for them."""
        if not close:
            return self
        groups = tuple(
            tuple(
                replace(term, close=close.get(term.words[0], ()))
                if len(term.words) == 1 and not term.quoted
                else term
                for term in group
            )
            for group in self.groups
        )
        return replace(self, groups=groups)


@dataclass(frozen=True, slots=True)
class _Item:
    """A stretch of the query between spaces or quotation marks."""

    text: str
    start: int
    end: int
    quoted: bool = False
    minus: bool = False
    open: bool = False
    star: bool = False


def _place(offset: int) -> str:
    return f"at character {offset + 1}"


def _items(text: str) -> Iterator[_Item]:
    """Cut at white space and quotation marks."""
    at = 0
    while at < len(text):
        if text[at].isspace():
            at += 1
            continue
        start = at
        minus = text[at] in "-−" and at + 1 < len(text) and not text[at + 1].isspace()
        at += minus
        if text[at] in _QUOTES:
            ends = _QUOTES[text[at]]
            close = next((i for i in range(at + 1, len(text)) if text[i] in ends), -1)
            end = close + 1 if close >= 0 else len(text)
            inside = text[at + 1 : close if close >= 0 else len(text)]
            star = text[end : end + 1] == "*"
            at = end + star
            yield _Item(inside, start, at, True, minus, close < 0, star)
            continue
        found = _ITEM.match(text, at)
        end = found.end() if found else len(text)
        quote = next((i for i in range(at, end) if text[i] in '"“„«'), end)
        yield _Item(text[at:quote], start, quote, False, minus, star=text[quote - 1] == "*")
        at = quote


def parse(text: str, *, typing: bool = False) -> Query:
    """Understand a query. Never raises.

    Words must all occur, each as a whole word; ``word*`` also finds what begins so; ``"several
    words"`` stand in a row; ``-word`` must not occur; ``a OR b`` wants one of the two. With
    ``typing`` the last word is still being typed: what begins with it is found too.
    """
    problems: list[str] = []
    shown, text = text, text[:_LONGEST]
    if len(text) < len(shown):
        problems.append(f"Only the first {_LONGEST} characters of the query are looked at.")
    found = _Found(problems)
    for item in _items(text):
        if found.count >= _MOST:
            problems.append(f"Only the first {_MOST} words are looked for.")
            break
        if item.text == "OR" and not item.quoted and not item.minus:
            found.either(item.start)
        elif item.text != "AND" or item.quoted or item.minus:
            term = _term(item, problems, typing=typing and item.end == len(text))
            if term is not None:
                found.add(term, excluded=item.minus)
    found.end()
    return Query(shown, tuple(found.groups), tuple(found.excluded), tuple(problems))


class _Found:
    """The terms met so far, and whether an OR waits for its right side."""

    def __init__(self, problems: list[str]) -> None:
        self.groups: list[tuple[Term, ...]] = []
        self.excluded: list[Term] = []
        self.count = 0
        self._problems = problems
        self._either = -1

    def either(self, place: int) -> None:
        if self.groups and self._either < 0:
            self._either = place
        else:
            self._problems.append(f"OR {_place(place)} has nothing before it.")

    def add(self, term: Term, *, excluded: bool) -> None:
        self.count += 1
        if excluded:
            self.excluded.append(term)
        elif self._either >= 0:
            self.groups[-1] = (*self.groups[-1], term)
            self._either = -1
        else:
            self.groups.append((term,))

    def end(self) -> None:
        if self._either >= 0:
            self._problems.append(f"OR {_place(self._either)} has nothing after it.")
        if self.excluded and not self.groups:
            self._problems.append("There are only words to leave out, none to find.")


def _term(item: _Item, problems: list[str], *, typing: bool) -> Term | None:
    """The term an item stands for; what cannot be understood is added to ``problems``."""
    if item.open:
        problems.append(
            f"The quotation mark {_place(item.start + item.minus)} has no partner; "
            "the phrase is taken to run to the end."
        )
    words = tuple(words_of(item.text))
    if not words:
        what = "Between the quotation marks" if item.quoted else f"In “{item.text[:40]}”"
        problems.append(f"{what} {_place(item.start)} there is no word to look for.")
        return None
    body = item.text.rstrip("*")
    if "*" in body and not item.quoted:
        at = item.start + item.minus + item.text.index("*")
        problems.append(f"A * stands for anything only at the end of a word, not {_place(at)}.")
    goes_on = item.star or (typing and (not item.quoted or item.open))
    return Term(
        item.text if item.quoted else body,
        words,
        Span(item.start, item.end),
        # After "59-" or "now!" the last word is complete.
        prefix=goes_on and ends_in_word(body),
        quoted=item.quoted,
    )
