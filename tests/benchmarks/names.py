"""Names: our index against fzf held in memory, a fzf process a key, and textual.fuzzy.

    python tests/benchmarks/names.py            10 000 and 100 000 names
    python tests/benchmarks/names.py --large    1 000 000 as well
    python tests/benchmarks/names.py --kinds    each kind of query by itself

All engines get the same names and queries in one run. CPU is that of the engine's own process,
all threads; wall is until the answer is there. The held fzf is asked twice: typed, with
all but the last letter given before and only the last one measured, since it keeps what it found
for the letters before; and at once. It forgives no typing errors by design: its share of answers
is a floor, not a fault.
"""

from __future__ import annotations

import argparse
import json
import os
import pty
import random
import resource
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from corpus.index.fold import squash
from corpus.index.names import NameIndex
from tests.benchmarks.names_data import ABBREVIATIONS, CORRUPTIONS, Case, cases, names

Ask = Callable[[str], list[str]]
"""A query to the first ten names, squashed."""


@dataclass(slots=True)
class Result:
    """What one engine did with one set of queries."""

    engine: str
    size: int
    cpu: list[float] = field(default_factory=list)
    wall: list[float] = field(default_factory=list)
    places: dict[str, list[int]] = field(default_factory=dict)

    def share(self, kinds: dict[str, object], first: int) -> float:
        places = [place for kind in kinds for place in self.places.get(kind, [])]
        return sum(place < first for place in places) / max(1, len(places))


def percentile(values: list[float], share: float) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))] if ordered else 0.0


def measure(
    engine: str,
    size: int,
    ask: Ask,
    asked: list[Case],
    cpu: Callable[[], float],
    budget: float,
    before: Callable[[str], None] = lambda query: None,
) -> Result:
    """Ask every case until ``budget`` seconds have gone by; ``before`` is not measured."""
    result = Result(engine, size)
    begun = time.perf_counter()
    for case in asked:
        before(case.query)
        used, now = cpu(), time.perf_counter()
        found = ask(case.query)
        result.wall.append((time.perf_counter() - now) * 1000)
        result.cpu.append((cpu() - used) * 1000)
        place = found.index(case.target) if case.target in found else 10
        result.places.setdefault(case.kind, []).append(place)
        if time.perf_counter() - begun > budget:
            break
    return result


# fzf


def fzf() -> str | None:
    beside = Path(sys.executable).parent / "fzf"
    return str(beside) if beside.exists() else shutil.which("fzf")


class HeldFzf:
    """A fzf that keeps its list, asked through its socket."""

    def __init__(self, program: str, listing: Path, count: int) -> None:
        self._socket = listing.with_suffix(".sock")
        master, slave = pty.openpty()
        with listing.open("rb") as lines:
            self._process = subprocess.Popen(
                [program, f"--listen={self._socket}", "--no-mouse"],
                stdin=lines,
                stdout=slave,
                stderr=slave,
                start_new_session=True,
                env={**os.environ, "TERM": "xterm", "FZF_DEFAULT_OPTS": ""},
            )
        os.close(slave)
        self._master = master
        threading.Thread(target=self._drain, daemon=True).start()
        self._until(lambda state: not state["reading"] and state["totalCount"] == count)

    def _drain(self) -> None:
        with suppress(OSError):
            while os.read(self._master, 65536):
                pass

    def _request(self, text: str) -> bytes:
        with socket.socket(socket.AF_UNIX) as line:
            line.connect(str(self._socket))
            line.sendall(text.encode())
            answer = b""
            while part := line.recv(1 << 16):
                answer += part
        return answer.partition(b"\r\n\r\n")[2]

    def _until(self, ready: Callable[[dict], bool]) -> dict:
        last = time.perf_counter() + 60
        while time.perf_counter() < last:
            with suppress(OSError, ValueError):
                state = json.loads(self._request("GET /?limit=10 HTTP/1.1\r\nHost: fzf\r\n\r\n"))
                if ready(state):
                    return state
            time.sleep(0.001)
        raise TimeoutError("fzf did not answer")

    def type(self, query: str) -> None:
        """All of a query but its last letter, so that what fzf keeps from it is there."""
        self.ask(query[:-1])

    def ask(self, query: str) -> list[str]:
        body = f"change-query({query})"
        head = f"POST / HTTP/1.1\r\nHost: fzf\r\nContent-Length: {len(body.encode())}\r\n\r\n"
        self._request(head + body)
        # At a million names fzf sometimes stays at 99 % though it has finished.
        state = self._until(lambda s: s["query"] == query and s["progress"] >= 99)
        return [squash(match["text"]) for match in state["matches"]]

    def cpu(self) -> float:
        """Seconds used by all threads, to the nanosecond."""
        used = 0
        for task in Path(f"/proc/{self._process.pid}/task").iterdir():
            with suppress(OSError):
                used += int((task / "schedstat").read_text().split()[0])
        return used / 1e9

    def close(self) -> None:
        self._process.kill()
        self._process.wait()
        os.close(self._master)


@contextmanager
def held(program: str, listing: Path, count: int) -> Iterator[HeldFzf]:
    engine = HeldFzf(program, listing, count)
    try:
        yield engine
    finally:
        engine.close()


def filtered(program: str, listing: Path) -> Ask:
    def ask(query: str) -> list[str]:
        with listing.open("rb") as lines:
            done = subprocess.run(
                [program, "--filter", query], stdin=lines, capture_output=True, check=False
            )
        return [squash(line) for line in done.stdout.decode().split("\n", 10)[:10]]

    return ask


