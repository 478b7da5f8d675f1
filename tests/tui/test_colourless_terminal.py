"""What really goes to a terminal: no colour at all where none is wanted."""

import os
import pty
import re
import struct
import subprocess
import sys
from fcntl import ioctl
from pathlib import Path
from termios import TIOCSWINSZ

import pytest

PROGRAM = Path(__file__).with_name("colourless_program.py")
SGR = re.compile(rb"\x1b\[([\d;:]*)m")


def sent(arguments, **environ):
    """All bytes the program writes to a terminal of 80×24."""
    leader, follower = pty.openpty()
    ioctl(follower, TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    clean = {name: value for name, value in os.environ.items() if name != "NO_COLOR"}
    clean["PYTHONPATH"] = f"{PROGRAM.parents[2]}{os.pathsep}{PROGRAM.parent}"
    process = subprocess.Popen(
        [sys.executable, str(PROGRAM), *arguments],
        stdin=follower,
        stdout=follower,
        stderr=follower,
        env={**clean, "TERM": "xterm-256color", "COLORTERM": "truecolor", **environ},
        close_fds=True,
    )
    os.close(follower)
    data = bytearray()
    while True:
        try:
            part = os.read(leader, 65536)
        except OSError:  # Linux says so when the other end is closed
            break
        if not part:
            break
        data += part
    os.close(leader)
    assert process.wait() == 0, data[-2000:].decode(errors="replace")
    return bytes(data)


def colours(data):
    """The SGR parameters that set a colour; 39 and 49, the terminal's own, are none."""
    found = set()
    for match in SGR.finditer(data):
        numbers = [int(number or 0) for number in re.split(rb"[;:]", match[1] or b"0")]
        position = 0
        while position < len(numbers):
            number = numbers[position]
            if 30 <= number <= 38 or 40 <= number <= 48 or 90 <= number <= 107 or number == 58:
                found.add(number)
            if number in {38, 48, 58}:
                position += 4 if numbers[position + 1 : position + 2] == [2] else 2
            position += 1
    return found


@pytest.mark.parametrize(
    ("arguments", "environ"),
    [([], {"NO_COLOR": "1"}), (["monochrome"], {})],
    ids=["NO_COLOR", "monochrome"],
)
def test_no_colour_leaves_the_program(arguments, environ):
    data = sent(arguments, **environ)
    assert b"Commands" in data
    assert b"PERSON" in data
    assert re.search(rb"\x1b\[[\d;]*\b7\b[\d;]*m", data), "the row chosen is not shown reversed"
    assert colours(data) == set()


def test_terminal_colours_are_the_sixteen():
    found = colours(sent(["ansi"]))
    assert found
    assert not found & {38, 48}


def test_a_theme_named_outright_keeps_its_colours_under_no_color():
    assert {38, 48} <= colours(sent(["dark"], NO_COLOR="1"))
