"""The list of all entities: sorted, narrowed, opened and put right by keys."""

from copy import copy

import pytest
from entity_host import ENTITIES, TEXTS, Entities, load
from hypothesis import given, settings
from hypothesis import strategies as st

from tui.screens.entity_going import Jump, ShowProposals, WalkOn
from tui.screens.entity_list import EntityListScreen
from tui.screens.entity_rows import ALL, NAMES, SORTS, EntityRows, entities_like

SIZES = [(120, 40), (80, 24), (40, 12)]
sizes = pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")

HOSTILE = {
    "org:evil": ("ORG", "Evil\x1b[31mCorp", "[bold]Evil[/bold]"),
    "org:wide": ("ORG", "漢字会社東京支店", "ひらがな"),
    "org:marks": ("ORG", "Bo\u0323\u0302 Chi\u0301nh tri\u0323"),
    "org:turned": ("ORG", "\u202eturned round"),
}
HOSTILE_TEXTS = {
    "x.txt": "Names\n\n" + " and ".join(form for _, *forms in HOSTILE.values() for form in forms)
}


@pytest.fixture
def session(tmp_path):
    return load(tmp_path)


def listed(session, size=(120, 40), at="", **how):
    return Entities(session, lambda tools: EntityListScreen(tools, at=at), size, **how)


async def under(opened, name):
    """Put the cursor on an entity."""
    await opened.press("home")
    for _ in range(40):
        if opened.screen.subject().name == name:
            return
        await opened.press("down")
    raise AssertionError(opened.text)


@sizes
async def test_entities_are_listed_with_what_is_known(session, size):
    async with listed(session, size) as opened:
        assert "Entities  9 of 10" in opened.lines[0]
        assert "names · frequency ↓" in opened.lines[0]
        row = next(line for line in opened.lines if "To Lam" in line)
        shown = row.split()
        if size[0] >= 80:
            assert shown[-5:] == ["PERSON", "4", "2", "0.08", "2025-03-05"]
        else:
            assert shown[-2:] == ["P", "4"]
        assert all(len(line) <= size[0] for line in opened.lines)
        assert "Enter go" in "".join(opened.lines[-2:])


async def test_the_most_mentioned_come_first_and_figures_are_left_out(session):
    async with listed(session) as opened:
        counts = [session.corpus.entity(i).mentions for i in ENTITIES if not i.startswith("date")]
        shown = [
            int(line.split()[-4]) for line in opened.lines if line.endswith(("-14", "-05", "-02"))
        ]
        assert shown == sorted(counts, reverse=True)
        assert "January 14, 2026" not in opened.text


async def test_the_list_is_sorted_by_each_column_and_the_other_way_round(session):
    async with listed(session) as opened:
        await opened.press("s")
        assert "name ↑" in opened.lines[0]
        by_name = [line[4:].split("  ")[0] for line in opened.lines[3:12]]
        assert by_name == sorted(by_name)
        await opened.press("S")
        assert "name ↓" in opened.lines[0]
        assert [line[4:].split("  ")[0] for line in opened.lines[3:12]] == by_name[::-1]
        await opened.press("s")
        assert "label ↑" in opened.lines[0]
        await opened.press("s")
        assert "spread ↓" in opened.lines[0]
        await opened.press("s")
        assert "recency ↓" in opened.lines[0]
        dates = [line.split()[-1] for line in opened.lines[3:12]]
        assert dates == sorted(dates, reverse=True)
        await opened.press("s")
        assert "frequency ↓" in opened.lines[0]


@sizes
async def test_a_few_letters_find_a_name(session, size):
    async with listed(session, size) as opened:
        await opened.press("f")
        await opened.type("fam minh chin")
        assert opened.screen.subject().name == "Pham Minh Chinh"
        await opened.press("enter")
        assert "best first" in opened.lines[0] or size[0] < 80
        await opened.press("n")
        assert opened.results == [WalkOn("person:pham-minh-chinh")]


async def test_the_filter_is_given_up_step_by_step(session):
    async with listed(session) as opened:
        await opened.press("/")
        await opened.type("mofa")
        assert opened.screen.subject().id == "org:mofa"
        await opened.press("escape")
        assert "9 of 10" in opened.lines[0]
        assert opened.screen.subject().id == "org:mofa"
        await opened.press("f", "l", "a", "m", "tab")
        assert "9 of 10" not in opened.lines[0]
        await opened.press("s")
        assert "best first" in opened.lines[-2]
        await opened.press("escape", "space", "escape")
        assert not opened.results
        await opened.press("escape")
        assert opened.results == [None]


