"""Only the texts of documents, for a search that looks into many of them at every key."""

from __future__ import annotations

from collections import OrderedDict

from corpus.hostile import harmless_line
from corpus.source import Source, SourceKind

__all__ = ["Texts", "read_text_of"]

KEPT_CHARACTERS = 8_000_000


def read_text_of(source: Source) -> str:
    """The text that ``read`` gives the document, without its parts; raises what ``read`` raises.

    A tenth of the time of ``read`` for a short text.
    """
    # The readers are imported when something is read, not at the start.
    from corpus.readers.decoding import decode
    from corpus.readers.reading import _load, read

    if source.kind is SourceKind.JSON_LINES:
        return read(source).text
    return decode(_load(source), harmless_line(source.path)).text


class Texts:
    """Texts by document number, the last ones asked for kept."""

    def __init__(self) -> None:
        self._kept: OrderedDict[int, str] = OrderedDict()
        self._characters = 0

    def __contains__(self, number: int) -> bool:
        return number in self._kept

    def of(self, number: int, source: Source) -> str:
        """The text of a document. Raises InputError when it can no longer be read."""
        text = self._kept.get(number)
        if text is None:
            text = self._kept[number] = read_text_of(source)
            self._characters += len(text)
            while self._characters > KEPT_CHARACTERS and len(self._kept) > 1:
                self._characters -= len(self._kept.popitem(last=False)[1])
        self._kept.move_to_end(number)
        return text
