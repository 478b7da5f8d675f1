"""The entity card: what it shows, where its rows lead, and what can be said of the entity."""

import pytest
from entity_host import Entities, load

from corpus.errors import StoreError
from corpus.span import Span
from tui.screens.entity_card import EntityCardScreen
from tui.screens.entity_going import (
    Jump,
    ListEntities,
    ShowProposals,
    Teach,
    WalkOn,
)

SIZES = [(120, 40), (80, 24), (40, 12)]


@pytest.fixture
def session(tmp_path):
    return load(tmp_path)


def card(session, name, size=(120, 40), **how):
    entity = next(e.id for e in session.corpus.ruled if e.name == name)
    return Entities(session, lambda tools: EntityCardScreen(tools, entity), size, **how)


async def to(opened, words):
    """Put the cursor on the row that begins with these words."""
    await opened.press("home")
    for _ in range(60):
        if opened.here[1:].strip().startswith(words):
            return
        before = opened.screen.listing.cursor
        await opened.press("down")
        assert opened.screen.listing.cursor != before, f"no row {words!r} in\n{opened.text}"


def quoted_by(opened, going):
    return going.span.text_of(opened.corpus.text_of(going.number))


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_the_card_tells_what_is_known_at_every_size(session, size):
    async with card(session, "Resolution 59", size) as opened:
        seen = opened.text
        for _ in range(12):
            await opened.press("pagedown")
            seen += opened.text
        for words in ("Resolution 59", "LAW", "4 mentions in 2 documents", "first mention"):
            assert words in seen
        for words in ("2025-02-02", "2026-01-14", "Resolution 59-NQ/TW", "evenness 0."):
            assert words in seen
        assert "Politburo" in seen
        assert "A bridge over the" in seen
        assert all(len(line) <= size[0] for line in opened.lines)


async def test_the_card_stands_beside_what_is_beneath_only_where_there_is_room(session):
    async with card(session, "Resolution 59") as opened:
        assert "beneath 3" in opened.lines[3]
        await opened.resize(80, 24)
        assert "beneath" not in "\n".join(opened.lines[:22])
        await opened.resize(100, 24)
        assert "beneath 3" in opened.lines[3]


async def test_the_cursor_passes_over_headings_and_stops_at_both_ends(session):
    async with card(session, "Resolution 59", (80, 12)) as opened:
        rows = []
        for _ in range(40):
            rows.append(opened.here[1:].strip())
            await opened.press("j")
        assert opened.here[1:].strip() == rows[-1]
        assert not {"names", "with", "documents", ""} & {row.split("  ")[0] for row in rows}
        for _ in range(40):
            await opened.press("k")
        assert "first mention" in opened.here
        assert "4 mentions in 2 documents" in opened.text


async def test_names_documents_and_ends_lead_to_their_places(session):
    places = {}
    for words in ("Resolution 59-NQ/TW", "A bridge over", "first mention", "last mention"):
        async with card(session, "Resolution 59", (80, 24)) as opened:
            await to(opened, words)
            await opened.press("enter")
            (going,) = opened.results
            assert isinstance(going, Jump)
            assert going.entity == "law:resolution-59"
            places[words] = (session.corpus.records[going.number].id, quoted_by(opened, going))
    assert places == {
        "Resolution 59-NQ/TW": ("b.txt", "Resolution 59-NQ/TW"),
        "A bridge over": ("b.txt", "Resolution 59-NQ/TW"),
        "first mention": ("b.txt", "Resolution 59-NQ/TW"),
        "last mention": ("a.txt", "Resolution 59"),
    }


async def test_a_bar_is_gone_through_cell_by_cell(session):
    async with card(session, "Politburo") as opened:
        await opened.press("home")
        while "when" not in opened.lines[opened.row_of_cursor - 1]:
            await opened.press("down")
        assert "2025-02: 1 mention in 1 document" in opened.lines[-2]
        await opened.press("left", "right")
        assert "2026-01: 4 mentions in 1 document" in opened.lines[-2]
        bar, axis = opened.lines[opened.row_of_cursor], opened.lines[opened.row_of_cursor + 1]
        assert bar.rindex("█") == axis.index("▲") + 1
        await opened.press("right", "left", "l", "enter")
        (going,) = opened.results
        assert session.corpus.records[going.number].id == "a.txt"
        assert quoted_by(opened, going) == "Politburo"


