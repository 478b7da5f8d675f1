"""The commands by name. A first argument that is no command is a path to open."""

from __future__ import annotations

import importlib
from gettext import gettext

import click

from tui.version import VERSION

__all__ = ["COMMANDS", "glossator"]

COMMANDS = {
    "open": "tui.cli.opening:open_paths",
    "index": "tui.cli.searching:index",
    "find": "tui.cli.searching:find",
    "mentions": "tui.cli.searching:mentions",
    "entities": "tui.cli.searching:entities",
    "concordance": "tui.cli.concordance:concordance",
    "card": "tui.cli.facts:card",
    "company": "tui.cli.facts:company",
    "frequency": "tui.cli.facts:frequency",
    "collocations": "tui.cli.facts:collocations",
    "quotations": "tui.cli.quoting:quotations",
    "show": "tui.cli.showing:show",
    "export": "tui.cli.exchanging:export",
    "import": "tui.cli.exchanging:import_",
    "labels": "tui.cli.telling:labels",
    "keys": "tui.cli.telling:keys",
    "themes": "tui.cli.telling:themes",
    "doctor": "tui.cli.doctoring:doctor",
}
_OWN_OPTIONS = frozenset({"--help", "-h", "--version"})


class _Commands(click.Group):
    """Imports a command when it is called; what names no command is opened."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's own
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        where = COMMANDS.get(cmd_name)
        if where is None:
            return None
        module, name = where.split(":")
        command = getattr(importlib.import_module(module), name)
        assert isinstance(command, click.Command)
        return command

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if not args or not (args[0] in COMMANDS or args[0] in _OWN_OPTIONS):
            args = ["open", *args]
        return super().parse_args(ctx, args)

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        formatter.write_usage("glossator", "[PATH]...", prefix=gettext("Usage: "))
        formatter.write_usage("glossator", "COMMAND [OPTION]... [PATH]...", prefix=" " * 7)


@click.group(
    cls=_Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="A first argument that names a command is that command: open a folder called “index” "
    "with ./index. A dash stands for text from a pipe. Exit codes: 0 found or done, 1 nothing "
    "found, 2 usage, 3 bad input, 4 annotations unavailable.",
)
@click.version_option(VERSION, prog_name="Glossator", message="%(prog)s %(version)s")
def glossator() -> None:
    """Read, search and annotate document collections in the terminal.

    Without a PATH the sample collection is opened. PATH is a folder, a text or Markdown file, or
    a JSON Lines file.
    """
