"""Where the program begins: ``glossator`` and ``python -m tui``."""

from __future__ import annotations

import gc
import os
import sys

from tui import going_on
from tui.terminal import first_page

__all__ = ["main"]


def main() -> None:
    """Run the command line and leave with its exit code."""
    try:
        arguments = sys.argv[1:] or going_on.paths_to_go_on_with(os.environ)
        # Before anything else is imported: somebody is waiting for something to read.
        painted = first_page.paint(arguments, os.environ)
        code = _run(arguments) if painted is None else _run_painted(arguments, painted)
    except KeyboardInterrupt:  # before the command line was there to take it
        code = 130
    sys.exit(code)


def _run(arguments: list[str]) -> int:
    from tui.cli import run

    return run(arguments)


def _run_painted(arguments: list[str], painted: first_page.Painted) -> int:
    # Importing makes many objects and no garbage; the screen, once it stands, collects again.
    gc.disable()
    try:
        from tui.cli.guard import terminal_given_back
        from tui.cli.screen import open_painted

        with terminal_given_back(painted.settings):
            return open_painted(arguments)
    finally:
        first_page.give_back()


if __name__ == "__main__":
    main()
