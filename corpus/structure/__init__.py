"""What the parts of a plain text are: title, datelines, headings, captions, quotations, lists."""

from __future__ import annotations

from corpus.structure.classify import Structure, structure

__all__ = ["Structure", "structure"]
