"""Commands about the program itself: label sets, keys, themes."""

from __future__ import annotations

from pathlib import Path

import click

from tui.cli.output import Column, write_json, write_line, write_rows
from tui.cli.session import json_option, tell_problems

__all__ = ["keys", "labels", "themes"]


@click.command()
@click.argument("path")
@json_option
def labels(path: str, as_json: bool) -> None:
    """Check the label set in the YAML file PATH, and list its labels."""
    from corpus.labels import load_label_set

    label_set = load_label_set(Path(path))
    if as_json:
        for label in label_set.labels:
            write_json(
                {
                    "name": label.name,
                    "key": label.key,
                    "letter": label.letter,
                    "description": label.description,
                    "hue": label.hue,
                }
            )
        return
    rows = [(label.name, label.key, label.letter, label.description) for label in label_set.labels]
    write_rows((Column(), Column(), Column(), Column(flexible=True)), rows)


@click.command()
@json_option
def keys(as_json: bool) -> None:
    """Print every command with its keys, yours included, as Markdown."""
    from tui.commands import markdown_tables
    from tui.keymap import build_keymap
    from tui.settings import load_settings

    settings = load_settings()
    keymap = build_keymap(settings.keys, settings.place)
    tell_problems((*settings.problems, *keymap.problems))
    if not as_json:
        write_line(markdown_tables(keymap.commands).rstrip("\n"))
        return
    from tui.keymap import shown_keys

    for command in keymap.commands:
        write_json(
            {
                "command": command.id,
                "keys": list(shown_keys(command.key_names)),
                "title": command.title,
                "help": command.help,
                "context": command.context,
            }
        )


@click.command()
@json_option
def themes(as_json: bool) -> int:
    """List the themes, ours and yours; say what is wrong with those that cannot be used."""
    from corpus.errors import InputError
    from tui.paths import themes_folder
    from tui.theming import load_themes

    loaded = load_themes(themes_folder())
    tell_problems(loaded.failures)
    if as_json:
        for theme in loaded.themes.values():
            write_json({"theme": theme.name, "title": theme.title, "dark": theme.dark})
    else:
        rows = [
            (theme.name, "dark" if theme.dark else "light", theme.title)
            for theme in loaded.themes.values()
        ]
        write_rows((Column(), Column(), Column(flexible=True)), rows)
    return InputError.exit_code if loaded.failures else 0
