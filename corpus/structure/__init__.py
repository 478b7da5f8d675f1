"""What the parts of a plain text are: title, datelines, headings, captions, quotations, lists."""

from __future__ import annotations

from corpus.structure.classify import Structure, structure
from corpus.structure.pieces import WHOLE, structure_of

__all__ = ["WHOLE", "Structure", "structure", "structure_of"]