async def test_the_part_of_the_collection_under_the_cursor_is_told_and_gone_to(session):
    async with card(session, "Hai Phong") as opened:
        while "where" not in opened.lines[opened.row_of_cursor - 1]:
            await opened.press("down")
        assert "of 40 of the collection: 1 mention" in opened.lines[-2]
        await opened.press("enter")
        assert quoted_by(opened, opened.results[0]) == "HAI PHONG"


@pytest.mark.parametrize("size", SIZES)
async def test_a_long_title_leaves_the_words_before_it_whole(tmp_path, size):
    entities = {"org:politburo": ("ORG", "Politburo")}
    texts = {"a.txt": f"What the year was like {'for all of us ' * 6}\n\nThe Politburo met.\n"}
    session = load(tmp_path, texts, entities)
    async with card(session, "Politburo", size) as opened:
        assert "first mention  What the year" in opened.text
        assert "last mention  " in opened.text


async def test_the_sign_under_a_bar_stands_in_no_word(session):
    async with card(session, "Hai Phong", (40, 12)) as opened:
        while "where" not in opened.lines[opened.row_of_cursor - 1]:
            await opened.press("down")
        axis = opened.lines[opened.row_of_cursor + 1]
        assert len(axis.split()) >= 2
        assert {"▲"} < set(axis.split()) | {"first", "last", "text"}
        for word in axis.split():
            assert word in ("▲", "first", "last", "text")


async def test_company_leads_to_its_card_and_back_to_the_row_one_came_from(session):
    async with card(session, "Politburo") as opened:
        await to(opened, "Pham Minh Chinh")
        row = opened.here
        await opened.press("enter")
        assert "Pham Minh Chinh" in opened.lines[0]
        assert "offices" in opened.text
        await to(opened, "Resolution 59")
        await opened.press("enter")
        assert "Resolution 59" in opened.lines[0]
        await opened.press("H")
        assert "Pham Minh Chinh" in opened.lines[0]
        await opened.press("escape")
        assert "Politburo" in opened.lines[0]
        assert opened.here == row
        assert not opened.results
        await opened.press("escape")
        assert opened.results == [None]


async def test_offices_and_who_held_them_are_told(session):
    async with card(session, "Pham Minh Chinh") as opened:
        await to(opened, "Prime Minister")
        assert "2026-01" in opened.here
        await opened.press("enter")
        assert quoted_by(opened, opened.results[0]) == "Prime Minister"


async def test_a_title_tells_who_held_it(session):
    async with card(session, "Prime Minister") as opened:
        assert "held by" in opened.text
        await to(opened, "Pham Minh Chinh")
        await opened.press("enter")
        assert "Pham Minh Chinh" in opened.lines[0]


async def test_what_an_entity_says_leads_to_its_place(tmp_path):
    words = "that the Politburo had asked"
    session = load(tmp_path, quoted=[(0, words, "Pham Minh Chinh")])
    async with card(session, "Pham Minh Chinh") as opened:
        assert "says" in opened.text
        await to(opened, words)
        await opened.press("enter")
        assert quoted_by(opened, opened.results[0]) == words


@pytest.mark.parametrize(
    ("key", "going"),
    [
        ("n", WalkOn("law:resolution-59")),
        ("E", ListEntities("law:resolution-59")),
        ("P", ShowProposals()),
        ("+", Teach("Resolution 59", "LAW", "law:resolution-59")),
    ],
)
async def test_keys_lead_away_from_the_card(session, key, going):
    async with card(session, "Resolution 59") as opened:
        await opened.press(key)
        assert opened.results == [going]


async def test_the_concordance_opens_over_the_card(session):
    async with card(session, "Resolution 59") as opened:
        await opened.press("end", "c")
        ((entity, then),) = opened.app.asked
        assert entity == "law:resolution-59"
        then(None)
        await opened.press()
        assert opened.results == []
        assert "Resolution 59" in opened.lines[0]
        then((1, Span(3, 5)))
        await opened.press()
        assert opened.results == [Jump(1, Span(3, 5), "law:resolution-59")]


async def test_the_spelling_under_the_cursor_is_what_is_taught(session):
    async with card(session, "Resolution 59") as opened:
        await to(opened, "Resolution 59-NQ/TW")
        await opened.press("+")
        assert opened.results == [Teach("Resolution 59-NQ/TW", "LAW", "law:resolution-59")]


async def test_many_rows_are_shown_when_they_are_asked_for(tmp_path):
    texts = {f"{n:02}.txt": f"On the harbour\n\nTo Lam spoke, on day {n}.\n" for n in range(20)}
    session = load(tmp_path, texts)
    async with card(session, "To Lam") as opened:
        assert "20 mentions in 20 documents" in opened.text
        await to(opened, "14 more")
        await opened.press("enter")
        assert "more" not in opened.text.replace("more names", "")
        await opened.press("end", "enter")
        assert opened.results[0].number == 19


