"""What text can do to a terminal that obeys it: every attack by name.

Whatever takes a word or a number has ``pwned`` or 31337 in it, which nothing of ours ever sends.
"""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["ALL", "ATTACKS", "LONG", "SHORT", "TELLTALES", "Attack", "as_bytes", "named"]

TELLTALES = ("pwned", "cHduZWQ", "31337", "70776e6564")
"""What stands in the sequences of the attacks; in the last two ways of writing as well."""

_ESC, _ST, _BEL = "\x1b", "\x1b\\", "\x07"


@dataclass(frozen=True, slots=True)
class Attack:
    """One piece of text, and what a terminal that obeys it would do."""

    name: str
    text: str
    does: str


ATTACKS = (
    # Operating system commands
    Attack("osc 52 bel", f"{_ESC}]52;c;cHduZWQ={_BEL}", "fills the clipboard"),
    Attack("osc 52 st", f"{_ESC}]52;c;cHduZWQ={_ST}", "fills the clipboard"),
    Attack("osc 52 query", f"{_ESC}]52;pwned;?{_BEL}", "types the clipboard"),
    Attack("osc 8", f"{_ESC}]8;;http://pwned.example{_ST}x{_ESC}]8;;{_ST}", "links elsewhere"),
    Attack("osc 0", f"{_ESC}]0;pwned{_BEL}", "names the window"),
    Attack("osc 2", f"{_ESC}]2;pwned{_ST}", "names the window"),
    Attack("osc 4", f"{_ESC}]4;1;pwned{_BEL}", "changes the palette"),
    Attack("osc 10", f"{_ESC}]10;pwned{_BEL}", "changes the colour of text"),
    Attack("osc 50", f"{_ESC}]50;pwned{_BEL}", "changes the font, or writes a file"),
    Attack("osc 1337", f"{_ESC}]1337;File=pwned:AA{_BEL}", "draws a picture or saves a file"),
    Attack("osc open", f"{_ESC}]0;pwned", "swallows all that follows"),
    # Device control and other strings
    Attack("decrqss", f"{_ESC}P$qpwned{_ST}", "types an answer"),
    Attack("xtgettcap", f"{_ESC}P+q70776e6564{_ST}", "types an answer"),
    Attack("sixel", f"{_ESC}P31337q#0;2;0;0;0~~{_ST}", "draws a picture"),
    Attack("tmux", f"{_ESC}Ptmux;{_ESC}{_ESC}]0;pwned{_BEL}{_ST}", "speaks past tmux"),
    Attack("dcs open", f"{_ESC}Ppwned", "swallows all that follows"),
    Attack("apc", f"{_ESC}_Gpwned{_ST}", "draws a picture"),
    Attack("pm", f"{_ESC}^pwned{_ST}", "is a private message"),
    Attack("sos", f"{_ESC}Xpwned{_ST}", "is a string nobody sees"),
    # Control sequences
    Attack("cursor", f"{_ESC}[31337;77H", "writes elsewhere"),
    Attack("up", f"{_ESC}[31337A", "writes over what is above"),
    Attack("erase", f"{_ESC}[?2J{_ESC}[3J", "wipes the screen and what was scrolled off"),
    Attack("scroll region", f"{_ESC}[31337;31337r", "confines scrolling"),
    Attack("mode", f"{_ESC}[?31337h", "sets a mode"),
    Attack("insert mode", f"{_ESC}[4h", "pushes text aside"),
    Attack("alternate screen", f"{_ESC}[?47l", "leaves the screen"),
    Attack("report title", f"{_ESC}[21t", "types the title of the window"),
    Attack("resize", f"{_ESC}[8;31337;31337t", "changes the size of the window"),
    Attack("repeat", f"x{_ESC}[31337b", "repeats a character"),
    Attack("report", f"{_ESC}[31337n", "types an answer"),
    Attack("colour", f"{_ESC}[38;5;213;31337m", "colours all that follows"),
    Attack("blink", f"{_ESC}[5m", "blinks"),
    Attack("conceal", f"{_ESC}[8mpwned", "hides text"),
    Attack("media copy", f"{_ESC}[5i", "prints"),
    Attack("rectangle", f"{_ESC}[31337;1;2;2$x", "fills a rectangle"),
    Attack("csi open", f"{_ESC}[31337;", "eats a letter of what follows"),
    # Escape sequences
    Attack("reset", f"{_ESC}c", "resets the terminal"),
    Attack("alignment", f"{_ESC}#8", "fills the screen with E"),
    Attack("line drawing", f"{_ESC}(0", "turns letters into lines"),
    Attack("escape in a line end", f"{_ESC}\n[31337;1H", "waits for the next line"),
    Attack("escape in a crlf", f"{_ESC}\r\n]0;pwned{_BEL}", "waits for the next line"),
    # The same in eight bits
    Attack("c1 csi", "\x9b31337;1H", "writes elsewhere"),
    Attack("c1 osc", "\x9d0;pwned\x9c", "names the window"),
    Attack("c1 dcs", "\x90+q70776e6564\x9c", "types an answer"),
    Attack("c1 strings", "\x98pwned\x9c\x9epwned\x9c\x9fpwned\x9c", "are strings nobody sees"),
    Attack("c1 all", "".join(map(chr, range(0x80, 0xA0))), "moves, resets, types"),
    # Controls
    Attack("cr", "good\rEVIL", "writes over the line"),
    Attack("bs", "good\x08\x08\x08\x08EVIL", "writes over the word"),
    Attack("bel", "ring\x07", "rings"),
    Attack("vt ff", "down\x0b\x0cdown", "moves down"),
    Attack("nul", "n\x00ul", "is nothing, or ends the text"),
    Attack("so si", "so\x0esi\x0f", "turns letters into lines"),
    Attack("del", "del\x7f", "is nothing, or takes a letter away"),
    Attack("enq", "who\x05", "types an answer"),
    Attack("separators", "\x1c\x1d\x1e\x1f", "break lines"),
    Attack("can sub", "\x18\x1a", "end a sequence of ours"),
    # What shows another text than there is
    Attack("bidi override", "\u202eesrever\u202c \u202dltr\u202c", "shows another order"),
    Attack("bidi isolate", "\u2066a\u2067b\u2068c\u2069", "shows another order"),
    Attack("bidi marks", "\u061c\u200e\u200f\u202a\u202b", "show another order"),
    Attack("tags", "\U000e0001" + "".join(chr(0xE0000 + ord(c)) for c in "pwned\x7f"), "hide text"),
    Attack("reserved tags", "\U000e0080\U000e00ff\U000e01f0\U000e0fff", "hide text"),
    Attack("ignored", "\u206a\u206b\u206c\u206d\u206e\u206f\ufff9\ufffa\ufffb", "hide text"),
    Attack("music", "\U0001d173\U0001d17a\U0001bca0", "hide text"),
    Attack("variations", "a\ufe00b\ufe0fc\U000e0100d\U000e01ef", "hide text"),
    Attack("zero width", "a\u200bb\u200cc\u200dd\u2060e\ufefff\u180eg", "hide text"),
    Attack("fillers", "a\u115f\u1160\u3164\uffa0\u17b4\u2800", "are blank letters"),
    Attack("soft hyphen", "soft\xadhyphen", "is of any width"),
    Attack("line separators", "ls\u2028ps\u2029nel\x85", "break lines"),
    Attack("surrogates", "\udc9b31337m \ud800 \udcff", "are bytes that are no UTF-8"),
    Attack("noncharacters", "\ufdd0\ufdef\ufffe\uffff\U0001ffff\U0010fffe", "are no text"),
    Attack("private use", "\ue000\uf8ff\U000f0000\U0010fffd", "mean anything"),
    Attack("unassigned", "\u0378\u2065\U0002fe00", "mean nothing yet"),
    # What our own parts might obey
    Attack("action", "[@click=app.quit]press[/]", "quits at a click"),
    Attack("markup", "[bold red]loud[/bold red] [b]", "is not seen as it is written"),
    Attack("closing", "[/] [/b]", "ends the program"),
    Attack("half", "[bold", "ends the program"),
    Attack("link", "[link=http://pwned.example]there[/link]", "links elsewhere"),
    Attack("braces", "{0} {name} %s %d %(x)s ${HOME} $(id) `id`", "are filled in"),
    Attack("tabs", "a\tb\t\tc", "move to a column"),
)

