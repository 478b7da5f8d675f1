from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

TESTS = """
import pytest

def test_runs():
    pass

@pytest.mark.skipif(True, reason="no such machine")
def test_left_out():
    pass
"""


def run(folder: Path, *, ci: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--rootdir", folder],
        cwd=folder,
        env={**os.environ, "CI": ci},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(("ci", "code"), [("", 0), ("true", 1)])
def test_a_skip_is_named_and_fails_where_all_must_run(tmp_path: Path, ci: str, code: int) -> None:
    shutil.copy(Path(__file__).parent / "conftest.py", tmp_path)
    (tmp_path / "test_two.py").write_text(TESTS)
    done = run(tmp_path, ci=ci)
    assert done.returncode == code
    end = "\n".join(done.stdout.splitlines()[-4:])
    assert "skipped: 1" in end
    assert "test_two.py::test_left_out: Skipped: no such machine" in end


def test_a_run_without_skips_says_so(tmp_path: Path) -> None:
    shutil.copy(Path(__file__).parent / "conftest.py", tmp_path)
    (tmp_path / "test_one.py").write_text("def test_runs():\n    pass\n")
    done = run(tmp_path, ci="true")
    assert done.returncode == 0
    assert "nothing was skipped" in done.stdout
