"""Where the program keeps things: settings, data, state and caches."""

from __future__ import annotations

import os
from pathlib import Path

__all__ = [
    "cache_folder",
    "config_folder",
    "data_folder",
    "settings_file",
    "state_folder",
    "themes_folder",
]

_NAME = "glossator"


def _given(variable: str) -> Path | None:
    """The folder an environment variable names, absolute, or None."""
    named = os.environ.get(variable, "")
    return Path(os.path.abspath(os.path.expanduser(named))) if named else None  # noqa: PTH100, PTH111


def config_folder() -> Path:
    """Where ``settings.yaml`` and ``themes/`` are; ``GLOSSATOR_CONFIG`` overrides it."""
    if given := _given("GLOSSATOR_CONFIG"):
        return given
    from platformdirs import user_config_path

    return user_config_path(_NAME)


def data_folder() -> Path:
    """Where annotations of read-only collections are; ``GLOSSATOR_DATA`` overrides it."""
    if given := _given("GLOSSATOR_DATA"):
        return given
    from platformdirs import user_data_path

    return user_data_path(_NAME)


def state_folder() -> Path:
    """Where positions and read states are; ``GLOSSATOR_STATE`` overrides it."""
    if given := _given("GLOSSATOR_STATE"):
        return given
    from platformdirs import user_state_path

    return user_state_path(_NAME)


def cache_folder() -> Path:
    """Where indexes are, which can be deleted at any time; ``GLOSSATOR_CACHE`` overrides it."""
    if given := _given("GLOSSATOR_CACHE"):
        return given
    from platformdirs import user_cache_path

    return user_cache_path(_NAME)


def settings_file() -> Path:
    """The person's settings; need not exist."""
    return config_folder() / "settings.yaml"


def themes_folder() -> Path:
    """The person's own themes; need not exist."""
    return config_folder() / "themes"
