"""Keys in the reader while thousands of documents are recognised and linked, from first to last.

    python tests/benchmarks/whole_run.py [--documents 10000]

A folder of reports (made from the sample texts, 2 to 5 KB each) is opened in a pseudo-terminal of
120×40 with nothing kept. Until all is done keys are pressed by turns: the next document, a page
down, the next mention, a search and its first letter. What counts is the time from a key to the
bytes that show its effect, in the stage the status line names. Then the folder is opened again.
"""

from __future__ import annotations

import argparse
import re
import statistics
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "terminal"), str(ROOT / "tests" / "benchmarks")]

from start import SIZE, Timed, body  # noqa: E402
from terminal import glossator  # noqa: E402

from tests.benchmarks.texts import write_reports  # noqa: E402

STAGES = ("reading", "recognising", "linking")
LETTERS = "hrbtmpd"
"""Typed into the search bar by turns, which remembers what was typed last."""
DEAD = 3.0
"""Seconds without an effect after which a key is taken for one that had nothing to do."""

WITHIN = 1200
"""Seconds after which the run is given up."""


def title(screen: str) -> str:
    """The row of titles."""
    return screen.split("\n", 1)[0]


def found(screen: str) -> str:
    """Which mention of how many the status line says the walk has come to."""
    told = re.search(r"[\d ]+ of [\d ]+", screen.split("\n")[-2])
    return told[0] if told else ""


def query(screen: str) -> str:
    """What the search bar shows."""
    return screen.split("\n")[2][37:60]


EFFECTS = (
    ("J", title),
    ("<pagedown>", body),
    ("n", found),
    ("/", lambda screen: "find in" in screen),
)
"""Keys, and the part of the screen that shows what they did."""


def stage_of(text: str) -> str:
    """What the status line says is being done; empty when nothing is."""
    last = text.rstrip().rsplit("\n", 1)[-1]
    return next((stage for stage in STAGES if stage in last), "")


def whole_run(folder: Path, env: dict[str, str | None]) -> dict[str, list[float]]:
    """Times of keys by stage, until nothing is being done any more."""
    times: dict[str, list[float]] = {}
    with Timed(glossator(str(folder)), size=SIZE, env=env) as program:
        program.ready("Report 0 from")
        program.patience = DEAD
        program.key("<tab>", lambda old, new: old != new)
        began, idle, turn = time.perf_counter(), 0, 0
        while idle < 20 and time.perf_counter() - began < WITHIN:
            letter = LETTERS[turn % len(LETTERS)]
            turn += 1
            for key, seen in (*EFFECTS, (letter, query)):
                stage = stage_of(program.text)
                if key == "<pagedown>" and "100 %" in title(program.text):
                    continue
                try:
                    took = program.key(key, lambda old, new, seen=seen: seen(old) != seen(new))
                except AssertionError:
                    continue  # there was nothing to do for it: at the end of a text, say
                times.setdefault(stage or "afterwards", []).append(took)
                idle = 0 if stage else idle + 1
            program.send("<esc>")  # told from other keys by a pause that is the terminal's
            program.wait_gone("find in")
        print(f"all done {time.perf_counter() - began:.0f} s after the first page")
        program.send("<ctrl+q>")
        program.wait_exit()
    return times


def main() -> None:
    """Run, and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=10_000)
    with tempfile.TemporaryDirectory() as place:
        home = Path(place)
        write_reports(home / "many", parser.parse_args().documents)
        env: dict[str, str | None] = {
            f"XDG_{name}_HOME": str(home / name.lower())
            for name in ("CONFIG", "DATA", "STATE", "CACHE")
        }
        for turn in ("with nothing kept", "opened again"):
            print(turn)
            for stage, values in whole_run(home / "many", env).items():
                ordered = sorted(values)
                print(
                    f"  {stage:12} n={len(values):5}  median {statistics.median(values):6.1f} ms"
                    f"  p95 {ordered[int(0.95 * len(ordered))]:6.1f}  max {ordered[-1]:6.1f}"
                )


if __name__ == "__main__":
    main()
