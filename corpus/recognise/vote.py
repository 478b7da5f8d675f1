"""Rules and models as one: what they agree on stays, what only one of them says is doubted."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from corpus.entity import DEFAULT_LABELS, Mention
from corpus.recognise.protocol import in_order

__all__ = ["SURE", "vote"]

SURE = 0.75
"""From this score on a mention needs nobody else."""

_GUESS = 0.35
"""Below this score a mention of the first group is a guess, which others may well not share."""

_NAMES = frozenset(("PERSON", "ORG", "GPE", "LOC"))
"""The labels that every model knows, so that its silence says something."""

_MOST = 0.99
"""Machines agreeing are never as sure as a person, whose own names have 1."""

_Voters = list[tuple[int, Mention]]
_Standing = tuple[float, int, Mention]
"""A mention with its weight and the number of its group."""


def vote(groups: Sequence[Sequence[Mention]]) -> list[Mention]:
    """The mentions of one document, of which ``groups`` are what each recogniser found.

    The first group is believed unless a surer one speaks against it: measured, small models are
    wrong more often than the rules where the two differ, and mostly wrong where they are alone.
    So a mention of another group whose score is below ``SURE`` weighs half, and is left out where
    nobody agrees. A name of the first group that is hardly more than a guess is left out when a
    group that does find its label in the document sees nothing in its place. For one span the
    label with the most weight wins. Of spans from different groups that overlap the heavier stays,
    then the longer, then the earlier; spans of one group, which must not cross, may nest. A group
    alone is returned as it is. Takes n log n time, and some for each code point of the spans.
    """
    heard = [group for group in groups if group]
    return _Vote(heard).elected() if len(heard) > 1 else in_order(heard[0] if heard else ())


class _Vote:
    def __init__(self, groups: Sequence[Sequence[Mention]]) -> None:
        self._groups = groups
        self._labels = [Counter(mention.label for mention in group) for group in groups]

    def elected(self) -> list[Mention]:
        places: dict[tuple[int, int], _Voters] = defaultdict(list)
        for number, group in enumerate(self._groups):
            for mention in group:
                places[mention.start, mention.end].append((number, mention))
        return in_order(_apart(filter(None, map(self._standing, places.values()))))

    def _standing(self, voters: _Voters) -> _Standing | None:
        """What one span is, if it is anything."""
        weights: dict[str, float] = defaultdict(float)
        for number, mention in voters:
            weights[mention.label] += _weight(number, mention)
        label = max(weights, key=lambda name: (weights[name], name))
        agreed = [(number, mention) for number, mention in voters if mention.label == label]
        if len(agreed) == 1 and voters[0][0] == 0 and agreed[0][1].score < SURE:
            agreed = voters[:1]  # one that is unsure has no say against the first group
            label = voters[0][1].label
        number, best = agreed[0][0], max((m for _, m in agreed), key=lambda m: m.score)
        if len(agreed) > 1:
            doubt = 1.0
            for _, mention in agreed:
                doubt *= 1.0 - mention.score
            best = replace(best, score=max(best.score, min(1.0 - doubt, _MOST)))
        elif self._doubted(number, best, alone=len(voters) == 1):
            return None
        return weights[label], number, best

    def _doubted(self, number: int, mention: Mention, *, alone: bool) -> bool:
        """Whether a mention that nobody agrees with is too little."""
        label = mention.label
        if number == 0:
            others = any(labels[label] for labels in self._labels[1:])
            return alone and others and mention.score < _GUESS and label in _NAMES
        return mention.score < SURE and label in DEFAULT_LABELS


def _weight(number: int, mention: Mention) -> float:
    return mention.score if number == 0 or mention.score >= SURE else mention.score / 2


def _apart(candidates: Iterable[_Standing]) -> list[Mention]:
    """The candidates less those that overlap a heavier one of another group."""
    by_weight = sorted(
        candidates, key=lambda c: (-c[0], c[2].start - c[2].end, c[2].start, c[2].label)
    )
    taken: dict[int, int] = {}
    """The group of each code point that lies in a mention."""
    kept = []
    for _, number, mention in by_weight:
        places = range(mention.start, mention.end)
        if all(taken.get(place, number) == number for place in places):
            taken.update(dict.fromkeys(places, number))
            kept.append(mention)
    return kept
