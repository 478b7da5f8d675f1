from __future__ import annotations

import unicodedata

import pytest

from corpus.index.fold import NOTHING, fold, squash


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Điện Biên Phủ", "dien bien phu"),
        ("ĐÀ NẴNG", "da nang"),
        ("Łódź, Øre, Æsir, Straße, œuvre", "lodz, ore, asir, strase, ouvre"),
        ("İstanbul ılık", "istanbul ilik"),
        ("ΟΔΟΣ οδός", "οδοσ οδοσ"),
        ("Ёлка й", "елка и"),
        ("ＷＴＯ ²", "wto 2"),
        ("“the Politburo’s” – now", '"the politburo\'s" - now'),
        ("a\u00a0b\u2009c", "a b c"),
        ("हिन्दी ไทย 中国 한국", "हिन्दी ไทย 中国 한국"),
        ("ﬁn ½ \U0001d400 😀", "ﬁn ½ a 😀"),
    ],
)
def test_fold(text: str, folded: str) -> None:
    assert fold(text) == folded
    # A long text takes another way to the same end.
    assert fold(text * 100) == folded * 100


@pytest.mark.parametrize("name", ["Điện Biên Phủ", "Phạm Minh Chính", "한국", "Ångström", "が"])
def test_decomposed_text_folds_to_the_same_letters(name: str) -> None:
    decomposed = unicodedata.normalize("NFD", name)
    assert len(fold(decomposed)) == len(decomposed)
    assert fold(decomposed).replace(NOTHING, "") == fold(name)


def test_what_carries_no_letter_is_nothing() -> None:
    assert fold("co\u00adop\u200d\ufe0f") == f"co{NOTHING}op{NOTHING}{NOTHING}"


def test_every_code_point_folds_to_one_and_folding_again_changes_nothing() -> None:
    # Left out, because they are slow to look up and nothing happens to them: Han and Hangul.
    ranges = [
        (0, 0x3400),
        (0xA000, 0xAC10),
        (0xD7A0, 0x11000),
        (0x1D000, 0x1F800),
        (0xE0000, 0xE0200),
    ]
    everything = (
        "".join(chr(c) for low, high in ranges for c in range(low, high)) + "中国\U0010ffff"
    )
    jamo = [chr(c) for c in range(0x1100, 0x1200)]
    folded = fold(everything)
    assert len(folded) == len(everything)
    assert fold(folded) == folded
    assert all(len(fold(c)) == 1 for c in jamo)


@pytest.mark.parametrize(
    ("name", "squashed"),
    [
        ("  Phạm   Minh\u00a0Chính ", "pham minh chinh"),
        ("Resolution 59-NQ/TW", "resolution 59-nq/tw"),
        ("Straße Æsir ﬁn", "strasse aesir fin"),
        ("O’Brien\n(Jr)", "o'brien (jr)"),
        ("a\x00b\u200bc", "a b c"),
        ("中国", "中国"),
        ("", ""),
        ("\u0301", ""),
    ],
)
def test_squash(name: str, squashed: str) -> None:
    assert squash(name) == squashed
    assert squash(squashed) == squashed


def test_squash_of_decomposed_names() -> None:
    for name in ("Điện Biên Phủ", "한국", "Ångström"):
        assert squash(unicodedata.normalize("NFD", name)) == squash(name)
