"""What the command line needs before it opens a screen imports no Textual and no Rich."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    "code",
    [
        "import tui.paths; tui.paths.settings_file()",
        "import tui.commands; tui.commands.markdown_tables()",
        "import tui.keymap; tui.keymap.build_keymap({'move.down': 'x', 'mark.note': 'ctrl+h'})",
        "import tui.settings, pathlib; tui.settings.load_settings(pathlib.Path('ansi.yaml'))",
        "import tui.clipboard; tui.clipboard.copy_sequence('x')",
        "import tui.theming; tui.theming.load_themes()",
    ],
)
def test_no_textual_and_no_rich(code):
    check = "import sys; print([m for m in sys.modules if m.split('.')[0] in ('textual', 'rich')])"
    done = subprocess.run(
        [sys.executable, "-c", f"{code}\n{check}"],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT / "themes",
        env={"PYTHONPATH": str(ROOT), "PATH": "", "HOME": "/nonexistent"},
    )
    assert done.stdout.strip() == "[]"


def test_settings_without_a_file_read_no_yaml():
    code = (
        "import sys, pathlib, tui.settings, tui.keymap\n"
        "s = tui.settings.load_settings(pathlib.Path('/nonexistent/settings.yaml'))\n"
        "tui.keymap.build_keymap(s.keys, s.place)\n"
        "print('yaml' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT
    )
    assert done.stdout.strip() == "False"
