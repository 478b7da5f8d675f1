"""Vietnamese texts: organisations, people and places, whose names are written by syllables.

Only the first syllable of an organisation's name need have a capital (Bộ Ngoại giao), so its end
is told by a list of the syllables such names are made of.
"""

from __future__ import annotations

import re
from functools import cache

from corpus.recognise.claims import Reading
from corpus.recognise.people import bare, is_syllable
from corpus.recognise.tokens import Case, Gap, Tokens
from corpus.recognise.vocabulary import Vocabulary, vocabulary

__all__ = ["is_vietnamese", "organisation_end", "vietnamese"]

_NAME = (Case.CAPITAL, Case.UPPER)
_LETTERS = re.compile(r"[ăâđêôơưĂÂĐÊÔƠƯạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹàáãèéìíòóõùúý]")
_LONGEST = 12
_NUMBERS = frozenset(["hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười"])


@cache
def _bare_surnames() -> frozenset[str]:
    return frozenset(bare(name) for name in vocabulary().vietnamese["surnames"])


def is_vietnamese(tokens: Tokens) -> bool:
    """Whether at least a fifth of the words have a letter or tone mark of Vietnamese."""
    if not len(tokens):
        return False
    marked = sum(1 for word in tokens.lower if not word.isascii() and _LETTERS.search(word))
    return marked * 5 >= len(tokens)


def vietnamese(reading: Reading) -> None:
    """Claim what a Vietnamese text names; does nothing in other texts."""
    tokens = reading.tokens
    if not is_vietnamese(tokens):
        return
    words = vocabulary()
    index = 0
    while index < len(tokens):
        if tokens.cases[index] not in _NAME or not reading.free(
            tokens.starts[index], tokens.ends[index]
        ):
            index += 1
            continue
        index = _at(reading, words, index)
    _given_names(reading, words)
    for index in range(len(tokens)):
        if _opens_only(reading, words, index):
            reading.block(tokens.starts[index], tokens.ends[index])


def _opens_only(reading: Reading, words: Vocabulary, index: int) -> bool:
    """Whether a capital that is left over stands alone: it begins a sentence or honours."""
    tokens = reading.tokens
    if tokens.cases[index] != Case.CAPITAL or index in reading.known:
        return False
    if tokens.words[index] in words.vietnamese["honorifics"]:
        return True
    if tokens.lower[index] in _NUMBERS or not is_syllable(bare(tokens.lower[index])):
        return False
    after = index + 1
    return (
        after == len(tokens)
        or tokens.cases[after] != Case.CAPITAL
        or tokens.gaps[after] != Gap.SPACE
    )


def _at(reading: Reading, words: Vocabulary, index: int) -> int:
    """Claim what begins at this capital; returns the word to go on with."""
    tokens = reading.tokens
    lists = words.vietnamese
    known = reading.known.get(index)
    head = words.vietnamese_heads.at(tokens, index)
    if head is not None and (known is None or known[0] <= head[0]):
        end = organisation_end(tokens, words, head[0])
        if end > head[0]:
            return _take(reading, index, end, "ORG", 0.85)
        if known is None and tokens.words[index] not in lists["surnames"]:
            return head[0]
    if known is not None:
        return _known(reading, words, index, known)
    run = _run(tokens, index)
    if tokens.words[index] in lists["honorifics"] and run - index > 1:
        return index + 1
    shouted = all(tokens.cases[i] == Case.UPPER for i in range(index, run))
    syllables = all(is_syllable(bare(tokens.lower[i])) for i in range(index, run))
    if 2 <= run - index <= 5 and syllables and not shouted:
        label, score = _syllables(tokens, words, index)
        reading.claim(tokens.starts[index], tokens.ends[run - 1], label, "vietnamese", score)
    return run


def _run(tokens: Tokens, index: int) -> int:
    """The end of the capitals that follow one another from here."""
    run = index + 1
    while run < len(tokens) and tokens.cases[run] in _NAME and tokens.gaps[run] == Gap.SPACE:
        run += 1
    return run


def _syllables(tokens: Tokens, words: Vocabulary, index: int) -> tuple[str, float]:
    """What two to five capitalised syllables name, by the word before and the first of them."""
    lists = words.vietnamese
    before = tokens.lower[index - 1] if index else ""
    if before in lists["region_words"]:
        return "LOC", 0.75
    if before in lists["place_words"]:
        return "GPE", 0.75
    surname = tokens.words[index].title()
    if surname in lists["surnames"] or (surname.isascii() and surname in _bare_surnames()):
        return "PERSON", 0.92
    if before in lists["place_before"] or tokens.gaps[index] == Gap.START:
        return "GPE", 0.5
    return "PERSON", 0.5


def _known(reading: Reading, words: Vocabulary, index: int, known: tuple[int, str]) -> int:
    tokens = reading.tokens
    end, label = known
    before = tokens.lower[index - 1] if index else ""
    if before == "tiếng":  # a language
        reading.block(tokens.starts[index], tokens.ends[end - 1])
        return end
    more = end < len(tokens) and tokens.cases[end] in _NAME and tokens.gaps[end] == Gap.SPACE
    single = end - index == 1 and len(tokens.words[index]) <= 4
    if single and (more or tokens.gaps[index] == Gap.START) and tokens.cases[index] != Case.UPPER:
        if not more:
            reading.block(tokens.starts[index], tokens.ends[index])
            return end
        surname = tokens.words[index] in words.vietnamese["surnames"]
        run = _run(tokens, index)
        return _take(reading, index, run, "PERSON", 0.8) if surname else run
    if label in ("GPE", "NORP") and before == "người":
        label = "NORP"
    return _take(reading, index, end, label, 0.9)


def _take(reading: Reading, first: int, end: int, label: str, score: float) -> int:
    tokens = reading.tokens
    reading.claim(tokens.starts[first], tokens.ends[end - 1], label, "vietnamese", score)
    return end


def organisation_end(tokens: Tokens, words: Vocabulary, index: int) -> int:
    """Past the name after an organisation word: ``(Bộ) Công Thương``, ``(Ban) Đối ngoại``."""
    known = words.vietnamese["organisation_words"]
    end = index
    while end < len(tokens) and end - index < _LONGEST and tokens.gaps[end] == Gap.SPACE:
        if tokens.cases[end] in _NAME:
            surname = tokens.words[end] in words.vietnamese["surnames"]
            named = end + 1 < len(tokens) and tokens.cases[end + 1] in _NAME
            if surname and named and end > index and tokens.gaps[end + 1] == Gap.SPACE:
                break
        elif tokens.lower[end] not in known:
            break
        end += 1
    while end > index and tokens.lower[end - 1] in ("và", "về", "của", "ở"):
        end -= 1
    if not any(tokens.cases[i] in _NAME for i in range(index, end)):
        # Without a capital in the name only what was named so from the first syllable counts.
        return index
    return end


def _given_names(reading: Reading, words: Vocabulary) -> None:
    """The last syllable of a person named in full, alone later: ``ông Phúc``."""
    tokens = reading.tokens
    given = {
        mention.text.split()[-1]
        for mention in reading.mentions
        if mention.label == "PERSON" and mention.source == "rules:vietnamese"
    }
    honorifics = words.vietnamese["honorifics"]
    for index in range(1, len(tokens)):
        if (
            tokens.words[index] in given
            and tokens.gaps[index] == Gap.SPACE
            and (tokens.cases[index - 1] == Case.LOWER or tokens.words[index - 1] in honorifics)
        ):
            _take(reading, index, index + 1, "PERSON", 0.8)
