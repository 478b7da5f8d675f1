"""Themes of one's own, what is said of broken ones, and which theme is used."""

from importlib import resources
from pathlib import Path

import pytest

from corpus.errors import InputError
from corpus.labels import default_label_set
from tui.settings import Settings, load_settings
from tui.theming import choose_theme, load_theme, load_theme_file, load_themes

DARK = (resources.files("themes") / "dark.yaml").read_text(encoding="utf-8")
LINES = DARK.splitlines()


def line_of(start):
    return next(number for number, line in enumerate(LINES, 1) if line.startswith(start))


def own(tmp_path, text, name="mine.yaml"):
    folder = tmp_path / "themes"
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_a_theme_of_ones_own_joins_ours(tmp_path):
    folder = own(tmp_path, DARK.replace("name: dark", "name: mine").replace("#14171b", "#101010"))
    loaded = load_themes(folder)
    assert loaded.failures == ()
    assert loaded.themes["mine"].styles["text"].ground == "#101010"
    assert "dark" in loaded.themes


def test_a_theme_of_the_same_name_wins(tmp_path):
    folder = own(tmp_path, DARK.replace("#14171b", "#101010"))
    assert load_themes(folder).themes["dark"].styles["text"].ground == "#101010"
    assert load_theme("dark", folder).styles["text"].ground == "#101010"


@pytest.mark.parametrize(
    ("old", "new", "start", "field"),
    [
        ('rule: "#444444"', 'rule: "#3a41"', "  rule:", "styles.rule"),
        ('rule: "#444444"', 'rule: "red"', "  rule:", "styles.rule"),
        ('strong: "bold"', 'strong: "blod"', "  strong:", "styles.strong"),
        ('row: "on #23282f"', 'row: "on"', "  row:", "styles.row"),
        ('row: "on #23282f"', 'row: "#111111 #222222"', "  row:", "styles.row"),
        ('row: "on #23282f"', "row: [a]", "  row:", "styles.row"),
        ("  text: ", "  txet: ", "  text:", "styles.txet"),
        ("dark: yes", "dark: perhaps", "dark:", "dark"),
        ("name: dark", 'name: "a b\\e"', "name:", "name"),
        ('person: "#ffaf5f on #56361a"', 'person: "#ffaf5f"', "  person:", "labels.person"),
        ("  person: ", "  persona: ", "  person:", "labels.persona"),
        ("  list item: ", "  listitem: ", "  list item:", "blocks.listitem"),
        (
            'person: "#ffaf5f on #56361a"',
            "person: {suggestion: bold}",
            "  person:",
            "labels.person",
        ),
        ('text: "#e4e4e4 on #14171b"', 'text: "#e4e4e4"', "  text:", "styles.text"),
    ],
)
def test_a_mistake_is_named_by_file_line_and_field(tmp_path, old, new, start, field):
    assert old in DARK
    folder = own(tmp_path, DARK.replace(old, new, 1))
    with pytest.raises(InputError) as caught:
        load_theme_file(folder / "mine.yaml")
    place = f"{folder / 'mine.yaml'}, line {line_of(start)}, field {field}: "
    assert str(caught.value).startswith(place)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("name", ["name", "dark", "styles", "blocks", "labels"])
def test_a_missing_part_is_named(tmp_path, name):
    at = line_of(f"{name}:")
    kept = [line for number, line in enumerate(LINES, 1) if number != at]
    if name in {"styles", "blocks", "labels"}:
        kept = [line for line in kept if not line.startswith("  ")]
        kept += [f"{other}:" for other in ("styles", "blocks", "labels") if other != name]
        kept = list(dict.fromkeys(kept))
    with pytest.raises(InputError, match=f"{name} is missing"):
        load_theme_file(own(tmp_path, "\n".join(kept)) / "mine.yaml")


@pytest.mark.parametrize("part", ["styles.hit", "blocks.caption", "labels.law", "labels.unknown"])
def test_a_missing_field_is_named(tmp_path, part):
    name = part.split(".")[1]
    text = "\n".join(line for line in LINES if not line.startswith(f"  {name}:"))
    with pytest.raises(InputError, match=f"{part} is missing"):
        load_theme_file(own(tmp_path, text) / "mine.yaml")


@pytest.mark.parametrize("text", ["", "just words", "[1, 2]", "name: [", "\x00"])
def test_broken_themes_stop_nothing(tmp_path, text):
    loaded = load_themes(own(tmp_path, text))
    (failure,) = loaded.failures
    assert str(tmp_path / "themes" / "mine.yaml") in failure
    assert "dark" in loaded.themes


def test_other_files_and_a_file_as_the_folder_stop_nothing(tmp_path):
    folder = own(tmp_path, "not a theme", name="notes.txt")
    assert load_themes(folder).failures == ()
    assert len(load_themes(folder / "notes.txt").failures) == 1
    assert load_themes(tmp_path / "nowhere").failures == ()


# Choosing


def put(tmp_path, text) -> Settings:
    path = tmp_path / "settings.yaml"
    path.write_text(text)
    return load_settings(path)


def test_dark_unless_something_is_set(tmp_path):
    assert choose_theme(Settings(tmp_path / "settings.yaml"), {}).theme.name == "dark"


def test_the_setting_counts_but_no_color_counts_more(tmp_path):
    settings = put(tmp_path, "theme: paper\n")
    assert choose_theme(settings, {}).theme.name == "paper"
    assert choose_theme(settings, {"NO_COLOR": ""}).theme.name == "paper"
    assert choose_theme(settings, {"NO_COLOR": "1"}).theme.name == "monochrome"


def test_a_theme_of_ones_own_can_be_set(tmp_path):
    own(tmp_path, DARK.replace("name: dark", "name: mine"))
    assert choose_theme(put(tmp_path, "theme: mine\n"), {}).theme.name == "mine"


def test_an_unknown_or_broken_theme_is_said_and_dark_is_used(tmp_path):
    settings = put(tmp_path, "author: me\ntheme: drak\n")
    choice = choose_theme(settings, {})
    assert choice.theme.name == "dark"
    assert choice.problem.startswith(f"{settings.path}, line 2, field theme: ")
    own(tmp_path, "name: drak\n", name="drak.yaml")
    problem = choose_theme(settings, {}).problem
    assert "drak.yaml, line 1" in problem
    assert "missing" in problem


def test_a_theme_named_for_this_time_wins_or_is_an_error(tmp_path):
    settings = put(tmp_path, "theme: paper\n")
    assert choose_theme(settings, {"NO_COLOR": "1"}, name="light").theme.name == "light"
    with pytest.raises(InputError, match="drak"):
        choose_theme(settings, {}, name="drak")


def test_themes_are_found_from_any_folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert load_theme("light").palette(default_label_set()).labels
    assert not Path("light.yaml").exists()
