"""The command line: opening the screen, and everything that needs none.

Textual is imported only when a screen is opened, and each command imports what it needs when it
runs, so that ``--help``, ``--version`` and the commands for scripts start quickly.
"""

from __future__ import annotations

from tui.cli.running import run

__all__ = ["run"]