LONG = (
    Attack("marks", "m" + "\u0301\u0332" * 500, "stack up over a cell"),
    Attack("joined", "\u200d".join("\U0001f468" * 10_000), "are one picture, or many"),
    Attack("word", "w" * 20_000, "never breaks"),
    Attack("wide word", "\u4e2d" * 5_000, "never breaks"),
)
"""What takes more than a line."""

ALL = ATTACKS + LONG

SHORT = "".join(attack.text for attack in ATTACKS)
"""One text with all that is short."""


def named(name: str) -> str:
    """The text of one attack."""
    return next(attack.text for attack in ALL if attack.name == name)


def as_bytes() -> dict[str, bytes]:
    """Texts in encodings in which a byte alone is a control: Latin-1, and UTF-8 gone wrong."""
    eight = b"\x9b31337;1H \x9d0;pwned\x9c \x90pwned\x9c \x84\x85\x8d\x8e\x8f"
    return {
        "latin": b"Caf\xe9 in Hanoi: " + eight + b"\n",
        "broken": "Mr Smith of Điện Biên Phủ. ".encode() * 99 + b" \x9b31337m \xc2 \xed\xb2\x9b\n",
        "garbage": "Điện Biên Phủ ".encode() + eight + b" \xc2 \xe2\x80 \xff\xfe \xed\xb2\x9b\n",
        "overlong": b"Overlong \xc0\x9b31337m \xc1\x9b \xe0\x80\x9b31337;1H\n",
        "utf-16": "Mr Smith \x1b]0;pwned\x07 \x9b31337m\n".encode("utf-16"),
    }
