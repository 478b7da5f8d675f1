"""Calling the program as a shell does: its own process, its output and its exit code."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, slots=True)
class Call:
    """What came of one call."""

    code: int
    out: str
    err: str

    @property
    def records(self) -> list[dict[str, Any]]:
        """Standard output as JSON Lines."""
        return [json.loads(line) for line in self.out.splitlines()]

    @property
    def sentences(self) -> list[str]:
        """What was said on standard error; nothing but sentences of ours may be there."""
        lines = self.err.splitlines()
        assert all(line.startswith("glossator: ") for line in lines), self.err
        return [line.removeprefix("glossator: ") for line in lines]


def call(
    *arguments: str | os.PathLike[str],
    stdin: bytes | None = None,
    cwd: Path | None = None,
    env: Mapping[str, str] | None = None,
) -> Call:
    """Run ``glossator`` with these arguments; without ``stdin`` it gets /dev/null."""
    done = subprocess.run(
        [sys.executable, "-m", "tui", *map(os.fspath, arguments)],
        input=stdin,
        stdin=subprocess.DEVNULL if stdin is None else None,
        capture_output=True,
        check=False,
        cwd=cwd or ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), **(env or {})},
        timeout=60,
    )
    # Not universal newlines: \x85 and friends must not pass for line breaks unseen.
    return Call(done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8"))
