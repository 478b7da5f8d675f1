"""The blocks of Markdown, told by its block marks as CommonMark defines them, in one pass.

Code, tables and raw HTML are paragraphs here: the reader draws words. What the marks leave open
(datelines, quotations, links to other pages) is found as in plain text.
"""

from __future__ import annotations

import re

from corpus.document import Block, BlockKind
from corpus.span import Span
from corpus.structure import Structure
from corpus.structure.dateline import find_dateline
from corpus.structure.dates import find_date, is_date_line
from corpus.structure.lines import Unit, ends_sentence
from corpus.structure.patterns import (
    is_boilerplate_line,
    is_captioned,
    is_headline,
    opens_related,
)
from corpus.structure.quotes import find_quotations

__all__ = ["blocks_of", "plain"]

_HEADING = re.compile(r" {0,3}(#{1,6})(?:[ \t]+|$)")
_UNDERLINE = re.compile(r" {0,3}(=+|-+)[ \t]*$")
_RULE = re.compile(r" {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_QUOTE = re.compile(r" {0,3}>")
_ITEM = re.compile(r" {0,7}(?:[-*+•]|\d{1,9}[.)])(?:[ \t]+|$)")
_DEFINITION = re.compile(r" {0,3}\[[^\]\n]{1,200}\]:[ \t]*\S")
_PICTURE = re.compile(r"\s*(?:\[\s*)?!\[[^\]\n]*\]\([^)\n]*\)(?:\s*\]\([^)\n]*\))?\s*$")
_COMMENT = re.compile(r" {0,3}<!--")
_HTML_LINE = re.compile(r" {0,3}</?[a-zA-Z][^>\n]*>\s*$")

_LINK = re.compile(r"!?\[([^\]\n]*)\](?:\([^)\n]*\)|\[[^\]\n]*\])")
_LEADING = re.compile(r"^\s{0,8}(?:#{1,6}\s+|>\s?|(?:[-*+]|\d{1,9}[.)])\s+)+", re.MULTILINE)
_EMPHASIS = re.compile(r"(?<![\w\\])(\*{1,3}|_{1,3}|`+|~~)(?=\S)([^*_`~\n]{1,400}?)(?<=\S)\1(?!\w)")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")


def plain(text: str) -> str:
    """A stretch of Markdown without its marks, for a title or a list; offsets do not survive."""
    text = _LEADING.sub("", text)
    text = _LINK.sub(r"\1", text)
    for _ in range(3):
        text = _EMPHASIS.sub(r"\2", text)
    return _ESCAPE.sub(r"\1", text)


def _heading_words(text: str) -> str:
    first = text.split("\n", 1)[0] if text.lstrip().startswith("#") else text
    first = re.sub(r"[ \t]+#+[ \t]*$", "", first.rstrip())
    lines = first.splitlines()
    if len(lines) > 1 and _UNDERLINE.match(lines[-1]):
        lines.pop()
    return " ".join(plain(" ".join(lines)).split())


class _Part:
    """A run of lines being gathered into one block."""

    __slots__ = ("end", "kind", "level", "start")

    def __init__(self, kind: BlockKind, start: int, end: int, level: int = 0) -> None:
        self.kind, self.start, self.end, self.level = kind, start, end, level


class _Scanner:
    def __init__(self, text: str, body: int) -> None:
        self.text = text
        self.parts: list[_Part] = []
        self.fence = ""
        self.comment = False
        self.blank = True
        if text[:body].strip():
            self.parts.append(_Part(BlockKind.BOILERPLATE, 0, body))
        self.position = body

    def scan(self) -> list[_Part]:
        for line in self.text[self.position :].splitlines(keepends=True):
            start, self.position = self.position, self.position + len(line)
            self.line(line.rstrip("\r\n"), start, self.position)
        return self.parts

    def line(self, line: str, start: int, end: int) -> None:
        last = self.parts[-1] if self.parts else None
        if self.fence and last is not None:
            last.end = end
            if line.strip().startswith(self.fence) and not line.strip().strip(self.fence[0]):
                self.fence = ""
                self.blank = True
            return
        if self.comment and last is not None:
            last.end = end
            self.comment = "-->" not in line
            self.blank = True
            return
        if not line.strip():
            self.blank = True
            return
        blank, self.blank = self.blank, False
        if not self._marked(line, start, end, last, blank=blank):
            self._running(line, start, end, last, blank=blank)

    def _add(self, kind: BlockKind, start: int, end: int, level: int = 0) -> None:
        self.parts.append(_Part(kind, start, end, level))

    def _marked(self, line: str, start: int, end: int, last: _Part | None, *, blank: bool) -> bool:
        """Take a line that says itself what it is; False for running text."""
        if fence := _FENCE.match(line):
            self.fence = fence[1]
            self._add(BlockKind.PARAGRAPH, start, end)
        elif _COMMENT.match(line):
            self.comment = "-->" not in line
            self._add(BlockKind.BOILERPLATE, start, end)
            self.blank = not self.comment
        elif heading := _HEADING.match(line):
            self._add(BlockKind.HEADING, start, end, len(heading[1]))
            self.blank = True
        elif not blank and last is not None and self._is_underlined(last, line):
            last.kind, last.end = BlockKind.HEADING, end
            last.level = 1 if "=" in line else 2
            self.blank = True
        elif _RULE.match(line):
            self._add(BlockKind.PARAGRAPH, start, end)
            self.blank = True
        elif _QUOTE.match(line):
            if not blank and last is not None and last.kind is BlockKind.QUOTATION:
                last.end = end
            else:
                self._add(BlockKind.QUOTATION, start, end)
        elif _ITEM.match(line):
            self._add(BlockKind.LIST_ITEM, start, end)
        elif _PICTURE.match(line):
            self._add(BlockKind.CAPTION, start, end)
            self.blank = True
        elif (blank and _DEFINITION.match(line)) or (blank and _HTML_LINE.match(line)):
            self._add(BlockKind.BOILERPLATE, start, end)
            self.blank = True
        else:
            return False
        return True

    def _is_underlined(self, last: _Part, line: str) -> bool:
        return (
            last.kind is BlockKind.PARAGRAPH
            and _UNDERLINE.match(line) is not None
            and last.end - last.start <= 500
        )

    def _running(self, line: str, start: int, end: int, last: _Part | None, *, blank: bool) -> None:
        """Running text: it goes on with what stands above, or begins a paragraph."""
        if last is not None and not blank and last.kind is not BlockKind.BOILERPLATE:
            last.end = end
        elif (
            last is not None
            and blank
            and last.kind is BlockKind.LIST_ITEM
            and line[:2] in {"  ", "\t", " \t"}
        ):
            self._add(BlockKind.LIST_ITEM, start, end)
        else:
            self._add(BlockKind.PARAGRAPH, start, end)


def blocks_of(text: str, body: int, title: str) -> Structure:
    """The blocks of a Markdown text whose front matter ends at ``body``.

    ``title`` is what the front matter says. The first heading is the title block when nothing
    but boilerplate, pictures and lesser things stands before it and it is of the first level, or
    when it says what the front matter says.
    """
    units: list[Unit] = []
    kinds: list[BlockKind] = []
    levels: list[int] = []
    for part in _Scanner(text, body).scan():
        raw = text[part.start : part.end]
        start = part.start + len(raw) - len(raw.lstrip())
        stretch = raw.strip()
        units.append(Unit(start, start + len(stretch), stretch, 1, stretch.count("\n") + 1))
        kinds.append(part.kind)
        levels.append(part.level)
    found_title = _mark_title(units, kinds, levels, title)
    date, source = _mark_top(units, kinds)
    _mark_furniture(units, kinds)
    for index in find_quotations(units, [kind is BlockKind.PARAGRAPH for kind in kinds]):
        kinds[index] = BlockKind.QUOTATION
    blocks: list[Block] = []
    first = True
    for unit, kind in zip(units, kinds, strict=True):
        start = unit.start
        if kind is BlockKind.PARAGRAPH:
            line = find_dateline(unit.text, first=first)
            first = False
            if line is not None:
                blocks.append(Block(BlockKind.DATELINE, Span(start, start + line.end)))
                start += line.body
                date, source = date or line.date, source or line.source
        blocks.append(Block(kind, Span(start, unit.end)))
    return Structure(tuple(blocks), found_title, date, source)


def _mark_title(units: list[Unit], kinds: list[BlockKind], levels: list[int], title: str) -> str:
    wanted = title.casefold()
    found = ""
    for index, kind in enumerate(kinds):
        if kind is BlockKind.HEADING:
            words = _heading_words(units[index].text)
            if not words:
                continue
            same = bool(wanted) and words.casefold() == wanted
            opening = all(
                before in {BlockKind.BOILERPLATE, BlockKind.CAPTION} for before in kinds[:index]
            )
            if same or (not wanted and (levels[index] == 1 or opening)):
                kinds[index] = BlockKind.TITLE
            found = words
            break
    return title or found


def _mark_top(units: list[Unit], kinds: list[BlockKind]) -> tuple[str, str]:
    """A dated line among the first blocks."""
    for index in range(min(5, len(units))):
        words = plain(units[index].text[:200]).strip()
        if (
            kinds[index] is BlockKind.PARAGRAPH
            and len(words) <= 100
            and units[index].lines == 1
            and is_date_line(words, strict=False)
        ):
            kinds[index] = BlockKind.DATELINE
            return find_date(words), ""
    return "", ""


def _mark_furniture(units: list[Unit], kinds: list[BlockKind]) -> None:
    inside = False
    for index, unit in enumerate(units):
        kind = kinds[index]
        words = plain(unit.text).strip() if len(unit.text) <= 500 else ""
        if kind is BlockKind.HEADING or (kind is BlockKind.PARAGRAPH and words):
            heading = _heading_words(unit.text) if kind is BlockKind.HEADING else words
            if heading and opens_related(heading):
                kinds[index] = BlockKind.BOILERPLATE
                inside = True
                continue
        listed = kind in {BlockKind.LIST_ITEM, BlockKind.PARAGRAPH} and bool(words)
        if inside and listed and is_headline(words) and not ends_sentence(words):
            kinds[index] = BlockKind.BOILERPLATE
            continue
        inside = inside and kind in {BlockKind.BOILERPLATE, BlockKind.CAPTION}
        if kind is BlockKind.PARAGRAPH and words:
            if "|" not in words[:-1] and is_captioned(words):
                kinds[index] = BlockKind.CAPTION
            elif is_boilerplate_line(words):
                kinds[index] = BlockKind.BOILERPLATE
