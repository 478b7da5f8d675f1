import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing

import pytest
from made_marks import as_ordinary_user, open_to_all
from opened_corpus import (
    TEXTS,
    job,
    json_lines,
    last_snapshot,
    last_text,
    opened,
    run,
    stages,
    unloaded,
    write,
)

from corpus.corpus import Corpus
from corpus.errors import InputError
from corpus.index.cache import DocumentCache
from corpus.index.folders import part_folder, temporary_prefix
from corpus.index.seal import is_whole
from corpus.ingest import Ingest
from corpus.loading import (
    Finished,
    Job,
    Listed,
    Progress,
    Read,
    Recognised,
    SnapshotReady,
    TextReady,
)
from corpus.recognise.rules import RuleRecogniser


@pytest.fixture
def texts(tmp_path):
    return write(tmp_path / "texts")


def cache_of(tmp_path):
    return unloaded(tmp_path).places.cache


def state_of(corpus):
    """All that a reader can see of a collection."""
    return (
        corpus.records,
        [corpus.mentions(number) for number in range(len(corpus.records))],
        list(corpus.entities()),
        [(g.kind, g.total, g.hits) for q in ("hanoi", "minister") for g in corpus.find(q).groups],
    )


def test_messages_come_in_order(tmp_path, texts):
    messages = run(job(tmp_path))
    assert [type(m) for m in messages if not isinstance(m, Progress)] == [
        Listed,
        Read,
        TextReady,
        SnapshotReady,
        Finished,
    ]
    assert stages(messages) == {"reading", "recognising", "linking"}


def test_the_second_opening_recognises_nothing(tmp_path, texts):
    first = state_of(opened(tmp_path))
    messages = run(job(tmp_path))
    assert "recognising" not in stages(messages)
    assert any(isinstance(m, SnapshotReady) for m in messages)
    assert state_of(opened(tmp_path)) == first


def recognised_again(a_job: Job) -> list[str]:
    """The documents that the rules are asked about in a run of this job."""
    asked = []
    recognise = RuleRecogniser.recognise

    def noting(self, document):
        asked.append(document.id)
        return recognise(self, document)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(RuleRecogniser, "recognise", noting)
        run(a_job)
    return asked


def test_only_what_changed_is_recognised_again(tmp_path, texts):
    assert sorted(recognised_again(job(tmp_path))) == sorted(TEXTS)
    (texts / "b.txt").write_text("To Lam flew to Laos with Tran Quang Huy.\n", encoding="utf-8")
    assert recognised_again(job(tmp_path)) == ["b.txt"]
    (texts / "d.txt").write_text("Nguyen Van An came from Hue.\n", encoding="utf-8")
    assert recognised_again(job(tmp_path)) == ["d.txt"]
    (texts / "a.txt").unlink()
    assert recognised_again(job(tmp_path)) == []
    corpus = opened(tmp_path)
    assert [r.id for r in corpus.records] == ["b.txt", "c.md", "d.txt"]
    assert "Luong Cuong" not in [e.name for e in corpus.entities()]
    assert "To Lam" in [e.name for e in corpus.entities()]


def test_a_file_that_was_only_touched_is_not_recognised_again(tmp_path, texts):
    recognised_again(job(tmp_path))
    path = texts / "a.txt"
    path.touch()
    assert recognised_again(job(tmp_path)) == []


def test_a_line_added_to_json_lines_leaves_the_other_records_alone(tmp_path):
    file = json_lines(
        tmp_path / "news.jsonl",
        {"id": "x", "title": "X", "text": "Pham Minh Chinh came to Hanoi."},
        {"id": "y", "title": "Y", "text": "To Lam came to Hue."},
    )
    assert len(recognised_again(job(tmp_path, file))) == 2
    with file.open("a", encoding="utf-8") as stream:
        stream.write('{"id": "z", "text": "Luong Cuong came to Laos."}\n')
    assert recognised_again(job(tmp_path, file)) == ["news.jsonl#z"]


def test_what_is_wanted_comes_first(tmp_path, texts):
    asked = [[2]]
    messages = run(job(tmp_path), lambda: asked.pop() if asked else ())
    kinds = [type(m) for m in messages]
    assert kinds.index(Recognised) < kinds.index(SnapshotReady)
    wanted = next(m for m in messages if isinstance(m, Recognised))
    assert wanted.number == 2
    assert "Japan" in [m.text for m in wanted.mentions]


