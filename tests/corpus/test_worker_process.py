"""The process that reads beside the screen: real processes, real pipes, a deadline for all."""

import os
import signal
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

import pytest
from opened_corpus import job, opened, run, stages, unloaded, write

from corpus.loading import Finished, Job, Recognised, SnapshotReady, Trouble
from corpus.worker import WorkerProcess

DEADLINE = 60


@pytest.fixture
def worker():
    started = []

    def start(a_job):
        process = WorkerProcess(a_job)
        started.append(process)
        timer = threading.Timer(DEADLINE, process._process.kill)
        timer.daemon = True
        timer.start()
        return process

    yield start
    for process in started:
        process.stop()


def until(process, kind):
    messages = []
    for message in process.messages():
        messages.append(message)
        if isinstance(message, kind):
            return messages
    raise AssertionError(f"the process ended without {kind.__name__}: {messages[-3:]}")


@pytest.fixture
def texts(tmp_path):
    return write(tmp_path / "texts")


def test_what_it_sends_opens_the_collection(tmp_path, texts, worker):
    corpus = unloaded(tmp_path)
    for message in until(worker(corpus.job()), Finished):
        corpus.take(message)
    here = opened(tmp_path)
    assert corpus.records == here.records
    assert [corpus.mentions(n) for n in range(3)] == [here.mentions(n) for n in range(3)]
    assert corpus.find("hanoi") == here.find("hanoi")


def test_wanted_documents_are_served_also_when_all_is_done(tmp_path, texts, worker):
    process = worker(job(tmp_path))
    until(process, Finished)
    for number in (2, 0):
        process.want(number)
        assert until(process, Recognised)[-1].number == number


def test_a_folder_without_documents_is_a_sentence(tmp_path, worker):
    (tmp_path / "texts").mkdir()
    messages = until(worker(job(tmp_path)), Finished)
    (trouble,) = [m for m in messages if isinstance(m, Trouble)]
    assert trouble.sentence.startswith("The folder texts holds no documents")


def test_killed_in_the_middle_it_leaves_no_wrong_state(tmp_path, worker):
    many = {f"{i:03}.txt": f"Pham Minh Chinh met {i} people in Hanoi.\n" for i in range(260)}
    write(tmp_path / "texts", many)
    for kind in (SnapshotReady, Recognised):
        process = worker(job(tmp_path))
        process.want(259)
        until(process, kind)
        process.stop()
    corpus = opened(tmp_path)
    assert len(corpus.records) == 260
    assert len(corpus.places_of("person:pham-minh-chinh")) == 260
    assert not list(corpus.places.cache.glob("part-*"))
    assert "recognising" not in stages(run(job(tmp_path)))


def test_stopping_is_at_once_and_leaves_no_process(tmp_path, texts, worker):
    process = worker(job(tmp_path))
    pid = process._process.pid
    process.stop()
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)
    assert process._process.returncode == -signal.SIGKILL
    process.want(1)
    process.stop()
    assert list(process.messages()) == []


def test_it_ends_when_the_screen_is_gone(tmp_path, texts, worker):
    process = worker(Job((texts,), None))
    until(process, Finished)
    process._in.close()
    assert process._process.wait(timeout=DEADLINE) == 0
    assert not list(Path(tempfile.gettempdir()).glob(f"glossator-{process._process.pid}-*"))


def test_stopped_without_a_cache_it_leaves_nothing(tmp_path, texts, worker):
    process = worker(Job((texts,), None))
    messages = until(process, Finished)
    folder = next(m for m in messages if isinstance(m, SnapshotReady)).folder
    assert folder.exists()
    process.stop()
    assert not folder.parent.exists()


def test_a_message_that_is_cut_off_ends_the_messages(tmp_path, texts, worker):
    process = worker(job(tmp_path))
    os.kill(process._process.pid, signal.SIGSTOP)
    process._process.kill()
    assert len(list(process.messages())) < 20


def test_no_program_in_the_current_folder_is_run(tmp_path, texts):
    trap = "import pathlib\npathlib.Path('/tmp').joinpath(NAME).touch()\n"
    mark = tmp_path / "run"
    for name in ("json.py", "pickle.py", "struct.py", "corpus/__init__.py", "corpus/worker.py"):
        path = texts / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(trap.replace("NAME", repr(str(mark))), encoding="utf-8")
    root = Path(__file__).resolve().parents[2]
    program = (
        f"import sys; sys.path[:] = [{str(root)!r}] + [p for p in sys.path if p]\n"
        "from pathlib import Path\n"
        "from corpus.loading import Job, Finished\n"
        "from corpus.worker import WorkerProcess\n"
        "worker = WorkerProcess(Job((Path('.').absolute(),), None))\n"
        "for message in worker.messages():\n"
        "    if isinstance(message, Finished):\n"
        "        print('finished')\n"
        "        break\n"
        "worker.stop()\n"
    )
    done = subprocess.run(
        [sys.executable, "-P", "-c", program],
        cwd=texts,
        capture_output=True,
        text=True,
        timeout=DEADLINE,
        check=False,
    )
    assert done.stdout == "finished\n", done.stderr
    assert not mark.exists()
