"""The command table: ids, keys, actions and the documents made from it."""

import re
from pathlib import Path

import pytest
from textual.keys import Keys, _character_to_key, format_key

from tui.commands import CONTEXTS, by_group, commands, markdown_tables
from tui.keymap import default_keymap, key_name, shown_key

ASKED_FOR = """
app.find app.commands app.help app.next-region app.previous-region app.back app.quit app.force-quit
app.themes app.jump-back app.jump-forward app.undo app.redo app.suspend app.cancel-loading app.copy
move.down move.up move.left move.right move.word move.word-end move.word-back move.sentence
move.sentence-back move.paragraph move.paragraph-back move.page-down move.page-up move.half-down
move.half-up move.start move.end move.row-start move.row-end
documents.next documents.previous documents.sort documents.filter documents.mark-unread
documents.mark-done documents.open
mentions.next mentions.previous mentions.next-undecided mentions.previous-undecided mentions.card
view.legend view.fold view.fold-all view.annotations view.history
select.start select.sentence select.paragraph select.other-end select.grow select.shrink select.word
mark.label-1 mark.label-2 mark.label-3 mark.label-4 mark.label-5 mark.label-6 mark.label-7
mark.label-8 mark.label-9 mark.any-label mark.accept mark.reject mark.delete mark.note mark.repeat
mark.unsure
"""


def test_the_table_has_every_command_once():
    ids = [command.id for command in commands()]
    assert len(ids) == len(set(ids))
    assert set(ids) >= set(ASKED_FOR.split())


def test_no_two_commands_share_a_key_where_both_hold():
    held: dict[str, list] = {}
    for command in commands():
        for key in command.key_names:
            for other in held.setdefault(key, []):
                together = {command.context, other.context}
                assert len(together) == 2, (key, command.id, other.id)
                assert "everywhere" not in together, (key, command.id, other.id)
            held[key].append(command)


@pytest.mark.parametrize("key", ["ctrl+h", "ctrl+i", "ctrl+m", "ctrl+left_square_bracket"])
def test_keys_that_terminals_cannot_tell_apart_are_not_used(key):
    assert not [command.id for command in commands() if key in command.key_names]


def test_every_default_key_is_one_that_textual_sends():
    known = {key.value for key in Keys} | {_character_to_key(chr(code)) for code in range(33, 127)}
    for command in commands():
        for key in command.key_names:
            assert key in known, (command.id, key)


@pytest.mark.parametrize("character", [chr(code) for code in range(33, 127)])
def test_characters_have_the_key_names_that_textual_gives_them(character):
    assert key_name(character) == _character_to_key(character)
    assert shown_key(key_name(character)) == format_key(_character_to_key(character)) == character


def test_actions_are_named_after_the_ids_and_contexts_are_known():
    for command in commands():
        assert command.context in CONTEXTS
        assert re.fullmatch(r"[a-z]+(_[a-z]+)*(\(\d\))?", command.action), command.action
        if not command.id.startswith("mark.label-"):
            assert command.action == re.sub(r"[.-]", "_", command.id)
    assert default_keymap().command("mark.label-7").action == "mark_label(7)"


def test_every_command_says_what_it_does_in_a_few_words():
    for command in commands():
        assert command.title
        assert command.help
        assert len(command.help) <= 80, command.id
        assert not command.help.endswith("."), command.id


def test_groups_stand_together():
    titles = [title for title, _ in by_group(commands())]
    assert len(titles) == len(set(titles))


def test_the_markdown_tables_name_every_command_and_key():
    tables = markdown_tables()
    for command in commands():
        assert f"`{command.id}`" in tables
    assert "| `/` | `app.find` |" in tables
    assert "`Ctrl+R`" in tables
    assert "1–9" in tables


def test_the_documentation_has_the_tables_of_today():
    page = Path(__file__).parents[2] / "docs" / "keys.md"
    assert markdown_tables().strip() in page.read_text(encoding="utf-8"), (
        "docs/keys.md is old: replace its tables by what `python -m tui.commands` prints"
    )
