import os

import pytest
from made_marks import as_ordinary_user, open_to_all
from opened_corpus import found, json_lines, opened, places, unloaded, write

from corpus.corpus import Corpus
from corpus.errors import InputError
from corpus.loading import Listed, Progress
from corpus.places import collection_key
from corpus.readers.reading import read
from corpus.readers.sources import find_sources
from corpus.texts import read_text_of


@pytest.fixture
def texts(tmp_path):
    return write(tmp_path / "texts")


def test_a_folder(tmp_path, texts):
    write(texts, {"deep/er/d.txt": "Nguyen Van An came home.\n"})
    corpus = opened(tmp_path)
    assert [r.id for r in corpus.records] == ["a.txt", "b.txt", "c.md", "deep/er/d.txt"]
    assert [r.title for r in corpus.records][:3] == ["The committee met", "Điện Biên Phủ", "Rice"]
    assert [r.problem for r in corpus.records] == [""] * 4
    assert [corpus.number_of(r.id) for r in corpus.records] == [0, 1, 2, 3]
    assert corpus.number_of("z.txt") is None
    for number, record in enumerate(corpus.records):
        document = corpus.document(number)
        assert (record.digest, record.length) == (document.digest, len(document.text))
    assert (corpus.finished, corpus.problems, corpus.recognised) == (True, [], 4)


def test_every_mention_stands_where_it_says(tmp_path, texts):
    corpus = opened(tmp_path)
    for number in range(3):
        text = corpus.document(number).text
        mentions = corpus.mentions(number)
        assert mentions
        assert mentions == sorted(mentions, key=lambda m: (m.start, -m.end))
        for mention in mentions:
            assert text[mention.start : mention.end] == mention.text
            assert mention.text in [a for a, _ in corpus.entity(mention.entity).aliases]
    by_id = {m.entity for n in range(3) for m in corpus.mentions(n)}
    assert by_id == {entity.id for entity in corpus.entities()}
    assert corpus.entity("person:nobody-at-all") is None


def test_counts_of_entities_are_true(tmp_path, texts):
    corpus = opened(tmp_path)
    for entity in corpus.entities():
        where = corpus.places_of(entity.id)
        assert len(where) == entity.mentions
        assert len({number for number, _ in where}) == entity.documents


def test_files_and_records(tmp_path, texts):
    lines = json_lines(
        tmp_path / "news.jsonl",
        {"id": "one", "title": "First", "text": "To Lam spoke.", "date": "2026-01-14"},
        {"id": "two", "title": "Second", "text": "Luong Cuong wrote."},
    )
    with lines.open("a", encoding="utf-8") as stream:
        stream.write("{broken\n")
    corpus = opened(tmp_path, texts / "a.txt", lines)
    assert {r.id for r in corpus.records} == {"texts/a.txt", "news.jsonl#one", "news.jsonl#two"}
    number = corpus.number_of("news.jsonl#two")
    assert corpus.document(number).text == "Luong Cuong wrote."
    assert corpus.records[corpus.number_of("news.jsonl#one")].date == "2026-01-14"
    assert len(corpus.problems) == 1
    assert "line 3" in corpus.problems[0]


def test_the_text_alone_is_the_text_of_the_document(tmp_path, texts):
    (texts / "utf16.txt").write_bytes("Điện Biên Phủ\r\n".encode("utf-16"))
    (texts / "old.txt").write_bytes("Café à Paris, déjà vu près de l'église".encode("latin-1"))
    (texts / "n.jsonl").write_text('{"id": 1, "text": "A lone \\ud800 half."}\n', encoding="ascii")
    sources = find_sources([texts]).sources
    assert len(sources) == 6
    assert [read_text_of(s) for s in sources] == [read(s).text for s in sources]


def test_a_path_that_is_not_there(tmp_path):
    with pytest.raises(InputError, match=r"nowhere\.txt: there is no such file or folder\. Check"):
        unloaded(tmp_path, tmp_path / "nowhere.txt")


@pytest.mark.parametrize("content", [{}, {"notes.py": "x = 1\n"}, {".hidden.txt": "x"}])
def test_a_folder_without_documents(tmp_path, content):
    write(tmp_path / "texts", content)
    with pytest.raises(InputError, match="holds no documents"):
        opened(tmp_path)


def test_an_unreadable_file_does_not_stop_the_others():
    with open_to_all() as folder:
        texts = write(folder / "texts")
        (texts / "b.txt").chmod(0)
        (texts / "z.txt").write_bytes(b"%PDF-1.4 \x00\x01")
        with as_ordinary_user():
            corpus = opened(folder, texts)
            problems = {r.id: r.problem for r in corpus.records}
            assert "cannot be read: permission denied" in problems["b.txt"]
            assert "PDF" in problems["z.txt"]
            assert (problems["a.txt"], problems["c.md"]) == ("", "")
            assert len(corpus.problems) == 2
            with pytest.raises(InputError, match="permission denied"):
                corpus.document(corpus.number_of("b.txt"))
            assert found(corpus, "chinh")["entity"]
            corpus.close()


def test_a_file_that_becomes_readable_is_read_then():
    with open_to_all() as folder:
        texts = write(folder / "texts")
        (texts / "b.txt").chmod(0)
        with as_ordinary_user():
            opened(folder, texts).close()
        (texts / "b.txt").chmod(0o644)
        with as_ordinary_user():
            corpus = opened(folder, texts)
            assert corpus.problems == []
            assert "text" in found(corpus, "road")
            corpus.close()