async def test_nothing_found_is_said(session):
    async with listed(session) as opened:
        await opened.press("f")
        await opened.type("zzzzqqq")
        assert "no entity is called like this" in opened.text
        await opened.press("enter", "enter", "=", "\\", "r", "i", "x", "space", "c", "1")
        assert opened.app.screen is opened.screen
        assert not opened.results


async def test_one_label_alone_or_everything_is_listed(session):
    async with listed(session) as opened:
        await opened.press("F")
        assert "Which entities?" in opened.text
        await opened.type("law")
        await opened.press("enter")
        assert "1 of 10" in opened.lines[0]
        assert "LAW" in opened.lines[0]
        await opened.press("F")
        await opened.type("everything")
        await opened.press("enter")
        assert "Entities  10 " in opened.lines[0]
        assert "January 14, 2026" in opened.text


async def test_the_list_begins_with_one_label_when_it_is_asked_for(session):
    async with Entities(session, lambda tools: EntityListScreen(tools, label="LAW")) as opened:
        assert "Entities  1 of 10" in opened.lines[0]
        assert opened.screen.subject().id == "law:resolution-59"


async def test_the_card_opens_over_the_list_and_its_ways_lead_out_of_both(session):
    async with listed(session) as opened:
        await under(opened, "To Lam")
        await opened.press("enter")
        assert "To Lam" in opened.lines[0]
        assert "Entities" in opened.lines[0]
        await opened.press("escape")
        assert opened.screen.subject().name == "To Lam"
        await opened.press("enter", "E")
        assert opened.screen.subject().name == "To Lam"
        await opened.press("enter", "enter")
        (going,) = opened.results
        assert isinstance(going, Jump)
        assert going.entity == "person:to-lam"


async def test_keys_lead_away_from_the_list(session):
    async with listed(session, at="person:to-lam") as opened:
        assert opened.screen.subject().name == "To Lam"
        await opened.press("P")
        assert opened.results == [ShowProposals()]


async def test_after_the_concordance_the_list_is_as_it_was(session):
    async with listed(session) as opened:
        await opened.press("s", "down", "space", "c")
        before = opened.text
        ((_, then),) = opened.app.asked
        then(None)
        await opened.press()
        assert opened.text == before
        assert opened.results == []


async def test_those_picked_are_merged_under_the_name_mentioned_most(session):
    async with listed(session) as opened:
        for name in ("Nguyen Minh Vu", "Hai Phong", "To Lam"):
            await under(opened, name)
            await opened.press("space")
        assert "3 picked" in opened.lines[-1]
        await opened.press("=")
        assert "2 others merged into “To Lam”" in opened.lines[-2]
        assert opened.screen.subject().name == "To Lam"
        assert opened.screen.subject().mentions == 7
        assert "Entities  7 of 8" in opened.lines[0]
        await opened.press("u")
        assert "Entities  9 of 10" in opened.lines[0]


async def test_with_one_the_other_is_chosen(session):
    async with listed(session, (80, 24), at="org:mofa") as opened:
        await opened.press("=")
        assert "likely first" in opened.text
        await opened.type("politburo")
        await opened.press("enter")
        assert "merged into" in opened.lines[-2]
        assert session.corpus.entity("org:mofa").name == session.corpus.entity("org:politburo").name


async def test_changes_are_made_from_the_list_and_taken_back(session):
    async with listed(session, at="org:mofa") as opened:
        await opened.press("\\", "space", "enter")
        assert "split off" in opened.lines[-2]
        assert "Entities  10 of 11" in opened.lines[0]
        await opened.press("u", "2")
        assert "saved · “Ministry of Foreign Affairs” is ORG" in opened.lines[-2]
        await opened.press("x")
        assert "Entities  8 of 9" in opened.lines[0]
        await opened.press("u")
        assert "Entities  9 of 10" in opened.lines[0]


async def test_what_a_card_changes_is_seen_in_the_list_beneath(session):
    async with listed(session, at="person:to-lam") as opened:
        await opened.press("enter", "x")
        assert "Entities  8 of 9" in opened.lines[0]
        await opened.press("escape")
        assert "To Lam" not in "".join(opened.lines[:-2])


