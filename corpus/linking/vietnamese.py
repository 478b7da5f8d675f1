"""Vietnamese names of the kind *head + name* in the English word order: Cầu Long Biên, and so on.

Only what stands for its kind is translated: the name itself is the same in both languages, or in
the gazetteers. So ``Hội nghị bàn tròn Sông Hồng`` is the ``Red River Roundtable``.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping

from corpus.linking.normalise import fold, normalise

__all__ = ["in_english"]

_HEADS = {
    "EVENT": {
        "hội nghị cấp cao": "summit", "hội nghị thượng đỉnh": "summit",
        "hội nghị bàn tròn": "roundtable", "bàn tròn": "roundtable",
        "hội nghị ngoại giao": "diplomatic conference", "hội nghị": "conference",
        "hội thảo": "workshop", "diễn đàn": "forum", "đối thoại": "dialogue",
        "lễ hội": "festival", "liên hoan phim": "film festival", "bão": "typhoon",
        "chiến dịch": "campaign", "hội chợ": "fair",
    },
    "LAW": {
        "hiệp định": "agreement", "thỏa thuận": "agreement", "thoả thuận": "agreement",
        "công ước": "convention", "nghị định thư": "protocol", "tuyên bố": "statement",
        "hiến chương": "charter",
    },
    "ORG": {
        "trường nội trú": "boarding school", "trường đại học": "university",
        "đại học": "university", "bệnh viện": "hospital", "ngân hàng": "bank",
        "bảo tàng": "museum", "nhà xuất bản": "publishing house", "trường": "school",
    },
    "PLACE": {
        "sông": "river", "cầu": "bridge", "cảng": "port", "vịnh": "bay", "đảo": "island",
        "quần đảo": "islands", "núi": "mountain", "sân bay": "airport", "chùa": "pagoda",
        "đèo": "pass", "hồ": "lake", "bán đảo": "peninsula",
    },
}  # fmt: skip
_LOWER_ONLY = frozenset({"hồ"})  # which is a family name, too


def in_english(text: str, family: str, places: Mapping[str, str]) -> str:
    """The name in English order, folded; empty when it has no such head.

    ``places`` gives the usual names of places by their normalised other ones. An ordinal behind
    the name stays behind it.
    """
    if text.isascii() or family not in _HEADS:
        return ""
    written = " ".join(unicodedata.normalize("NFC", text).split())
    lower = written.lower()
    if len(lower) != len(written):
        return ""
    heads = _HEADS[family]
    fitting = [head for head in heads if lower.startswith(head + " ")]
    if not fitting:
        return ""
    head = max(fitting, key=len)
    if head in _LOWER_ONLY and written[0].isupper():
        return ""
    name, ordinal, number = written[len(head) + 1 :], "", ""
    for sign in (" lần thứ ", " khóa ", " lần "):
        if sign in lower:
            name, ordinal, number = name.partition(written[lower.index(sign) :][: len(sign)])
            break
    plain = normalise(name)
    parts = places.get(plain, plain), heads[head], fold(ordinal).strip(), normalise(number)
    return " ".join(part for part in parts if part)