@pytest.mark.parametrize("text", ["", "\n\n  \n", "\ufeff", "…"])
def test_documents_with_nothing_in_them(tmp_path, text):
    write(tmp_path / "texts", {"empty.txt": text})
    corpus = opened(tmp_path)
    assert len(corpus.records) == 1
    assert corpus.mentions(0) == []
    assert list(corpus.entities()) == []
    assert corpus.find("hanoi").groups == ()
    assert corpus.step(0, 0, 1, entity="person:x") is None
    assert corpus.step(0, 0, 1, query="hanoi") is None
    again = opened(tmp_path)
    assert again.recognised == 1
    assert again.find("anything").groups == ()


def test_a_document_removed_while_it_is_open(tmp_path, texts):
    corpus = opened(tmp_path)
    first = corpus.document(0)
    for path in texts.iterdir():
        path.unlink()
    assert corpus.document(0) is first
    with pytest.raises(InputError, match=r"b\.txt is gone: it was moved or removed\."):
        corpus.document(1)
    with pytest.raises(InputError):
        corpus.mentions(1)
    assert [hit.document for hit in found(corpus, "hanoi").get("text", ())] == [0]
    assert corpus.step(0, 0, 1, query="hanoi") is not None
    assert corpus.hits_in(1, "hanoi") == ()


def test_a_text_that_changed_shows_no_mentions_in_wrong_places(tmp_path, texts):
    corpus = opened(tmp_path)
    assert corpus.mentions(1)
    changed = opened(tmp_path)
    (texts / "b.txt").write_text("Short.", encoding="utf-8")
    assert changed.mentions(1) == []
    assert changed.suggestions(1) == []
    assert changed.hits_in(1, "short")
    assert corpus.mentions(1)  # the text in memory is the one that was recognised


def test_ten_megabytes_on_one_line(tmp_path):
    text = "Pham Minh Chinh met farmers of Hanoi and spoke of rice, " * 190_000
    assert len(text) > 10_000_000
    write(tmp_path / "texts", {"long.txt": text, "b.txt": "A road to Hanoi.\n"})
    corpus = unloaded(tmp_path)
    for message in _read_only(corpus):
        corpus.take(message)
    document = corpus.document(corpus.number_of("long.txt"))
    assert document.text == text
    assert len(corpus.hits_in(corpus.number_of("long.txt"), "rice")) == 190_000


def _read_only(corpus):
    """The run up to the text index; recognising ten megabytes is not for a quick test."""
    from corpus.ingest import Ingest

    ingest = Ingest(corpus.job())
    for message in ingest.run():
        yield message
        if isinstance(message, Progress) and message.done == message.total:
            break
    ingest.close()


def test_names_of_files_that_are_no_unicode(tmp_path):
    folder = write(tmp_path / "texts", {"a.txt": "Hanoi is in Vietnam.\n"})
    for name in (b"\xff.txt", b"\xfe.txt", b"bad\x1b[31m\n.txt"):
        (folder / os.fsdecode(name)).write_text("To Lam came to Hanoi.\n", encoding="utf-8")
    (folder / os.fsdecode(b"\xfd.txt")).write_bytes(b"\x00\x01\x02binary")
    first = opened(tmp_path)
    again = opened(tmp_path)
    assert len({r.id for r in first.records}) == 5
    assert all(r.id.isprintable() for r in first.records)
    assert again.records == first.records
    assert [again.mentions(n) for n in range(4)] == [first.mentions(n) for n in range(4)]
    assert len(again.places_of("gpe:hanoi")) == 4
    document = again.document(0)
    again.marks.annotate(document, again.mentions(0)[0].span, "PERSON")
    assert opened(tmp_path).marks.count(document.id) == 1


def test_many_texts_do_not_all_stay_in_memory(tmp_path):
    write(tmp_path / "texts", {f"{i}.txt": f"Text {i}.\n" for i in range(100)})
    corpus = unloaded(tmp_path)
    corpus.take(Listed(find_sources([tmp_path / "texts"]).sources))
    for number in range(100):
        corpus.document(number)
    assert len(corpus._kept._documents) == 64
    big = write(tmp_path / "big", {f"{i}.txt": "x" * 9_000_000 for i in range(3)})
    corpus = unloaded(tmp_path, big)
    corpus.take(Listed(find_sources([big]).sources))
    for number in range(3):
        assert len(corpus.document(number).text) == 9_000_000
    assert len(corpus._kept._documents) == 1


def test_where_the_files_of_a_collection_are(tmp_path, texts):
    one = unloaded(tmp_path, texts)
    same = unloaded(tmp_path, texts / ".." / "texts")
    other = unloaded(tmp_path, texts / "a.txt")
    assert one.places == same.places
    assert one.places != other.places
    key = collection_key([texts])
    assert key.startswith("texts-")
    assert one.places.cache == places(tmp_path).cache / key
    assert collection_key([tmp_path / "\x1b[2J…"]).startswith("2J-")
    assert collection_key([]).startswith("collection-")


def test_nothing_is_written_into_the_collection(tmp_path, texts):
    before = sorted(p.name for p in texts.rglob("*"))
    corpus = opened(tmp_path)
    corpus.find("hanoi")
    corpus.close()
    assert sorted(p.name for p in texts.rglob("*")) == before


def test_what_comes_through_a_pipe_leaves_nothing_behind(tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    data = b'{"id": "x", "text": "To Lam spoke."}\n{"id": "y", "text": "Hanoi"}\n'
    corpus = Corpus.from_stream(data, "stdin")
    list(corpus.load())
    assert [r.id for r in corpus.records] == ["stdin.jsonl#x", "stdin.jsonl#y"]
    assert found(corpus, "to lam")["entity"]
    corpus.close()
    assert list(tmp_path.iterdir()) == []
