"""What is measured: our program and its rivals, what they open, and the keys that are pressed."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from wire_terminal import ROOT, WireTerminal

from tests.benchmarks.texts import write_long, write_reports

__all__ = [
    "DEAD",
    "LETTER",
    "MENTION",
    "PAGE",
    "ROW",
    "SCROLL",
    "Program",
    "Step",
    "Texts",
    "programs",
    "sized",
    "version",
    "write_texts",
]

TITLE = "The long text begins"
REPORT = "from the harbour"
NAME = "Hai Phong"
"""Named in every paragraph of the reports, so that one screen has many mentions of it."""

LINE = 72
"""Columns of the lines in the long texts, so that no program has to wrap them."""

TEXTUAL_EMPTY = """
from textual.app import App
from textual.widgets import Static
class Empty(App):
    def compose(self):
        yield Static("an empty app")
    def on_key(self, event):
        self.query_one(Static).update("acted on " + event.key)
Empty().run()
"""

Meant = Callable[[str, str], bool]


@dataclass(frozen=True, slots=True)
class Step:
    """A key pressed many times, after ``before`` (each piece waited for).

    ``meant`` says of the screens before and after whether it was what is to be measured; others
    are left out.
    """

    name: str
    keys: tuple[str, ...]
    before: tuple[str, ...] = ()
    meant: Meant = lambda old, new: old != new
    after: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Program:
    """One program in one situation. ``readable`` is on its screen when a page can be read.

    ``waits``: what is on the screen when nothing is done in the background any more.
    ``first_key`` is pressed while it starts, and ``acted`` says of a screen whether it was acted
    on. ``rest``: keys before it is left, so that it begins with the same page again. ``small``:
    its page is less than a screen of text. ``by_size``: is also measured with a text of 30 MB.
    """

    name: str
    command: tuple[str, ...]
    readable: str
    steps: tuple[Step, ...] = ()
    quit: str = "q"
    kind: str = "xterm"
    waits: str = ""
    folder: Path | None = None
    env: tuple[tuple[str, str | None], ...] = ()
    absent: str = ""
    opens: str = ""
    small: bool = False
    first_key: str = ""
    acted: Callable[[str], bool] = lambda _screen: False
    rest: tuple[str, ...] = ()
    by_size: bool = False
    rival: bool = False

    def start(self) -> WireTerminal:
        """Run it."""
        return WireTerminal(self.command, kind=self.kind, env=dict(self.env), cwd=self.folder)

    def shown(self, screen: str) -> bool:
        """Whether a page can be read."""
        return self.readable in screen and (self.small or _is_page(screen))


@dataclass(frozen=True, slots=True)
class Texts:
    """Where the texts are."""

    home: Path
    collection: Path
    short: Path
    long: Path
    huge: Path
    empty: Path


def write_texts(home: Path) -> Texts:
    """A collection of twenty reports, texts of 3 and 30 MB, and one of 20 KB as Markdown."""
    texts = Texts(
        home,
        home / "collection",
        home / "text.md",
        home / "long.txt",
        home / "huge.txt",
        home / "empty.py",
    )
    write_reports(texts.collection, 20, (15_000, 25_000), NAME)
    write_long(texts.short, 20_000, LINE)
    write_long(texts.long, 3_000_000, LINE)
    write_long(texts.huge, 30_000_000, LINE)
    texts.empty.write_text(TEXTUAL_EMPTY, encoding="utf-8")
    return texts


# What a screen of ours shows


def _reader(screen: str) -> list[str]:
    """The reader's rows without the title and the status lines; with or without a list beside."""
    rows = screen.split("\n")[2:-2]
    return [row.partition("│")[2] if "│" in row[:60] else row for row in rows]


def _is_page(screen: str) -> bool:
    return sum(len(row) > 20 for row in screen.split("\n")) > 15


def _cursor_row(screen: str) -> int:
    rows = enumerate(screen.split("\n"))
    return next((at for at, row in rows if row.startswith(("▌", ">"))), -1)


