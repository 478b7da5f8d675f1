"""settings.yaml: defaults, complaints that say where, and writing one value."""

import stat

import pytest

from corpus.errors import InputError
from tui.settings import MEASURE, load_settings, write_setting

# Few bytes that aliases make ten thousand values of.
LAUGHS = (
    b"a: &a [x,x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a,*a]\n"
    b"c: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: [*c,*c,*c,*c,*c,*c,*c,*c,*c,*c]\n"
)


@pytest.fixture
def file(tmp_path):
    return tmp_path / "glossator" / "settings.yaml"


def put(file, text):
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return load_settings(file)


def test_no_file_means_defaults_and_no_complaint(file):
    settings = load_settings(file)
    assert (settings.theme, settings.measure, settings.mouse) == ("", MEASURE, None)
    assert settings.keys == {}
    assert settings.problems == ()
    assert not file.parent.exists()


def test_everything_can_be_set(file):
    settings = put(
        file,
        "theme: paper\nauthor: Nguyễn Thị Định\nascii: yes\nmouse: off\nmeasure: 72\n"
        "keys:\n  move.down: j\n  mentions.next: [n, ctrl+n]\n  app.suspend:\n",
    )
    assert settings.problems == ()
    assert settings.theme == "paper"
    assert settings.author == settings.author_name() == "Nguyễn Thị Định"
    assert settings.ascii is True
    assert settings.mouse is False
    assert settings.measure == 72
    assert settings.keys == {"move.down": "j", "mentions.next": "n,ctrl+n", "app.suspend": ""}
    assert settings.place("keys.mentions.next") == f"{file}, line 8, field keys.mentions.next"


def test_keys_may_be_nested_and_need_no_quotes(file):
    settings = put(file, "keys:\n  mark:\n    label-1: 1\n    note: y\n  view: {legend: no}\n")
    assert settings.keys == {"mark.label-1": "1", "mark.note": "y", "view.legend": "no"}


@pytest.mark.parametrize(
    ("text", "line", "name"),
    [
        ("theme: light\nmeasure: wide\n", 2, "measure"),
        ("measure: 4\n", 1, "measure"),
        ("measure: -80\n", 1, "measure"),
        ("\nmouse: maybe\n", 2, "mouse"),
        ("theme: [a]\n", 1, "theme"),
        ('author: "a\\eb"\n', 1, "author"),
        ("keys: j\n", 1, "keys"),
        ("a: 1\ncolour: red\n", 1, "a"),
        ("keys:\n  move.down: [[j]]\n", 2, "keys.move.down[1]"),
    ],
)
def test_a_wrong_field_is_a_sentence_and_the_default(file, text, line, name):
    settings = put(file, text)
    assert settings.problems[0].startswith(f"{file}, line {line}, field {name}: ")
    assert settings.measure == MEASURE
    assert settings.mouse is None


def test_a_wrong_field_does_not_spoil_the_others(file):
    settings = put(file, "measure: 1000\nlanguage: vi\ntheme: paper\n")
    assert len(settings.problems) == 2
    assert settings.theme == "paper"


@pytest.mark.parametrize(
    "content",
    [
        b"theme: [\n",
        b"- a\n- b\n",
        b"theme: a\ntheme: b\n",
        b"\xff\xfet\x00",
        b"theme: \x00\n",
        b"a: &a [*a]\n",
        b"x: " + b"[" * 5000,
        LAUGHS,
        b"a" * 2_000_000,
        b"? [a]\n: b\n",
    ],
)
def test_what_is_no_settings_file_is_one_sentence(file, content):
    file.parent.mkdir()
    file.write_bytes(content)
    (problem,) = load_settings(file).problems
    assert problem.startswith(str(file))
    assert "\n" not in problem


def test_a_folder_in_its_place_is_one_sentence(file):
    file.mkdir(parents=True)
    (problem,) = load_settings(file).problems
    assert problem.startswith(str(file))


def test_an_empty_file_and_empty_values_are_fine(file):
    assert put(file, "# nothing yet\n").problems == ()
    settings = put(file, "theme:\nauthor: ~\nmeasure: null\nkeys:\n")
    assert settings.problems == ()
    assert (settings.theme, settings.author, settings.measure) == ("", "", MEASURE)


def test_without_an_author_the_login_name_marks(file, monkeypatch):
    monkeypatch.setenv("LOGNAME", "hoa")
    assert load_settings(file).author_name() == "hoa"


def test_the_mouse_is_off_over_ssh_unless_set(file):
    settings = load_settings(file)
    assert settings.use_mouse({}) is True
    assert settings.use_mouse({"SSH_CONNECTION": "1.2.3.4 5 6.7.8.9 22"}) is False
    assert put(file, "mouse: yes\n").use_mouse({"SSH_TTY": "/dev/pts/1"}) is True


def test_ascii_can_be_forced_either_way(file):
    assert put(file, "ascii: yes\n").use_ascii({}) is True
    assert put(file, "ascii: no\n").use_ascii({"TERM": "linux"}) is False
    assert put(file, "").use_ascii({"TERM": "linux"}) is True


# Writing


def test_writing_makes_the_file_and_its_folder(file):
    write_setting(file, "theme", "paper")
    assert file.read_text() == "theme: paper\n"


def test_writing_keeps_comments_order_and_everything_else(file):
    put(file, "# mine\nauthor: me  # really\ntheme: light # for now\nkeys:\n  move.down: j")
    write_setting(file, "theme", "dark")
    assert file.read_text() == (
        "# mine\nauthor: me  # really\ntheme: dark # for now\nkeys:\n  move.down: j"
    )
    write_setting(file, "measure", "70")
    assert file.read_text().endswith('  move.down: j\nmeasure: "70"\n')
    settings = load_settings(file)
    assert (settings.theme, settings.measure, settings.keys) == ("dark", 70, {"move.down": "j"})


@pytest.mark.parametrize("value", ["a: b", "#x", "yes", "1", "", "naïve “x”", 'say "hi"', "null"])
def test_any_value_comes_back_as_it_was(file, value):
    write_setting(file, "author", value)
    write_setting(file, "theme", "dark")
    write_setting(file, "author", value)
    assert load_settings(file).author == value


def test_a_file_that_is_not_understood_is_left_alone(file):
    put(file, "theme: [\n")
    with pytest.raises(InputError, match="line"):
        write_setting(file, "theme", "dark")
    assert file.read_text() == "theme: [\n"
    assert list(file.parent.iterdir()) == [file]


def test_a_value_over_several_lines_is_left_alone(file):
    text = "theme: >\n  dark\n  er\nauthor: me\n"
    put(file, text)
    with pytest.raises(InputError, match="edit the file"):
        write_setting(file, "theme", "light")
    assert file.read_text() == text


def test_flow_style_is_left_alone(file):
    put(file, "{theme: dark, author: me}\n")
    with pytest.raises(InputError, match="edit the file"):
        write_setting(file, "theme", "light")


def test_a_link_stays_a_link_and_the_mode_stays(file, tmp_path):
    real = tmp_path / "dotfiles.yaml"
    real.write_text("theme: light\n")
    real.chmod(0o640)
    file.parent.mkdir()
    file.symlink_to(real)
    write_setting(file, "theme", "dark")
    assert file.is_symlink()
    assert real.read_text() == "theme: dark\n"
    assert stat.S_IMODE(real.stat().st_mode) == 0o640


def test_a_place_that_cannot_be_written_is_one_sentence(tmp_path):
    blocked = tmp_path / "file"
    blocked.write_text("")
    with pytest.raises(InputError, match="cannot be written"):
        write_setting(blocked / "settings.yaml", "theme", "dark")