def test_a_number_that_no_document_has_is_passed_over(tmp_path, texts):
    asked = [[-1, 3, 99999]]
    messages = run(job(tmp_path), lambda: asked.pop() if asked else ())
    assert not any(isinstance(m, Recognised) for m in messages)
    assert isinstance(messages[-1], Finished)


# Damage


def garbage(path):
    path.write_bytes(b"\x00garbage" * 500)


def half(path):
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def zeros(path):
    path.write_bytes(bytes(path.stat().st_size))


def emptied(path):
    path.write_bytes(b"")


def removed(path):
    path.unlink()


@pytest.mark.parametrize("damage", [garbage, half, zeros, emptied, removed])
def test_a_damaged_cache_is_built_anew(tmp_path, texts, damage):
    first = state_of(opened(tmp_path))
    folder = cache_of(tmp_path)
    files = sorted(p for p in folder.rglob("*") if p.is_file())
    assert len(files) > 20
    for path in files:
        damage(path)
    assert state_of(opened(tmp_path)) == first
    assert stages(run(job(tmp_path))) == {"reading"}


@pytest.mark.parametrize("damage", [garbage, half, zeros, removed])
def test_every_damaged_file_is_noticed(tmp_path, texts, damage):
    opened(tmp_path)
    messages = run(job(tmp_path))
    for folder in (last_snapshot(messages), last_text(messages)):
        assert is_whole(folder)
        for path in sorted(p for p in folder.rglob("*") if p.is_file() and p.suffix != ".lock"):
            data = path.read_bytes()
            if any(data):
                damage(path)
                assert not is_whole(folder), path
                path.write_bytes(data)
        assert is_whole(folder)


def test_a_page_of_the_cache_overwritten_in_the_middle(tmp_path):
    many = {f"{i:03}.txt": f"Pham Minh Chinh met {i} people in Hanoi.\n" * 20 for i in range(60)}
    write(tmp_path / "texts", many)
    first = state_of(opened(tmp_path))
    file = cache_of(tmp_path) / "documents.sqlite"
    data = bytearray(file.read_bytes())
    assert len(data) > 3 * 4096
    data[4096 : len(data)] = b"\xa5" * (len(data) - 4096)
    file.write_bytes(data)
    shutil.rmtree(last_snapshot(run(job(tmp_path))), ignore_errors=True)
    assert state_of(opened(tmp_path)) == first


def test_a_file_in_the_place_of_the_cache(tmp_path, texts):
    folder = cache_of(tmp_path)
    folder.parent.mkdir(parents=True)
    folder.write_text("not a folder")
    corpus = opened(tmp_path)
    assert "hanoi" in {e.name.lower() for e in corpus.entities()}
    assert corpus.find("hanoi").groups
    assert folder.read_text() == "not a folder"


def test_a_folder_in_the_place_of_the_database(tmp_path, texts):
    (cache_of(tmp_path) / "documents.sqlite" / "inside").mkdir(parents=True)
    assert opened(tmp_path).find("hanoi").groups


def test_a_cache_that_cannot_be_written():
    with open_to_all() as folder:
        texts = write(folder / "texts")
        (folder / "cache").mkdir()
        (folder / "cache").chmod(0o555)
        with as_ordinary_user():
            corpus = opened(folder, texts)
            assert corpus.find("hanoi").groups
            assert list((folder / "cache").iterdir()) == []
            corpus.close()


def test_without_a_cache_nothing_stays_behind(tmp_path, texts, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "temporary"))
    (tmp_path / "temporary").mkdir()
    messages = run(Job((texts,), None))
    assert isinstance(messages[-1], Finished)
    assert list((tmp_path / "temporary").iterdir()) == []


def test_a_database_of_an_older_program_is_begun_anew(tmp_path, texts):
    folder = cache_of(tmp_path)
    folder.mkdir(parents=True)
    with closing(sqlite3.connect(folder / "documents.sqlite")) as old:
        old.execute("CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID")
        old.execute("INSERT INTO meta VALUES ('version', '1')")
        old.execute("CREATE TABLE documents (id TEXT PRIMARY KEY)")
        old.commit()
    opened(tmp_path)
    assert recognised_again(job(tmp_path)) == []


# Several at once, and killed ones


