"""The queue of proposed merges, used by keys."""

import pytest
from entity_host import Entities, load

from tui.screens import proposals
from tui.screens.proposals import ProposalsScreen

SIZES = [(120, 40), (80, 24), (40, 12)]
TEXTS = {
    "a.txt": "Talk\n\nPham Minh Chinh met the Ministry of Foreign Affairs. Pham Minh Chinh ate.\n",
    "b.txt": "Tên\n\nPhạm \x1bMinh Chính met the Ministry of Foreign Affairs. MOFA left Hanoi.\n",
    "c.txt": "Late\n\nTran Quoc Huy, Le Duc Hoang, Le Duc Hoang, Tran Quoc Hui.\n",
}
ENTITIES = {
    "gpe:hanoi": ("GPE", "Hanoi"),
    "org:ministry": ("ORG", "Ministry of Foreign Affairs"),
    "org:mofa": ("ORG", "MOFA"),
    "person:chinh": ("PERSON", "Pham Minh Chinh"),
    "person:chinh-2": ("PERSON", "Phạm \x1bMinh Chính"),
    "person:hui": ("PERSON", "Tran Quoc Hui"),
    "person:huy": ("PERSON", "Tran Quoc Huy"),
    "person:hoang": ("PERSON", "Le Duc Hoang"),
}


@pytest.fixture
def session(tmp_path):
    return load(tmp_path, TEXTS, ENTITIES)


def queue(session, size=(120, 40), **how):
    return Entities(session, ProposalsScreen, size, **how)


def left(opened):
    words = opened.lines[0].split()
    return int(words[-2]) if words[-1:] == ["left"] else 0


async def decided_all(opened, key):
    for _ in range(50):
        if not left(opened):
            return
        await opened.press(key)
    raise AssertionError(opened.text)


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_a_pair_is_shown_with_what_speaks_for_it(session, size):
    async with queue(session, size) as opened:
        assert left(opened) >= 2
        assert " = " in opened.here
        one, other = opened.here[1:].split(" = ")
        assert opened.text.count(one.strip()) >= 2
        assert other.split("  ")[0].strip() in "\n".join(opened.lines[3:])
        assert all(len(line) <= size[0] for line in opened.lines)
        assert "a merge" in opened.lines[-1] + opened.lines[-2]


async def test_merging_takes_a_pair_off_the_queue_and_undo_brings_it_back(session):
    async with queue(session) as opened:
        before, row, entities = left(opened), opened.here, len(list(session.corpus.ruled))
        await opened.press("a")
        assert left(opened) < before
        assert len(list(session.corpus.ruled)) == entities - 1
        assert "merged into" in opened.lines[-2]
        await opened.press("u")
        assert left(opened) == before
        assert opened.here == row
        assert len(list(session.corpus.ruled)) == entities


async def test_what_is_kept_apart_is_never_proposed_again(session):
    async with queue(session) as opened:
        before, row = left(opened), opened.here
        await opened.press("x")
        assert left(opened) == before - 1
        assert "are different" in opened.lines[-2]
        await opened.press("escape")
        opened.app.open(ProposalsScreen(opened.app.tools))
        await opened.press()
        assert left(opened) == before - 1
        assert row.strip() not in opened.text
        await opened.press("u")
        assert left(opened) == before


async def test_what_a_person_split_is_not_proposed(tmp_path):
    texts = {"a.txt": "Law\n\nResolution 59 was read. Resolution 59-NQ/TW was read.\n"}
    law = {"law:resolution-59": ("LAW", "Resolution 59", "Resolution 59-NQ/TW")}
    session = load(tmp_path, texts, law)
    session.corpus.rulings.split("law:resolution-59", ("Resolution 59-NQ/TW",))
    assert proposals.proposals(session.corpus.ruled)
    async with queue(session) as opened:
        assert "nothing to propose" in opened.text


async def test_examples_are_cut_with_letters_that_every_terminal_has(tmp_path):
    texts = {
        name: text.replace("\n\n", f"\n\n{'So it was. ' * 30}") for name, text in TEXTS.items()
    }
    session = load(tmp_path, texts, ENTITIES)
    async with queue(session, (80, 24), ascii_only=True) as opened:
        assert " ~" in opened.text
        assert "…" not in opened.text


async def test_names_are_never_obeyed(session):
    async with queue(session) as opened:
        seen = ""
        for _ in range(left(opened)):
            seen += opened.text
            await opened.press("down")
        assert "Phạm ␛Minh Chính" in seen
        assert "\x1b" not in seen


async def test_what_is_skipped_comes_last(session):
    async with queue(session) as opened:
        before, row = left(opened), opened.here[1:]
        await opened.press("space")
        assert left(opened) == before
        assert opened.here[1:] != row
        await opened.press("end")
        assert opened.here[1:] == row


async def test_at_the_end_nothing_is_left_and_keys_do_nothing(session):
    async with queue(session) as opened:
        await decided_all(opened, "x")
        assert "nothing to propose" in opened.text
        await opened.press("a", "x", "space", "escape")
        assert opened.results == [None]


async def test_among_many_entities_pairs_are_looked_for_beside_the_keys(session, monkeypatch):
    monkeypatch.setattr(proposals, "AT_ONCE", 0)
    async with queue(session) as opened:
        for _ in range(500):
            if left(opened):
                break
            await opened.press()
        assert left(opened) >= 2
