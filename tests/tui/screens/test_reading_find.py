"""Find, go there, walk from mention to mention, and come back."""

import pytest
from reading_host import Opened, make_collection, open_loaded


def rows(shown):
    """The rows of the search bar beneath what is typed."""
    bar = shown.screen.bar
    inside = range(bar.region.y + 1, bar.region.bottom - 1)
    return [shown.lines[y][bar.region.x :].strip() for y in inside]


@pytest.mark.parametrize(
    "typed", ["pham minh chinh", "phm minh chin", "Phạm Minh Chính", "minh chinh pham"]
)
async def test_a_person_is_found_through_typos_and_accents(session, typed):
    async with Opened(session) as shown:
        await shown.press("slash")
        await shown.type(typed)
        names = [row for row in rows(shown) if "PERSON" in row]
        assert "Pham Minh Chinh" in names[0]


async def test_the_first_result_is_chosen_and_groups_are_named_once(session):
    async with Opened(session, (140, 40)) as shown:
        await shown.press("slash")
        await shown.type("bridge")
        found = rows(shown)
        assert found[0].startswith("▌")
        assert sum("Titles" in row for row in found) == 1
        assert sum("Text" in row for row in found) == 1


async def test_accents_need_not_be_typed(session):
    async with Opened(session) as shown:
        await shown.press("slash")
        await shown.type("dien bien phu")
        assert any("Điện Biên Phủ" in row for row in rows(shown))


async def test_what_was_typed_ahead_of_the_results_is_what_enter_goes_to(session):
    async with Opened(session) as shown:
        await shown.press("slash", *"three boats", "enter")
        assert shown.here == "b-bridge.txt"
        assert shown.under_cursor.startswith("Three boats")
        assert shown.screen.view.has_focus


async def test_enter_on_nothing_stays_and_says_so(session):
    async with Opened(session) as shown:
        await shown.press("slash", *"zzzzqqqq", "enter")
        assert "nothing found" in shown.text
        assert shown.screen.bar.display
        await shown.press("escape")
        assert not shown.screen.bar.display


async def test_escape_returns_exactly_to_where_the_person_was(session):
    async with Opened(session) as shown:
        await shown.read("c-winter.txt")
        await shown.press("pagedown", "w", "w", "w")
        before = shown.lines[:-2]
        place = (shown.screen.view.cursor, shown.screen.view.top_offset)
        await shown.press("slash")
        await shown.type("bridge")
        await shown.press("down", "down", "escape")
        assert (shown.screen.view.cursor, shown.screen.view.top_offset) == place
        assert shown.lines[:-2] == before
        assert shown.screen.view.has_focus


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (40, 12)])
async def test_the_bar_opens_over_the_list_too_and_escape_returns_there(session, size):
    async with Opened(session, size) as shown:
        cursor = shown.screen.documents.cursor
        await shown.press("slash")
        await shown.type("bridge")
        assert "bridge" in shown.text
        await shown.press("escape", "down")
        assert shown.screen.documents.has_focus
        assert shown.screen.documents.cursor == cursor + 1


async def test_nothing_in_the_page_moves_when_the_bar_opens(session):
    async with Opened(session) as shown:
        await shown.read("c-winter.txt")
        before = shown.lines
        await shown.press("slash")
        await shown.type("harb")
        bottom = shown.screen.bar.region.bottom
        assert bottom <= 24
        assert shown.lines[bottom:-2] == before[bottom:-2]


async def test_an_empty_query_shows_what_can_be_typed_and_the_last_one_is_typed_over(session):
    async with Opened(session) as shown:
        await shown.press("slash")
        assert '"core tasks"' in shown.text
        await shown.type("bridge")
        assert '"core tasks"' not in shown.text
        await shown.press("escape", "slash")
        assert shown.screen.bar.text == "bridge"
        await shown.type("p")
        assert shown.screen.bar.text == "p"
        await shown.press("backspace")
        assert '"core tasks"' in shown.text


async def test_tab_completes_what_is_chosen(session):
    async with Opened(session) as shown:
        await shown.press("slash")
        await shown.type("phm minh ch")
        at = next(i for i, row in enumerate(rows(shown)) if "PERSON" in row)
        await shown.press(*["down"] * at, "tab")
        assert shown.screen.bar.text == "Pham Minh Chinh"


async def test_an_entity_is_walked_over_documents_and_round(session):
    async with Opened(session) as shown:
        await shown.press("slash")
        await shown.type("pham minh chinh")
        at = next(i for i, row in enumerate(rows(shown)) if "PERSON" in row)
        await shown.press(*["down"] * at, "enter")
        seen = []
        for _ in range(4):
            seen.append((shown.here, shown.screen.view.cursor))
            assert shown.under_cursor.startswith("Pham Minh Chinh")
            await shown.press("n")
        assert len(set(seen)) == 3
        assert seen[3] == seen[0]
        assert {name for name, _ in seen} == {"a-news.txt", "b-bridge.txt"}
        await shown.press("N")
        assert (shown.here, shown.screen.view.cursor) == seen[3]


