"""Arithmetic of colours: contrast, mixing, and tints that text stays readable on.

Colours are ``#rrggbb``. Contrast is that of WCAG 2.2 (relative luminance of sRGB, 1 to 21).
"""

from __future__ import annotations

import colorsys
import re

__all__ = ["READABLE", "contrast", "is_colour", "mix", "nearest_name", "readable", "tint"]

READABLE = 4.5
"""The least contrast of text, WCAG's level AA."""

_STEPS = 64
_STRONGEST = 0.4  # the share of the colour in a tint
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")


def is_colour(written: str) -> bool:
    """Whether this is a colour written ``#rrggbb``."""
    return _COLOUR.fullmatch(written) is not None


def _channels(colour: str) -> tuple[float, float, float]:
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return red, green, blue


def _luminance(colour: str) -> float:
    red, green, blue = (
        value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
        for value in _channels(colour)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, from 1 (the same) to 21 (black and white)."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def mix(one: str, other: str, share: float) -> str:
    """So much of ``one``, from 0 to 1, and the rest of ``other``."""
    values = (
        round(255 * (a * share + b * (1 - share)))
        for a, b in zip(_channels(one), _channels(other), strict=True)
    )
    return "#{:02x}{:02x}{:02x}".format(*values)


def readable(colour: str, grounds: tuple[str, ...], ink: str) -> str:
    """The colour, mixed with as little of ``ink`` as makes it readable on all the grounds.

    ``ink`` itself when no mixture is.
    """
    for step in range(_STEPS + 1):
        mixed = mix(ink, colour, step / _STEPS)
        if all(contrast(mixed, ground) >= READABLE for ground in grounds):
            return mixed
    return ink


def tint(colour: str, ground: str, text: str) -> str:
    """A ground with as much of the colour in it, up to a share, as text stays readable on."""
    for step in range(_STEPS, -1, -1):
        mixed = mix(colour, ground, _STRONGEST * step / _STEPS)
        if contrast(text, mixed) >= READABLE:
            return mixed
    return ground


def nearest_name(colour: str) -> str:
    """Which of a terminal's colours is nearest in hue; ``default`` for what is nearly grey."""
    hue, _, saturation = colorsys.rgb_to_hls(*_channels(colour))
    if saturation < 0.15:
        return "default"
    names = ("red", "yellow", "green", "cyan", "blue", "magenta")
    return names[round(hue * 6) % 6]
