"""Several recognisers as one: they vote, and no two spans of the result cross."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from corpus.document import Document
from corpus.entity import Mention
from corpus.recognise.protocol import Recogniser, in_order

__all__ = ["CombinedRecogniser", "combine", "merge"]


class CombinedRecogniser:
    """Runs several recognisers and merges what they say (see ``merge``)."""

    def __init__(self, recognisers: Sequence[Recogniser]) -> None:
        self._recognisers = tuple(recognisers)
        self.name = "+".join(recogniser.name for recogniser in self._recognisers)
        self.version = "+".join(recogniser.version for recogniser in self._recognisers)

    def recognise(self, document: Document) -> list[Mention]:
        """The merged mentions of all recognisers."""
        return merge(recogniser.recognise(document) for recogniser in self._recognisers)


def combine(recognisers: Sequence[Recogniser]) -> Recogniser:
    """One recogniser out of several; a single one is returned as it is."""
    return recognisers[0] if len(recognisers) == 1 else CombinedRecogniser(recognisers)


def merge(groups: Iterable[Iterable[Mention]]) -> list[Mention]:
    """The mentions of several recognisers of one document, as one list in order.

    For one span the label with the most weight wins, a label's weight being the sum of its
    scores; agreement raises the score (1 minus the product of the doubts). Of two spans that
    cross, the one with the higher score stays, then the longer, then the earlier. Spans within
    one another stay. Near linear in the number of mentions.
    """
    votes: dict[tuple[int, int], dict[str, list[Mention]]] = {}
    for group in groups:
        for mention in group:
            labels = votes.setdefault((mention.start, mention.end), {})
            labels.setdefault(mention.label, []).append(mention)
    return _without_crossings(in_order(_elected(labels) for labels in votes.values()))


def _elected(labels: dict[str, list[Mention]]) -> Mention:
    label = max(labels, key=lambda name: (sum(m.score for m in labels[name]), name))
    voters = labels[label]
    best = max(voters, key=lambda m: (m.score, m.source))
    if len(voters) == 1:
        return best
    doubt = 1.0
    for voter in voters:
        doubt *= 1.0 - voter.score
    return Mention(
        best.start, best.end, best.text, label, best.source, max(best.score, 1.0 - doubt)
    )


def _without_crossings(mentions: list[Mention]) -> list[Mention]:
    """The mentions, given in order, less the weaker of every two that cross."""
    dropped: set[int] = set()
    open_: list[int] = []  # spans the current place lies in, each within the one before it
    for index, mention in enumerate(mentions):
        while open_ and mentions[open_[-1]].end <= mention.start:
            open_.pop()
        first = len(open_)
        stays = True
        while first and mentions[open_[first - 1]].end < mention.end:
            if _strength(mentions[open_[first - 1]]) >= _strength(mention):
                stays = False
                break
            first -= 1
        if not stays:
            dropped.add(index)
            continue
        dropped.update(open_[first:])
        del open_[first:]
        open_.append(index)
    return [mention for index, mention in enumerate(mentions) if index not in dropped]


def _strength(mention: Mention) -> tuple[float, int, int]:
    return (mention.score, mention.end - mention.start, -mention.start)
