"""Pictures of the screen; `make snapshots` takes them anew after a wanted change."""

import pytest
from reading_host import THEMES, make_collection, open_loaded

from tui.app import GlossatorApp

READER = ("tab", "right_square_bracket", "right_square_bracket", "a", "n")
PICTURES = {
    "dark_wide": ("dark", (120, 40), READER),
    "light_wide": ("light", (120, 40), (*READER, "v", "w", "w")),
    "list_80x24": ("dark", (80, 24), ("s",)),
    "reader_80x24": ("colour-blind", (80, 24), READER),
    "small_40x12": ("dark", (40, 12), READER),
    "help_80x24": ("paper", (80, 24), ("question_mark",)),
    "search_wide": ("high-contrast", (120, 40), ("slash", *"minh chin", "down")),
    "monochrome_80x24": ("monochrome", (80, 24), READER),
}


@pytest.mark.parametrize("name", PICTURES)
def test_snapshot(name, tmp_path, snap_compare):
    theme, size, keys = PICTURES[name]
    session = open_loaded(make_collection(tmp_path / "collection"), homes=tmp_path / "homes")
    try:
        app = GlossatorApp(session, THEMES[theme])

        async def used(pilot):
            await pilot.press(*(key if key != " " else "space" for key in keys))
            while app.keys_at_work:
                await pilot.pause()
            await pilot.pause()

        assert snap_compare(app, terminal_size=size, run_before=used)
    finally:
        session.close()
