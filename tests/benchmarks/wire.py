"""What goes over the wire: bytes and times of our program, its rivals and an empty Textual app.

    python tests/benchmarks/wire.py [--rounds 2 | --quick] [--before FOLDER]

Every program runs in a pseudo-terminal of 120×40 that answers as a modern xterm does, with true
colour; all in one alternated run. Bytes are all that a program writes, questions to the terminal
too; a key's time is until the last byte that comes of it. "Working" leaves out what the program's
main thread spent ready to go on but without a processor. ``--before`` measures another checkout of
our program along with this one.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT)]

from wire_frames import Cost, replay  # noqa: E402
from wire_programs import (  # noqa: E402
    LETTER,
    Program,
    Step,
    Texts,
    programs,
    sized,
    version,
    write_texts,
)
from wire_table import print_keys, print_table  # noqa: E402
from wire_terminal import SIZE, Sample, WireTerminal  # noqa: E402

RIVALS = ROOT / ".benchmarks"
"""Where rivals are kept that need an environment of their own; they are installed once."""

FIRST_KEY = 0.06
"""Seconds after the start at which the first key is pressed."""

IDLE = 10.0
STANDS = 1.0
"""Seconds without output after which a first screen counts as whole."""

Key = tuple[str, str]
"""A program's name and what it opens."""


@dataclass(slots=True)
class Results:
    """All that was measured, in milliseconds, bytes and megabytes."""

    readable: dict[Key, list[float]] = field(default_factory=lambda: defaultdict(list))
    cold: dict[Key, float] = field(default_factory=dict)
    cold_bytes: dict[Key, int] = field(default_factory=dict)
    readable_working: dict[Key, list[float]] = field(default_factory=lambda: defaultdict(list))
    first_key_working: dict[Key, list[float]] = field(default_factory=lambda: defaultdict(list))
    first_screen: dict[Key, list[int]] = field(default_factory=lambda: defaultdict(list))
    first_key: dict[Key, list[float]] = field(default_factory=lambda: defaultdict(list))
    keys: dict[tuple[str, str, str], list[Sample]] = field(
        default_factory=lambda: defaultdict(list)
    )
    idle: dict[Key, int] = field(default_factory=dict)
    ready: dict[tuple[str, str], list[float]] = field(default_factory=lambda: defaultdict(list))
    memory: dict[tuple[str, str], list[tuple[float, float]]] = field(
        default_factory=lambda: defaultdict(list)
    )
    cost: Cost | str = ""
    missed: list[str] = field(default_factory=list)


def _key(program: Program) -> Key:
    return program.name, program.opens


def _calm(terminal: WireTerminal, program: Program, within: float) -> None:
    """Wait until nothing is done in the background."""
    if program.waits:
        with suppress(AssertionError):
            terminal.seen(lambda screen: program.waits in screen, within)
    terminal.settle(STANDS, 10.0)


def _leave(terminal: WireTerminal, program: Program) -> None:
    """Let it keep what it wants to; a rival need not, and is ended without a word."""
    if not program.rival:
        for key in program.rest:
            terminal.key(key)
        terminal.leave(program.quit)


def measure_cold(program: Program, results: Results) -> None:
    """A first start, which leaves what the later ones find; its figures are kept apart."""
    with program.start() as terminal:
        results.cold[_key(program)] = terminal.seen(program.shown)
        terminal.settle(STANDS, 5.0)
        results.cold_bytes[_key(program)] = len(terminal.written)
        _calm(terminal, program, 90.0)
        _leave(terminal, program)


def measure_keys(program: Program, results: Results) -> None:
    """One start, the first screen, and all the keys."""
    with program.start() as terminal:
        results.readable[_key(program)].append(terminal.seen(program.shown))
        results.readable_working[_key(program)].append(terminal.working)
        _calm(terminal, program, 60.0)
        results.first_screen[_key(program)].append(len(terminal.written))
        for step in program.steps:
            samples = _press(terminal, step)
            results.keys[*_key(program), step.name] += samples
            if not samples:
                results.missed.append(f"{program.name}, {program.opens}: {step.name}")
        _leave(terminal, program)


def _press(terminal: WireTerminal, step: Step) -> list[Sample]:
    for keys in step.before:
        terminal.key(keys)
    samples, typed = [], ""
    for key in step.keys:
        sample = terminal.key(key, step.meant)
        if step.name == LETTER:
            typed += key
            row = _row_of(terminal.text, typed)
            sample = replace(sample, rows={0: sample.rows.get(row, 0)} if row is not None else {})
        if sample.meant:
            samples.append(sample)
    for keys in step.after:
        terminal.key(keys)
    return samples


def _row_of(screen: str, typed: str) -> int | None:
    """The row of the search bar: what was typed and nothing else, in our layout."""
    for at, row in enumerate(screen.split("\n")):
        if row.rpartition("│")[2].strip() == typed.strip():
            return at
    return None


