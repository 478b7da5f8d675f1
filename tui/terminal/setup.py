"""What a driver and its app know of each other: the terminal as it was found, and who is told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Protocol

from tui.terminal.abilities import Abilities, from_environment
from tui.terminal.answers import Answers
from tui.terminal.depth import colour_depth
from tui.terminal.first_page import Painted

__all__ = ["Host", "Setup", "able"]


@dataclass(frozen=True, slots=True)
class Setup:
    """What is known of the terminal before it is taken over.

    ``plain`` sends whole frames as Textual writes them; ``painted`` is a page drawn before.
    """

    abilities: Abilities
    plain: bool = False
    painted: Painted | None = None

    @classmethod
    def of(
        cls, environ: Mapping[str, str], *, plain: bool = False, painted: Painted | None = None
    ) -> Setup:
        """What the environment says of the terminal."""
        return cls(able(environ, from_environment(environ), Answers()), plain, painted)


def able(environ: Mapping[str, str], known: Abilities, answers: Answers) -> Abilities:
    """What a terminal can do by its names and its answers so far."""
    colours = colour_depth(environ, answers).colours
    return replace(answers.abilities(known), colours=colours)


class Host(Protocol):
    """What the app does when something happens to its terminal; all on its own thread."""

    setup: Setup

    def told_to_end(self, number: int) -> None:
        """A signal, or the loss of the terminal (SIGHUP), asks for an end."""

    def terminal_answered(self, abilities: Abilities) -> None:
        """The terminal has said what it can do."""

    def line_silent(self, seconds: float | None) -> None:
        """The line does not answer (None), or does again after so many seconds."""

    def drawing_plainly(self, reason: str) -> None:
        """Frames are sent whole from now on."""

    def key_answered(self) -> None:
        """What the last key changed is on its way."""
