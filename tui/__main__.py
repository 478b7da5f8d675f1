"""Where the program begins: ``glossator`` and ``python -m tui``."""

from __future__ import annotations

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
        if painted is None:
            sys.exit(_run(arguments))
        from tui.cli.guard import terminal_given_back

        with terminal_given_back(painted.settings):
            code = _run(arguments)
        sys.exit(code)
    except KeyboardInterrupt:  # before the command line was there to take it
        sys.exit(130)


def _run(arguments: list[str]) -> int:
    try:
        from tui.cli import run

        return run(arguments)
    finally:
        first_page.give_back()


if __name__ == "__main__":
    main()
