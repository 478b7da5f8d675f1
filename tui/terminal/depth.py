"""How many colours a terminal shows, from what its environment says and what it answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tui.terminal.abilities import TRUE_COLOUR, from_environment
from tui.terminal.answers import Answers

__all__ = ["Depth", "colour_depth"]

# These show 24-bit colours in every version that is still in use.
_TRUE_BY_TERM = frozenset(
    {"xterm-kitty", "xterm-ghostty", "foot", "foot-extra", "alacritty", "wezterm", "contour"}
)
_TRUE_BY_NAME = ("kitty", "ghostty", "foot", "wezterm", "iterm2", "contour", "mintty")


@dataclass(frozen=True, slots=True)
class Depth:
    """16, 256 or ``TRUE_COLOUR`` colours, why it is that, and what would make it more, if aught."""

    colours: int
    why: str
    advice: str = ""


def colour_depth(environ: Mapping[str, str], answers: Answers) -> Depth:
    """The colours to draw with. What the terminal answers counts for more than the environment.

    ssh hands on TERM and not COLORTERM, so that the environment alone often says too little.
    """
    name = environ.get("TERM", "")
    told = environ.get("COLORTERM", "").strip().lower() in {"truecolor", "24bit"}
    if answers.true_colour:
        return Depth(TRUE_COLOUR, "the terminal gives a 24-bit colour back when asked for it")
    if answers.true_colour is False:
        depth = from_environment({"TERM": name}).colours
        said = ", though COLORTERM says otherwise" if told else ""
        why = f"the terminal turns a 24-bit colour into another{said}"
        return Depth(min(max(depth, 256), TRUE_COLOUR - 1), why)
    if name.startswith("screen") and told and not _in_tmux(environ, answers):
        return Depth(256, "COLORTERM is that of the terminal around GNU screen, which has 256")
    return _by_names(environ, answers, name, told=told)


def _in_tmux(environ: Mapping[str, str], answers: Answers) -> bool:
    return bool(environ.get("TMUX")) or answers.name.startswith("tmux")


def _by_names(environ: Mapping[str, str], answers: Answers, name: str, *, told: bool) -> Depth:
    """What names promise, of the terminal that does not say what it does with colours."""
    if told:
        return Depth(TRUE_COLOUR, f"COLORTERM={environ['COLORTERM'].strip()}")
    if name in _TRUE_BY_TERM or name.endswith("-direct"):
        return Depth(TRUE_COLOUR, f"TERM={name}")
    if answers.name.lower().startswith(_TRUE_BY_NAME):
        return Depth(TRUE_COLOUR, f"the terminal says it is {answers.name}")
    colours = from_environment({"TERM": name}).colours
    why = f"TERM={name or '(not set)'}, and the terminal does not say more"
    return Depth(colours, why, _advice(environ, answers, name, colours))


def _advice(environ: Mapping[str, str], answers: Answers, name: str, colours: int) -> str:
    if _in_tmux(environ, answers):
        return (
            "If the terminal around tmux shows 24-bit colours: in ~/.tmux.conf "
            "set -as terminal-features ',*:RGB' and set -g default-terminal tmux-256color, "
            "and in the shell export COLORTERM=truecolor"
        )
    if name == "xterm" and colours == 16:
        return "In the shell, or in the terminal's preferences: export TERM=xterm-256color"
    if environ.get("SSH_CONNECTION") and colours == 256:
        return (
            "ssh does not hand COLORTERM on: if the terminal shows 24-bit colours, SendEnv "
            "COLORTERM in ~/.ssh/config here, and AcceptEnv COLORTERM in the server's sshd_config; "
            "or in the shell there export COLORTERM=truecolor"
        )
    return ""