async def test_hits_of_words_are_walked(session):
    async with Opened(session) as shown:
        await shown.press("slash")
        await shown.type("harbour")
        at = next(i for i, row in enumerate(rows(shown)) if "harbour" in row)
        await shown.press(*["down"] * at, "enter", "n", "n")
        assert shown.under_cursor.lower().startswith("harbour")
        places = set()
        for _ in range(5):
            places.add((shown.here, shown.screen.view.cursor))
            await shown.press("n")
        assert len(places) == 5


async def test_n_takes_up_the_entity_under_the_cursor(session):
    async with Opened(session) as shown:
        await shown.read("a-news.txt")
        shown.put_cursor("Politburo")
        await shown.press("n")
        assert shown.under_cursor.startswith("Politburo had asked")
        assert "2 of 2" in shown.status
        await shown.press("n")
        assert "from the beginning again" in shown.status


async def test_nothing_to_walk_is_said(session):
    async with Opened(session) as shown:
        await shown.read("c-winter.txt")
        shown.put_cursor("nothing else")
        await shown.press("n")
        assert "Put the cursor on a mention" in shown.status


async def test_every_jump_can_be_undone_and_taken_again(session):
    async with Opened(session) as shown:
        await shown.read("c-winter.txt")
        await shown.press("pagedown")
        start = (shown.here, shown.screen.view.cursor, shown.screen.view.top_offset)
        await shown.press("slash", *"three boats", "enter")
        there = (shown.here, shown.screen.view.cursor)
        await shown.press("H")
        assert (shown.here, shown.screen.view.cursor, shown.screen.view.top_offset) == start
        await shown.press("L")
        assert (shown.here, shown.screen.view.cursor) == there
        await shown.press("L")
        assert "No jump to take again." in shown.status
        await shown.press(*["H"] * 20)
        assert "No jump to return from." in shown.status


async def test_undecided_suggestions_are_walked_into_the_next_documents(session):
    async with Opened(session) as shown:
        await shown.read("b-bridge.txt")
        await shown.press("g", "[", "g")
        documents = []
        for _ in range(20):
            await shown.press(*["]"] * 5)
            if shown.here not in documents:
                documents.append(shown.here)
        assert documents == [n for n in shown.listed if n in documents]
        assert len(documents) >= 3
        assert "Nothing undecided that way." in shown.status
        here = (shown.here, shown.screen.view.cursor)
        await shown.press("[")
        assert (shown.here, shown.screen.view.cursor) != here


async def test_the_card_tells_of_an_entity_and_goes_to_its_documents(session):
    async with Opened(session) as shown:
        await shown.read("a-news.txt")
        shown.put_cursor("Pham Minh Chinh")
        await shown.press("enter")
        assert "3 mentions in 2 documents" in shown.text
        await shown.go_down_to("A bridge over")
        await shown.press("enter")
        assert shown.here == "b-bridge.txt"
        assert shown.under_cursor.startswith("Pham Minh Chinh")


def margin(shown, words):
    """The letters to the right of the row that has these words."""
    row = next(line for line in shown.lines if words in line)
    return row[-8:]


async def test_the_legend_hides_a_label_and_brings_it_back(session):
    async with Opened(session) as shown:
        await shown.read("a-news.txt")
        assert "p" in margin(shown, "HANOI, January")
        await shown.press("t")
        assert "PERSON" in shown.text
        await shown.press("enter")
        assert "off" in shown.lines[3]
        await shown.press("escape")
        assert shown.screen.view.hidden_labels == {"PERSON"}
        assert "p" not in margin(shown, "HANOI, January")
        await shown.press("t", "enter", "escape")
        assert shown.screen.view.hidden_labels == set()


async def test_hostile_texts_titles_and_names_do_nothing(tmp_path, homes):
    folder = make_collection(
        tmp_path / "evil",
        {
            "[red]x.txt": "[bold]Title[/bold] \x1b]0;owned\x07\n\nText \u202e \x1b[31mred.\n",
            "b.txt": "Other\n\nNothing here.\n",
        },
    )
    async with Opened(open_loaded(folder, homes=homes)) as shown:
        await shown.press("slash")
        await shown.type("title")
        assert "[bold]Title[/bold]" in shown.text
        await shown.press("enter", "question_mark", "escape", "O", "escape")
        assert "[bold]Title[/bold]" in shown.text
        assert not set(shown.text) & {"\x1b", "\x07", "\u202e"}
