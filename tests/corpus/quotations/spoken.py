"""Texts with their people named by hand, and the quotations found in them."""

from __future__ import annotations

import re

from corpus.document import Document
from corpus.entity import Mention
from corpus.quotations import find_quotations
from corpus.structure import structure

Said = tuple[str, str | None]


def mentions_in(text: str, **names: list[str]) -> list[Mention]:
    """A mention wherever one of the names of a label stands, the longest first."""
    found: list[Mention] = []
    for label, forms in names.items():
        for form in forms:
            found += [
                Mention(match.start(), match.end(), form, label, "hand")
                for match in re.finditer(rf"(?<!\w){re.escape(form)}(?!\w)", text)
            ]
    found.sort(key=lambda m: (m.start, -m.end))
    outer: list[Mention] = []
    for mention in found:
        if not outer or mention.start >= outer[-1].end:
            outer.append(mention)
    return outer


def said_in(text: str, **names: list[str]) -> list[Said]:
    """Each quotation with the text of its speaker's mention, None when nobody is told."""
    mentions = mentions_in(text, **names)
    document = Document("one", "", text, blocks=structure(text).blocks)
    return [
        (text[q.start : q.end], mentions[q.speaker].text if q.speaker >= 0 else None)
        for q in find_quotations(document, mentions)
    ]


def speakers_in(text: str, **names: list[str]) -> list[str | None]:
    """The speakers alone."""
    return [speaker for _, speaker in said_in(text, **names)]
