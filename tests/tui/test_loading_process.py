"""The loader of the screen with a real process; every wait has a deadline."""

import os
import signal
import threading

import pytest
from opened_corpus import job, opened, unloaded, write

from corpus.loading import Finished, Listed, Read, Recognised, SnapshotReady, TextReady, Trouble
from tui.loading import Loader

DEADLINE = 60


class Heard:
    """Takes messages as a screen does: when it is told that some wait."""

    def __init__(self, loader):
        self.loader = loader
        self.messages = []
        self._told = threading.Event()
        loader.first_page_drawn()
        loader.listen(self._told.set)

    def until(self, kind):
        while True:
            for message in self.loader.take():
                self.messages.append(message)
                if isinstance(message, kind):
                    return message
            if not self.loader.waiting:
                assert self._told.wait(DEADLINE), f"no {kind.__name__}: {self.messages[-3:]}"
                self._told.clear()


@pytest.fixture
def load(tmp_path):
    write(tmp_path / "texts")
    loaders = []

    def start():
        loaders.append(Loader(job(tmp_path)))
        return loaders[-1]

    yield start
    for loader in loaders:
        loader.stop()


def pid_of(loader):
    return loader._process._process.pid


def test_messages_arrive_in_order_and_make_a_corpus(tmp_path, load):
    loader = load()
    assert loader.running
    heard = Heard(loader)
    heard.until(Finished)
    wanted = (Listed, Read, TextReady, SnapshotReady, Finished)
    assert [type(m) for m in heard.messages if isinstance(m, wanted)] == list(wanted)
    assert not loader.running
    corpus = unloaded(tmp_path)
    for message in heard.messages:
        corpus.take(message)
    assert corpus.records == opened(tmp_path).records


def test_only_a_few_messages_are_taken_at_a_time(load):
    loader = load()
    told = threading.Event()
    Heard(loader).until(Finished)
    assert loader.take() == []
    assert not loader.waiting
    loader.listen(told.set)
    loader.want(0)
    assert told.wait(DEADLINE)
    assert len(loader.take(1)) == 1


def test_what_came_before_anybody_listened_is_not_lost(load):
    loader = load()
    first = Heard(loader)
    first.until(Finished)
    loader.want(1)
    again = Heard(loader)
    assert again.until(Recognised).number == 1


def test_stopping_leaves_no_process_and_says_nothing(load):
    loader = load()
    loader.stop()
    loader.stop()
    loader.want(0)
    assert not loader.running
    with pytest.raises(ProcessLookupError):
        os.kill(pid_of(loader), 0)
    assert not any(isinstance(m, Trouble) for m in loader.take(99))


def test_a_process_that_dies_is_said_once_and_ends_the_loading(load):
    loader = load()
    os.kill(pid_of(loader), signal.SIGKILL)
    heard = Heard(loader)
    heard.until(Finished)
    (trouble,) = [m for m in heard.messages if isinstance(m, Trouble)]
    assert "ended early" in trouble.sentence
    assert isinstance(heard.messages[-1], Finished)
    assert not loader.running
    loader.want(0)


def test_a_process_that_dies_when_all_is_done_is_not_worth_a_word(load):
    loader = load()
    heard = Heard(loader)
    heard.until(Finished)
    os.kill(pid_of(loader), signal.SIGKILL)
    assert list(loader._process.messages()) == []
    assert loader.take(99) == []
