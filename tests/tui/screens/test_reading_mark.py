"""Annotate: select, label, accept, reject, note, undo; also after a restart and by two programs."""

import sqlite3

import pytest
from reading_host import Opened, open_loaded

from corpus.span import Span


def stored(folder):
    """What another program sees on the disk: quotes of annotations."""
    connection = sqlite3.connect(folder / ".glossator" / "annotations.sqlite")
    try:
        return connection.execute("SELECT count(*) FROM annotations").fetchone()[0]
    finally:
        connection.close()


async def test_nothing_is_written_to_the_collection_by_reading(folder, homes):
    before = sorted(folder.iterdir())
    async with Opened(open_loaded(folder, homes=homes)) as shown:
        await shown.read("a-news.txt")
        await shown.press("n", "]", "t", "escape", "O", "escape", "slash", *"po", "escape")
    assert sorted(folder.iterdir()) == before


async def test_words_are_selected_and_labelled_and_on_disk_when_it_is_said(session, folder):
    async with Opened(session) as shown:
        await shown.read("b-bridge.txt")
        shown.put_cursor("Three boats")
        await shown.press("v", "e")
        assert "1 PERSON" in shown.status
        await shown.press("2")
        assert shown.quotes("b-bridge.txt") == [("ORG", "Three boats")]
        assert "saved · ORG  “Three boats”" in shown.status
        assert "saved · 1 mark" in shown.status
        assert stored(folder) == 1
        assert shown.screen.view.selection is None


@pytest.mark.parametrize(
    ("key", "quote"),
    [("W", "oats"), ("V", "Three boats passed beneath it."), ("ctrl+v", "The bridge at")],
)
async def test_a_word_a_sentence_or_a_paragraph_is_selected_at_once(session, key, quote):
    async with Opened(session) as shown:
        await shown.read("b-bridge.txt")
        shown.put_cursor("boats passed")
        await shown.press(key, "6")
        ((label, marked),) = shown.quotes("b-bridge.txt")
        assert label == "EVENT"
        assert quote in marked


async def test_any_label_is_chosen_from_the_menu(session):
    async with Opened(session) as shown:
        await shown.read("b-bridge.txt")
        shown.put_cursor("boats")
        await shown.press("W", "space")
        assert "m MONEY" in shown.text
        await shown.press("m")
        assert shown.quotes("b-bridge.txt") == [("MONEY", "boats")]


async def test_a_digit_relabels_a_mark_and_elsewhere_counts(session):
    async with Opened(session) as shown:
        await shown.read("b-bridge.txt")
        shown.put_cursor("boats")
        await shown.press("W", "1", "3")
        assert shown.quotes("b-bridge.txt") == [("GPE", "boats")]
        shown.put_cursor("passed")
        await shown.press("2", "w")
        assert shown.under_cursor.startswith("it.")
        assert shown.quotes("b-bridge.txt") == [("GPE", "boats")]


async def test_suggestions_are_accepted_and_rejected_with_one_key_each(session, folder):
    async with Opened(session) as shown:
        await shown.read("a-news.txt")
        shown.put_cursor("Pham Minh Chinh")
        before = len(shown.screen._suggestions)
        await shown.press("a")
        assert shown.quotes("a-news.txt") == [("PERSON", "Pham Minh Chinh")]
        assert shown.under_cursor.startswith("Politburo")
        await shown.press("x")
        assert len(shown.screen._suggestions) == before - 2
        assert shown.quotes("a-news.txt") == [("PERSON", "Pham Minh Chinh")]
        assert "rejected ORG" in shown.status
        await shown.press("u", "u")
        assert len(shown.screen._suggestions) == before
        assert shown.quotes("a-news.txt") == []


async def test_a_mark_is_deleted_unsure_noted_and_repeated(session):
    async with Opened(session) as shown:
        await shown.read("b-bridge.txt")
        shown.put_cursor("boats")
        await shown.press("W", "4", "!")
        assert "unsure" in shown.status
        await shown.press("m")
        await shown.type("seen at noon")
        await shown.press("ctrl+s")
        (mark,) = shown.screen.annotations
        assert (mark.note, mark.unsure) == ("seen at noon", True)
        shown.put_cursor("beneath")
        await shown.press("full_stop")
        assert shown.quotes("b-bridge.txt") == [("LOC", "boats"), ("LOC", "beneath")]
        await shown.press("delete")
        assert shown.quotes("b-bridge.txt") == [("LOC", "boats")]
        await shown.press("O")
        assert "seen at noon" in shown.text
        assert "anna" in shown.text


async def test_the_list_of_marks_goes_to_the_mark(session):
    async with Opened(session) as shown:
        await shown.read("b-bridge.txt")
        shown.put_cursor("boats")
        await shown.press("W", "4")
        await shown.read("c-winter.txt")
        await shown.press("O", "enter")
        assert shown.here == "b-bridge.txt"
        assert shown.under_cursor.startswith("boats")


async def test_keys_that_need_a_mark_say_so_without_one(session):
    async with Opened(session) as shown:
        await shown.read("c-winter.txt")
        shown.put_cursor("nothing else")
        for key in ("delete", "!", "m", "space", "full_stop", "y", "enter", "u", "ctrl+r"):
            await shown.press(key)
            assert len(shown.status.splitlines()[0].split("  ")[0]) > 8, key
        assert shown.marks.total() == 0


