"""Direct speech that a dash opens, as in many languages' dialogues."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.quotations.cast import Cast
from corpus.quotations.cues import Cues, Ending
from corpus.quotations.marks import Paragraph, Quoted
from corpus.quotations.tokens import tokens_of
from corpus.quotations.value import Quotation

__all__ = ["find_spoken"]

_REACH = 600
_ENDING = Ending(comma=False, stop=False, opens_sentence=True)


def find_spoken(
    text: str,
    paragraphs: Sequence[Paragraph],
    quoted: Sequence[Quoted],
    cast: Cast,
    cues: Cues,
) -> list[Quotation]:
    """The quotations that a dash opens and a cue follows (``– I do not know, said Huy``).

    Only paragraphs without quotation marks are looked at. What no cue follows may as well be an
    item of a list, and is left alone.
    """
    marked = {number for one in quoted for number in range(one.first, one.last + 1)}
    found: list[Quotation] = []
    for number, (start, end) in enumerate(paragraphs):
        if text[start] not in "–—―" or number in marked:
            continue
        tokens = tokens_of(text, start, min(end, start + _REACH), cast.names)
        for at in range(2, len(tokens) - 1):
            if not tokens[at].is_mark or tokens[at].text not in ",?!…–—":
                continue
            cue = cues.after(tokens[at + 1 :], _ENDING)
            if cue is None or cue.speaker < 0 or not cue.end:
                continue
            close = tokens[at].start if tokens[at].text in "–—" else tokens[at].end
            close = start + len(text[start:close].rstrip())
            found.append(Quotation(start, close, cue.speaker, (cue.start, cue.end)))
            break
    return found
