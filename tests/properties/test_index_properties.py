"""Folding, full text, names and mentions against the plainest way to do the same."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

import numpy as np
from hypothesis import example, given, settings
from hypothesis import strategies as st

from corpus.entity import Mention
from corpus.index.fold import NOTHING, fold, squash
from corpus.index.mentions import MentionIndex
from corpus.index.names import NameIndex
from corpus.index.text import TextIndex
from corpus.index.words import ends_in_word, index_form, plain, words_of
from corpus.query import Query, parse
from corpus.search import context, hits_in, match_positions
from corpus.span import Span

ANY = st.text(max_size=60)
# Few words, so that they meet again; every way a letter can be odd.
WORDS = st.sampled_from(
    [
        "pham",
        "Phạm",
        unicodedata.normalize("NFD", "Phạm"),
        "minh",
        "Minh",
        "đ",
        "Đ",
        "a",
        "ab",
        "abc",
        "中国",
        "中",
        "国加中",
        "WTO",
        "59",
        "ﬁn",
        "fin",
        "co\u00adop",
        "coop",
        "한국",
        "हिन्दी",
        "ส้ม",
        "ס",
    ]
)
BETWEEN = st.sampled_from([" ", "  ", ", ", "\n", "-", "’", "。", "", "_", "\u200b"])


@st.composite
def texts(draw: Callable) -> str:
    return "".join(draw(WORDS) + draw(BETWEEN) for _ in range(draw(st.integers(0, 12))))


# Fold and words


@given(st.text(alphabet=st.characters(), max_size=500))
@example("İ ß ﬁ \U0001f600 \U0001d400 e\u0301 ᄒ\u1161\u11ab")
@example("\ud800\udfff")
def test_fold_keeps_the_length_and_is_done_once(text: str) -> None:
    folded = fold(text)
    assert len(folded) == len(text)
    assert fold(folded) == folded


@given(st.text(max_size=80))
def test_long_and_short_texts_fold_alike(text: str) -> None:
    long = (text + "\n") * 500
    assert fold(long)[: len(text)] == fold(text)


@given(st.text(alphabet=st.characters(max_codepoint=0x24F), max_size=40))
def test_decomposed_letters_fold_as_composed_ones(text: str) -> None:
    composed = unicodedata.normalize("NFC", text)
    decomposed = unicodedata.normalize("NFD", text)
    assert fold(decomposed).replace(NOTHING, "") == fold(composed).replace(NOTHING, "")


@given(ANY)
def test_squash_is_done_once(text: str) -> None:
    squashed = squash(text)
    assert squash(squashed) == squashed
    assert "\n" not in squashed


@given(texts() | ANY)
def test_three_ways_to_the_words_agree(text: str) -> None:
    words = words_of(text)
    found = plain(text)
    assert found.text.split() == words
    assert found.text == f" {' '.join(words)} " if words else found.text.strip() == ""
    assert len(found.offsets) == len(found.text)
    assert (np.diff(found.offsets) >= 0).all()
    if not any(len(w) > 1 for w in words if index_form(w).split() != [w]):
        assert index_form(text).split() == words
    assert ends_in_word(text) == bool(words and found.offsets[-2] >= _last_letter(text))


def _last_letter(text: str) -> int:
    """The offset of the last code point that is not nothing."""
    folded = fold(text)
    return max((at for at, c in enumerate(folded) if c != NOTHING), default=0)


# Full text


def _holds(text: str, phrase: list[str]) -> bool:
    """Whether the words stand in a row, read off the words of the text one by one."""
    words = words_of(text)
    return any(_begins(words[at:], phrase) for at in range(len(words)))


def _begins(words: list[str], phrase: list[str]) -> bool:
    return words[: len(phrase)] == phrase


SPACED = st.sampled_from(["pham", "Phạm", "minh", "đ", "a", "ab", "abc", "59", "fin", "co\u00adop"])


@st.composite
def spaced_texts(draw: Callable) -> str:
    return "".join(draw(SPACED) + draw(BETWEEN) for _ in range(draw(st.integers(0, 10))))


@settings(max_examples=60, deadline=None)
@given(
    st.lists(spaced_texts(), max_size=8),
    st.lists(st.lists(SPACED, min_size=1, max_size=3), min_size=1, max_size=6),
)
def test_words_and_phrases_are_found_where_a_plain_scan_finds_them(
    documents: list[str], phrases: list[list[str]]
) -> None:
    index = TextIndex.create()
    for number, text in enumerate(documents):
        index.add(number, "", text)
    index.commit()
    for phrase in phrases:
        folded = [word for part in phrase for word in words_of(part)]
        quoted = parse(f'"{" ".join(phrase)}"')
        loose = parse(" ".join(phrase))
        in_a_row = {n for n, text in enumerate(documents) if _holds(text, folded)}
        together = {n for n, t in enumerate(documents) if all(_holds(t, [w]) for w in folded)}
        begun = {
            n
            for n, t in enumerate(documents)
            if any(word.startswith(folded[-1]) for word in words_of(t))
        }
        for query, expected in (
            (quoted, in_a_row),
            (loose, together),
            (parse(phrase[-1] + "*"), begun),
        ):
            hits = index.search(query, limit=100, typos=False)
            assert {hit.number for hit in hits.hits} == expected
            assert hits.total == len(expected)


@settings(max_examples=60, deadline=None)
@given(st.lists(texts(), min_size=1, max_size=6), texts())
def test_what_the_engine_finds_can_be_shown(documents: list[str], asked: str) -> None:
    index = TextIndex.create()
    for number, text in enumerate(documents):
        index.add(number, "", text)
    index.commit()
    for text in (asked, f'"{asked}"'):
        for typing in (False, True):
            query = parse(text.replace("-", " "), typing=typing)
            result = index.search(query, limit=100)
            hits = {hit.number for hit in result.hits}
            for number, document in enumerate(documents):
                shown = all(
                    any(hits_in(document, term) for term in group)
                    for group in _one_by_one(result.query)
                )
                assert (number in hits) == (shown and bool(query)), (number, document)


def _one_by_one(query: Query) -> list[list[Query]]:
    """Each term of each group as a query of its own."""
    return [
        [replace(query, groups=((term,),), excluded=()) for term in group] for group in query.groups
    ]


@given(texts() | ANY, texts() | ANY)
def test_hits_lie_in_the_text(text: str, asked: str) -> None:
    query = parse(asked, typing=True)
    hits = hits_in(text, query)
    assert all(len(hit) > 0 and hit.end <= len(text) for hit in hits)
    assert all(a.end <= b.start for a, b in pairwise(hits))


@given(ANY, st.integers(0, 60), st.integers(0, 20), st.integers(0, 20), st.integers(0, 20))
def test_context_shows_the_span_on_one_line(
    text: str, start: int, length: int, before: int, after: int
) -> None:
    start = min(start, len(text))
    span = Span(start, min(len(text), start + length))
    line, within = context(text, span, before, after)
    assert within.text_of(line) == " ".join(span.text_of(text).split())
    assert len(line.splitlines()) <= 1
    assert len(line) <= before + after + len(span) + 2


@given(texts() | ANY, texts() | ANY)
def test_matched_letters_lie_in_the_name(query: str, name: str) -> None:
    positions = match_positions(query, name)
    assert positions == sorted(set(positions))
    assert all(0 <= at < len(name) for at in positions)


@given(st.text(max_size=300))
def test_any_query_can_be_read(text: str) -> None:
    for typing in (False, True):
        query = parse(text, typing=typing)
        assert all(term.words for term in (*query.terms, *query.excluded))
        assert all(term.span.end <= len(text) for term in query.terms)


# Names


NAMES = st.lists(texts() | st.text(max_size=20), max_size=25)


@settings(max_examples=80, deadline=None)
@given(NAMES)
def test_a_name_finds_itself_first(names: list[str]) -> None:
    index = NameIndex(names)
    squashed = [squash(name) for name in names]
    for number, name in enumerate(names):
        if squashed[number]:
            first = index.search(name)[0]
            assert first.score == 100
            assert first.index == squashed.index(squashed[number])


@settings(max_examples=50, deadline=None)
@given(st.lists(NAMES, max_size=5), st.sets(st.integers(0, 200)), NAMES)
def test_adding_and_removing_is_the_same_as_building_anew(
    batches: list[list[str]], removed: set[int], queries: list[str]
) -> None:
    names = [name for batch in batches for name in batch]
    removed = {number for number in removed if number < len(names)}
    grown = NameIndex()
    for batch in batches:
        grown.add(batch)
    grown.remove(removed)
    kept = [number for number in range(len(names)) if number not in removed]
    fresh = NameIndex([names[number] for number in kept])
    assert len(grown) == len(fresh)
    for query in [*queries, *names[:5]]:
        found = [(hit.index, hit.score) for hit in grown.search(query)]
        anew = [(kept[hit.index], hit.score) for hit in fresh.search(query)]
        assert found == anew


# Mentions


@st.composite
def mentions(draw: Callable) -> list[list[tuple[int, int, int]]]:
    one = st.tuples(st.integers(0, 30), st.integers(1, 5), st.integers(-1, 4))
    return draw(st.lists(st.lists(one, max_size=6), max_size=6))


@given(mentions(), st.integers(0, 5))
def test_mentions_of_an_entity_are_those_of_a_sorted_list(
    given_: list[list[tuple[int, int, int]]], entity: int
) -> None:
    made = [[Mention(s, s + n, "", "PERSON", "x") for s, n, _ in one] for one in given_]
    index = MentionIndex.build(made, [[e for *_, e in one] for one in given_])
    places = sorted(
        (number, start, -length)
        for number, one in enumerate(given_)
        for start, length, of in one
        if of == entity
    )
    assert [(p.document, p.start, p.start - p.end) for p in index.of_entity(entity)] == places
