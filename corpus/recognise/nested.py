"""Names within a title: the country of ``Ambassador of Singapore``, the body a chair heads.

Only titles hold mentions of their own. A country within the name of an organisation, a law or an
event is not marked again: measured, that is wrong more often than anybody wants it.
"""

from __future__ import annotations

from collections.abc import Iterator

from corpus.entity import Mention
from corpus.recognise.claims import Reading
from corpus.recognise.tokens import Tokens
from corpus.recognise.vocabulary import Vocabulary, vocabulary

__all__ = ["nested"]

_LABELS = ("GPE", "ORG")
_SCORE = 0.5


def nested(reading: Reading) -> None:
    """Add what stands within the titles that were found."""
    words, tokens = vocabulary(), reading.tokens
    titles = sorted((m for m in reading.mentions if m.label == "TITLE"), key=lambda m: m.start)
    index = 0
    for title in titles:
        while tokens.starts[index] < title.start:
            index += 1
        end = index
        while end < len(tokens) and tokens.starts[end] < title.end:
            end += 1
        for first, last, label in _within(reading, words, index, end):
            start, stop = tokens.starts[first], tokens.ends[last - 1]
            text = reading.document.text[start:stop]
            reading.mentions.append(Mention(start, stop, text, label, "rules:title.inner", _SCORE))


def _within(
    reading: Reading, words: Vocabulary, first: int, last: int
) -> Iterator[tuple[int, int, str]]:
    """Organisations after ``of`` and ``for``, then gazetteer names outside of them."""
    tokens = reading.tokens
    body = _body(tokens, words, first, last)
    if body is not None:
        yield body, last, "ORG"
        last = body
    index = first
    while index < last:
        end, label = reading.known.get(index, (index + 1, ""))
        if label in _LABELS and end <= last and not tokens.words[index].islower():
            yield index, end, label
        index = end


def _body(tokens: Tokens, words: Vocabulary, first: int, last: int) -> int | None:
    """Where the name of a body begins that reaches to the end; None when it is none."""
    lower, shapes = tokens.lower, words.shapes
    for index in range(first + 1, last - 1):
        if lower[index] not in ("of", "for"):
            continue
        begin = index + 1 + (lower[index + 1] == "the")
        heads = (i for i in range(begin, last - 1) if lower[i + 1] in ("of", "for", "on"))
        if last - begin > 1 and (
            lower[last - 1] in shapes["organisation_last"]
            or any(lower[i] in shapes["organisation_first"] for i in heads)
        ):
            return begin
    return None
