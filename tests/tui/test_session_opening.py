import os
import threading

import pytest
from opened_corpus import places, write

from corpus.errors import GlossatorError, InputError
from corpus.loading import Finished
from tui.session import open_session
from tui.settings import Settings

DEADLINE = 60


def open_it(tmp_path, *paths, **more):
    settings = Settings(tmp_path / "settings.yaml", author="Bình")
    paths = paths or (tmp_path / "texts",)
    return open_session(paths, settings=settings, places=places(tmp_path), **more)


def test_a_session_has_what_a_screen_needs(tmp_path):
    write(tmp_path / "texts")
    session = open_it(tmp_path)
    told = threading.Event()
    session.loader.first_page_drawn()
    session.loader.listen(told.set)
    while not session.corpus.finished:
        assert session.loader.waiting or told.wait(DEADLINE)
        told.clear()
        for message in session.loader.take():
            session.corpus.take(message)
            assert not session.corpus.finished or isinstance(message, Finished)
    assert [r.id for r in session.corpus.records] == ["a.txt", "b.txt", "c.md"]
    assert session.corpus.marks.author == "Bình"
    assert session.reading.problem == ""
    session.reading.keep("b.txt", 10, 0)
    pid = session.loader._process._process.pid
    session.close()
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)
    again = open_it(tmp_path, author="An")
    assert again.corpus.marks.author == "An"
    assert again.reading.last().document == "b.txt"
    again.close()


def test_a_path_that_is_not_there(tmp_path):
    with pytest.raises(InputError, match="there is no such file"):
        open_it(tmp_path, tmp_path / "nowhere")


def test_a_broken_label_set_leaves_no_process(tmp_path, monkeypatch):
    started = []
    from tui.loading import Loader

    start = Loader.__init__

    def noted(self, job):
        start(self, job)
        started.append(self)

    monkeypatch.setattr(Loader, "__init__", noted)
    texts = write(tmp_path / "texts")
    (texts / "labels.yaml").write_text("labels: 7\n", encoding="utf-8")
    with pytest.raises(GlossatorError, match=r"labels\.yaml"):
        open_it(tmp_path)
    for loader in started:
        with pytest.raises(ProcessLookupError):
            os.kill(loader._process._process.pid, 0)
