"""Recognisers: from a document to the mentions in it."""

from __future__ import annotations

from corpus.recognise.combine import CombinedRecogniser, combine, merge
from corpus.recognise.protocol import Recogniser, in_order

__all__ = ["CombinedRecogniser", "Recogniser", "combine", "in_order", "merge"]
