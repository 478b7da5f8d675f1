from __future__ import annotations

from hypothesis import example, given, settings
from hypothesis import strategies as st

from corpus.document import BlockKind
from corpus.structure import structure
from corpus.structure.lines import split_units

pieces = st.sampled_from(
    [
        "\n",
        "\n\n",
        "\r\n",
        "\r",
        "\x0c",
        "\x85",
        "\u2028",
        "\n\t\t",
        "   ",
        "\u00a0",
        "Integration as a driver",
        "RELATED NEWS",
        "Tin liên quan",
        "Tags: port, school",
        "(VOVWORLD) - ",
        "Hanoi, January 14, 2026 – ",
        "WVR - ",
        "14/01/2026",
        "the delegates met again on the second day to hear the report of the minister ",
        "Who pays, and who signs? Everyone had an answer that afternoon. ",
        "(Photo: A. Nguyen) |",
        "meeting hinh 0",
        "“We have begun",
        "and we go on.”",
        '"No," he said',
        "- first item",
        "08:30\tTea",
        "a) second item",
        "A. Third item",
        "# Heading",
        "> quoted",
        "```",
        "---",
        "x",
        "Đ",
        "中文",
        "\ud800",
        "\u200b",
    ]
)
texts = st.one_of(
    st.text(st.characters(exclude_categories=()), max_size=200),
    st.lists(pieces, max_size=60).map("".join),
)


@settings(max_examples=300, deadline=None)
@given(texts, st.sampled_from(["", "Integration as a driver", "x"]))
@example("", "")
@example("\ufeff", "")
@example("- a\n  b\n  c", "")
def test_blocks_are_in_order_and_leave_out_only_white_space(text: str, title: str) -> None:
    found = structure(text, title=title)
    position = 0
    for block in found.blocks:
        assert block.span.start >= position
        assert len(block.span) > 0
        assert not text[position : block.span.start].strip()
        body = block.span.text_of(text)
        assert body == body.strip()
        position = block.span.end
    assert not text[position:].strip()


@settings(deadline=None)
@given(texts)
def test_the_title_is_the_title_block(text: str) -> None:
    found = structure(text)
    titles = [b.span.text_of(text) for b in found.blocks if b.kind is BlockKind.TITLE]
    assert titles == ([found.title] if found.title else [])


@settings(deadline=None)
@given(st.lists(pieces, max_size=60).map("".join))
def test_a_title_that_is_known_is_kept(text: str) -> None:
    assert structure(text, title="Known").title == "Known"


@settings(deadline=None)
@given(st.lists(st.text("ab .-\t1)“", min_size=1, max_size=90), max_size=30))
def test_the_kind_of_line_end_changes_nothing(lines: list[str]) -> None:
    unix = "\n".join(lines)
    windows = "\r\n".join(lines)
    old = "\r".join(lines)
    shapes = [[u.text.split() for u in split_units(t)] for t in (unix, windows, old)]
    assert shapes[0] == shapes[1] == shapes[2]
