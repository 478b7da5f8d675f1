"""The styles a page is drawn with; themes make them, widgets only use them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from rich.style import Style

from corpus.document import BlockKind

__all__ = ["LabelStyle", "Palette"]


@dataclass(frozen=True, slots=True)
class LabelStyle:
    """How the mentions of one label look: as a suggestion, as an annotation, and its letter."""

    suggestion: Style
    annotation: Style
    letter: str


@dataclass(frozen=True, slots=True)
class Palette:
    """Every style of the program, ready for segments.

    ``blocks`` has one style for each block kind. ``labels`` is keyed by label name; what is not
    in it is drawn as ``unknown``.
    """

    text: Style
    dim: Style
    strong: Style
    accent: Style
    rule: Style
    cursor: Style
    selection: Style
    row: Style
    hit: Style
    current: Style
    saved: Style
    warning: Style
    error: Style
    blocks: Mapping[BlockKind, Style]
    unknown: LabelStyle
    labels: Mapping[str, LabelStyle] = field(default_factory=dict)

    def label(self, name: str) -> LabelStyle:
        """The style of a label, known or not."""
        return self.labels.get(name, self.unknown)