@pytest.mark.parametrize(
    ("size", "ascii_only"), [((120, 40), False), ((80, 24), True), ((40, 12), False)]
)
async def test_names_are_never_obeyed_and_never_too_wide(tmp_path, size, ascii_only):
    session = load(tmp_path, HOSTILE_TEXTS, HOSTILE)
    async with listed(session, size, ascii_only=ascii_only) as opened:
        assert "Evil␛[31mCorp" in opened.text or size[0] < 80
        seen = opened.text
        for _ in range(4):
            await opened.press("enter")
            seen += opened.text
            await opened.press("=")
            seen += opened.text
            await opened.press("escape", "\\")
            seen += opened.text
            await opened.press("escape", "r")
            seen += opened.text
            await opened.press("escape", "escape", "down")
        assert not {"\x1b", "\u202e"} & set(seen)
        for strip in opened.screen._compositor.render_strips():
            assert strip.cell_length == size[0]
        assert not ascii_only or set("▌│─×░▒▓█") & set(seen) == set()


async def test_names_that_are_still_looked_for_are_said(session):
    session.corpus.snapshot, session.corpus.finished = None, False
    async with listed(session) as opened:
        assert "names are still being recognised" in opened.text
        await opened.press("s", "S", "f", "x", "enter", "enter", "F", "space", "=", "escape")
        assert "names are still being recognised" in opened.text


async def test_what_was_recognised_meanwhile_is_shown(session):
    snapshot, session.corpus.snapshot = session.corpus.snapshot, None
    session.corpus.finished = False
    async with listed(session) as opened:
        assert "Esc back" in opened.lines[-2]
        assert "merge" not in opened.lines[-1]
        session.corpus.snapshot = snapshot
        session.corpus.generation += 1
        opened.screen.look_again()
        await opened.press("down")
        assert "Entities  9 of 10" in opened.lines[0]
        assert "merge" in opened.lines[-1]


async def test_what_is_recognised_again_leaves_the_cursor_on_its_entity(session):
    async with listed(session) as opened:
        await under(opened, "To Lam")
        session.corpus.snapshot = copy(session.corpus.snapshot)
        session.corpus.generation += 1
        opened.screen.look_again()
        await opened.press()
        assert opened.screen.subject().name == "To Lam"


async def test_it_is_said_when_nothing_was_recognised(session):
    session.corpus.snapshot, session.corpus.finished = None, True
    async with listed(session) as opened:
        assert "no names were recognised" in opened.text
        session.corpus.records.clear()
        opened.screen.reload()
        await opened.press()
        assert "there are no documents" in opened.text


async def test_keys_that_would_type_are_not_told_as_keys(session):
    async with listed(session) as opened:
        await opened.press("f", "l", "a")
        assert "Enter keep" in opened.lines[-2]
        assert "merge" not in opened.lines[-1]
        assert "“la” · everything · best first" in opened.lines[0]
        await opened.press("enter")
        assert "merge" in opened.lines[-1]


@pytest.mark.parametrize("key", ["T", "J", "@", "W"])
async def test_a_key_of_another_page_says_so(session, key):
    async with listed(session) as opened:
        await opened.press(key)
        assert "not on this page. Esc goes back." in opened.lines[-2]
        await opened.press("down")
        assert "not on this page" not in opened.text


# The rows themselves


def test_the_spread_is_that_of_the_card(session):
    from corpus.facts.card import card_of

    rows = EntityRows(session.corpus)
    for entity in ENTITIES:
        number = rows.ruled.number_of(entity)
        assert rows.evenness(number) == pytest.approx(card_of(session.corpus, entity).evenness)


def test_every_order_has_every_entity_once(session):
    rows = EntityRows(session.corpus)
    for by in SORTS:
        for reverse in (False, True):
            shown = rows.arranged(by, reverse=reverse, label=ALL)
            assert sorted(shown) == list(range(len(ENTITIES)))
    assert len(rows.arranged("name", label="LAW")) == 1
    assert len(rows.arranged("name", label=NAMES)) == 9


def test_what_is_like_an_entity_is_offered_before_anything_is_typed(tmp_path):
    texts = dict(
        TEXTS, **{"d.txt": "The Politburo of the Party met. Politburo Standing Committee."}
    )
    entities = dict(ENTITIES, **{"org:standing": ("ORG", "Politburo Standing Committee")})
    corpus = load(tmp_path, texts, entities).corpus
    near = corpus.entity("org:politburo")
    offered = [entity.id for entity in entities_like(corpus.ruled, "", near=near)]
    assert offered[0] == "org:standing"
    assert "org:politburo" not in offered
    most = entities_like(corpus.ruled, "")
    assert most[0].mentions == max(entity.mentions for entity in corpus.ruled)


def test_whatever_is_typed_is_answered(session):
    rows = EntityRows(session.corpus)

    @settings(max_examples=40, deadline=None)
    @given(st.text(max_size=30))
    def answered(typed):
        numbers = rows.matching(typed)
        assert len(set(numbers)) == len(numbers)

    answered()
