"""The command line: opening the screen, and everything that needs none.

Textual is imported only when a screen is opened, and each command imports what it needs when it
runs, so that ``--help``, ``--version`` and the commands for scripts start quickly.
"""

from __future__ import annotations

from collections.abc import Sequence

__all__ = ["run"]


def run(arguments: Sequence[str]) -> int:
    """Run one command line; the exit code says how it went. See ``tui.cli.running``."""
    from tui.cli import running

    return running.run(arguments)
