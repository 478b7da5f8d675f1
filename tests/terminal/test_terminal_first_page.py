"""The page that stands before the program is imported."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest
from left_session import (
    BODY,
    TAKEN_OVER,
    homes_in,
    is_at_rest,
    leave,
    painted,
    stands,
    started,
    write_reports,
)
from terminal import ROOT, Terminal, glossator, sequences

MOST_AT_TAKE_OVER = 1500
"""Bytes that may follow a painted page when nothing is done: questions, and what has changed."""


@pytest.fixture
def kept(folder: Path, homes: dict[str, str | None]) -> Path:
    """The collection, opened and left once before."""
    return _opened_and_left(folder, homes)


@pytest.fixture(scope="module")
def left(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """As ``kept``, for all tests that leave it as it was."""
    place = tmp_path_factory.mktemp("left")
    return _opened_and_left(write_reports(place / "collection"), homes_in(place))


def _opened_and_left(folder: Path, homes: dict[str, str | None]) -> Path:
    with Terminal(glossator(str(folder)), env=homes) as terminal:
        stands(terminal)
        assert b"\x1b[2J" not in painted(terminal)
        leave(terminal)
    return folder


def test_the_page_stands_before_the_program_and_is_the_one_it_draws(left: Path) -> None:
    with Terminal(glossator(str(left)), env=homes_in(left.parent)) as terminal:
        before = terminal.wait_for("met the Politburo", "undecided here")
        after = stands(terminal)
        assert b"Politburo" in painted(terminal)
        rows = [row for row in before.splitlines() if row]
        assert rows == [row for row in after.splitlines() if row]
        leave(terminal)
        assert is_at_rest(terminal)


def test_little_is_sent_when_the_page_is_taken_over(left: Path) -> None:
    with started(left, homes_in(left.parent)) as terminal:
        sent = terminal.written[len(painted(terminal)) :]
        assert len(sent) < MOST_AT_TAKE_OVER
        assert b"Politburo" not in sent
        leave(terminal)


def test_the_page_is_drawn_and_nothing_else(left: Path) -> None:
    with started(left, homes_in(left.parent)) as terminal:
        told = sequences(painted(terminal))
        assert [t.body for t in told[:3]] == ["?1049h", "?25l", "?7l"]
        for each in told[3:]:
            assert each.kind in ("csi", "text") or each.body in "\r\n", each
            assert each.kind != "csi" or each.body[-1] in "HmJKXABCDGd", each
        leave(terminal)


def test_keys_typed_at_once_are_acted_on_in_order(kept: Path, homes: dict[str, str | None]) -> None:
    with Terminal(glossator(str(kept)), env=homes) as terminal:
        terminal.wait_for("Politburo")
        assert TAKEN_OVER not in terminal.written
        terminal.send("jjj<enter>")
        terminal.wait_until(lambda screen: "The gamma report" in screen.splitlines()[0])
        leave(terminal)


def test_keys_typed_before_anything_is_kept_are_acted_on(
    folder: Path, homes: dict[str, str | None]
) -> None:
    with Terminal(glossator(str(folder)), env=homes) as terminal:
        terminal.send("jj")
        terminal.wait_until(
            lambda screen: [line[:1] for line in screen.splitlines()[2:6]] == [" ", " ", "▌", " "]
        )
        leave(terminal)


def test_a_place_that_was_read_to_stands_there_at_once(
    kept: Path, homes: dict[str, str | None]
) -> None:
    with started(kept, homes) as terminal:
        terminal.send("<enter>G")
        terminal.wait_for("100 %")
        leave(terminal)
    with started(kept, homes) as terminal:
        assert b"100 %" in painted(terminal)
        leave(terminal)


def _document_changed(folder: Path, homes: dict[str, str | None]) -> None:
    (folder / "alpha.txt").write_text(f"Another alpha{BODY}")


def _document_added(folder: Path, homes: dict[str, str | None]) -> None:
    (folder / "epsilon.txt").write_text(f"The epsilon report{BODY}")


def _theme_set(folder: Path, homes: dict[str, str | None]) -> None:
    config = Path(homes["GLOSSATOR_CONFIG"] or "")
    config.mkdir()
    (config / "settings.yaml").write_text("theme: light\n")


def _labels_made(folder: Path, homes: dict[str, str | None]) -> None:
    (folder / "labels.yaml").write_text(
        'labels:\n  - {name: PERSON, key: "1", letter: P, hue: person}\n'
    )


def _cache_removed(folder: Path, homes: dict[str, str | None]) -> None:
    page_file(homes).unlink()


def _cache_damaged(folder: Path, homes: dict[str, str | None]) -> None:
    file = page_file(homes)
    file.write_bytes(file.read_bytes()[:-9])


def _cache_hostile(folder: Path, homes: dict[str, str | None]) -> None:
    file = page_file(homes)
    file.write_bytes(file.read_bytes() + b"\x1b]0;owned\x07")


def _other_colours(folder: Path, homes: dict[str, str | None]) -> None:
    homes["COLORTERM"] = None


def page_file(homes: dict[str, str | None]) -> Path:
    (file,) = Path(homes["GLOSSATOR_CACHE"] or "").glob("*/first-page")
    return file


def test_no_page_is_painted_where_something_has_changed(
    kept: Path, homes: dict[str, str | None]
) -> None:
    for change in (
        *(_document_changed, _document_added, _labels_made, _cache_removed, _cache_damaged),
        *(_cache_hostile, _theme_set, _other_colours),
    ):
        change(kept, homes)
        with started(kept, homes) as terminal:
            assert b"Politburo" not in painted(terminal), change
            assert b"owned" not in terminal.written
            leave(terminal)
    with started(kept, homes) as terminal:  # and nothing has changed since
        assert b"Politburo" in painted(terminal)
        leave(terminal)


def test_another_size_has_no_page(kept: Path, homes: dict[str, str | None]) -> None:
    with started(kept, homes, size=(110, 30)) as terminal:
        assert b"Politburo" not in painted(terminal)
        leave(terminal)


def test_options_have_no_page_and_leave_none(kept: Path, homes: dict[str, str | None]) -> None:
    before = page_file(homes).read_bytes()
    with started(kept, homes, "--theme", "light") as terminal:
        assert b"Politburo" not in painted(terminal)
        leave(terminal)
    assert page_file(homes).read_bytes() == before


def test_a_kill_makes_the_page_old(kept: Path, homes: dict[str, str | None]) -> None:
    with started(kept, homes) as terminal:
        terminal.send("<enter>G")
        terminal.wait_for("100 %")
        terminal.kill(signal.SIGKILL)
    with started(kept, homes) as terminal:
        assert b"Politburo" not in painted(terminal)
        assert "100 %" in terminal.text
        leave(terminal)


def test_an_end_by_a_signal_keeps_the_page(kept: Path, homes: dict[str, str | None]) -> None:
    with started(kept, homes) as terminal:
        terminal.send("<enter>G")
        terminal.wait_for("100 %")
        os.kill(terminal.pid, signal.SIGHUP)
        assert terminal.wait_exit() == 128 + signal.SIGHUP
    with started(kept, homes) as terminal:
        assert b"100 %" in painted(terminal)
        leave(terminal)


def test_a_failure_after_the_page_gives_the_terminal_back_and_is_seen(
    left: Path, tmp_path: Path
) -> None:
    place = tmp_path / "broken"
    place.mkdir()
    (place / "textual.py").write_text("raise RuntimeError('broken on purpose')\n")
    broken = homes_in(left.parent) | {"PYTHONPATH": f"{place}:{ROOT}"}
    with Terminal(glossator(str(left)), env=broken) as terminal:
        assert terminal.wait_exit() == 70
        assert b"Politburo" in terminal.written
        assert is_at_rest(terminal)
        assert terminal.written.rindex(b"\x1b[?1049l") < terminal.written.index(b"glossator: ")
        assert b"RuntimeError: broken on purpose" in terminal.written


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_being_ended_while_only_the_page_stands_gives_the_terminal_back(
    number: int, left: Path, tmp_path: Path
) -> None:
    place = tmp_path / "slow"
    place.mkdir()
    fifo = place / "fifo"
    os.mkfifo(fifo)
    (place / "textual.py").write_text(f"open({str(fifo)!r}).read()\n")
    slow = homes_in(left.parent) | {"PYTHONPATH": f"{place}:{ROOT}"}
    with Terminal(glossator(str(left)), env=slow) as terminal:
        terminal.wait_for("Politburo")
        with fifo.open("w"):  # the program is importing now
            os.kill(terminal.pid, number)
            assert terminal.wait_exit() == -number
        assert is_at_rest(terminal)


def test_a_pipe_or_a_dumb_terminal_has_no_page(kept: Path, homes: dict[str, str | None]) -> None:
    with Terminal(glossator(str(kept)), env=homes | {"TERM": "dumb"}) as terminal:
        terminal.wait_for("Line 1 about")
        assert b"\x1b[?1049h" not in terminal.written
    shell = ["/bin/sh", "-c", 'exec "$@" | cat', "sh", *glossator(str(kept))]
    with Terminal(shell, env=homes) as terminal:
        assert terminal.wait_exit() == 0
        assert b"\x1b" not in terminal.written
