from __future__ import annotations

import unicodedata

from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.document import Block, BlockKind, Document
from corpus.entity import DEFAULT_LABELS, Mention
from corpus.recognise import in_order, merge
from corpus.recognise.rules import RuleRecogniser
from corpus.span import Span

RULES = RuleRecogniser()

pieces = st.sampled_from(
    [
        *("Pham Minh Chinh", "Phạm Minh Chính", unicodedata.normalize("NFD", "Phạm Minh Chính")),
        *("To Lam", "Nguyen\u00a0Van\u00a0A", "Prime Minister", "Minister of Foreign Affairs"),
        *("Thủ tướng", "Bộ Ngoại giao", "Resolution No. 59-NQ/TW", "Nghị quyết số", "Đại hội XIV"),
        *("the 14th National Party Congress", "US$1.4 trillion", "28-29 billion USD", "33%"),
        *("January 14, 2026", "ngày 14 tháng 1", "2011-2015", "twenty-one", "one", "U.S.", "ASEAN"),
        *("Hội nghị lần thứ hai", "Vietnam’s", "University of", "and", "of the", "Mr. J. R. Smith"),
        *("O'Brien", "AT&T", "(MOFA)", "in", "The", "University", "East Sea", ". ", ", ", " "),
        *("\n", "\r\n", "“", "”", "’s ", "-", "–", "/", "(", "\u0301", "\u200b", "\ud800"),
        *("Ambassador of Singapore", "Head of the State Bank of Vietnam", "UN Coordinator in"),
        *("Wong Kwok-hing", "Abd al-Karim", "Hai Phong People's Committee", "Portland, OR"),
        *("İ", "ǅ", "ﬁ", "٣", "한국", "ß", "x" * 50),
    ]
)
texts = st.lists(pieces | st.text(max_size=6), max_size=40).map(" ".join) | st.text(max_size=200)


def document(text: str, kind: BlockKind | None = None) -> Document:
    blocks = (Block(kind, Span(0, len(text))),) if kind and text.strip() else ()
    return Document("d", "", text, blocks=blocks)


@settings(deadline=None, max_examples=300)
@given(texts, st.sampled_from([None, *BlockKind]))
def test_mentions_lie_in_the_text_in_order_and_overlap_only_within_titles(
    text: str, kind: BlockKind | None
) -> None:
    mentions = RULES.recognise(document(text, kind))
    assert mentions == in_order(mentions)
    end, title = 0, 0
    for mention in mentions:
        assert 0 <= mention.start < mention.end <= len(text)
        if mention.source == "rules:title.inner":
            assert mention.end <= title
        else:
            assert end <= mention.start
            end = mention.end
        assert mention.text == text[mention.start : mention.end]
        assert mention.label in DEFAULT_LABELS
        assert 0 < mention.score <= 1
        if mention.label == "TITLE":
            title = mention.end


@settings(deadline=None, max_examples=60)
@given(texts, texts)
def test_the_same_document_gives_the_same_mentions(text: str, other: str) -> None:
    first = RULES.recognise(document(text))
    RULES.recognise(document(other))
    assert RuleRecogniser().recognise(document(text)) == first


spans = st.tuples(
    st.integers(0, 30), st.integers(1, 12), st.sampled_from("ABC"), st.floats(0.01, 1)
)


@given(st.lists(st.lists(spans, max_size=25), max_size=4))
def test_merged_mentions_never_cross_and_keep_what_crosses_nothing(
    groups: list[list[tuple[int, int, str, float]]],
) -> None:
    mentions = [
        [Mention(start, start + size, "", label, "s", score) for start, size, label, score in group]
        for group in groups
    ]
    merged = merge(mentions)
    assert merged == in_order(merged)
    kept = [mention.span for mention in merged]
    assert len(set(kept)) == len(kept)
    assert not any(one.crosses(other) for one in kept for other in kept)
    given_spans = {mention.span for group in mentions for mention in group}
    assert set(kept) <= given_spans
    for span in given_spans - set(kept):
        assert any(span.crosses(other) for other in given_spans)
