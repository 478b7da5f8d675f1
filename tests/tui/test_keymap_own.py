"""A person's own keys laid over the table."""

import pytest

from tui.commands import commands
from tui.keymap import build_keymap, parse_keys, shown_key


@pytest.mark.parametrize(
    ("written", "keys"),
    [
        ("j,down", ("j", "down")),
        (" ctrl+r , / ", ("ctrl+r", "slash")),
        ("?", ("question_mark",)),
        ("shift+n", ("N",)),
        ("Ctrl+R", ("ctrl+r",)),
        ("alt+shift+left", ("alt+shift+left",)),
        ("shift+ctrl+left", ("ctrl+shift+left",)),
        ("PageDown", ("pagedown",)),
        ("j,j", ("j",)),
        ("full_stop", ("full_stop",)),
        ("+", ("plus",)),
        ("F5", ("f5",)),
        ("đ", ("đ",)),
        ("", ()),
    ],
)
def test_keys_are_read_as_people_write_them(written, keys):
    assert parse_keys(written) == keys


@pytest.mark.parametrize("written", ["ctrl+h", "ctrl+i", "Ctrl+M", "ctrl+[", "hyperdrive", "foo+x"])
def test_keys_that_cannot_be_are_refused(written):
    with pytest.raises(ValueError, match=r"“"):
        parse_keys(written)


def test_shown_keys_are_what_is_on_the_keyboard():
    assert shown_key("ctrl+r") == "Ctrl+R"
    assert shown_key("pagedown") == "PgDn"
    assert shown_key("left_square_bracket") == "["
    assert shown_key("f12") == "F12"
    assert shown_key("T") == "T"


def test_own_keys_replace_the_default_ones():
    keymap = build_keymap({"mentions.next": "ctrl+n, alt+n"})
    assert keymap.problems == ()
    assert keymap.keys("mentions.next") == ("ctrl+n", "alt+n")
    assert keymap.find("ctrl+n", ["reader", "everywhere"]).id == "mentions.next"
    assert keymap.find("n", ["reader", "everywhere"]) is None
    assert keymap.hint("mentions.next") == ("Ctrl+N", "next")


def test_no_key_takes_a_command_from_the_keyboard():
    keymap = build_keymap({"app.suspend": ""})
    assert keymap.problems == ()
    assert keymap.keys("app.suspend") == ()
    assert keymap.shown("app.suspend") == ""
    assert keymap.hint("app.suspend") is None


def test_two_commands_can_swap_keys():
    keymap = build_keymap({"move.down": "k", "move.up": "j"})
    assert keymap.problems == ()
    assert keymap.find("k", ["everywhere"]).id == "move.down"
    assert keymap.find("j", ["everywhere"]).id == "move.up"


def test_an_unknown_command_is_one_sentence_with_a_suggestion():
    keymap = build_keymap({"move.dwon": "j"}, lambda field: f"settings.yaml, line 7, field {field}")
    (problem,) = keymap.problems
    assert problem.startswith("settings.yaml, line 7, field keys.move.dwon: ")
    assert "“move.down”" in problem


@pytest.mark.parametrize("key", ["ctrl+h", "bogus"])
def test_a_wrong_key_leaves_the_default(key):
    keymap = build_keymap({"move.down": key})
    (problem,) = keymap.problems
    assert "keys.move.down" in problem
    assert keymap.keys("move.down") == ("j", "down")


def test_a_taken_key_is_refused_and_the_default_stays():
    keymap = build_keymap({"documents.sort": "f"})
    (problem,) = keymap.problems
    assert "documents.filter" in problem
    assert keymap.keys("documents.sort") == ("s",)


def test_a_key_that_holds_everywhere_is_taken_in_every_context():
    keymap = build_keymap({"documents.sort": "j", "mark.note": "u"})
    assert len(keymap.problems) == 2
    assert keymap.keys("documents.sort") == ("s",)
    assert keymap.keys("mark.note") == ("m",)


def test_the_same_key_in_the_list_and_in_the_reader_is_no_clash():
    keymap = build_keymap({"documents.sort": "w"})
    assert keymap.problems == ()
    assert keymap.find("w", ["documents", "everywhere"]).id == "documents.sort"
    assert keymap.find("w", ["reader", "everywhere"]).id == "move.word"


def test_keys_while_selecting_may_cover_those_of_the_reader():
    keymap = build_keymap({"select.grow": "a"})
    assert keymap.problems == ()
    assert keymap.find("a", ["select", "reader", "everywhere"]).id == "select.grow"
    assert keymap.find("a", ["reader", "everywhere"]).id == "mark.accept"


def test_a_default_that_comes_back_can_push_out_another_entry():
    keymap = build_keymap({"move.down": "ctrl+n,slash", "mentions.next": "j"})
    assert len(keymap.problems) == 2
    assert keymap.keys("move.down") == ("j", "down")
    assert keymap.keys("mentions.next") == ("n",)


def test_whatever_is_asked_for_no_key_means_two_things():
    own = {command.id: "x" for command in commands()}
    keymap = build_keymap(own)
    for context in ("documents", "reader", "select", "search"):
        keys = [
            key
            for command in keymap.commands
            if command.context in {context, "everywhere"}
            for key in command.key_names
        ]
        assert len(keys) == len(set(keys))
