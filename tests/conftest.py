"""What all tests share: a home of their own, and a clear word on what was skipped."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

FROM_OUTSIDE = (
    *("NO_COLOR", "FORCE_COLOR", "CLICOLOR_FORCE", "COLUMNS", "LINES"),
    *(f"GLOSSATOR_{name}" for name in ("CONFIG", "DATA", "STATE", "CACHE", "DEBUG")),
)


@pytest.fixture(scope="session", autouse=True)
def home_of_the_tests(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """No test reads or writes the settings, caches and notes of whoever runs it."""
    home = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HOME", str(home))
        for name in ("CONFIG", "DATA", "STATE", "CACHE"):
            patch.setenv(f"XDG_{name}_HOME", str(home / name.lower()))
        for name in FROM_OUTSIDE:
            patch.delenv(name, raising=False)
        # What is started keeps its compiled modules, as where it is installed.
        patch.delenv("PYTHONDONTWRITEBYTECODE", raising=False)
        yield home


def _skipped(config: pytest.Config) -> list[pytest.TestReport | pytest.CollectReport]:
    reporter = config.pluginmanager.get_plugin("terminalreporter")
    return list(reporter.stats.get("skipped", ())) if reporter else []


def _reason(report: pytest.TestReport | pytest.CollectReport) -> str:
    return str(report.longrepr[2]) if isinstance(report.longrepr, tuple) else str(report.longrepr)


def _skips_are_failures() -> bool:
    return os.environ.get("CI", "").lower() in {"1", "true", "yes"}


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """With CI=true a skipped test is a failed run: a machine that lacks something must say so."""
    on_the_outside = not hasattr(session.config, "workerinput")
    if on_the_outside and exitstatus == 0 and _skips_are_failures() and _skipped(session.config):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> Iterator[None]:
    """Count and name what was skipped, last of all."""
    yield
    skipped = _skipped(terminalreporter.config)
    if not skipped:
        terminalreporter.write_line("nothing was skipped")
        return
    verdict = " (with CI=true that fails)" if _skips_are_failures() else ""
    terminalreporter.section(f"skipped: {len(skipped)}{verdict}")
    for report in skipped:
        terminalreporter.write_line(f"{report.nodeid}: {_reason(report)}")
