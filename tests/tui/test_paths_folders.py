"""Where things are kept."""

import pytest

from tui import paths

VARIABLES = {
    "GLOSSATOR_CONFIG": paths.config_folder,
    "GLOSSATOR_DATA": paths.data_folder,
    "GLOSSATOR_STATE": paths.state_folder,
    "GLOSSATOR_CACHE": paths.cache_folder,
}


@pytest.mark.parametrize("variable", VARIABLES)
def test_a_variable_names_the_folder(variable, tmp_path, monkeypatch):
    monkeypatch.setenv(variable, str(tmp_path / "here"))
    assert VARIABLES[variable]() == tmp_path / "here"
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv(variable, "relative")
    assert VARIABLES[variable]() == tmp_path / "relative"


@pytest.mark.parametrize(
    ("variable", "folder"),
    [
        ("XDG_CONFIG_HOME", paths.config_folder),
        ("XDG_DATA_HOME", paths.data_folder),
        ("XDG_STATE_HOME", paths.state_folder),
        ("XDG_CACHE_HOME", paths.cache_folder),
    ],
)
def test_otherwise_the_desktop_standard_holds(variable, folder, tmp_path, monkeypatch):
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv(variable, str(tmp_path))
    assert folder() == tmp_path / "glossator"


def test_looking_makes_nothing(tmp_path, monkeypatch):
    monkeypatch.setenv("GLOSSATOR_CONFIG", str(tmp_path / "c"))
    assert paths.settings_file() == tmp_path / "c" / "settings.yaml"
    assert paths.themes_folder() == tmp_path / "c" / "themes"
    assert list(tmp_path.iterdir()) == []