def _row_scrolled(old: str, new: str) -> bool:
    before, after = _reader(old), _reader(new)
    same = sum(a == b for a, b in zip(before[1:], after[:-1], strict=True))
    return before != after and same > len(before) - 4


def _page_turned(old: str, new: str) -> bool:
    return sum(a != b for a, b in zip(_reader(old), _reader(new), strict=True)) > 15


def _row_chosen(old: str, new: str) -> bool:
    return _cursor_row(old) != _cursor_row(new)


def _same_page(old: str, new: str) -> bool:
    """A jump that scrolls nothing: only the status lines and highlights differ."""
    return old != new and _reader(old) == _reader(new)


def _scrolled_anywhere(old: str, new: str) -> bool:
    before, after = old.split("\n"), new.split("\n")
    same = sum(a == b for a, b in zip(before[1:], after[:-1], strict=True))
    return old != new and same > len(before) // 2


def _letters(word: str) -> tuple[str, ...]:
    return tuple(word)


SCROLL, PAGE, ROW, LETTER, MENTION, DEAD = (
    *("scroll one line", "page", "cursor one row in the list", "one letter in the search bar"),
    *("jump to the next mention", "dead key"),
)
_F9 = "\x1b[20~"
_WORD = "hai phong st"


def _ours(texts: Texts, name: str, checkout: Path, state: str, kind: str = "xterm") -> Program:
    homes = {f"GLOSSATOR_{one}": str(texts.home / state / one.lower()) for one in _HOMES}
    # Compiled files are kept, as where the program is installed.
    env = {**homes, "PYTHONPATH": str(checkout), "PYTHONDONTWRITEBYTECODE": None}
    return Program(
        name=name,
        command=(sys.executable, "-m", "tui"),
        readable=TITLE,
        kind=kind,
        folder=checkout,
        env=tuple(env.items()),
    )


_HOMES = ("DATA", "STATE", "CACHE", "CONFIG")


def _our_situations(
    texts: Texts, name: str, checkout: Path, state: str, kind: str
) -> tuple[Program, Program]:
    base = _ours(texts, name, checkout, state, kind)
    beside = replace(
        base,
        command=(*base.command, str(texts.collection)),
        readable=REPORT,
        waits="undecided here",
        opens="beside",
        first_key="/",
        acted=lambda screen: "find in titles" in screen,
        steps=(
            Step(ROW, ("j",) * 8 + ("k",) * 6, ("<home>",), _row_chosen),
            Step(SCROLL, ("j",) * 12, ("<enter>", "<home>", "j" * 36, "j" * 6), _row_scrolled),
            Step(PAGE, ("<pagedown>",) * 4, ("<home>",), _page_turned),
            Step(LETTER, _letters(_WORD), ("<home>", "/"), after=("<esc>",)),
            Step(
                MENTION,
                ("n",) * 12,
                ("/", NAME, "<enter>"),
                _same_page,
            ),
            Step(DEAD, (_F9,) * 3, (_F9,), meant=lambda old, new: old == new),
        ),
    )
    full = replace(
        base,
        command=(*base.command, str(texts.long)),
        waits="undecided here",
        opens="full",
        first_key="G",
        acted=lambda screen: TITLE in screen and "100 %" in screen and _is_page(screen),
        by_size=kind == "xterm",
        rest=("<home>",),
        steps=(
            Step(SCROLL, ("j",) * 12, ("<home>", "j" * 36, "j" * 6), _row_scrolled),
            Step(PAGE, ("<pagedown>",) * 8, (), _page_turned),
            Step(DEAD, (_F9,) * 3, (_F9,), meant=lambda old, new: old == new),
        ),
    )
    return beside, full


def programs(texts: Texts, rivals: Path, before: Path | None) -> list[Program]:
    """Everything that is measured, ours first."""
    found = [
        *_our_situations(texts, "glossator", ROOT, "ours", "xterm"),
        _our_situations(texts, "glossator in tmux", ROOT, "ours-tmux", "tmux")[0],
    ]
    if before is not None:
        found += _our_situations(texts, "before", before, "before", "xterm")
    home = (("HOME", str(texts.home)),)
    empty = Program(
        "empty Textual app",
        (sys.executable, str(texts.empty)),
        "an empty app",
        quit="<ctrl+q>",
        small=True,
        first_key="x",
        acted=lambda screen: "acted on x" in screen,
    )
    return [*found, *_rivals(texts, rivals, home), empty]


