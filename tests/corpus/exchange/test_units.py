from __future__ import annotations

import pytest

from corpus.exchange.units import Claim, Unit, claims_met, converter, detect, fits
from corpus.span import Span

TEXT = "😀 Hà Nội\r\nđón 👩‍👩‍👧 khách\r\n"


def offsets(unit):
    """What an offset of each code point boundary is in a unit, by definition."""
    measure = {
        Unit.CODE_POINTS: len,
        Unit.UTF16: lambda head: len(head.encode("utf-16-le")) // 2,
        Unit.CRLF: lambda head: len(head.replace("\r\n", "\n")),
        Unit.BYTES: lambda head: len(head.encode()),
    }[unit]
    return [measure(TEXT[:end]) for end in range(len(TEXT) + 1)]


@pytest.mark.parametrize("unit", Unit)
def test_every_offset_is_converted_back(unit):
    convert = converter(TEXT, unit)
    for point, offset in enumerate(offsets(unit)):
        if unit is Unit.CRLF and TEXT[point - 1 : point + 1] == "\r\n":
            continue
        assert convert(offset) == point
    assert convert(-1) is None
    assert convert(offsets(unit)[-1] + 1) is None


@pytest.mark.parametrize("unit", [Unit.UTF16, Unit.BYTES])
def test_an_offset_inside_a_character_is_none(unit):
    known = set(offsets(unit))
    convert = converter(TEXT, unit)
    inside = [offset for offset in range(max(known)) if offset not in known]
    assert inside
    assert [convert(offset) for offset in inside] == [None] * len(inside)


@pytest.mark.parametrize("unit", Unit)
def test_the_unit_is_found_from_quotes(unit):
    where = offsets(unit)
    start = TEXT.index("khách")
    claims = [Claim(((where[start], where[start + 5]),), "khách")]
    assert detect(TEXT, claims) is unit
    assert claims_met(TEXT, claims)[unit] == 1


def test_one_quote_that_stands_elsewhere_spoils_a_unit():
    good, bad = Claim(((2, 4),), "Hà"), Claim(((2, 4),), "Hi")
    assert detect(TEXT, [good]) is Unit.CODE_POINTS
    assert detect(TEXT, [good, bad]) is None
    assert claims_met(TEXT, [good, bad])[Unit.CODE_POINTS] == 1


def test_a_long_text_is_converted_by_bytes():
    text = "ộ😀a" * 3_000
    convert = converter(text, Unit.BYTES)
    assert [convert(len(text[:end].encode())) for end in range(0, 9_001, 611)] == list(
        range(0, 9_001, 611)
    )


def test_white_space_may_be_written_otherwise_but_nothing_else():
    plain = converter("a\tb  c\nd", Unit.CODE_POINTS)
    assert fits("a\tb  c\nd", Claim(((0, 8),), "a b c d"), plain) == (Span(0, 8),)
    assert fits("a\tb  c\nd", Claim(((0, 1), (7, 8)), "a d"), plain) == (Span(0, 1), Span(7, 8))
    assert fits("a\tb  c\nd", Claim(((0, 2),), "a"), plain) is None
    assert fits("a\tb  c\nd", Claim(((1, 1),), ""), plain) is None
    assert fits("a\tb  c\nd", Claim(((3, 1),), ""), plain) is None