# Saying what it is


async def test_another_label_is_given_and_taken_back(session):
    async with card(session, "Politburo") as opened:
        await opened.press("i", "8")
        assert "TITLE" in opened.lines[0]
        assert "“Politburo” is TITLE" in opened.lines[-2]
        await opened.press("u")
        assert "ORG" in opened.lines[0]
        await opened.press("3")
        assert "GPE" in opened.lines[0]
        assert (
            session.corpus.ruled.label_of(session.corpus.ruled.number_of("org:politburo")) == "GPE"
        )
        await opened.press("u", "ctrl+r")
        assert "GPE" in opened.lines[0]
        assert opened.app.said[-1] == "saved · redo"


async def test_another_name_is_typed(session):
    async with card(session, "To Lam") as opened:
        await opened.press("r")
        assert "A name for To Lam" in opened.text
        await opened.press(*["backspace"] * 3)
        await opened.type("Lâm \\[bold]x")
        await opened.press("enter")
        assert "To Lâm \\[bold]x" in opened.lines[0]
        assert "is called “To Lâm \\[bold]x”" in opened.lines[-2]
        await opened.press("r", "x", "escape")
        assert "To Lâm \\[bold]x" in opened.lines[0]
        await opened.press("u")
        assert "To Lam" in opened.lines[0]


async def test_spellings_are_split_off_and_come_back(session):
    async with card(session, "Resolution 59") as opened:
        await to(opened, "Resolution 59-NQ/TW")
        await opened.press("\\")
        assert "Which are not Resolution 59?" in opened.text
        assert "[x] Resolution 59-NQ/TW" in opened.text
        await opened.press("enter")
        assert "3 mentions in 2 documents" in opened.text
        assert "split off" in opened.lines[-2]
        names = sorted(entity.name for entity in session.corpus.ruled if entity.label == "LAW")
        assert names == ["Resolution 59", "Resolution 59-NQ/TW"]
        await opened.press("u")
        assert "4 mentions in 2 documents" in opened.text


async def test_one_name_cannot_be_split(session):
    async with card(session, "To Lam") as opened:
        await opened.press("\\")
        assert "nothing to split off" in opened.lines[-2]


async def test_none_and_all_are_no_split(session):
    async with card(session, "Resolution 59", (40, 12)) as opened:
        await opened.press("\\", "enter")
        assert "Pick at least one." in opened.text
        await opened.press("home", "space", "space", "space", "enter")
        assert "Leave at least one." in opened.text
        await opened.press("escape")
        assert session.corpus.rulings.all() == ()


async def test_two_are_merged_and_the_one_mentioned_more_keeps_its_name(session):
    async with card(session, "Nguyen Minh Vu") as opened:
        await opened.press("=")
        assert "the same as Nguyen Minh Vu?" in opened.text
        await opened.type("to lam")
        await opened.press("enter")
        assert "To Lam" in opened.lines[0]
        assert "5 mentions in 2 documents" in opened.text
        assert "“Nguyen Minh Vu” merged into “To Lam”" in opened.lines[-2]
        await opened.press("u")
        assert "4 mentions in 2 documents" in opened.text


async def test_what_is_no_entity_has_no_card_until_that_is_taken_back(session):
    async with card(session, "Politburo") as opened:
        await opened.press("x")
        assert "not mentioned any more" in opened.text
        assert "“Politburo” is not an entity" in opened.lines[-2]
        await opened.press("c")
        assert not opened.results
        await opened.press("u")
        assert "5 mentions in 2 documents" in opened.text


async def test_a_change_that_cannot_be_made_is_told(session):
    async with card(session, "Politburo") as opened:

        def fail():
            raise StoreError("The disk is full. Make room, and try again.")

        assert not opened.screen.change(fail, "saved")
        await opened.press()
        assert "The disk is full." in opened.lines[-2]
        assert "5 mentions in 2 documents" in opened.text


async def test_nothing_to_undo_is_said(session):
    async with card(session, "Politburo") as opened:
        await opened.press("u")
        assert "Nothing to undo." in opened.lines[-2]


async def test_help_lists_the_keys_of_the_card(session):
    async with card(session, "Politburo") as opened:
        await opened.press("?")
        await opened.type("split")
        assert "make some of its names another entity" in opened.text