def children_cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def textual_fuzzy(squashed: list[str]) -> Ask:
    from textual.fuzzy import Matcher

    def ask(query: str) -> list[str]:
        matcher = Matcher(query)
        scored = [(matcher.match(name), name) for name in squashed]
        scored.sort(key=lambda pair: -pair[0])
        return [name for score, name in scored[:10] if score > 0]

    return ask


# The run


def ours(given: list[str], squashed: list[str], asked: list[Case]) -> tuple[Result, NameIndex]:
    used = time.process_time()
    index = NameIndex(given)
    print(f"  {len(given):>9,} names indexed in {time.process_time() - used:.2f} s CPU")
    for case in asked[:20]:
        index.search(case.query)

    def ask(query: str) -> list[str]:
        return [squashed[hit.index] for hit in index.search(query, 10)]

    return measure("ours", len(given), ask, asked, time.process_time, 120), index


def run(size: int, each: int, seed: int) -> list[Result]:
    given = names(size)
    squashed = [squash(name) for name in given]
    asked = cases(squashed, each, seed)
    mixed = random.Random(seed).sample(asked, len(asked))
    results = [ours(given, squashed, mixed)[0]]
    if size <= 10_000:
        # Every key costs tens of milliseconds and some cost minutes: short ones only.
        short = [case for case in mixed if len(case.query) <= 16][:40]
        ask = textual_fuzzy(squashed)
        results.append(measure("textual.fuzzy", size, ask, short, time.process_time, 10))
    program = fzf()
    if program is None:
        print("  fzf is not installed (extra: bench); left out")
        return results
    with tempfile.TemporaryDirectory() as folder:
        listing = Path(folder) / "names.txt"
        listing.write_text("\n".join(given) + "\n", encoding="utf-8")
        if Path("/proc/self/schedstat").exists():
            with held(program, listing, size) as engine:
                result = measure(
                    "fzf, typed", size, engine.ask, mixed, engine.cpu, 15, before=engine.type
                )
                results.append(result)
            # Another one, which has kept nothing.
            with held(program, listing, size) as engine:
                results.append(measure("fzf, at once", size, engine.ask, mixed, engine.cpu, 10))
        ask = filtered(program, listing)
        results.append(measure("fzf --filter", size, ask, mixed, children_cpu, 8))
    return results


HEAD = (
    f"{'engine':<14} {'names':>9} {'keys':>5} │ {'CPU ms p50':>10} {'p95':>8} │ "
    f"{'wall p50':>8} {'p95':>8} │ {'top-1':>6} {'top-10':>6} │ {'abbr. 1':>7} {'10':>6}"
)


def line(result: Result) -> str:
    return (
        f"{result.engine:<14} {result.size:>9,} {len(result.cpu):>5} │ "
        f"{percentile(result.cpu, 0.5):>10.2f} {percentile(result.cpu, 0.95):>8.2f} │ "
        f"{percentile(result.wall, 0.5):>8.2f} {percentile(result.wall, 0.95):>8.2f} │ "
        f"{result.share(CORRUPTIONS, 1):>6.3f} {result.share(CORRUPTIONS, 10):>6.3f} │ "
        f"{result.share(ABBREVIATIONS, 1):>7.3f} {result.share(ABBREVIATIONS, 10):>6.3f}"
    )


def kinds(results: list[Result]) -> None:
    print(f"\n{'top-1 / top-10 by kind':<24}" + "".join(f"{r.engine:>18}" for r in results))
    for kind in CORRUPTIONS | ABBREVIATIONS:
        cells = [
            f"{r.share({kind: 0}, 1):.2f} / {r.share({kind: 0}, 10):.2f}"
            if kind in r.places
            else "-"
            for r in results
        ]
        print(f"{kind:<24}" + "".join(f"{cell:>18}" for cell in cells))


def main() -> None:
    options = argparse.ArgumentParser(description="Names: ours, fzf, textual.fuzzy.")
    options.add_argument("--large", action="store_true", help="1 000 000 names as well")
    options.add_argument("--each", type=int, default=25, help="queries of each kind")
    options.add_argument("--seed", type=int, default=2, help="of the queries")
    options.add_argument("--kinds", action="store_true", help="each kind of query by itself")
    options.add_argument("--json", action="store_true", help="JSON Lines, a line an engine")
    asked = options.parse_args()
    sizes = [10_000, 100_000] + [1_000_000] * asked.large
    for size in sizes:
        results = run(size, asked.each, asked.seed)
        if asked.json:
            for result in results:
                print(json.dumps({"engine": result.engine, "names": size, **figures(result)}))
            continue
        print(HEAD)
        for result in results:
            print(line(result))
        if asked.kinds:
            kinds(results)
        print()


def figures(result: Result) -> dict[str, float]:
    return {
        "keys": len(result.cpu),
        "cpu_p50": percentile(result.cpu, 0.5),
        "cpu_p95": percentile(result.cpu, 0.95),
        "wall_p50": percentile(result.wall, 0.5),
        "wall_p95": percentile(result.wall, 0.95),
        "top1": result.share(CORRUPTIONS, 1),
        "top10": result.share(CORRUPTIONS, 10),
        "abbreviations_top1": result.share(ABBREVIATIONS, 1),
        "abbreviations_top10": result.share(ABBREVIATIONS, 10),
    }


if __name__ == "__main__":
    main()