def _rivals(texts: Texts, folder: Path, home: tuple[tuple[str, str | None], ...]) -> list[Program]:
    def keys(scroll: str, page: str, *steps: Step, at: tuple[str, ...] = ()) -> tuple[Step, ...]:
        return (
            Step(SCROLL, (scroll,) * 12, at, _scrolled_anywhere),
            Step(PAGE, (page,) * 6),
            *steps,
            Step(DEAD, (_F9,) * 3, (_F9, _F9), lambda _old, _new: True),
        )

    long = str(texts.long)
    letters = Step(LETTER, _letters(_WORD), ("/",), after=("<ctrl+c>",))
    found = [
        _installed("less", (long,), keys("j", "<pagedown>", letters)),
        _installed(
            "vim",
            ("-i", "NONE", "-n", "-R", long),
            keys(
                "j",
                "<pagedown>",
                letters,
                Step(MENTION, ("n",) * 8, ("gg", f"/{NAME}<enter>"), _vim_jumped),
                at=("L",),
            ),
            quit=":q!<enter>",
        ),
        replace(
            _installed("lnav", (long,), keys("j", "<pagedown>", letters, at=("<home>",))),
            readable="LOG",
        ),
        replace(
            _from_pip(folder, "toolong", "tl", long, keys("<down>", "<pagedown>", at=("<home>",))),
            readable="TAIL",
        ),
        _from_pip(folder, "frogmouth", "frogmouth", str(texts.short), keys("<down>", "<pagedown>")),
    ]
    return [
        replace(program, env=home, opens="full", rival=True, by_size=program.name != "frogmouth")
        for program in found
    ]


def _vim_jumped(old: str, new: str) -> bool:
    before, after = old.split("\n"), new.split("\n")
    return old != new and before[:-1] == after[:-1]


def _installed(
    name: str,
    arguments: tuple[str, ...],
    steps: tuple[Step, ...],
    quit: str = "q",  # noqa: A002
) -> Program:
    path = shutil.which(name)
    return Program(
        name,
        (path or name, *arguments),
        TITLE,
        steps,
        quit=quit,
        absent="" if path else f"{name} is not installed",
    )


def _from_pip(
    folder: Path, package: str, script: str, file: str, steps: tuple[Step, ...]
) -> Program:
    """A rival with an environment of its own, since it wants another Textual than ours."""
    path = folder / package / "bin" / script
    absent = "" if path.exists() else _install(folder / package, package)
    return Program(package, (str(path), file), TITLE, steps, quit="<ctrl+q>", absent=absent)


def _install(environment: Path, package: str) -> str:
    """Why it cannot be installed; empty when it is."""
    pip = [str(environment / "bin" / "python"), "-m", "pip", "install", "-qq"]
    for command in (
        [sys.executable, "-m", "venv", "--clear", str(environment)],
        [*pip, "--disable-pip-version-check", package],
    ):
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            shutil.rmtree(environment, ignore_errors=True)
            lines = (done.stderr or done.stdout).strip().splitlines()
            return f"{package} cannot be installed: {lines[-1] if lines else 'pip failed'}"
    return ""


def sized(program: Program, file: Path) -> Program:
    """The same program with another text."""
    return replace(program, command=(*program.command[:-1], str(file)), steps=())


def version(program: Program) -> str:
    """What a rival says of its version."""
    if program.absent:
        return program.absent
    done = subprocess.run(
        [program.command[0], "--version"], capture_output=True, text=True, check=False
    )
    lines = (done.stdout or done.stderr).strip().splitlines()
    found = re.search(r"\d+(\.\d+)*", lines[0]) if lines else None
    return found[0] if found else "?"
