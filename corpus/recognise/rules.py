"""The default recogniser: families of rules, each claiming what the ones before it left."""

from __future__ import annotations

from corpus.document import Document
from corpus.entity import Mention
from corpus.recognise.claims import Reading
from corpus.recognise.composed import Composed
from corpus.recognise.events import events
from corpus.recognise.figures import amounts, cardinals, dates
from corpus.recognise.laws import laws
from corpus.recognise.lookup import lookup, works
from corpus.recognise.names import names
from corpus.recognise.nested import nested
from corpus.recognise.protocol import in_order
from corpus.recognise.titles import small_titles, titles
from corpus.recognise.vietnamese import vietnamese

__all__ = ["RuleRecogniser"]

_FAMILIES = (
    works,
    laws,
    events,
    amounts,
    dates,
    titles,
    lookup,
    vietnamese,
    names,
    small_titles,
    cardinals,
    nested,
)


class RuleRecogniser:
    """Rules and gazetteers for English and Vietnamese; needs nothing but the shipped lists.

    Mentions never overlap but for names within a title. Nothing is kept between documents.
    """

    name = "rules"
    version = "2"

    def recognise(self, document: Document) -> list[Mention]:
        """The mentions of the document, in order."""
        composed = Composed(document)
        reading = Reading.of(composed.document)
        for family in _FAMILIES:
            family(reading)
        return composed.restored(in_order(reading.mentions))
