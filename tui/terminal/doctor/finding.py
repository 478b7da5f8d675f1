"""What one check found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

__all__ = ["Finding", "State", "change", "good", "unknown"]

State = Literal["good", "change", "unknown"]


@dataclass(frozen=True, slots=True)
class Finding:
    """What was looked at, how it stands, what was found, and what to do about it."""

    check: str
    state: State
    found: str
    advice: str = ""


def good(check: str, found: str, advice: str = "") -> Finding:
    """All is well; ``advice`` is what might be better still."""
    return Finding(check, "good", found, advice)


def change(check: str, found: str, advice: str) -> Finding:
    """Something should be changed, as ``advice`` says."""
    return Finding(check, "change", found, advice)


def unknown(check: str, found: str, advice: str = "") -> Finding:
    """It cannot be known from here."""
    return Finding(check, "unknown", found, advice)
