"""Finding themes, ours and the person's own, and choosing one."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.errors import InputError
from corpus.hostile import harmless_line
from tui.colours import READABLE, contrast
from tui.theme import Theme, read_theme

if TYPE_CHECKING:
    from tui.settings import Settings

__all__ = [
    "DEFAULT_THEME",
    "MONOCHROME",
    "Choice",
    "LoadedThemes",
    "Theme",
    "choose_theme",
    "faint_pairs",
    "load_theme",
    "load_theme_file",
    "load_themes",
]

DEFAULT_THEME = "dark"
MONOCHROME = "monochrome"

# In the order in which the picker shows them.
BUILTIN = (
    "dark",
    "light",
    "paper",
    "high-contrast",
    "colour-blind",
    "colour-blind-light",
    "ansi",
    "monochrome",
)


@dataclass(frozen=True, slots=True)
class LoadedThemes:
    """All themes by name, ours first, and one sentence for each file that could not be used."""

    themes: Mapping[str, Theme]
    failures: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Choice:
    """The theme to start with; ``problem`` is a sentence when it is not the one that was set."""

    theme: Theme
    problem: str = ""


def load_theme_file(path: Path) -> Theme:
    """The theme in a file. Raises InputError with file, line and field."""
    from tui.yaml_fields import read_fields

    return read_theme(read_fields(path))


def _load_builtin(name: str) -> Theme:
    """One of our own, in a checkout and in a wheel alike."""
    from importlib import resources

    from tui.yaml_fields import parse_fields

    file = resources.files("themes") / f"{name}.yaml"
    return read_theme(parse_fields(file.read_text(encoding="utf-8"), f"{name}.yaml"))


def _first_builtin(name: str) -> Theme:
    """The same for a start, which has it from the cache where it was read before."""
    import themes
    from tui.paths import cache_folder
    from tui.theme_cache import kept_theme

    file = Path(themes.__file__ or "").with_name(f"{name}.yaml")
    return kept_theme(file, cache_folder(), lambda: _load_builtin(name))


def load_themes(user_folder: Path | None = None) -> LoadedThemes:
    """Every theme: ours, then ``*.yaml`` of a folder, which win over ours of the same name.

    Never raises: a file that cannot be used is a sentence in ``failures``.
    """
    themes = {name: _load_builtin(name) for name in BUILTIN}
    failures: list[str] = []
    for path in _user_files(user_folder, failures):
        try:
            theme = load_theme_file(path)
        except InputError as error:
            failures.append(f"{error} The theme is left out.")
        else:
            themes[theme.name] = theme
    return LoadedThemes(themes, tuple(failures))


def _user_files(folder: Path | None, failures: list[str]) -> list[Path]:
    if folder is None or not folder.exists():
        return []
    try:
        return sorted(path for path in folder.iterdir() if path.suffix in {".yaml", ".yml"})
    except OSError as error:
        failures.append(f"{folder}: cannot be read ({error.strerror or error}).")
        return []


def load_theme(name: str, user_folder: Path | None = None) -> Theme:
    """One theme by name, reading no more files than needed. Raises InputError."""
    if user_folder is not None and user_folder.is_dir():
        themes = load_themes(user_folder)
        if found := themes.themes.get(name):
            return found
        reason = next((text for text in themes.failures if f"{name}.y" in text), "")
        if reason:
            raise InputError(reason)
    elif name in BUILTIN:
        return _load_builtin(name)
    raise InputError(f"There is no theme “{name}”; there are {', '.join(BUILTIN)}.")


def choose_theme(
    settings: Settings,
    environ: Mapping[str, str] | None = None,
    user_folder: Path | None = None,
    *,
    name: str = "",
) -> Choice:
    """The theme to start with.

    The one named for this time; monochrome when ``NO_COLOR`` is set; the one set; else dark.
    Textual takes ``NO_COLOR`` out of the environment when an app is made, so call this before.
    ``user_folder`` is by default ``themes`` beside the settings. Raises InputError when ``name``
    cannot be used, but never for what the settings say.
    """
    given = os.environ if environ is None else environ
    folder = settings.path.parent / "themes" if user_folder is None else user_folder
    if name:
        return Choice(load_theme(name, folder))
    if given.get("NO_COLOR"):
        return Choice(_first_builtin(MONOCHROME))
    if not settings.theme or (settings.theme in BUILTIN and not folder.is_dir()):
        return Choice(_first_builtin(settings.theme or DEFAULT_THEME))
    try:
        return Choice(load_theme(settings.theme, folder))
    except InputError as error:
        problem = f"{settings.place('theme')}: {error} “{DEFAULT_THEME}” is used."
        return Choice(_load_builtin(DEFAULT_THEME), problem)


def faint_pairs(theme: Theme, least: float = READABLE) -> list[str]:
    """What in a theme is hard to read: one sentence for each pair of colours below ``least``."""
    found: list[str] = []
    for what, colour, ground in theme.pairs():
        ratio = contrast(colour, ground)
        if ratio < least:
            found.append(f"{what}: {colour} on {ground} has contrast {ratio:.2f}, below {least}.")
    return found


def _main(arguments: list[str]) -> int:
    """Check theme files: print what is wrong or hard to read."""
    failed = 0
    for argument in arguments:
        try:
            complaints = faint_pairs(load_theme_file(Path(argument)))
        except InputError as error:
            complaints = [str(error)]
        failed |= bool(complaints)
        for complaint in complaints or [f"{argument}: good."]:
            print(harmless_line(complaint))  # noqa: T201 - printing is what this is for
    return failed


if __name__ == "__main__":
    import sys

    sys.exit(_main(sys.argv[1:]))
