"""Recognisers: from a document to the mentions in it.

``corpus.recognise.rules.RuleRecogniser`` is the default; ``corpus.recognise.patterns`` makes one of
a person's own names and patterns, ``spacy_pipeline`` and ``command`` ask models; ``combine`` lets
several vote.
"""

from __future__ import annotations

from corpus.recognise.combine import CombinedRecogniser, combine, merge, settle
from corpus.recognise.protocol import Recogniser, in_order

__all__ = ["CombinedRecogniser", "Recogniser", "combine", "in_order", "merge", "settle"]
