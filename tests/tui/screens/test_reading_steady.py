"""What stands still on the screen while the cursor goes from row to row."""

import pytest
from reading_host import Opened, make_collection, open_loaded


@pytest.mark.parametrize("size", [(120, 40), (80, 24)])
async def test_hints_stay_in_their_places_while_the_cursor_moves(tmp_path, size):
    session = open_loaded(make_collection(tmp_path / "texts"), homes=tmp_path / "homes")
    async with Opened(session, size) as shown:
        await shown.read("a-news.txt")
        kinds, hints = set(), set()
        for _ in range(16):
            row = shown.lines[-2]
            kinds.add(row[: row.index("a accept")].strip())
            hints.add((row.index("a accept"), row[row.index("a accept") :]))
            await shown.press("w")
        assert len(kinds) > 3
        assert len(hints) == 1
        assert "x reject" in next(iter(hints))[1]


async def test_a_selection_has_the_row_for_its_labels(tmp_path):
    session = open_loaded(make_collection(tmp_path / "texts"), homes=tmp_path / "homes")
    async with Opened(session) as shown:
        await shown.read("a-news.txt")
        await shown.press("v")
        assert "1 PERSON" in shown.status
        assert "Esc back" in shown.status
