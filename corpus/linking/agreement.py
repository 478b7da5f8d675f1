"""One name under several labels: when the few are taken for the mistakes they mostly are."""

from __future__ import annotations

from collections.abc import Mapping

from corpus.linking.keys import NAMES, Key

__all__ = ["agreed"]

_UNSURE = 75
"""A label whose mentions have a mean score below this, in hundredths, was guessed."""

_FACTORS = {(True, True): 1, (True, False): 2, (False, True): 2, (False, False): 10}
"""How many times as sure the best label must be: for several words or one, guessed or not."""


def agreed(counts: Mapping[Key, int], sureness: Mapping[Key, int]) -> dict[Key, Key]:
    """Keys that should be another, since their name nearly always has another label.

    ``counts`` has the number of mentions of each key, ``sureness`` the sum of their scores in
    hundredths. People of one word, each of a document of their own, are counted together. Figures,
    dates and offices are left alone.
    """
    by_name: dict[str, dict[str, list[Key]]] = {}
    for key in counts:
        if key.family in NAMES and (not key.place or _is_lone(key)):
            by_name.setdefault(key.name, {}).setdefault(key.family, []).append(key)
    found: dict[Key, Key] = {}
    for name, families in by_name.items():
        if len(families) > 1:
            totals = {
                family: (sum(sureness[key] for key in keys), sum(counts[key] for key in keys))
                for family, keys in families.items()
            }
            best = max(totals, key=lambda family: (totals[family], family))
            if best == "PERSON" and " " not in name:
                continue  # several people, of whom the others cannot be one
            for family, keys in families.items():
                if family != best and _is_weak(name, totals[family], totals[best]):
                    found.update(dict.fromkeys(keys, Key(best, name)))
    return found


def _is_weak(name: str, total: tuple[int, int], best: tuple[int, int]) -> bool:
    """Whether a name has a label so seldom beside its best one that it is a mistake.

    Different things share a name of one word (Washington), hardly ever one of several.
    """
    sureness, count = total
    factor = _FACTORS[" " in name, sureness < _UNSURE * count]
    return sureness * factor <= best[0]


def _is_lone(key: Key) -> bool:
    return key.family == "PERSON" and " " not in key.name
