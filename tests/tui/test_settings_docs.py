"""What the pages on settings, themes and keys say is what the program does."""

import re
from pathlib import Path

from tui.settings import load_settings
from tui.theme import ROLES
from tui.theming import BUILTIN

DOCS = Path(__file__).parents[2] / "docs"


def example(page):
    text = (DOCS / page).read_text(encoding="utf-8")
    return re.search(r"```yaml\n(.*?)```", text, re.DOTALL)[1]


def test_the_settings_of_the_page_are_all_there_are_and_good(tmp_path):
    file = tmp_path / "settings.yaml"
    file.write_text(example("settings.md"), encoding="utf-8")
    settings = load_settings(file)
    assert settings.problems == ()
    assert settings.theme in BUILTIN
    assert settings.author == "Nguyễn Hoa"
    assert (settings.measure, settings.mouse, settings.ascii) == (72, False, True)
    assert settings.scrollbar is False
    assert settings.keys == {"mentions.next": "n,ctrl+n", "app.suspend": ""}
    file.write_text("nothing: 1\n")
    (problem,) = load_settings(file).problems
    for name in re.findall(r"^(\w+):", example("settings.md"), re.MULTILINE):
        assert name in problem


def test_the_page_on_themes_names_every_theme_and_style():
    page = (DOCS / "themes.md").read_text(encoding="utf-8")
    for name in BUILTIN:
        assert f"| `{name}` |" in page
    for role in ROLES:
        assert f"\n  {role}: " in page


def test_the_keys_of_the_page_can_be_used(tmp_path):
    from tui.keymap import build_keymap

    file = tmp_path / "settings.yaml"
    file.write_text(example("keys.md"), encoding="utf-8")
    settings = load_settings(file)
    assert settings.problems == ()
    assert build_keymap(settings.keys).problems == ()
