"""Calling the program as a shell does: its input, its output and its exit code."""

from __future__ import annotations

import contextlib
import io
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tui.cli import run

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
    """Run a command line in this process, which spares the imports; else as ``call_program``."""
    out, err = (io.TextIOWrapper(io.BytesIO(), "utf-8", newline="\n") for _ in range(2))
    with (
        _standard_input(stdin),
        contextlib.chdir(cwd or ROOT),
        pytest.MonkeyPatch.context() as patch,
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(err),
    ):
        for name, value in (env or {}).items():
            patch.setenv(name, value)
        code = run([os.fspath(argument) for argument in arguments])
        out.flush()
        err.flush()
    return Call(code, out.buffer.getvalue().decode(), err.buffer.getvalue().decode())


@contextlib.contextmanager
def _standard_input(data: bytes | None) -> Iterator[None]:
    """File descriptor 0 as a pipe would leave it, or /dev/null."""
    kept = os.dup(0)
    with tempfile.TemporaryFile() if data is not None else Path(os.devnull).open("rb") as stream:
        if data is not None:
            stream.write(data)
            stream.seek(0)
        os.dup2(stream.fileno(), 0)
    try:
        yield
    finally:
        os.dup2(kept, 0)
        os.close(kept)


def call_program(
    *arguments: str | os.PathLike[str],
    stdin: bytes | None = None,
    env: Mapping[str, str] | None = None,
) -> Call:
    """Run ``glossator`` in a process of its own; without ``stdin`` it gets /dev/null."""
    done = subprocess.run(
        [sys.executable, "-m", "tui", *map(os.fspath, arguments)],
        input=stdin,
        stdin=subprocess.DEVNULL if stdin is None else None,
        capture_output=True,
        check=False,
        cwd=ROOT,
        env={**os.environ, **(env or {})},
    )
    return Call(done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8"))
