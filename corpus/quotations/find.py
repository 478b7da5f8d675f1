"""Finding quotations and their speakers, one paragraph after the other."""

from __future__ import annotations

import re
from collections import deque
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
from corpus.quotations.words import VOICES

__all__ = ["find_quotations"]

_BEFORE = 600
_AFTER = 300
_MOST_SKIPPED = 8
_FEWEST_WORDS = 3
_FAR = 30
_HIDING = frozenset({BlockKind.CAPTION, BlockKind.BOILERPLATE, BlockKind.DATELINE})
_TELLING = frozenset({BlockKind.PARAGRAPH, BlockKind.QUOTATION})
_find_words = re.compile(r"[^\W_]+(?:[-’'][^\W_]+)*").findall
_find_lines = re.compile(
    r"[^\n\r\x0b\x0c\x85\u2028\u2029]*\S[^\n\r\x0b\x0c\x85\u2028\u2029]*"
).finditer
_SMALL_WORDS = frozenset(
    "a an the of and or in on at to for with from by de la le du và của".split()  # noqa: SIM905
)
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
        self.cast = Cast(text, mentions, self._hidden())
        self.subjects = Subjects(self.cast)
        self.cues = Cues(self.subjects)
        self.found: list[Quotation] = []
        self.last = -1
        """The paragraph in which the last quotation ends."""
        self._skipped: deque[Quoted] = deque(maxlen=_MOST_SKIPPED)

    def run(self) -> list[Quotation]:
        """All of them."""
        for number, quoted in enumerate(self.quoted):
            if self.kinds[quoted.first] is BlockKind.BOILERPLATE:
                continue
            following = self.quoted[number + 1] if number + 1 < len(self.quoted) else None
            quotation = self._judge(quoted, following)
            if quotation is None:
                self._skipped.append(quoted)
                continue
            self.found.append(quotation)
            self.last = quoted.last
            self._skipped.clear()
        spoken = find_spoken(self.text, self.paragraphs, self.quoted, self.cast, self.cues)
        return sorted([*self.found, *spoken], key=lambda one: one.start) if spoken else self.found

    def _hidden(self) -> list[tuple[int, int]]:
        """What is quoted and what is furniture, in order, none overlapping another."""
        stretches = [(quoted.start, quoted.end) for quoted in self.quoted]
        kinds = zip(self.paragraphs, self.kinds, strict=True)
        stretches += [(start, end) for (start, end), kind in kinds if kind in _HIDING]
        hidden: list[tuple[int, int]] = []
        for start, end in sorted(stretches):
            if hidden and start < hidden[-1][1]:
                hidden[-1] = hidden[-1][0], max(end, hidden[-1][1])
            else:
                hidden.append((start, end))
        return hidden

    def _judge(self, quoted: Quoted, following: Quoted | None) -> Quotation | None:
        """The quotation, or None for a term, a title or a name in marks."""
        inside = self.text[quoted.start + 1 : quoted.end - 1].strip(_INSIDE)
        if not inside:
            return None
        sentences = self._before(quoted)
        if all(token.is_mark and token.text not in ",:;" for token in sentences[-1]):
            sentences[-1] = []  # a bullet, or a sign of Markdown
        lead = sentences[-1]
        ending = self._ending(quoted, inside, lead)
        before = self.cues.before(lead) if lead else None
        if self.cues.names_work(lead, before):
            return None
        after = self.cues.after(self._after(quoted, following), ending)
        cue = before if after is None or (before and lead[-1].text in ":,") else after
        words = len(_find_words(inside[:200]))
        announced = bool(lead) and lead[-1].text == ":" and words >= _FEWEST_WORDS
        closed = inside[-1] in ".!?…" or ending.comma or (ending.opens_sentence and ending.stop)
        speech = announced or (closed and (ending.opens_sentence or lead[-1].text in ":,"))
        alone = announced or (speech and words >= _FEWEST_WORDS and not ending.comma)
        if lead and not _leads_straight(before, lead):
            near = before is None or len(lead) < _FAR or words >= _FEWEST_WORDS
            if not near or (_is_title(inside) and inside[-1] not in ".!?…"):
                return None
        if cue is None and (not alone or _is_title(inside)):
            cue = self._carried_on(quoted, lead)
            if cue is None:
                return self._unattributed(quoted, inside, words, ending)
        if cue is None:
            cue = self._told_earlier(quoted, sentences) or Cue(UNKNOWN)
        if not speech and cue.speaker < 0:
            return None
        return Quotation(quoted.start, quoted.end, cue.speaker, (cue.start, cue.end))

    def _unattributed(
        self, quoted: Quoted, inside: str, words: int, ending: Ending
    ) -> Quotation | None:
        """A quotation by nobody known: a whole paragraph, or a sentence that a comma goes on."""
        if not ending.opens_sentence or _is_title(inside):
            return None
        opens = quoted.start - self.paragraphs[quoted.first].start < 3
        rest = self.text[quoted.end : self.paragraphs[quoted.last].end].strip()
        whole = opens and len(rest) < 3
        if words >= _FEWEST_WORDS and (whole or ending.comma):
            return Quotation(quoted.start, quoted.end)
        if whole and words > 1 and inside[-1] in ".!?…":
            cue = self._in_paragraph_before(quoted) or Cue(UNKNOWN)
            return Quotation(quoted.start, quoted.end, cue.speaker, (cue.start, cue.end))
        return None

    def _ending(self, quoted: Quoted, inside: str, lead: Sequence[Token]) -> Ending:
        after = self.text[quoted.end : quoted.end + 1]
        comma = inside[-1] in ",—–-" or after == ","
        stop = not comma and (inside[-1] in ".!?…" or after in {".", "!", "?", "…"})
        return Ending(comma, stop, not lead)

    def _before(self, quoted: Quoted) -> list[list[Token]]:
        """The tokens before a quotation in its paragraph, by sentences; the last leads up to it."""
        start = max(self.paragraphs[quoted.first].start, quoted.start - _BEFORE)
        if self.found and self.last == quoted.first:
            start = max(start, self.found[-1].end)
        if len(self._skipped) == _MOST_SKIPPED:
            start = max(start, self._skipped[0].start)
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
        return tokens if all(token.is_mark for token in first) else first

    def _signature(self, number: int) -> list[Token]:
        """The tokens of a line that names who said what stands above: ``— Do Van Thanh``."""
        start, end = self.paragraphs[number]
        if self.text[start] not in "–—-" or end - start > 120:
            return []
        tokens = tokens_of(self.text, start, end, self.cast.names)
        return tokens if len(tokens) > 1 and tokens[1].label == "PERSON" else []

    def _carried_on(self, quoted: Quoted, lead: Sequence[Token]) -> Cue | None:
        """The speaker of the quotation before, when one sentence or its attribution joins both.

        ``“…,” X said, “…”``, and ``X said “…” but added that “…”``; ``“…,” X said. “Never.”``
        """
        if not self.found or self.last != quoted.first:
            return None
        before = self.found[-1]
        if quoted.start - before.end > _AFTER:
            return None
        told_between = before.cue[0] >= before.end
        if not lead:
            return Cue(before.speaker) if told_between else None
        if lead[0].start > before.end + 2:
            return None
        joined = told_between and lead[-1].text in ",:—–"
        return Cue(before.speaker) if joined or self.cues.speaks(lead) else None

    def _told_earlier(self, quoted: Quoted, sentences: Sequence[Sequence[Token]]) -> Cue | None:
        """Who speaks a quotation that no words of its own sentence tell of."""
        if sentences[-1]:
            subject = self.subjects.of_sentence(sentences[-1])
            if subject is not None:
                return Cue(subject)
        complete = [sentence for sentence in sentences[:-1] if sentence]
        if self.found and self.last == quoted.first:
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
        """Who speaks, or is spoken of, in the sentence before a quotation."""
        cue = self.cues.before(sentence)
        if cue is not None:
            return cue
        subject = self.subjects.of_sentence(sentence)
        if subject is None or subject < 0:
            return None
        voiced = any(token.text in VOICES for token in sentence)
        label = self.cast.mentions[subject].label
        return Cue(subject) if voiced or label in ("PERSON", "TITLE") else None

    def _in_paragraph_before(self, quoted: Quoted) -> Cue | None:
        """Who was spoken of last before a paragraph that opens with a quotation."""
        number = quoted.first - 1
        while number >= 0 and self.kinds[number] in (BlockKind.CAPTION, BlockKind.BOILERPLATE):
            number -= 1
        if number < 0 or self.kinds[number] not in _TELLING:
            return None
        start, end = self.paragraphs[number]
        if self.found and self.last == number:
            before = self.found[-1]
            start = max(start, before.end)
            if end - start < _FEWEST_WORDS or before.cue[0] >= before.end:
                return Cue(before.speaker)
        sentences = sentences_of(self._tokens(max(start, end - _BEFORE), end))
        whole = [sentence for sentence in sentences if sentence]
        cue = self._in_sentence(whole[-1]) if whole else None
        if cue is not None:
            return cue
        person = self.cast.person(end)
        if person >= 0 and self.cast.mentions[person].start >= start:
            return Cue(person)
        return None


