"""A quotation: somebody's words as they were said, and who said them."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Quotation"]


@dataclass(frozen=True, slots=True)
class Quotation:
    """Direct speech from ``start`` to ``end``, its quotation marks included.

    One that runs on over paragraphs is one quotation, from the first opening mark to the last
    closing one. ``speaker`` is the index of the mention that names the speaker, among the mentions
    the quotation was found with; -1 when the text does not tell. ``cue`` is where the verb of
    speech stands, (0, 0) when there is none.
    """

    start: int
    end: int
    speaker: int = -1
    cue: tuple[int, int] = (0, 0)
