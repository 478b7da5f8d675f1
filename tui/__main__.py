"""Where the program begins: ``glossator`` and ``python -m tui``."""

from __future__ import annotations

import sys

__all__ = ["main"]


def main() -> None:
    """Run the command line and leave with its exit code."""
    try:
        from tui.cli import run

        sys.exit(run(sys.argv[1:]))
    except KeyboardInterrupt:  # before the command line was there to take it
        sys.exit(130)


if __name__ == "__main__":
    main()
