"""Take the pictures of the README anew: ``python docs/screenshots/take.py``.

The program itself is run on the sample collection, keys are pressed, and Textual writes what
stands on the screen as SVG.
"""

from __future__ import annotations

import asyncio
import os
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).parent
SIZE = (120, 36)
SHOTS = {
    "reading": ("dark", ["enter", "a", "a", "a", "x", "a", "j", "j", "v", "w", "w"]),
    "finding": ("light", ["slash", *"phm minh chin".replace(" ", "\t")]),
}


async def take(name: str, theme: str, keys: list[str], folder: Path) -> None:
    """One picture."""
    from corpus.corpus import Corpus, Places
    from corpus.labels import default_label_set
    from tui.app import GlossatorApp
    from tui.cli.session import sample_collection
    from tui.keymap import default_keymap
    from tui.reading_state import ReadingState
    from tui.session import Session
    from tui.settings import load_settings
    from tui.theming import load_theme

    places = Places(folder / "data", folder / "state", folder / "cache")
    corpus = Corpus.open([sample_collection()], places=places, author="anna")
    for _ in corpus.load():
        pass
    session = Session(
        corpus=corpus,
        labels=default_label_set(),
        reading=ReadingState(folder / f"{name}.sqlite"),
        settings=load_settings(folder / "settings.yaml"),
        keymap=default_keymap(),
        loader=None,
    )
    app = GlossatorApp(session, load_theme(theme))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        for key in keys:
            await pilot.press("space" if key == "\t" else key)
            await pilot.pause()
        (HERE / f"{name}.svg").write_text(app.export_screenshot(title="glossator"), "utf-8")
    session.close()


def main() -> None:
    """All pictures."""
    sys.path.insert(0, str(HERE.parent.parent))
    os.environ["COLORTERM"] = "truecolor"
    os.environ.pop("NO_COLOR", None)
    for name, (theme, keys) in SHOTS.items():
        with tempfile.TemporaryDirectory() as folder:
            asyncio.run(take(name, theme, keys, Path(folder)))


if __name__ == "__main__":
    main()
