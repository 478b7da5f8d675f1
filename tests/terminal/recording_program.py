"""The program, noting what it writes: ``python recording_program.py FILE ARGUMENTS``."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from tui.__main__ import main
from tui.terminal.driver import TerminalDriver


def record(file: Path) -> None:
    """Append every write of the program to a file, one JSON string a line."""
    plain = TerminalDriver.write

    def write(driver: TerminalDriver, data: str) -> None:
        with file.open("a", encoding="utf-8") as notes:
            notes.write(json.dumps(data) + "\n")
        plain(driver, data)

    TerminalDriver.write = write  # type: ignore[method-assign]


if __name__ == "__main__":
    record(Path(sys.argv.pop(1)))
    main()
