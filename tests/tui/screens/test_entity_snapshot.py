"""Pictures of the screens about entities; `make snapshots` takes them anew."""

import pytest
from entity_host import EntityHost, load

from tui.screens.entity_card import EntityCardScreen
from tui.screens.entity_list import EntityListScreen
from tui.screens.proposals import ProposalsScreen


def card(tools):
    return EntityCardScreen(tools, "law:resolution-59")


PICTURES = {
    "card_wide": ("dark", (120, 40), card, ("down", "down")),
    "card_80x24": ("light", (80, 24), card, ("down",) * 5),
    "card_40x12": ("high-contrast", (40, 12), card, ("down",) * 3),
    "list_wide": ("dark", (120, 40), EntityListScreen, ("down", "space", "down")),
    "list_80x24": ("colour-blind", (80, 24), EntityListScreen, ("f", "m", "i", "n")),
    "list_40x12": ("monochrome", (40, 12), EntityListScreen, ("s", "s", "s")),
    "list_card": ("paper", (120, 40), EntityListScreen, ("down", "down", "down", "enter")),
    "merge_80x24": ("dark", (80, 24), EntityListScreen, ("=",)),
    "split_80x24": ("dark", (80, 24), card, ("\\", "space")),
    "rename_40x12": ("dark", (40, 12), card, ("r",)),
    "proposals_wide": ("dark", (120, 40), ProposalsScreen, ()),
    "proposals_40x12": ("dark", (40, 12), ProposalsScreen, ()),
}
CLOSE = {
    "org:ministry": ("ORG", "Ministry of Foreign Affairs"),
    "org:mofa": ("ORG", "MOFA"),
    "person:lam": ("PERSON", "To Lam"),
}


@pytest.mark.parametrize("name", PICTURES)
def test_snapshot(name, tmp_path, snap_compare):
    theme, size, make, keys = PICTURES[name]
    session = load(tmp_path, **({"entities": CLOSE} if make is ProposalsScreen else {}))
    try:
        app = EntityHost(session.corpus, theme)

        async def used(pilot):
            app.open(make(app.tools))
            await pilot.pause()
            await pilot.press(*("backslash" if key == "\\" else key for key in keys))
            while app.keys_at_work:
                await pilot.pause()
            await pilot.pause()

        assert snap_compare(app, terminal_size=size, run_before=used)
    finally:
        session.close()
