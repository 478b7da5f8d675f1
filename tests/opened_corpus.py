"""Small collections on disk, opened for tests."""

from __future__ import annotations

import json
from pathlib import Path

from corpus.corpus import Corpus, Places
from corpus.ingest import Ingest
from corpus.loading import Job, Message, Progress, SnapshotReady, TextReady

TEXTS = {
    "a.txt": (
        "The committee met\n\n"
        "Prime Minister Pham Minh Chinh opened the meeting in Hanoi on January 14, 2026. "
        "He spoke of Resolution 59-NQ/TW of the Politburo.\n\n"
        "Pham Minh Chinh thanked the delegates. Hanoi was cold that morning.\n"
    ),
    "b.txt": (
        "Điện Biên Phủ\n\n"
        "The road from Hanoi to Điện Biên Phủ is long. President Luong Cuong took it in May. "
        "The prime minister stayed in Hanoi.\n"
    ),
    "c.md": (
        "# Rice\n\nFarmers in Thái Bình sold 1,200 tonnes of rice to Japan for 3 million USD.\n"
    ),
}


def write(folder: Path, texts=TEXTS) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="")
    return folder


def json_lines(path: Path, *records) -> Path:
    lines = (json.dumps(record, ensure_ascii=False) for record in records)
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return path


def places(tmp_path: Path) -> Places:
    return Places(tmp_path / "data", tmp_path / "state", tmp_path / "cache")


def unloaded(tmp_path: Path, *paths: Path, author="An") -> Corpus:
    return Corpus.open(paths or (tmp_path / "texts",), places=places(tmp_path), author=author)


def opened(tmp_path: Path, *paths: Path, author="An") -> Corpus:
    """A corpus with all its documents."""
    corpus = unloaded(tmp_path, *paths, author=author)
    for _ in corpus.load():
        pass
    return corpus


def run(job: Job, wanted=tuple) -> list[Message]:
    """All messages of one run."""
    ingest = Ingest(job, wanted)
    try:
        return list(ingest.run())
    finally:
        ingest.close()


def job(tmp_path: Path, *paths: Path) -> Job:
    return unloaded(tmp_path, *paths).job()


def stages(messages: list[Message]) -> set[str]:
    return {message.stage for message in messages if isinstance(message, Progress)}


def last_snapshot(messages: list[Message]) -> Path:
    return [message for message in messages if isinstance(message, SnapshotReady)][-1].folder


def last_text(messages: list[Message]) -> Path:
    return [message for message in messages if isinstance(message, TextReady)][-1].folder


def found(corpus: Corpus, query: str, here=None, limit=50):
    """The hits of a query by kind."""
    return {g.kind: g.hits for g in corpus.find(query, here, limit=limit).groups}


def entity_of(corpus: Corpus, text: str):
    """The id of the entity that a surface form names."""
    ids = {
        mention.entity
        for number in range(len(corpus.records))
        for mention in corpus.mentions(number)
        if mention.text == text
    }
    assert len(ids) == 1, ids
    return ids.pop()
