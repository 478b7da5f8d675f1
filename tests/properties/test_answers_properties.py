"""Keys and answers down one line, split anywhere: the keys come out unchanged, the answers too."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from tui.terminal.answers import CANCEL, AnswerFilter

KEYS = [
    *(
        "\x1b",
        "j",
        "P",
        "[",
        "?",
        "\r",
        "\x7f",
        "ệ",
        "\x03",
        "\x1bj",
        "\x1b[A",
        "\x1bOP",
        "\x1b[5~",
    ),
    *("\x1b[1;5A", "\x1b[1;5R", "\x1b[97;5u", "\x1b[200~\x1b[?1cP\x1b[0n\x1b[201~", "\x1b[I"),
    *("\x1b[<0;12;7M", "\x1b[48;24;80;480;800t"),
]
ANSWERS = [
    *("\x1b[?69;2$y", "\x1b[?62;22c", "\x1b[>1;2;3c", "\x1b[0n", "\x1b[?5u", "\x1b[?997;1n"),
    *("\x1bP1$r0;48:2::1:2:3m\x1b\\", "\x1bP>|tmux 3.3a\x1b\\", "\x1b]11;rgb:0/0/0\x07"),
]
pieces = st.lists(
    st.one_of(
        st.sampled_from(KEYS).map(lambda key: (True, key)),
        st.sampled_from(ANSWERS).map(lambda answer: (False, answer)),
    ),
    max_size=20,
)


@settings(max_examples=400, deadline=None)
@given(pieces, st.data())
def test_keys_and_answers_are_parted(sent: list[tuple[bool, str]], data: st.DataObject) -> None:
    text = "".join(piece for _, piece in sent)
    cuts = sorted(data.draw(st.sets(st.integers(0, len(text)))))
    taker = AnswerFilter()
    typed = ""
    found = []
    for start, end in zip([0, *cuts], [*cuts, len(text)], strict=True):
        passed, answers = taker.feed(text[start:end])
        typed += passed
        found += answers
    typed += taker.flush()
    # An escape that came alone was let through as a key, and undone.
    assert typed.replace(f"\x1b{CANCEL}", "") == "".join(piece for key, piece in sent if key)
    whole = AnswerFilter()
    alone = [answer for key, piece in sent if not key for answer in whole.feed(piece)[1]]
    assert found == alone


@settings(max_examples=400, deadline=None)
@given(st.lists(st.text(alphabet="\x1b[]P?>$;:0123456789cnRyu~m\\\x07\rjx", max_size=12)))
def test_garbage_never_raises_nor_silences_the_keyboard(parts: list[str]) -> None:
    taker = AnswerFilter()
    for part in parts:
        taker.feed(part)
        assert len(taker._held) <= 4096
    taker.flush()
    taker.feed("\x1b[201~")  # in case a paste was begun
    taker.flush()
    assert taker.feed("j") == ("j", [])
