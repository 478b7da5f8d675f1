"""What tmux around us says of itself and of the terminal around it."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping
from dataclasses import dataclass

__all__ = ["Tmux", "around"]

_FORMATS = ("version", "set-clipboard", "escape-time", "mouse_any_flag", "client_termfeatures")
_PATIENCE = 2.0


@dataclass(frozen=True, slots=True)
class Tmux:
    """``clipboard`` is on, external or off; empty is what it did not say."""

    version: str = ""
    clipboard: str = ""
    escape_time: int | None = None
    mouse_wanted: bool | None = None
    features: tuple[str, ...] = ()
    asked: bool = False


def around(environ: Mapping[str, str]) -> Tmux | None:
    """The tmux we are in; None when we are in none. One that cannot be asked says nothing."""
    if not environ.get("TMUX"):
        return None
    pane = ("-t", environ["TMUX_PANE"]) if environ.get("TMUX_PANE") else ()
    line = "|".join(f"#{{{name}}}" for name in _FORMATS)
    try:
        said = subprocess.run(
            ["tmux", "display-message", "-p", *pane, line],  # noqa: S607  # the person's own tmux
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=_PATIENCE,
            check=True,
            env=dict(environ),
        ).stdout.decode("utf-8", "replace")
    except (OSError, subprocess.SubprocessError):
        return Tmux()
    values = said.strip().split("|")
    if len(values) != len(_FORMATS):
        return Tmux()
    version, clipboard, escape_time, mouse, features = values
    return Tmux(
        version=version,
        clipboard=clipboard,
        escape_time=int(escape_time) if escape_time.isdecimal() else None,
        mouse_wanted={"0": False, "1": True}.get(mouse),
        features=tuple(filter(None, features.split(","))),
        asked=True,
    )
