"""A large text cut into blocks in pieces: the same blocks as of the whole."""

from importlib.resources import files

from corpus.blocks import Blocks
from corpus.readers.text import read_text
from corpus.structure import WHOLE, structure, structure_of


def sample(times):
    names = sorted(f.name for f in files("seeds").iterdir() if f.name.endswith(".txt"))
    texts = [(files("seeds") / name).read_text(encoding="utf-8") for name in names]
    return "".join(f"Report {n}\n\n{text}\n\n" for n in range(times) for text in texts)


def test_news_in_pieces_have_the_blocks_of_the_whole():
    text = sample(8)
    whole = structure(text)
    for size in (20_000, 50_000):
        pieces = structure_of(text, size=size)
        assert [(b.kind, b.span) for b in pieces.blocks] == [(b.kind, b.span) for b in whole.blocks]
        assert (pieces.title, pieces.date) == (whole.title, whole.date)


def test_one_very_long_line_is_one_block():
    text = "word " * 300_000
    [block] = structure_of(text, size=10_000).blocks
    assert (block.span.start, block.span.end) == (0, len(text) - 1)


def test_hard_wrapped_lines_stay_paragraphs_in_every_piece():
    line = "this line of a paragraph goes on for about seventy columns and then\n"
    text = (line * 5 + "\n") * 1000
    blocks = structure_of(text, size=30_000).blocks
    assert len(blocks) == 1000
    assert {len(b.span) for b in blocks} == {5 * len(line) - 1}


def test_only_a_large_text_is_read_in_pieces():
    line = "A paragraph of a text that is short enough to be looked at as a whole.\n\n"
    small, large = line * 100, line * (WHOLE // len(line) + 1)
    assert isinstance(read_text(small.encode(), "s", "s").blocks, tuple)
    document = read_text(large.encode(), "l", "l")
    assert isinstance(document.blocks, Blocks)
    assert len(document.blocks) == large.count(".")


def test_only_the_first_line_that_says_the_title_is_the_title_in_pieces_too():
    title = "Fifty guests open the quay in Haiphong"
    body = "Fifty guests came to the quay on the river and opened it for the public.\n\n"
    text = f"{title}\n\n{title}\n\n" + body * 300 + f"{title}\n\n" + body * 300
    whole = structure(text)
    kinds = [str(b.kind) for b in whole.blocks if b.span.text_of(text) == title]
    assert kinds == ["title", "caption", "caption"]
    for size in (40, 5000, len(body) * 300):
        assert list(structure_of(text, size=size).blocks) == list(whole.blocks)
    known = structure(text, title=title)
    assert list(known.blocks) == list(whole.blocks)
