"""A document too large to be held twice: who reads it, who recognises it, who goes when done."""

import os
from pathlib import Path

import pytest
from opened_corpus import opened, unloaded, write

from corpus.errors import InputError
from corpus.first import HEAD, LARGE, FirstDocument
from corpus.loading import Finished, FirstPage, Listed, Opened, Read, Recognised
from corpus.source import Source, SourceKind
from corpus.worker import WorkerProcess

RULE = "─" * 2000
"""Takes room and next to no time."""


def large_text(size=2_100_000):
    line = f"On 5 May 2025 Pham Minh Chinh met five people of Hanoi.\n\n{RULE}\n\n"
    return line * (size // len(line) + 1)


def source_of(path):
    return Source(path.name, str(path), SourceKind.TEXT)


def test_a_large_first_document_is_named_and_not_sent(tmp_path):
    small, large = tmp_path / "a.txt", tmp_path / "b.txt"
    small.write_text("A few words.\n", encoding="utf-8")
    large.write_text("x" * LARGE, encoding="utf-8")
    listed = Listed((source_of(small), source_of(large)))
    sent = FirstDocument("b.txt").after(listed)
    assert sent == Opened(1, None, source_of(large))
    other = FirstDocument("a.txt").after(listed)
    assert other is not None
    assert other.document is not None
    assert other.document.text == "A few words.\n"


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    """The messages of a worker on a large document that is wanted at once, and its end."""
    folder = tmp_path_factory.mktemp("large")
    write(folder / "texts", {"big.txt": large_text()})
    corpus = unloaded(folder)
    worker = WorkerProcess(corpus.job())
    messages = []
    for message in worker.messages():  # until the process has ended by itself
        messages.append(message)
        corpus.take(message)
        if isinstance(message, Opened):
            worker.want(0)
            worker.want(FirstPage())
    code = worker._process.wait(timeout=60)
    yield corpus, messages, code
    worker.stop()
    corpus.close()


def test_the_worker_ends_when_a_large_document_is_done(run):
    _, messages, code = run
    assert isinstance(messages[-1], Finished)
    assert code == 0
    [sent] = [m for m in messages if isinstance(m, Opened)]
    assert sent.document is None


def test_names_of_the_beginning_come_before_the_others(run):
    corpus, messages, _ = run
    found = [m.mentions for m in messages if isinstance(m, Recognised)]
    assert len(found) > 1
    assert [len(mentions) for mentions in found] == sorted({len(mentions) for mentions in found})
    text = corpus.document(0).text
    assert all(text[m.start : m.end] == m.text for m in found[0])
    assert list(found[-1][: len(found[0])]) == list(found[0])
    assert [(m.start, m.end) for m in corpus.mentions(0)] == [(m.start, m.end) for m in found[-1]]


def test_the_record_is_that_of_the_whole_text(run):
    corpus, messages, _ = run
    [record] = next(m for m in messages if isinstance(m, Read)).records
    document = corpus.document(0)
    assert (record.length, record.digest) == (len(document.text), document.digest)
    assert document.text.encode() == Path(corpus.paths[0] / "big.txt").read_bytes()
    assert corpus.unchanged(0)


def test_a_document_in_memory_stays_when_its_file_goes(tmp_path):
    write(tmp_path / "texts")
    corpus = opened(tmp_path)
    number = corpus.number_of("b.txt")
    text = corpus.document(number).text
    (tmp_path / "texts" / "b.txt").unlink()
    assert corpus.document(number).text == text
    again = unloaded(tmp_path)
    assert again.number_of("b.txt") is None
    corpus.close()
    again.close()


@pytest.mark.parametrize("what", ["vanishes", "shrinks", "becomes a pipe", "becomes binary"])
def test_a_file_that_changes_before_it_is_read_is_told_in_a_sentence(tmp_path, what):
    write(tmp_path / "texts", {"a.txt": "Short.\n", "b.txt": large_text(200_000)})
    corpus = opened(tmp_path)
    path = tmp_path / "texts" / "b.txt"
    number = corpus.number_of("b.txt")
    corpus._kept._documents.clear()
    if what == "shrinks":
        os.truncate(path, 1000)
        document = corpus.document(number)
        assert 0 < len(document.text) <= 1000
        assert not corpus.unchanged(number)
        assert corpus.mentions(number) == []
    else:
        path.unlink()
        if what == "becomes a pipe":
            os.mkfifo(path)
        elif what == "becomes binary":
            path.write_bytes(bytes(range(256)) * 20)
        with pytest.raises(InputError) as raised:
            corpus.document(number)
        assert str(raised.value).count("\n") == 0
        assert "b.txt" in str(raised.value)
    corpus.close()


def test_a_large_text_with_a_head_has_its_first_blocks(tmp_path):
    path = tmp_path / "big.txt"
    path.write_text(large_text(200_000), encoding="utf-8")
    from corpus.readers.reading import completed, read

    first = read(source_of(path), head=HEAD)
    assert not first.whole
    whole = completed(first)
    assert whole.whole
    assert list(whole.blocks)[: len(first.blocks) - 2] == list(first.blocks)[:-2]
