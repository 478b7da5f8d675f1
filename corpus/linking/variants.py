"""One name, several bearers: which of them a mention means that does not say it all.

A law's number may be of several years and issuers, a name without accents may be that of several
people. Each mention tells a variant: parts, each of which may be empty for not told. Two variants
differ when both tell a part and tell it differently.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping
from typing import TypeVar

from corpus.linking.keys import Key

__all__ = ["SURE", "Variants", "dominating", "fits"]

SURE = 0.8
"""The share of all mentions that one meaning must have to be that of mentions that do not say."""

Variant = tuple[str, ...]
Meaning = TypeVar("Meaning", bound=Hashable)


def dominating(counts: Mapping[Meaning, int]) -> Meaning | None:
    """The meaning that all but a few have; None when there is none such."""
    if not counts:
        return None
    best = max(counts, key=lambda meaning: counts[meaning])
    return best if counts[best] >= SURE * sum(counts.values()) else None


class Variants:
    """The variants of all keys of a collection, counted; then decided."""

    def __init__(self) -> None:
        self._counts: dict[Key, Counter[Variant]] = {}
        self._bearers: dict[Key, Counter[Variant]] = {}

    def count(self, key: Key, variant: Variant, mentions: int) -> None:
        """So many mentions of the key tell this variant, which is not empty."""
        self._counts.setdefault(key, Counter())[variant] += mentions

    def decide(self) -> None:
        """Find the keys that have several bearers. The order of counting makes no difference."""
        for key, counts in self._counts.items():
            bearers: Counter[Variant] = Counter()
            ordered = sorted(counts, key=lambda v: (v.count(""), -counts[v], v))
            for variant in ordered:
                fitting = [bearer for bearer in bearers if fits(variant, bearer)]
                if not fitting:
                    bearers[variant] = counts[variant]
                elif len(fitting) == 1:
                    bearers[fitting[0]] += counts[variant]
            if len(bearers) > 1:
                self._bearers[key] = bearers

    def divides(self, key: Key) -> bool:
        """Whether the key has several bearers."""
        return key in self._bearers

    def bearer(self, key: Key, variant: Variant, here: Iterable[Variant]) -> Key:
        """Who is meant; ``here`` are all variants of the key that its document tells.

        Else the key itself, which is then somebody who cannot be told.
        """
        bearers = self._bearers[key]
        fitting = {bearer: count for bearer, count in bearers.items() if fits(variant, bearer)}
        if len(fitting) > 1:
            named = {b for told in here for b in fitting if any(told) and fits(told, b)}
            if len(named) == 1:
                fitting = dict.fromkeys(named, 1)
        best = dominating(fitting)
        return key if best is None else Key(key.family, key.name, " ".join(filter(None, best)))


def fits(variant: Variant, bearer: Variant) -> bool:
    """Whether nothing that one tells is told otherwise by the other."""
    return all(not a or not b or a == b for a, b in zip(variant, bearer, strict=False))
