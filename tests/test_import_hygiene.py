"""What must not be imported, looked at in fresh processes."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
REPORT = """
import sys
from tui.cli import run
code = run(sys.argv[1:])
print(*sorted({name.split(".")[0] for name in sys.modules}), file=sys.stderr)
sys.exit(code)
"""


def fresh(*arguments: str, code: str) -> tuple[int, set[str]]:
    """The exit code, and the top-level names in ``sys.modules`` that the code prints last."""
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    return done.returncode, set(done.stderr.splitlines()[-1].split())


def modules_after(statement: str) -> set[str]:
    names = 'print(*sorted({n.split(".")[0] for n in sys.modules}), file=sys.stderr)'
    code, modules = fresh(code=f"import sys\n{statement}\n{names}")
    assert code == 0
    return modules


def test_the_corpus_brings_no_screen() -> None:
    assert not {"textual", "rich", "tui"} & modules_after("import corpus.corpus")


@pytest.mark.parametrize(
    "module", ["tui.cli", "tui.settings", "tui.paths", "tui.keymap", "tui.commands", "tui.session"]
)
def test_what_runs_before_the_screen_brings_no_textual(module: str) -> None:
    assert "textual" not in modules_after(f"import {module}")


def test_the_first_import_of_the_command_line_is_light() -> None:
    heavy = {"textual", "rich", "numpy", "tantivy", "yaml", "charset_normalizer", "rapidfuzz"}
    assert not heavy & modules_after("import tui.cli")


def test_the_first_page_is_painted_with_next_to_nothing_imported() -> None:
    """Every one of these takes longer to import than the page takes to read and draw."""
    brought = modules_after("import tui.__main__") - modules_after("pass")
    assert brought <= {"__future__", "_blake2", "corpus", "gc", "termios", "tui"}


def test_behind_a_painted_page_nothing_is_imported_that_no_screen_needs() -> None:
    way = (
        "from tui.cli import guard, screen; screen._import_asyncio();"
        "import tui.session, tui.settings, tui.theming, tui.app, corpus.corpus, tui.theme_cache"
    )
    heavy = {"click", "yaml", "ssl", "numpy", "tantivy", "charset_normalizer", "rapidfuzz"}
    brought = modules_after(way)
    assert not heavy & brought
    assert "textual" in brought


def test_whoever_needs_tls_has_it_later() -> None:
    way = "from tui.cli import screen; screen._import_asyncio(); import ssl; ssl.SSLContext"
    assert {"ssl", "asyncio"} <= modules_after(way)


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["--help"], 0),
        (["--version"], 0),
        (["find", "--help"], 0),
        (["show", "seeds"], 0),
        (["seeds"], 0),
        (["keys"], 0),
        (["themes", "--json"], 0),
        (["find", "--json", "Politburo", "seeds"], 0),
        (["mentions", "--json", "--label", "LAW", "seeds"], 0),
        (["entities", "seeds"], 0),
        (["no-such-place"], 3),
    ],
)
def test_commands_without_a_screen_bring_no_textual(arguments: list[str], expected: int) -> None:
    code, modules = fresh(*arguments, code=REPORT)
    assert code == expected
    assert "textual" not in modules