def test_two_runs_at_once_on_one_cache(tmp_path, texts):
    a_job = job(tmp_path)
    first, second = Ingest(a_job), Ingest(a_job)
    corpora = [unloaded(tmp_path), unloaded(tmp_path)]
    runs = [first.run(), second.run()]
    ended = [False, False]
    while not all(ended):
        for i in (0, 1):
            message = next(runs[i], None)
            ended[i] = message is None
            if message is not None:
                corpora[i].take(message)
    first.close()
    second.close()
    expected = state_of(opened(tmp_path))
    assert state_of(corpora[0]) == expected
    assert state_of(corpora[1]) == expected
    assert not list(a_job.cache.glob("part-*"))


def test_two_processes_at_once_on_one_cache(tmp_path, texts):
    program = (
        "import sys\nfrom pathlib import Path\n"
        "from corpus.ingest import Ingest\nfrom corpus.loading import Job\n"
        "ingest = Ingest(Job((Path(sys.argv[1]),), Path(sys.argv[2])))\n"
        "print(type(list(ingest.run())[-1]).__name__)\ningest.close()\n"
    )
    command = [sys.executable, "-c", program, str(texts), str(job(tmp_path).cache)]
    processes = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    assert [p.communicate(timeout=60)[0].strip() for p in processes] == ["Finished", "Finished"]
    assert "recognising" not in stages(run(job(tmp_path)))


def test_a_first_look_that_is_gone_is_passed_over(tmp_path, texts):
    corpus = unloaded(tmp_path)
    corpus.take(Listed(tuple(run(corpus.job())[0].sources)))
    corpus.take(SnapshotReady(tmp_path / "gone", 0))
    corpus.take(TextReady(tmp_path / "gone", 1))
    assert corpus.snapshot is None
    with pytest.raises(InputError, match="built anew"):
        corpus.take(SnapshotReady(tmp_path / "gone", 3))
    with pytest.raises(InputError, match="built anew"):
        corpus.take(TextReady(tmp_path / "gone", 3))


def test_what_a_killed_process_left_is_removed(tmp_path, texts):
    folder = job(tmp_path).cache
    folder.mkdir(parents=True)
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    (folder / f"part-{gone.pid}-abc").mkdir()
    (folder / f"part-{gone.pid}-abc" / "half").write_text("x")
    (folder / "part-nonsense").mkdir()
    running = part_folder(folder)
    run(job(tmp_path))
    assert {p.name for p in folder.glob("part-*")} == {running.name}
    assert temporary_prefix(7) == "glossator-7-"


def test_a_run_that_is_broken_off_can_be_taken_up(tmp_path):
    texts = write(
        tmp_path / "texts", {f"{i}.txt": f"Nguyen Van An saw {i} cows.\n" for i in range(120)}
    )
    ingest = Ingest(job(tmp_path))
    for message in ingest.run():
        if isinstance(message, Progress) and message.stage == "recognising":
            break
    ingest.close()
    again = recognised_again(job(tmp_path))
    assert 0 < len(again) <= 70
    assert len(opened(tmp_path, texts).records) == 120


def test_snapshots_come_while_recognition_goes_on(tmp_path):
    write(tmp_path / "texts", {f"{i}.txt": f"Nguyen Van An saw {i} cows.\n" for i in range(420)})
    corpus = unloaded(tmp_path)
    seen = []
    ingest = Ingest(corpus.job())
    for message in ingest.run():
        corpus.take(message)
        if isinstance(message, SnapshotReady):
            seen.append((message.recognised, bool(corpus.find("nguyen van an").groups)))
    ingest.close()
    assert seen == [(0, True), (200, True), (420, True)]
    assert corpus.mentions_known(419)
    assert not list(corpus.places.cache.glob("part-*"))
    assert len(list(corpus.places.cache.glob("snapshot-*"))) == 1


def test_a_locked_database_is_left_to_the_other_program(tmp_path, monkeypatch):
    monkeypatch.setattr("corpus.index.cache.WAIT", 0.05)
    file = tmp_path / "documents.sqlite"
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        other.execute("CREATE TABLE theirs (x)")
        cache = DocumentCache(file)
        assert cache.records([("a", "1")]) == [None]
        cache.close()
        other.execute("COMMIT")
        assert other.execute("SELECT count(*) FROM theirs").fetchone() == (0,)


def test_the_stream_of_a_pipe_is_opened(tmp_path):
    corpus = Corpus.from_stream(b"Pham Minh Chinh spoke in Hanoi.", "stdin")
    list(corpus.load())
    assert [r.id for r in corpus.records] == ["stdin.txt"]
    assert found_names(corpus) >= {"Pham Minh Chinh", "Hanoi"}
    corpus.close()


def found_names(corpus):
    return {entity.name for entity in corpus.entities()}
