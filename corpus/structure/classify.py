"""Plain text to blocks, by what news pages look like when they are copied."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.document import Block, BlockKind
from corpus.span import Span
from corpus.structure.dateline import agency_in, find_dateline
from corpus.structure.dates import find_date, is_date_line
from corpus.structure.lines import Unit, ends_sentence, is_item, split_units
from corpus.structure.patterns import (
    is_alt_line,
    is_boilerplate_line,
    is_captioned,
    is_headline,
    is_name,
    is_name_and_office,
    may_be_furniture,
    opens_related,
)
from corpus.structure.quotes import find_quotations

__all__ = ["Structure", "structure"]

_SHORT = 500
_LONGEST_FURNITURE = 350
_LONGEST_TITLE = 220
_LONGEST_HEADING = 140
_TOP = 8
_CAPITAL_ITEM = re.compile(r"\(?[A-ZĐ][.)]\s+\S")
_CHAPTER = re.compile(
    r"(?:chapter|part|book|section|article|chương|phần|điều|mục)\s+[\dIVXLC]+\b", re.IGNORECASE
)
_BYLINE = re.compile(
    r"(?:by\s+[^\W\d_]|(?:source|author|nguồn|tác giả|theo|bài|phóng viên|reported by)\s*:)",
    re.IGNORECASE,
)
_SOURCE = re.compile(r"(?:source|nguồn|theo)\s*:\s*(?P<source>.{2,60})$", re.IGNORECASE)
_WORD_START = re.compile(r"[^\W_]")


@dataclass(frozen=True, slots=True)
class Structure:
    """The blocks of a text and what its first lines say of it.

    ``blocks`` are in order, do not overlap and leave out only white space. ``title`` is as it
    stands in the text, ``date`` is ISO or empty, ``source`` is the agency as written or empty.
    """

    blocks: Sequence[Block]
    title: str = ""
    date: str = ""
    source: str = ""


def structure(text: str, *, title: str = "", width: int = -1, top: bool = True) -> Structure:
    """Find the blocks of a plain text, its title, its date and its source.

    ``title`` is what is known to be the title from elsewhere; then a first line that says the
    same is the title block, and no other line is. For a piece of a longer text, ``width`` is the
    column at which that is hard-wrapped (``lines.wrap_width``), ``top`` whether the piece begins
    it. Works line by line and in linear time; the first 65 536 code points alone give the same
    blocks as far as they reach.
    """
    return _Classifier(text, title, width, top=top).run()


def _key(text: str) -> str:
    """A line as it compares with others: case, spacing and composition put aside."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split()).rstrip(".| ")


def _comparable(text: str) -> str:
    """A short unit in composed form, which is all that patterns look at; empty for a long one."""
    if len(text) > _SHORT:
        return ""
    return text if text.isascii() else unicodedata.normalize("NFC", text)


