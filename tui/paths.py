"""Where the program keeps things: settings, data, state and caches.

The first page is painted before anything else is imported, so this imports next to nothing:
``place`` gives a folder as a string, and the functions below it give the same as a ``Path``.
"""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False  # as in typing, which takes 10 ms to import
if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from corpus.places import Places

__all__ = [
    "cache_folder",
    "config_folder",
    "data_folder",
    "place",
    "places",
    "sample_folder",
    "settings_file",
    "state_folder",
    "themes_folder",
]

_NAME = "glossator"

# By kind: our variable, that of the XDG standard, its default, and where macOS keeps such things.
_PLACES = {
    "config": ("GLOSSATOR_CONFIG", "XDG_CONFIG_HOME", "~/.config", "~/Library/Application Support"),
    "data": ("GLOSSATOR_DATA", "XDG_DATA_HOME", "~/.local/share", "~/Library/Application Support"),
    "state": (
        "GLOSSATOR_STATE",
        "XDG_STATE_HOME",
        "~/.local/state",
        "~/Library/Application Support",
    ),
    "cache": ("GLOSSATOR_CACHE", "XDG_CACHE_HOME", "~/.cache", "~/Library/Caches"),
}


def place(kind: str, environ: Mapping[str, str]) -> str:
    """The folder for ``config``, ``data``, ``state`` or ``cache``; absolute, and need not exist.

    Our own variable wins; a relative folder in one of the standard is ignored, as it demands.
    """
    own, standard, default, mac = _PLACES[kind]
    if named := environ.get(own, ""):
        return os.path.abspath(os.path.expanduser(named))  # noqa: PTH100, PTH111
    home = environ.get(standard, "").strip()
    if not os.path.isabs(home):  # noqa: PTH117
        home = os.path.expanduser(mac if sys.platform == "darwin" else default)  # noqa: PTH111
    return os.path.join(home, _NAME)  # noqa: PTH118


def sample_folder() -> str:
    """The folder of the sample collection, in a checkout and in an installed package."""
    return os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "seeds")  # noqa: PTH100, PTH118, PTH120


def config_folder() -> Path:
    """Where ``settings.yaml`` and ``themes/`` are; ``GLOSSATOR_CONFIG`` overrides it."""
    return _folder("config")


def data_folder() -> Path:
    """Where annotations of read-only collections are; ``GLOSSATOR_DATA`` overrides it."""
    return _folder("data")


def state_folder() -> Path:
    """Where positions and read states are; ``GLOSSATOR_STATE`` overrides it."""
    return _folder("state")


def cache_folder() -> Path:
    """Where indexes are, which can be deleted at any time; ``GLOSSATOR_CACHE`` overrides it."""
    return _folder("cache")


def places() -> Places:
    """The person's folders for what belongs to collections."""
    from corpus.places import Places

    return Places(data_folder(), state_folder(), cache_folder())


def _folder(kind: str) -> Path:
    from pathlib import Path

    return Path(place(kind, os.environ))


def settings_file() -> Path:
    """The person's settings; need not exist."""
    return config_folder() / "settings.yaml"


def themes_folder() -> Path:
    """The person's own themes; need not exist."""
    return config_folder() / "themes"