def measure_first_key(program: Program, results: Results) -> None:
    """Milliseconds from the start until a key that was pressed while it started is acted on."""
    with program.start() as terminal:
        while time.perf_counter() - terminal.began < FIRST_KEY:
            terminal._pump(max(0.0, FIRST_KEY - (time.perf_counter() - terminal.began)))
        terminal.send(program.first_key)
        results.first_key[_key(program)].append(terminal.seen(program.acted))
        results.first_key_working[_key(program)].append(terminal.working)
        terminal.settle(0.3, 3.0)
        terminal.key("<esc>")
        _leave(terminal, program)


def measure_idle(several: list[Program], results: Results) -> None:
    """All of them at once, and nobody touches a key."""
    with ExitStack() as stack:
        running = []
        for program in several:
            terminal = stack.enter_context(program.start())
            terminal.seen(program.shown)
            _calm(terminal, program, 60.0)
            running.append((program, terminal))
        for _, terminal in running:
            terminal.settle(0.5)
        before = [len(terminal.written) for _, terminal in running]
        end = time.perf_counter() + IDLE
        while time.perf_counter() < end:
            for _, terminal in running:
                terminal._pump(0.01)
        for (program, terminal), length in zip(running, before, strict=True):
            results.idle[_key(program)] = len(terminal.written) - length
            _leave(terminal, program)


def measure_size(program: Program, texts: Texts, results: Results, watched: float) -> None:
    """Without anything kept from before: 3 MB and 30 MB, until readable, and the memory then."""
    for name, file in (("3 MB", texts.long), ("30 MB", texts.huge)):
        fresh = texts.home / "fresh"
        shutil.rmtree(fresh, ignore_errors=True)
        env = {
            one: str(fresh / one.lower()) if one.startswith("GLOSSATOR_") else value
            for one, value in program.env
        }
        with replace(sized(program, file), env=tuple(env.items())).start() as terminal:
            results.ready[program.name, name].append(
                terminal.seen(program.shown) and terminal.working
            )
            then = most = terminal.memory()[0]
            end = time.perf_counter() + watched
            while time.perf_counter() < end:
                terminal.settle(0.2, 0.2)
                most = max(most, terminal.memory()[0])
            results.memory[program.name, name].append((then, most))


def measure_driver(program: Program, texts: Texts, results: Results) -> None:
    """The cost of drawing and comparing, of a session's own frames."""
    file = texts.home / "frames.json"
    script = str(Path(__file__).with_name("wire_frames.py"))
    command = (sys.executable, script, str(file), *program.command[3:])
    with replace(program, command=command).start() as terminal:
        terminal.seen(program.shown)
        _calm(terminal, program, 60.0)
        for step in program.steps:
            _press(terminal, replace(step, keys=step.keys[:8]))
        _leave(terminal, program)
    results.cost = replay(file, SIZE, margins=True)


def measure(texts: Texts, rounds: int, before: Path | None) -> tuple[Results, list[Program]]:
    """Everything, in turns."""
    results = Results()
    everyone = programs(texts, RIVALS, before)
    present = [program for program in everyone if not program.absent]

    def attempt(measuring: Callable[..., None], program: Program, *more: object) -> None:
        _told(f"{measuring.__name__.replace('_', ' ')}: {program.name} {program.opens}")
        try:
            measuring(program, *more)
        except AssertionError as error:  # one program that hangs or dies is no reason to stop
            said, *screen = str(error).splitlines()
            shown = [row.strip() for row in screen if row.strip()][:2]
            what = " / ".join([said, *shown])[:300]
            results.missed.append(f"{program.name}, {program.opens}: {what}")

    for program in present:
        attempt(measure_cold, program, results)
    for turn in range(rounds):
        for program in present:
            attempt(measure_keys, program, results)
            if program.first_key:
                attempt(measure_first_key, program, results)
        if turn == 0:
            for program in present:
                if program.by_size:
                    watched = 1.0 if program.rival else 6.0
                    attempt(measure_size, program, texts, results, watched)
    _told("idle")
    measure_idle([program for program in present if program.kind == "xterm"], results)
    with suppress(ImportError):
        attempt(measure_driver, present[0], texts, results)
    return results, everyone


def _told(what: str) -> None:
    if sys.stderr.isatty():
        print(f"\r\x1b[K{what}", end="", file=sys.stderr, flush=True)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--quick", action="store_true", help="one round")
    parser.add_argument("--before", type=Path, help="another checkout of the program")
    options = parser.parse_args()
    rounds = 1 if options.quick else options.rounds
    with tempfile.TemporaryDirectory() as folder:
        begun, load = time.perf_counter(), os.getloadavg()[0]
        texts = write_texts(Path(folder))
        results, everyone = measure(texts, rounds, options.before)
        took = time.perf_counter() - begun
    if sys.stderr.isatty():
        print("\r\x1b[K", end="", file=sys.stderr)
    names = ", ".join(f"{p.name} {version(p)}" for p in everyone if p.rival)
    print_table(results, everyone)
    print_keys(results, everyone)
    print(
        f"\n{SIZE[0]}×{SIZE[1]}, true colour, rounds in turn: {rounds}, medians; {took:.0f} s, "
        f"load {load:.1f} at the start and {os.getloadavg()[0]:.1f} at the end, "
        f"{os.cpu_count()} processors.\n{names}"
    )


if __name__ == "__main__":
    main()
