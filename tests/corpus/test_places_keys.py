"""The key that a collection's own files are kept under."""

from pathlib import Path

from corpus.places import Places, collection_key


def test_one_collection_has_one_key_however_it_is_named(tmp_path, monkeypatch):
    folder = tmp_path / "texts"
    folder.mkdir()
    (tmp_path / "link").symlink_to(folder)
    monkeypatch.chdir(tmp_path)
    key = collection_key([folder])
    assert key == collection_key([Path("texts")])
    assert key == collection_key([tmp_path / "link"])
    assert key == collection_key([Path("texts/../texts/"), Path("./texts")])
    assert key.startswith("texts-")


def test_other_collections_have_other_keys(tmp_path):
    one, two = tmp_path / "a", tmp_path / "b"
    keys = {
        collection_key(paths)
        for paths in ([one], [two], [one, two], [Path(f"{one}{two}")], [tmp_path / "c" / "a"], [])
    }
    assert len(keys) == 6
    assert collection_key([one, two]) == collection_key([two, one])


def test_a_key_is_a_plain_folder_name_whatever_the_collection_is_called(tmp_path):
    for name in ("Điện Biên Phủ", "..", "a\nb", "\x1b[31m", "x" * 200, "\udcff"):
        key = collection_key([tmp_path / name])
        assert key == key.strip("./")
        assert key.isascii()
        assert "/" not in key
        assert len(key) <= 48
        places = Places(tmp_path, tmp_path, tmp_path).of_collection([tmp_path / name])
        assert places.data.parent == tmp_path
