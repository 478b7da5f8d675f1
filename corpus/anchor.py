"""An anchor: a span that can find its place again when the text has changed."""

from __future__ import annotations

from dataclasses import dataclass

from corpus.span import Span

__all__ = ["Anchor"]


@dataclass(frozen=True, slots=True)
class Anchor:
    """A span with what stood there and around it, and the digest of the text it was made on.

    The shape of the W3C Web Annotation position and quote selectors taken together.
    """

    span: Span
    quote: str
    prefix: str
    suffix: str
    digest: str
