from __future__ import annotations

import re
from pathlib import Path

from tui.commands import markdown_summary

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_keys_in_the_readme_are_those_of_the_command_table() -> None:
    between = re.search(r"<!-- keys:.*?-->\n(.*?)<!-- /keys -->", README, re.DOTALL)
    assert between is not None
    assert between[1] == markdown_summary(), (
        "put the output of markdown_summary() between the marks"
    )


def test_what_the_readme_links_to_is_there() -> None:
    links = re.findall(r"\]\(([^)]+)\)", README)
    assert links
    missing = [link for link in links if "://" not in link and not (ROOT / link).exists()]
    assert missing == []
