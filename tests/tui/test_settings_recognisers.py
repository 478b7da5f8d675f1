"""The recognisers a person has set: read from the settings, handed to the process that reads."""

from __future__ import annotations

from pathlib import Path

from corpus.recognise.configured import Chosen
from tui.settings import load_settings


def settings(tmp_path: Path, text: str):
    path = tmp_path / "settings.yaml"
    path.write_text(text, encoding="utf-8")
    return load_settings(path)


def test_recognisers_of_all_kinds(tmp_path: Path) -> None:
    found = settings(
        tmp_path,
        "author: An\nrecognisers:\n  - rules\n  - {spacy: ~/models/own, languages: [en]}\n"
        "  - command: [prog, --fast]\n    timeout: 5\n    labels: {PER: PERSON, MISC: }\n",
    )
    assert found.problems == ()
    assert found.author == "An"
    assert found.recognisers == (
        Chosen("rules"),
        Chosen("spacy", model="~/models/own", languages=("en",)),
        Chosen(
            "command",
            command=("prog", "--fast"),
            timeout=5.0,
            labels=(("PER", "PERSON"), ("MISC", "")),
        ),
    )


def test_what_cannot_be_used_is_told_and_the_rest_kept(tmp_path: Path) -> None:
    found = settings(tmp_path, "theme: paper\nrecognisers:\n  - rules\n  - {comand: [x]}\n")
    assert found.theme == "paper"
    assert found.recognisers == (Chosen("rules"),)
    (problem,) = found.problems
    assert f"{tmp_path / 'settings.yaml'}, line 4, field recognisers: " in problem
    found = settings(tmp_path, "theme: paper\nrecognisers: rules\n")
    assert found.recognisers == ()
    assert found.theme == "paper"
    assert "line 2, field recognisers: must be a list" in found.problems[0]
