"""Fixtures of the tests on real lines and terminals."""

from __future__ import annotations

from pathlib import Path

import pytest
from left_session import folder, homes
from sshd import Sshd, sshd
from visitor import Visitor

__all__ = ["folder", "homes", "sshd", "visitor"]


@pytest.fixture
def visitor(sshd: Sshd, tmp_path: Path) -> Visitor:
    """A collection of this test's own, reached by ssh."""
    return Visitor(sshd, tmp_path)
