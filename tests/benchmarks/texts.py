"""Texts to measure with, made from the sample collection; the same each time."""

from __future__ import annotations

import random
import re
import textwrap
from pathlib import Path

__all__ = ["paragraphs", "write_long", "write_reports"]

ROOT = Path(__file__).parents[2]


def paragraphs() -> list[str]:
    """Paragraphs of the sample collection."""
    texts = sorted((ROOT / "seeds").glob("*.txt"))
    parts = (re.split(r"\n\s*\n", text.read_text(encoding="utf-8")) for text in texts)
    return [part.strip() for text in parts for part in text if len(part.strip()) > 80]


def write_reports(
    folder: Path, count: int, sizes: tuple[int, int] = (2000, 5000), about: str = ""
) -> None:
    """Many reports, each with a number of characters between the two ``sizes``.

    ``about``: only paragraphs with this in them.
    """
    chance, stock = random.Random(7), [part for part in paragraphs() if about in part]
    for number in range(count):
        size = chance.randint(*sizes)
        parts = [f"Report {number} from the harbour"]
        while sum(map(len, parts)) < size:
            parts.append(chance.choice(stock))
        home = folder / f"{number % 100:02}"
        home.mkdir(parents=True, exist_ok=True)
        (home / f"{number:06}.txt").write_text("\n\n".join(parts), encoding="utf-8")


def write_long(file: Path, size: int, columns: int = 0) -> None:
    """One text of so many characters, in lines of ``columns`` if given, else a line a paragraph."""
    chance, stock, parts, length = random.Random(3), paragraphs(), ["The long text begins"], 0
    if columns:
        stock = [textwrap.fill(part, columns) for part in stock]
    while length < size:
        parts.append(chance.choice(stock))
        length += len(parts[-1]) + 2
    file.write_text("\n\n".join(parts), encoding="utf-8")