def _leads_straight(cue: Cue | None, lead: Sequence[Token]) -> bool:
    """Whether nothing but marks stands between a verb of speech and what is quoted."""
    if cue is None or not cue.end:
        return False
    return all(token.is_mark for token in lead if token.start >= cue.end)


def _paragraphs(document: Document) -> tuple[list[Paragraph], list[BlockKind]]:
    """The blocks of a document, and the lines after them where blocks are not known."""
    blocks = Blocks.of(document.blocks)
    paragraphs = [Paragraph(*span) for span in zip(blocks.starts, blocks.ends, strict=True)]
    kinds = [blocks.kind(number) for number in range(len(blocks))]
    if not (blocks and document.whole):
        known = paragraphs[-1].end if paragraphs else 0
        lines = [Paragraph(*match.span()) for match in _find_lines(document.text, known)]
        paragraphs += lines
        kinds += [BlockKind.PARAGRAPH] * len(lines)
    return paragraphs, kinds


def _is_title(inside: str) -> bool:
    """Whether every word has a capital, as titles of works have, and names; small ones aside."""
    words = inside[:400].split()
    large = [word for word in words if word[0].isupper() or word[0].isdecimal()]
    rest = [word for word in words if word not in _SMALL_WORDS]
    return words[0] == large[0] and len(large) >= len(rest) if large else False
