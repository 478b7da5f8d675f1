"""Direct speech in a document, and who speaks."""

from __future__ import annotations

from corpus.quotations.find import find_quotations
from corpus.quotations.value import Quotation

__all__ = ["Quotation", "find_quotations"]