async def test_undo_and_redo_also_after_a_restart(folder, homes):
    async with Opened(open_loaded(folder, homes=homes)) as shown:
        await shown.read("b-bridge.txt")
        shown.put_cursor("boats")
        await shown.press("W", "4")
        shown.put_cursor("beneath")
        await shown.press("W", "5")
    async with Opened(open_loaded(folder, homes=homes)) as shown:
        await shown.read("c-winter.txt")
        await shown.press("u")
        assert shown.quotes("b-bridge.txt") == [("LOC", "boats")]
        assert shown.here == "b-bridge.txt"
        assert "undo: mark NORP" in shown.status
        await shown.press("u")
        assert shown.quotes("b-bridge.txt") == []
        await shown.press("u")
        assert "Nothing to undo." in shown.status
    async with Opened(open_loaded(folder, homes=homes)) as shown:
        await shown.press("ctrl+r", "ctrl+r", "ctrl+r")
        assert shown.quotes("b-bridge.txt") == [("LOC", "boats"), ("NORP", "beneath")]
        assert "Nothing to redo." in shown.status
        await shown.press("colon", *"history", "enter")
        history = "\n".join(shown.lines)
        assert history.count("took back mark") == 2
        assert history.count("made again mark") == 2


async def test_a_mark_in_a_fold_is_shown_when_it_is_gone_to_or_taken_back(session):
    async with Opened(session) as shown:
        await shown.read("a-news.txt")
        assert "RELATED NEWS" not in shown.text
        text = shown.screen.document.text
        span = Span(text.index("harbour in winter"), len(text.rstrip()))
        shown.marks.annotate(shown.screen.document, span, "EVENT")
        await shown.press("O", "enter")
        assert "RELATED NEWS" in shown.text
        await shown.press("Z", "g")
        assert "RELATED NEWS" not in shown.text
        await shown.press("u")
        assert "RELATED NEWS" in shown.text
        assert "undo: mark EVENT" in shown.status


async def test_marks_of_another_program_are_seen_with_the_next_key(folder, homes):
    other = open_loaded(folder, homes=homes, author="ben")
    async with Opened(open_loaded(folder, homes=homes)) as shown:
        await shown.read("b-bridge.txt")
        shown.put_cursor("boats")
        await shown.press("W", "4")
        number = other.corpus.number_of("b-bridge.txt")
        document = other.corpus.document(number)
        other.corpus.marks.refresh()
        (mark,) = other.corpus.marks.annotations(document)
        other.corpus.marks.relabel(mark, "ORG")
        await shown.press("h", "l")
        assert [a.label for a in shown.screen.annotations] == ["ORG"]
        assert "ORG" in shown.status
        other.corpus.marks.delete(other.corpus.marks.annotations(document)[0])
        await shown.press("3")
        assert shown.quotes("b-bridge.txt") in ([], [("GPE", "boats")])
        other.close()


async def test_a_mark_that_another_deleted_while_its_note_was_written_is_said(folder, homes):
    other = open_loaded(folder, homes=homes, author="ben")
    async with Opened(open_loaded(folder, homes=homes)) as shown:
        await shown.read("b-bridge.txt")
        shown.put_cursor("boats")
        await shown.press("W", "4", "m")
        await shown.type("late")
        document = other.corpus.document(other.corpus.number_of("b-bridge.txt"))
        other.corpus.marks.refresh()
        other.corpus.marks.delete(other.corpus.marks.annotations(document)[0])
        await shown.press("ctrl+s")
        assert "saved · note" not in shown.status
        assert shown.quotes("b-bridge.txt") == []
        other.close()


async def test_a_changed_text_moves_its_marks_and_says_so(folder, homes):
    async with Opened(open_loaded(folder, homes=homes)) as shown:
        await shown.read("b-bridge.txt")
        shown.put_cursor("boats")
        await shown.press("W", "4")
    text = (folder / "b-bridge.txt").read_text()
    (folder / "b-bridge.txt").write_text(text.replace("The bridge at", "The old stone bridge at"))
    async with Opened(open_loaded(folder, homes=homes)) as shown:
        await shown.read("b-bridge.txt")
        (mark,) = shown.screen.annotations
        assert mark.span.text_of(shown.screen.document.text) == "boats"


async def test_copying_gives_the_text_of_the_selection(session):
    async with Opened(session) as shown:
        await shown.read("b-bridge.txt")
        shown.put_cursor("Three boats")
        await shown.press("v", "w", "y")
        assert shown.app.clipboard == "Three boats"


async def test_own_labels_of_the_collection_are_used(folder, homes):
    (folder / "labels.yaml").write_text(
        "name: boats\nlabels:\n  - name: BOAT\n    key: '1'\n    letter: B\n    hue: org\n"
    )
    async with Opened(open_loaded(folder, homes=homes)) as shown:
        await shown.read("b-bridge.txt")
        shown.put_cursor("boats")
        await shown.press("W")
        assert "1 BOAT" in shown.status
        await shown.press("1")
        assert shown.quotes("b-bridge.txt") == [("BOAT", "boats")]
        await shown.press("7")
        assert "No label has the key 7." in shown.status
