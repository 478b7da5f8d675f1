"""Finding quotations and their speakers, one paragraph after the other."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.blocks import Blocks
from corpus.document import BlockKind, Document
from corpus.entity import Mention
from corpus.quotations.cast import UNKNOWN, Cast
from corpus.quotations.cues import Cue, Cues, Ending
from corpus.quotations.dialogue import find_spoken
from corpus.quotations.marks import Paragraph, Quoted, find_quoted
from corpus.quotations.subjects import Subjects
from corpus.quotations.tokens import Token, sentences_of, tokens_of
from corpus.quotations.value import Quotation

__all__ = ["find_quotations"]

_BEFORE = 600
_AFTER = 300
_FEWEST_WORDS = 4
_HIDING = frozenset({BlockKind.CAPTION, BlockKind.BOILERPLATE, BlockKind.DATELINE})
_TELLING = frozenset({BlockKind.PARAGRAPH, BlockKind.QUOTATION})
_find_words = re.compile(r"[^\W_]+(?:[-’'][^\W_]+)*").findall
_find_lines = re.compile(
    r"[^\n\r\x0b\x0c\x85\u2028\u2029]*\S[^\n\r\x0b\x0c\x85\u2028\u2029]*"
).finditer
_INSIDE = "“”„‟«»\"‘’‚'‹›「」『』 \u00a0\u202f"


def find_quotations(document: Document, mentions: Sequence[Mention]) -> list[Quotation]:
    """The quotations of a document, in order, none within another.

    ``mentions`` are those of the document, in text order, the longer first. What is quoted counts
    when somebody says it: terms, titles and names in marks do not. A quotation that runs on over
    paragraphs is one. Who speaks is read from the verb of speech before, after or between; from
    the sentence or paragraph before when a quotation stands alone. A pronoun stands for the last
    fitting person, a title for the one person who is known to hold it. Nearly linear in the text.
    """
    return _Finder(document, mentions).run()


class _Finder:
    """What is known of one document while its quotations are found."""

    def __init__(self, document: Document, mentions: Sequence[Mention]) -> None:
        self.text = text = document.text
        self.paragraphs, self.kinds = _paragraphs(document)
        self.quoted = list(find_quoted(text, self.paragraphs))
        hidden = [(quoted.start, quoted.end) for quoted in self.quoted]
        hidden += [
            (paragraph.start, paragraph.end)
            for paragraph, kind in zip(self.paragraphs, self.kinds, strict=True)
            if kind in _HIDING
        ]
        self.cast = Cast(text, mentions, sorted(hidden))
        self.subjects = Subjects(self.cast)
        self.cues = Cues(self.subjects)
        self.found: list[Quotation] = []
        self.last: tuple[int, bool] = (-1, False)
        """The paragraph in which the last quotation ends, and whether somebody was told."""
        self._skipped: list[Quoted] = []

    def run(self) -> list[Quotation]:
        for number, quoted in enumerate(self.quoted):
            if self.kinds[quoted.first] is BlockKind.BOILERPLATE:
                continue
            following = self.quoted[number + 1] if number + 1 < len(self.quoted) else None
            quotation = self._judge(quoted, following)
            if quotation is None:
                self._skipped.append(quoted)
                continue
            self.found.append(quotation)
            self.last = quoted.last, True
            self._skipped = []
        spoken = find_spoken(self.text, self.paragraphs, self.quoted, self.cast, self.cues)
        return sorted([*self.found, *spoken], key=lambda one: one.start) if spoken else self.found

    def _judge(self, quoted: Quoted, following: Quoted | None) -> Quotation | None:
        """The quotation, or None for a term, a title or a name in marks."""
        inside = self.text[quoted.start + 1 : quoted.end - 1].strip(_INSIDE)
        if not inside:
            return None
        sentences = self._before(quoted)
        lead = sentences[-1]
        ending = self._ending(quoted, inside, lead)
        before = self.cues.before(lead) if lead else None
        if self.cues.names_work(lead, before):
            return None
        after = self.cues.after(self._after(quoted, following), ending)
        cue = before if after is None or (before and lead[-1].text in ":,") else after
        words = len(_find_words(inside[:200]))
        speech = (ending.stop or ending.comma) and (ending.opens_sentence or lead[-1].text in ":,")
        if cue is None and not (speech and words >= _FEWEST_WORDS and ending.stop):
            cue = self._carried_on(quoted, lead) if ending.stop or ending.comma else None
            if cue is None:
                return self._unattributed(quoted, ending, words)
        if cue is None:
            cue = self._told_earlier(quoted, sentences) or Cue(UNKNOWN)
        if not speech and (cue.speaker < 0 or (words < _FEWEST_WORDS and _is_title(inside))):
            return None
        return Quotation(quoted.start, quoted.end, cue.speaker, (cue.start, cue.end))

    def _unattributed(self, quoted: Quoted, ending: Ending, words: int) -> Quotation | None:
        """A quotation by nobody known: a whole paragraph of words in marks."""
        paragraph = self.paragraphs[quoted.first]
        whole = quoted.start - paragraph.start < 3 and self._rest(quoted) < 3
        if whole and words >= _FEWEST_WORDS and ending.opens_sentence:
            return Quotation(quoted.start, quoted.end)
        return None

    def _rest(self, quoted: Quoted) -> int:
        """How much of its last paragraph stands after a quotation."""
        return len(self.text[quoted.end : self.paragraphs[quoted.last].end].strip())

    def _ending(self, quoted: Quoted, inside: str, lead: Sequence[Token]) -> Ending:
        text = self.text
        after = text[quoted.end : quoted.end + 1]
        comma = inside[-1] in ",—–-" or (after == "," and inside[-1] not in ".") or after == ","
        stop = not comma and (inside[-1] in ".!?…" or after in {".", "!", "?", "…"})
        return Ending(comma, stop and inside[-1] in ".!?…", not lead)

    def _before(self, quoted: Quoted) -> list[list[Token]]:
        """The tokens before a quotation in its paragraph, by sentences; the last leads up to it."""
        start = max(self.paragraphs[quoted.first].start, quoted.start - _BEFORE)
        if self.found and self.last[0] == quoted.first:
            start = max(start, self.found[-1].end)
        return sentences_of(self._tokens(start, quoted.start))

    def _tokens(self, start: int, end: int) -> list[Token]:
        """The tokens of a stretch; what is in marks and no quotation is one token."""
        tokens: list[Token] = []
        for skipped in self._skipped:
            if start <= skipped.start and skipped.end <= end:
                tokens += tokens_of(self.text, start, skipped.start, self.cast.names)
                tokens.append(Token("", skipped.start, skipped.end, "QUOTED"))
                start = skipped.end
        return tokens + tokens_of(self.text, start, end, self.cast.names)

    def _after(self, quoted: Quoted, following: Quoted | None) -> list[Token]:
        """The tokens of the sentence after a quotation, in its paragraph or on a line below."""
        end = min(self.paragraphs[quoted.last].end, quoted.end + _AFTER)
        if following is not None:
            end = min(end, following.start)
        tokens = tokens_of(self.text, quoted.end, end, self.cast.names)
        if not tokens and quoted.last + 1 < len(self.paragraphs):
            return self._signature(quoted.last + 1)
        first = sentences_of(tokens)[0]
        marks = sum(1 for token in tokens[:3] if token.is_mark)
        return first if len(first) > marks or not first else tokens

    def _signature(self, number: int) -> list[Token]:
        """The tokens of a line that names who said what stands above: ``— Do Van Thanh``."""
        start, end = self.paragraphs[number]
        if self.text[start] not in "–—-" or end - start > 120:
            return []
        tokens = tokens_of(self.text, start, end, self.cast.names)
        return tokens if len(tokens) > 1 and tokens[1].label == "PERSON" else []

    def _carried_on(self, quoted: Quoted, lead: Sequence[Token]) -> Cue | None:
        """The speaker of the quotation before, when a sentence is merely interrupted."""
        if not self.found or self.last[0] != quoted.first:
            return None
        between = self.text[self.found[-1].end : quoted.start]
        if len(between) > _AFTER or (lead and lead[-1].text not in ",:—–"):
            return None
        before = self.found[-1]
        return Cue(before.speaker) if before.cue[0] >= before.end or not lead else None

    def _told_earlier(self, quoted: Quoted, sentences: Sequence[Sequence[Token]]) -> Cue | None:
        """Who speaks a quotation that is told of in no words of its own sentence."""
        complete = [sentence for sentence in sentences[:-1] if sentence]
        if self.found and self.last[0] == quoted.first:
            before = self.found[-1]
            attributed = before.cue[0] >= before.end
            if len(complete) <= 1 and (attributed or not complete):
                return Cue(before.speaker)
            cue = self.cues.before(complete[-1]) if complete else None
            return cue or Cue(before.speaker)
        if complete:
            return self._in_sentence(complete[-1])
        if quoted.start - self.paragraphs[quoted.first].start < 3:
            return self._in_paragraph_before(quoted)
        return None

    def _in_sentence(self, sentence: Sequence[Token]) -> Cue | None:
        cue = self.cues.before(sentence)
        if cue is not None:
            return cue
        subject = self.subjects.of_sentence(sentence)
        if subject is not None and subject >= 0:
            label = self.cast.mentions[subject].label
            return Cue(subject) if label in ("PERSON", "TITLE") else None
        return None

    def _in_paragraph_before(self, quoted: Quoted) -> Cue | None:
        """Who was spoken of last before a paragraph that opens with a quotation."""
        number = quoted.first - 1
        while number >= 0 and self.kinds[number] in (BlockKind.CAPTION, BlockKind.BOILERPLATE):
            number -= 1
        if number < 0 or self.kinds[number] not in _TELLING:
            return None
        start, end = self.paragraphs[number]
        if self.found and self.last[0] == number:
            start = max(start, self.found[-1].end)
            if end - start < _FEWEST_WORDS or self.found[-1].cue[0] >= self.found[-1].end:
                return Cue(self.found[-1].speaker)
        sentences = sentences_of(self._tokens(max(start, end - _BEFORE), end))
        whole = [sentence for sentence in sentences if sentence]
        cue = self._in_sentence(whole[-1]) if whole else None
        if cue is not None:
            return cue
        person = self.cast.person(end)
        if person >= 0 and self.cast.mentions[person].start >= start:
            return Cue(person)
        return None


def _paragraphs(document: Document) -> tuple[list[Paragraph], list[BlockKind]]:
    """The blocks of a document, else its lines."""
    if document.blocks:
        blocks = Blocks.of(document.blocks)
        spans = zip(blocks.starts, blocks.ends, strict=True)
        return [Paragraph(*span) for span in spans], [blocks.kind(i) for i in range(len(blocks))]
    lines = [Paragraph(*match.span()) for match in _find_lines(document.text)]
    return lines, [BlockKind.PARAGRAPH] * len(lines)


def _is_title(inside: str) -> bool:
    """Whether every word has a capital, as titles of works have, and names."""
    return all(word[0].isupper() or word[0].isdecimal() for word in inside.split())
