"""Random frames in a real tmux: whole ones and changes leave the same screen."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest
from made_frames import WORDS, FrameMaker
from reference_terminal import ReferenceTerminal
from tmux import Tmux, tmux_running

from tui.rendering.cells import is_plain
from tui.terminal.abilities import Abilities
from tui.terminal.screen import Screen

WIDTH, HEIGHT = 72, 18
FRAMES = 25
WIDE = ("漢字", "한국", "a", "the", "  ")
# Shows each file that is named to it.
SHOWING = ["sh", "-c", 'stty -echo; while read -r file; do cat "$file"; done']


@pytest.fixture(scope="module")
def panes() -> Iterator[tuple[Tmux, Tmux]]:
    with (
        tmux_running(SHOWING, size=(WIDTH, HEIGHT)) as plain,
        tmux_running(SHOWING, size=(WIDTH, HEIGHT)) as sparing,
    ):
        yield plain, sparing


def looks(tmux: Tmux) -> list[list[tuple[object, ...]]]:
    """What tmux says of all its cells."""
    terminal = ReferenceTerminal(WIDTH, HEIGHT)
    lines = tmux.tell("capture-pane", "-p", "-e", "-N")
    terminal.write("\x1b[?7l" + "\r\n".join(lines).replace("4:2", "21").replace("5:3", "53"))
    return terminal.seen()


@pytest.mark.parametrize("seed", range(12))
def test_tmux_shows_the_same(panes: tuple[Tmux, Tmux], tmp_path: Path, seed: int) -> None:
    abilities = Abilities(
        scrolls=True,
        erases_in_colour=bool(seed % 3),
        erases_cells=bool(seed % 2),
    )
    screen = Screen(WIDTH, HEIGHT, abilities)
    maker = FrameMaker(Random(seed), WIDTH, HEIGHT, risky=False)
    # tmux has its own way with halves of wide characters, and with marks in the last column.
    maker.words = tuple(word for word in WORDS if is_plain(word))
    if not abilities.erases_in_colour:
        maker.erase = maker.spans  # type: ignore[method-assign]  # for tmux does
    begin = "\x1b[?1049l\x1b[?1049h\x1b[?25l\x1b[?7l"
    whole, spare = begin, screen.feed(begin)
    frames = [maker.page(whole=True), *[maker.frame() for _ in range(FRAMES)]]
    if seed % 4 == 0:
        maker.words = WIDE
        maker.resize(WIDTH - 2, HEIGHT)
        frames += [maker.page(whole=True) for _ in range(3)]
    # tmux tells of erased cells only when there is something right of them.
    ends = "".join([f"\x1b[{y + 1};{WIDTH}H#" for y in range(HEIGHT)])
    frames.append(f"\x1b[m{ends}\x1b[1;1H<case {seed}>\x1b[1;1H")
    for frame in frames:
        whole += frame
        screen.feed(frame)
        spare += screen.changes()
    for tmux, text in zip(panes, (whole, spare), strict=True):
        file = tmp_path / "text"
        file.write_text(text + "\x1b[m", encoding="utf-8")
        tmux.send(f"{file}<enter>")
        tmux.wait_for(f"<case {seed}>")
    wanted, got = map(looks, panes)
    for y in range(HEIGHT):
        assert got[y] == wanted[y], f"row {y}"
