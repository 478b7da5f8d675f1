"""Several recognisers as one: they vote, a person's own names win, and no two spans cross."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from corpus.document import Document
from corpus.entity import Mention
from corpus.recognise.protocol import Recogniser, in_order
from corpus.recognise.vote import vote

__all__ = ["CombinedRecogniser", "combine", "merge", "settle"]

_MOST = 0.99
"""The most that a machine's mention weighs beside a person's own, which has 1."""

_OF_THE_RULES = ("en", "vi", "")
"""The languages in which the rules know more than models; also when none can be told."""


class CombinedRecogniser:
    """Runs several recognisers and settles what they say (see ``settle``)."""

    def __init__(self, voters: Sequence[Recogniser], own: Sequence[Recogniser] = ()) -> None:
        self._voters = tuple(voters)
        self._own = tuple(own)
        everybody = (*self._voters, *self._own)
        self.name = "+".join(recogniser.name for recogniser in everybody)
        self.version = "+".join(recogniser.version for recogniser in everybody)

    def recognise(self, document: Document) -> list[Mention]:
        """What all recognisers together find, in order."""
        voters = [recogniser.recognise(document) for recogniser in self._voters]
        own = [recogniser.recognise(document) for recogniser in self._own]
        return settle(document, voters, own)


def combine(voters: Sequence[Recogniser], own: Sequence[Recogniser] = ()) -> Recogniser:
    """One recogniser out of several; a single one is returned as it is.

    ``voters``: the one that leads comes first, so the rules. ``own`` follow what a person wrote.
    """
    everybody = (*voters, *own)
    return everybody[0] if len(everybody) == 1 else CombinedRecogniser(voters, own)


def settle(
    document: Document, voters: Sequence[Sequence[Mention]], own: Sequence[Sequence[Mention]] = ()
) -> list[Mention]:
    """What a document's mentions are, given what each recogniser found in it.

    ``voters`` vote, the first one leads (``corpus.recognise.vote``); where the text is in none of
    the languages of the rules it comes last. ``own`` are sure of theirs and are not outvoted.
    """
    if sum(1 for group in voters if group) > 1:
        from corpus.recognise.language import document_language  # 5 ms, and only for a vote

        if document_language(document) not in _OF_THE_RULES:
            voters = (*voters[1:], voters[0])
    voted = vote(voters)
    if not any(own):
        return voted
    less_sure = (replace(m, score=_MOST) if m.score > _MOST else m for m in voted)
    return merge([less_sure, *own])


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
