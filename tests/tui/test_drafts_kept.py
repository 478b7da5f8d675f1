"""Drafts of notes: kept through the end of the program, and never more than a few."""

from __future__ import annotations

from tui.drafts import MOST, Drafts


def test_a_draft_is_there_again_in_another_program(tmp_path):
    Drafts(tmp_path / "drafts").put("one", "xin chào\n\x1b[31m\udc80")
    again = Drafts(tmp_path / "drafts")
    assert again.get("one") == "xin chào\n\x1b[31m\udc80"
    assert again.get("two") is None
    again.drop("one")
    assert Drafts(tmp_path / "drafts").get("one") is None
    assert list((tmp_path / "drafts").iterdir()) == []


def test_only_its_owner_may_read_a_draft(tmp_path):
    Drafts(tmp_path / "drafts").put("one", "x")
    (file,) = (tmp_path / "drafts").iterdir()
    assert file.stat().st_mode & 0o777 == 0o600


def test_old_drafts_go_first(tmp_path):
    drafts = Drafts(tmp_path / "drafts")
    for number in range(MOST + 5):
        drafts.put(f"note {number}", "x")
    assert len(list((tmp_path / "drafts").iterdir())) == MOST
    again = Drafts(tmp_path / "drafts")
    assert again.get(f"note {MOST + 4}") == "x"


def test_without_a_folder_they_last_as_long_as_the_program():
    drafts = Drafts()
    drafts.put("one", "x")
    assert drafts.get("one") == "x"
    drafts.drop("one")
    drafts.drop("one")
    assert drafts.get("one") is None


def test_where_nothing_can_be_written_typing_goes_on(tmp_path):
    (tmp_path / "file").touch()
    drafts = Drafts(tmp_path / "file" / "drafts")
    drafts.put("one", "x")
    assert drafts.get("one") == "x"
    drafts.drop("one")


def test_what_is_no_draft_is_passed_over(tmp_path):
    drafts = Drafts(tmp_path)
    drafts.put("one", "x")
    (file,) = tmp_path.iterdir()
    file.write_bytes(b"\xff\xfe")
    assert Drafts(tmp_path).get("one") is None