class _Classifier:
    """One pass over the units for each subject; the first that is sure of a unit has it."""

    def __init__(self, text: str, title: str, width: int, *, top: bool) -> None:
        self.text = text
        self.top = _TOP if top else 0
        self.known_title = title.strip()
        self.units = split_units(text, width)
        self.kinds: list[BlockKind | None] = [None] * len(self.units)
        self.short = [_comparable(unit.text) for unit in self.units]
        self.spaced = any(unit.gap for unit in self.units)
        self.furnished = False
        self.title = self.known_title
        self.date = ""
        self.source = ""

    def run(self) -> Structure:
        if not self.units:
            return Structure((), self.title)
        self._find_furniture()
        self._find_top()
        self._find_repeated_captions()
        if self.furnished:
            self._find_related()
        self._find_signature()
        self._find_list_items()
        self._find_headings()
        self._find_quotations()
        return Structure(tuple(self._blocks()), self.title, self.date, self.source)

    def _find_furniture(self) -> None:
        """Captions with credits, picture lines, and lines that are plainly the page's own."""
        kinds = self.kinds
        for index, line in enumerate(self.short):
            if not line or (len(line) > 200 and line[-1] == "." and line[-2] != ")"):
                continue  # running text, as most lines are
            if is_captioned(line) or (len(line) <= 250 and is_alt_line(line)):
                kinds[index] = BlockKind.CAPTION
            elif len(line) <= _LONGEST_FURNITURE and may_be_furniture(line):
                self.furnished = True
                if is_boilerplate_line(line):
                    kinds[index] = BlockKind.BOILERPLATE
        for index in range(1, len(kinds)) if BlockKind.CAPTION in kinds else ():
            if (
                kinds[index - 1] is BlockKind.CAPTION
                and kinds[index] is None
                and is_alt_line(self.short[index - 1])
                and self._describes_picture(index)
            ):
                kinds[index] = BlockKind.CAPTION

    def _describes_picture(self, index: int) -> bool:
        """Whether a line right after a picture line says who or what the picture shows."""
        line, gap = self.short[index], self.units[index].gap
        if not line or len(line) > 200 or gap > 1 or ends_sentence(line):
            return False
        if self.spaced and gap == 0:
            following = index + 1
            return following == len(self.units) or self.units[following].gap > 0
        return len(line) <= 150 and is_name_and_office(line)

    def _find_top(self) -> None:
        """The title, dated lines and bylines near the top; a dated line at the very end."""
        seen_body = False
        for index in range(min(self.top, len(self.units))):
            line = self.short[index]
            if not line or seen_body:
                break
            if self.kinds[index] is not None or opens_related(line):
                continue
            found = BlockKind.TITLE in self.kinds[:index]
            titled = found or bool(self.known_title)
            if self._is_dated(line, strict=not titled) or (titled and self._is_byline(line)):
                self._read_line_at_top(index)
            elif not titled and self._is_title(index):
                self.kinds[index] = BlockKind.TITLE
                self.title = self.units[index].text
            elif not found and titled and _key(line) == _key(self.known_title):
                self.kinds[index] = BlockKind.TITLE
            else:
                seen_body = len(line) > _LONGEST_HEADING or ends_sentence(line)
                if not titled:
                    break
        if not self.date and len(self.units) > 2:
            last = len(self.units) - 1
            if self.kinds[last] is None and self._is_dated(self.short[last], strict=False):
                self._read_line_at_top(last)

    def _find_signature(self) -> None:
        """Who wrote or sent a report, on a line below it: ``By X``, ``VNA``, a name alone."""
        if not self.title and BlockKind.DATELINE not in self.kinds:
            return
        index = len(self.units) - 1
        while index > 1 and self.kinds[index] in {BlockKind.BOILERPLATE, BlockKind.CAPTION}:
            index -= 1
        line, before = self.short[index], self.units[index - 1].text
        if index < 2 or not line or self.kinds[index] is not None or not ends_sentence(before):
            return
        agency = agency_in(line)
        if agency == line or self._is_byline(line) or is_name(line):
            self.kinds[index] = BlockKind.DATELINE
            self.source = self.source or agency

    @staticmethod
    def _is_dated(line: str, *, strict: bool) -> bool:
        return 0 < len(line) <= 100 and is_date_line(line, strict=strict)

    @staticmethod
    def _is_byline(line: str) -> bool:
        return len(line) <= 80 and not ends_sentence(line) and _BYLINE.match(line) is not None

    def _read_line_at_top(self, index: int) -> None:
        line = self.short[index]
        self.kinds[index] = BlockKind.DATELINE
        self.date = self.date or find_date(line)
        if not self.source:
            named = _SOURCE.match(line)
            self.source = named["source"].strip() if named else agency_in(line)

    def _is_title(self, index: int) -> bool:
        """Whether the first line is a title: short, not a sentence, and set apart from the text."""
        unit, line = self.units[index], self.short[index]
        opening = _WORD_START.search(line)
        if (
            index + 1 == len(self.units)
            or len(line) > _LONGEST_TITLE
            or unit.lines > 4
            or line[-1] in ".:;,|"
            or opening is None
            or opening[0].islower()
        ):
            return False
        if is_item(line) or opens_related(line) or find_dateline(line, first=True):
            return False
        return self._is_set_apart(index)

    def _is_set_apart(self, index: int) -> bool:
        """Whether a blank line, a dateline, a picture or a much longer line follows."""
        line, following = self.short[index], index + 1
        after = self.units[following]
        if after.gap or self.kinds[following] is BlockKind.CAPTION:
            return True
        if self._ends_head(following):
            return True
        opening = after.text[:600]
        if self._is_dated(self.short[following], strict=False) or find_dateline(
            opening, first=True
        ):
            return True
        return not self.spaced and (
            len(after.text) >= 2 * len(line) or (len(after.text) >= 80 and ends_sentence(opening))
        )

    def _ends_head(self, following: int) -> bool:
        """Whether few short lines and a blank one follow, as below the title of an essay."""
        for index in range(following, min(following + 3, len(self.units))):
            line = self.short[index]
            if index > following and self.units[index].gap:
                return len(self.units) > index
            if not line or len(line) > 100 or line[-1] in ".:;!?" or is_item(line):
                return False
        last = following + 3
        return last < len(self.units) and self.units[last].gap > 0

    def _find_repeated_captions(self) -> None:
        """Lines that stand several times beside pictures, or that repeat the title."""
        kinds = self.kinds
        titles = {_key(self.title)} if self.title else set()
        if BlockKind.CAPTION not in kinds and not titles:
            return
        places: dict[str, list[int]] = {}
        for index, line in enumerate(self.short):
            if 3 <= len(line) <= 250 and (kinds[index] or not ends_sentence(line)):
                places.setdefault(_key(line), []).append(index)
        for key, indices in places.items():
            open_ones = [index for index in indices if kinds[index] is None]
            if not open_ones:
                continue
            repeated = len(indices) > 1 and (
                any(kinds[index] is BlockKind.CAPTION for index in indices)
                or any(self._stands_at_picture(index) for index in open_ones)
            )
            if repeated or key in titles or (self._alone_over_picture(open_ones)):
                for index in open_ones:
                    if not ends_sentence(self.short[index]) or repeated:
                        kinds[index] = BlockKind.CAPTION

    def _stands_at_picture(self, index: int) -> bool:
        """Whether the line right below is a caption."""
        following = index + 1
        return (
            following < len(self.units)
            and self.units[following].gap == 0
            and self.kinds[following] is BlockKind.CAPTION
            and not ends_sentence(self.short[index])
        )

    def _alone_over_picture(self, indices: list[int]) -> bool:
        """Whether a single line stands with a caption in a text that parts everything else."""
        index = indices[0]
        return (
            self.spaced
            and index > 0
            and self.units[index].gap > 0
            and self._stands_at_picture(index)
        )

    def _find_related(self) -> None:
        """Everything that looks like a headline after ``RELATED NEWS`` and its like."""
        body = False
        links: list[int] = []
        inside = False
        for index, line in enumerate(self.short):
            if line and self.kinds[index] in {None, BlockKind.BOILERPLATE} and opens_related(line):
                self.kinds[index] = BlockKind.BOILERPLATE
                inside, links = body, []
            elif inside and line and is_headline(line):
                self.kinds[index] = BlockKind.BOILERPLATE
                links.append(index)
            elif self.kinds[index] is not BlockKind.BOILERPLATE:
                if inside and len(links) > 1 and self._parted_from_links(links):
                    self.kinds[links[-1]] = None  # the heading of what follows
                inside = False
                body = body or self.kinds[index] is None

    def _parted_from_links(self, links: list[int]) -> bool:
        last = links[-1]
        return self.units[last].gap > 0 and self.units[links[-2]].gap == 0

    def _find_list_items(self) -> None:
        for index, unit in enumerate(self.units):
            if self.kinds[index] is None and (is_item(unit.text) or self._is_capital_item(index)):
                self.kinds[index] = BlockKind.LIST_ITEM
        if BlockKind.LIST_ITEM not in self.kinds:
            return
        for index, unit in enumerate(self.units):
            if self.kinds[index] is BlockKind.LIST_ITEM and unit.text[0].isalnum():
                neighbours = self.kinds[max(index - 1, 0) : index + 2]
                if neighbours.count(BlockKind.LIST_ITEM) == 1 and self._is_heading(index):
                    self.kinds[index] = BlockKind.HEADING

    def _is_capital_item(self, index: int) -> bool:
        """Whether ``A. …`` is an item: an initial has no neighbour of the same form."""
        text = self.units[index].text
        if (text[1:2] not in ".)" and text[0] != "(") or not _CAPITAL_ITEM.match(text):
            return False
        return any(
            0 <= other < len(self.units) and _CAPITAL_ITEM.match(self.units[other].text)
            for other in (index - 1, index + 1)
        )

    def _find_headings(self) -> None:
        for index, line in enumerate(self.short):
            if (
                line
                and self.kinds[index] is None
                and len(line) <= _LONGEST_HEADING
                and self._is_heading(index)
            ):
                self.kinds[index] = BlockKind.HEADING

    def _is_heading(self, index: int) -> bool:
        """A short line without a full stop, between other text and a paragraph of its own."""
        unit, line = self.units[index], self.short[index]
        if not line or len(line) > _LONGEST_HEADING or unit.lines > 2:
            return False
        if index + 1 == len(self.units) or (index == 0 and not self.known_title):
            return False
        loud = line.isupper() and len(line) <= 80 and any(map(str.isalpha, line))
        if ends_sentence(line) and not loud and not _CHAPTER.match(line):
            return False
        if line[-1] in ":;,|" or line[0].islower():
            return False
        return self._opens_text(index)

    def _opens_text(self, index: int) -> bool:
        """Whether running text follows, at most after one more heading."""
        for following in (index + 1, index + 2):
            if following >= len(self.units):
                return False
            kind, body = self.kinds[following], self.units[following].text
            if kind in {BlockKind.LIST_ITEM, BlockKind.QUOTATION}:
                return True
            if kind in {BlockKind.BOILERPLATE, BlockKind.TITLE}:
                return False
            if kind is BlockKind.CAPTION:
                continue
            if len(body) >= 120 or ends_sentence(body) or body[-1] == ":":
                return True
        return False

    def _find_quotations(self) -> None:
        for index in find_quotations(self.units, [kind is None for kind in self.kinds]):
            self.kinds[index] = BlockKind.QUOTATION

    def _blocks(self) -> list[Block]:
        blocks = []
        first = True
        for unit, kind in zip(self.units, self.kinds, strict=True):
            start = unit.start
            if kind is None:
                line = find_dateline(unit.text, first=first) if _may_have_dateline(unit) else None
                first = False
                if line is not None:
                    blocks.append(Block(BlockKind.DATELINE, Span(start, start + line.end)))
                    start += line.body
                    self.source = self.source or line.source
                    self.date = self.date or line.date
            blocks.append(Block(kind or BlockKind.PARAGRAPH, Span(start, unit.end)))
        return blocks


def _may_have_dateline(unit: Unit) -> bool:
    start = unit.text[:110]
    return "-" in start or "–" in start or "—" in start
