"""Ten thousand random frames, whole and as changes: the two terminals never differ."""

from __future__ import annotations

from random import Random

import pytest
from compared_screens import Compared
from made_frames import FrameMaker, all_abilities

FRAMES = 10_000
SIZES = ((1, 1), (7, 3), (20, 5), (40, 12), (40, 12), (80, 24), (120, 40))

ABILITIES = all_abilities()


@pytest.mark.soak
@pytest.mark.parametrize(
    "part", range(len(ABILITIES)), ids=["+".join(n for n in a if a[n]) or "none" for a in ABILITIES]
)
def test_frames_never_differ(part):
    random = Random(part)
    able = ABILITIES[part]
    frames = -(-FRAMES // len(ABILITIES))
    while frames > 0:
        size = random.choice(SIZES)
        compared = Compared(*size, **able)
        maker = FrameMaker(random, *size, risky=random.random() < 0.5)
        for _ in range(min(frames, random.randint(5, 60))):
            event = random.random()
            if event < 0.02:
                compared.litter()
            elif event < 0.04:
                size = random.choice(SIZES)
                compared.resize(*size)
                maker.resize(*size)
            elif event < 0.08:
                compared.control(random.choice(("\x1b[?25l", "\x1b[?25h")))
            compared.draw(maker.frame())
            frames -= 1
            if event > 0.9:
                continue  # this one is dropped, as on a slow line
            changes = compared.show()
            assert compared.differences() == [], changes
