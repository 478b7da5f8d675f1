"""Where the program begins: ``glossator`` and ``python -m tui``."""

from __future__ import annotations

import os
import sys

from tui.terminal import first_page

__all__ = ["main"]


def main() -> None:
    """Run the command line and leave with its exit code."""
    try:
        # Before anything else is imported: somebody is waiting for something to read.
        painted = first_page.paint(sys.argv[1:], os.environ)
        if painted is None:
            sys.exit(_run())
        from tui.cli.guard import terminal_given_back

        with terminal_given_back(painted.settings):
            code = _run()
        sys.exit(code)
    except KeyboardInterrupt:  # before the command line was there to take it
        sys.exit(130)


def _run() -> int:
    try:
        from tui.cli import run

        return run(sys.argv[1:])
    finally:
        first_page.give_back()


if __name__ == "__main__":
    main()
