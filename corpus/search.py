"""Where in a text a query's words stand, with what is around them; pure and linear.

Documents are found by ``corpus.index``; these functions show the place. They fold and cut words
as the index does, so they find what it found.
"""

from __future__ import annotations

from corpus.index.fold import NOTHING, fold
from corpus.index.words import is_unspaced, plain
from corpus.query import Query, Term
from corpus.span import Span

__all__ = ["Pattern", "context", "find_pattern", "hits_in", "match_positions", "patterns_of"]

_ELLIPSIS = "…"
_REACH = 24  # code points by which a context grows or shrinks to end at a word


Pattern = tuple[str, bool]
"""What to look for among words with single spaces around, and whether the end is open."""


def hits_in(text: str, query: Query, limit: int | None = None) -> list[Span]:
    """All places where a word or phrase of the query stands, in order, none inside another.

    A word that only begins as asked is a hit as a whole. Words that an index put in for misspelt
    ones (``Term.close``) count. Of overlapping hits the longer wins; at most ``limit`` are given,
    the first ones. For a long text, ``corpus.scan`` does the same in pieces.
    """
    places: list[tuple[int, int]] = []
    whole = plain(text)
    for pattern in patterns_of(query.terms):
        places += find_pattern(whole.text, pattern)
    places.sort(key=lambda place: (place[0], -place[1]))
    spans: list[Span] = []
    for start, end in places:
        first, last = whole.original(start, end)
        if spans and first < spans[-1].end:
            if last - first > len(spans[-1]):
                spans[-1] = Span(first, last)
            continue
        if limit is not None and len(spans) >= limit:
            break
        spans.append(Span(first, last))
    return spans


def patterns_of(terms: tuple[Term, ...]) -> tuple[Pattern, ...]:
    """What to look for to find any of the terms."""
    patterns: dict[Pattern, None] = {}
    for term in terms:
        if not term.words:
            continue
        inside = " ".join(term.words)
        before = "" if is_unspaced(term.words[0]) else " "
        open_end = is_unspaced(term.words[-1])
        after = "" if open_end or term.prefix else " "
        patterns[before + inside + after, term.prefix and not open_end] = None
        patterns |= {(f" {word} ", False): None for word in term.close}
    return tuple(patterns)


def find_pattern(text: str, pattern: Pattern, first: int = 0) -> list[tuple[int, int]]:
    """The places of a pattern from ``first`` on, without the spaces around it."""
    places: list[tuple[int, int]] = []
    wanted, goes_on = pattern
    lead, trail = wanted[0] == " ", wanted[-1] == " "
    at = text.find(wanted, first)
    while at >= 0:
        end = at + len(wanted) - trail
        if goes_on:
            end = text.index(" ", end)
        places.append((at + lead, end))
        at = text.find(wanted, end)
    return places


def context(text: str, span: Span, before: int, after: int) -> tuple[str, Span]:
    """A span on one line with what stands around it, and the place of the span in that line.

    About ``before`` and ``after`` code points, cut at words; white space becomes single spaces.
    An ellipsis stands where the text goes on.
    """
    start = max(0, span.start - max(0, before))
    if start:
        start = _word_start(text, start, span.start)
    end = min(len(text), span.end + max(0, after))
    if end < len(text):
        end = _word_end(text, end, span.end)
    left = _one_line(text[start : span.start])
    middle = " ".join(text[span.start : span.end].split())
    right = _one_line(text[span.end : end])
    if text[:start].strip() if start < 200 else True:
        left = _ELLIPSIS + left.lstrip()
    else:
        left = left.lstrip()
    goes_on = text[end : end + 200].strip() or end + 200 < len(text)
    right = right.rstrip() + _ELLIPSIS if goes_on else right.rstrip()
    return left + middle + right, Span(len(left), len(left) + len(middle))


def _one_line(text: str) -> str:
    """Inner white space made single spaces, one space at either end kept when there was any."""
    line = " ".join(text.split())
    if not line:
        return " " if text else ""
    return f"{' ' if text[0].isspace() else ''}{line}{' ' if text[-1].isspace() else ''}"


def _word_start(text: str, start: int, hit: int) -> int:
    if text[start - 1].isspace():
        return start
    for at in range(start, min(hit, start + _REACH)):
        if text[at].isspace():
            return at
    return start


def _word_end(text: str, end: int, hit: int) -> int:
    if text[end].isspace():
        return end
    for at in range(end, max(hit, end - _REACH), -1):
        if text[at - 1].isspace():
            return at - 1
    return end


# Letters of a name


def match_positions(query: str, name: str) -> list[int]:
    """Which code points of a name a fuzzy query matched, ascending, for underlining.

    Each word of the query takes the stretch of the name it fits best: as it stands, else as the
    beginning of a word, else letter by letter in order. Marks go with their letter.
    """
    name = name[:1000]
    folded = fold(name)
    letters = [at for at, c in enumerate(folded) if c != NOTHING]
    bare = "".join([folded[at] for at in letters])
    taken: set[int] = set()
    words = fold(query[:400]).replace(NOTHING, "").split()
    for word in sorted(words, key=len, reverse=True)[:32]:
        taken |= _word_places(word, bare, taken)
    positions: list[int] = []
    for place in sorted(taken):
        end = letters[place + 1] if place + 1 < len(letters) else len(name)
        positions += range(letters[place], end)
    return positions


def _word_places(word: str, name: str, taken: set[int]) -> set[int]:
    """Where one word of a query is in a name, leaving out letters that another word has."""
    at = -1
    exact: set[int] = set()
    while (at := name.find(word, at + 1)) >= 0:
        places = set(range(at, at + len(word)))
        if not places & taken:
            if at == 0 or not name[at - 1].isalnum():
                return places
            exact = exact or places
    if exact:
        return exact
    return _alike(word, name, taken)


def _alike(word: str, name: str, taken: set[int]) -> set[int]:
    """Where a misspelt or abbreviated word is: a word that is much like it, else beginnings."""
    from rapidfuzz import fuzz
    from rapidfuzz.distance import Indel

    best, where = 0.0, (0, 0)
    for start, end in _words_of_name(name):
        if any(at in taken for at in range(start, end)):
            continue
        score = fuzz.ratio(word, name[start:end])
        if score > best:
            best, where = score, (start, end)
    if best < 75 and (places := _beginnings(word, name, taken)):
        return places
    start, end = where if best >= 60 else (0, len(name))
    places = set()
    for block in Indel.opcodes(word, name[start:end]):
        if block.tag == "equal":
            places |= set(range(start + block.dest_start, start + block.dest_end))
    return {at for at in places if at not in taken and not name[at].isspace()}


def _words_of_name(name: str) -> list[tuple[int, int]]:
    """Where the words of a name begin and end."""
    words: list[tuple[int, int]] = []
    start = -1
    for at, c in enumerate(f"{name} "):
        if c.isalnum() and start < 0:
            start = at
        elif not c.isalnum() and start >= 0:
            words.append((start, at))
            start = -1
    return words


def _beginnings(word: str, name: str, taken: set[int]) -> set[int]:
    """The letters of an abbreviation made of beginnings of words in order; empty when it is none.

    Of each word as many letters are taken as fit; a word may be passed over.
    """
    places: list[int] = []
    at = 0
    for start, end in _words_of_name(name):
        for place in range(start, end):
            if at == len(word) or name[place] != word[at] or place in taken:
                break
            places.append(place)
            at += 1
    return set(places) if at == len(word) else set()
