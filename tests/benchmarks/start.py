"""Start and keys of the whole program, beside an empty Textual app, in one alternated run.

    python tests/benchmarks/start.py [--rounds 5] [--documents 10000]

For each start: until the first page of a text can be read, in a pseudo-terminal of 120×40. Three
things are opened: a folder of 10 000 reports (made from the sample texts, 2 to 5 KB each) with no
index kept, the same again with its index, and one text of 3 MB. Keys are pressed while the folder
is being read for the first time: a row down in the list, a word on in the text, a page down, a
letter in the search bar; what counts is the time from the key to the bytes that show its effect.

A warm start is one of a collection that was left before, in the same window: its page is painted
before the program is imported. A key is pressed the moment the program starts; what counts is when
the first text stands, and when the key has shown its effect, in an empty app and here.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "terminal")]

from terminal import Terminal, glossator  # noqa: E402

from tests.benchmarks.texts import write_long, write_reports  # noqa: E402

SIZE = (120, 40)
EMPTY = """
from textual.app import App
from textual.widgets import Static
class Empty(App):
    def compose(self):
        yield Static("an empty app", id="text")
    def on_key(self):
        self.query_one("#text").update("a key was pressed")
Empty().run()
"""


class Timed(Terminal):
    """A terminal that knows when each byte came."""

    patience = 60.0

    def __init__(self, *arguments: object, **options: object) -> None:
        self.came: list[tuple[float, int]] = []
        self.began = time.perf_counter()
        super().__init__(*arguments, **options)  # type: ignore[arg-type]

    def _pump(self, seconds: float) -> bool:
        if not super()._pump(seconds):
            return False
        self.came.append((time.perf_counter(), len(self.written)))
        return True

    def ready(self, text: str) -> float:
        """Milliseconds from the start until a text is on the screen."""
        self._seen(lambda screen: text in screen)
        return (self._when - self.began) * 1000

    def key(self, key: str, effect: Callable[[str, str], bool]) -> float:
        """Milliseconds from a key to the bytes with which the screen shows its effect."""
        before = self.text
        pressed = time.perf_counter()
        self.send(key)
        self._seen(lambda screen: effect(before, screen))
        return (self._when - pressed) * 1000

    def _seen(self, wanted: Callable[[str], bool]) -> None:
        """Read on, and draw chunk by chunk, so that drawing here is nobody's delay."""
        deadline = time.monotonic() + self.patience
        drawn = len(self.came)
        while time.monotonic() < deadline:
            if not self._pump(0.05) and drawn == len(self.came):
                continue
            while self._pump(0):
                pass
            for when, _ in self.came[drawn:]:
                drawn += 1
                if drawn == len(self.came) and wanted(self.text):
                    self._when = when
                    return
        raise AssertionError(f"waited in vain; the screen shows:\n{self.text}")


def at(screen: str) -> int:
    """The row of the list that has the cursor."""
    return next((i for i, line in enumerate(screen.split("\n")) if line.startswith("▌")), -1)


def body(screen: str) -> str:
    """The reader's column, without the list, the title and the status lines."""
    return "\n".join(line[40:] for line in screen.split("\n")[2:-2])


def keys_while_reading(home: Path, env: dict[str, str | None]) -> dict[str, list[float]]:
    """Times of keys during the first minute with a large folder."""
    times: dict[str, list[float]] = {}
    with Timed(glossator(str(home / "many")), size=SIZE, env=env) as program:
        program.ready("Report 0 from")
        for _ in range(30):
            took = program.key("j", lambda old, new: at(new) != at(old))
            times.setdefault("a row down in the list", []).append(took)
        program.wait_for("recognising", within=120)
        for _ in range(30):
            took = program.key("<pagedown>", lambda old, new: at(new) != at(old) or old != new)
            times.setdefault("a page down in the list", []).append(took)
        program.key("<enter>", lambda old, new: body(old) != body(new))
        for letter in "harbour w":
            key = "/" if not program.text.count("find in") else letter
            took = program.key(key, lambda old, new: old != new)
            times.setdefault("a letter in the search bar", []).append(took)
    return times


def report(name: str, values: list[float], empty: float = 0.0) -> None:
    """One row of the table."""
    median, most = statistics.median(values), max(values)
    ratio = f"{median / empty:5.2f} × empty" if empty else ""
    print(f"{name:48} n={len(values):3}  median {median:7.1f} ms  max {most:7.1f}  {ratio}")


def warm_starts(home: Path, env: dict[str, str | None], rounds: int) -> None:
    """Print how soon there is text and how soon a key has its effect, beside an empty app."""
    write_reports(home / "few", 12)
    command = glossator(str(home / "few"))
    with Timed(command, size=SIZE, env=env) as program:
        program.wait_for("undecided here")
        program.send("j<ctrl+q>")
        program.wait_exit()
    text: list[float] = []
    keys: dict[str, list[float]] = {"empty": [], "warm": []}
    for turn in range(rounds):
        with Timed([sys.executable, str(home / "empty.py")], size=SIZE, env=env) as program:
            program.send("j")
            keys["empty"].append(program.ready("a key was pressed"))
        with Timed(command, size=SIZE, env=env) as program:
            program.send("jk"[turn % 2])
            text.append(program.ready("from the harbour"))
            before = program.text
            program._seen(lambda screen, old=before: at(screen) not in (-1, at(old)))  # type: ignore[misc]
            keys["warm"].append((program._when - program.began) * 1000)
            program.wait_for("undecided here")
            program.send("<ctrl+q>")
            program.wait_exit()
    empty = statistics.median(keys["empty"])
    report("warm start, first text", text, empty)
    report("an empty Textual app, first key acted on", keys["empty"])
    report("warm start, first key acted on", keys["warm"], empty)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--documents", type=int, default=10_000)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        write_reports(home / "many", options.documents)
        write_long(home / "long.txt", 3_000_000)
        (home / "empty.py").write_text(EMPTY, encoding="utf-8")
        env: dict[str, str | None] = {
            f"GLOSSATOR_{name}": str(home / name.lower())
            for name in ("DATA", "STATE", "CACHE", "CONFIG")
        }
        env["PYTHONDONTWRITEBYTECODE"] = None  # as where it is installed
        starts: dict[str, list[float]] = {"empty": [], "many": [], "long": []}
        commands = {
            "empty": ([sys.executable, str(home / "empty.py")], "an empty app"),
            "many": (glossator(str(home / "many")), "Report 0 from"),
            "long": (glossator(str(home / "long.txt")), "The long text begins"),
        }
        for turn in range(options.rounds + 1):
            for name, (command, text) in commands.items():
                shutil.rmtree(home / "cache", ignore_errors=True)
                with Timed(command, size=SIZE, env=env) as program:
                    took = program.ready(text)
                if turn:  # the first turn warms the disk
                    starts[name].append(took)
        empty = statistics.median(starts["empty"])
        report("an empty Textual app", starts["empty"])
        report(f"first page, {options.documents} documents, no index", starts["many"], empty)
        report("first page, a text of 3 MB, no index", starts["long"], empty)
        warm_starts(home, env, options.rounds)
        shutil.rmtree(home / "cache", ignore_errors=True)
        for name, values in keys_while_reading(home, env).items():
            report(f"{name}, while reading", values)


if __name__ == "__main__":
    main()
