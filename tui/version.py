"""The version of Glossator; the package's metadata is made from it."""

from __future__ import annotations

__all__ = ["VERSION"]

VERSION = "0.1.0"
