"""Errors a person can do something about: each says what, where, and what to do."""

from __future__ import annotations

__all__ = ["GlossatorError", "InputError", "StoreError", "UsageError"]


class GlossatorError(Exception):
    """A failure with one clear sentence; ``exit_code`` is what a command ends with."""

    exit_code = 3


class UsageError(GlossatorError):
    """The call itself cannot be understood."""

    exit_code = 2


class InputError(GlossatorError):
    """Something read from outside (a document, a theme, a label set, settings) is not usable."""

    exit_code = 3


class StoreError(GlossatorError):
    """Annotations cannot be read or kept where they should be."""

    exit_code = 4
