"""Several recognisers on one collection: who is asked when, what is kept, who dies with whom."""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from opened_corpus import TEXTS, job, opened, run, unloaded, write

from corpus.loading import (
    Finished,
    Listed,
    Progress,
    Read,
    Recognised,
    SnapshotReady,
    TextReady,
    Trouble,
)
from corpus.recognise.configured import Chosen
from corpus.recognise.patterns import PatternRecogniser
from corpus.recognise.rules import RuleRecogniser
from corpus.recognise.teaching import forget, teach
from corpus.worker import WorkerProcess

PROGRAM = """
import json, sys
for line in sys.stdin:
    asked = json.loads(line)
    with open({log!r}, "a") as log:
        print(asked["title"], file=log)
    start = asked["text"].find("cold")
    found = [{{"start": start, "end": start + 4, "label": "WEATHER"}}] if start >= 0 else []
    print(json.dumps({{"id": asked["id"], "mentions": found}}), flush=True)
"""

RULES, PATTERNS = Chosen("rules"), Chosen("patterns")


@pytest.fixture
def asked(monkeypatch):
    """The names of the recognisers that were asked, with the documents, in this process."""
    calls = []
    for kind in (RuleRecogniser, PatternRecogniser):
        recognise = kind.recognise

        def noting(self, document, recognise=recognise):
            calls.append((self.name, document.id))
            return recognise(self, document)

        monkeypatch.setattr(kind, "recognise", noting)
    return calls


@pytest.fixture
def texts(tmp_path):
    return write(tmp_path / "texts")


def own_words(tmp_path) -> Path:
    return tmp_path / "texts" / ".glossator" / "entities.yaml"


def command(tmp_path, body=PROGRAM, **options) -> Chosen:
    code = body.format(log=str(tmp_path / "log"))
    return Chosen("command", command=(sys.executable, "-c", code), **options)


def with_recognisers(a_job, *recognisers):
    return replace(a_job, recognisers=recognisers)


def troubles(messages):
    return [message.sentence for message in messages if isinstance(message, Trouble)]


def mentions_after(tmp_path, messages, name):
    corpus = unloaded(tmp_path)
    last = [message for message in messages if isinstance(message, SnapshotReady)][-1]
    for message in messages:
        if message == last or not isinstance(message, SnapshotReady):
            corpus.take(message)
    return [(m.text, m.label) for m in corpus.mentions(corpus.number_of(name))]


def again(tmp_path, messages):
    """The job of going through all documents once more."""
    sources = tuple(s for m in messages if isinstance(m, Listed) for s in m.sources)
    return replace(job(tmp_path), sources=sources)


def test_a_name_taught_asks_only_the_patterns(tmp_path, texts, asked):
    teach(own_words(tmp_path), "LAW", name="Something Else")
    first = run(job(tmp_path))
    assert sorted(asked) == sorted((n, d) for n in ("rules", "patterns") for d in TEXTS)
    asked.clear()
    teach(own_words(tmp_path), "EVENT", name="delegates")
    messages = run(again(tmp_path, first))
    assert sorted(asked) == [("patterns", name) for name in sorted(TEXTS)]
    assert {type(m) for m in messages} == {Progress, SnapshotReady, Finished}
    assert ("delegates", "EVENT") in mentions_after(tmp_path, [*first, *messages], "a.txt")
    asked.clear()
    second = run(job(tmp_path))
    assert asked == []
    assert {"recognising", "linking"} & {
        m.stage for m in second if isinstance(m, Progress)
    } == set()
    forget(own_words(tmp_path), "EVENT", "delegates")
    messages = run(again(tmp_path, first))
    assert ("delegates", "EVENT") not in mentions_after(tmp_path, [*first, *messages], "a.txt")


def test_the_first_name_taught_does_not_ask_the_rules_nor_index_the_text_again(
    tmp_path, texts, asked
):
    first = run(job(tmp_path))
    asked.clear()
    teach(own_words(tmp_path), "EVENT", name="that morning")
    run(again(tmp_path, first))
    messages = run(job(tmp_path))
    assert {name for name, _ in asked} == {"patterns"}
    [before], [after] = (
        [m.folder for m in ms if isinstance(m, TextReady)] for ms in (first, messages)
    )
    assert before == after


def test_going_through_again_never_shows_less_than_there_was(tmp_path):
    write(tmp_path / "texts", {f"{i}.txt": f"Nguyen Van An saw {i} cows.\n" for i in range(420)})
    first = run(job(tmp_path))
    teach(own_words(tmp_path), "ANIMAL", name="cows")
    messages = run(again(tmp_path, first))
    assert [m.recognised for m in messages if isinstance(m, SnapshotReady)] == [420]


def test_going_through_again_serves_what_is_wanted_and_reads_what_changed(tmp_path, texts):
    first = run(job(tmp_path))
    (texts / "b.txt").write_text("To Lam flew to Laos.\n", encoding="utf-8")
    (texts / "c.md").unlink()
    wanted = [[1]]
    messages = run(again(tmp_path, first), lambda: wanted.pop() if wanted else ())
    assert not any(isinstance(m, Listed | Read | TextReady) for m in messages)
    [found] = [m for m in messages if isinstance(m, Recognised)]
    assert "Laos" in [m.text for m in found.mentions]
    assert isinstance(messages[-1], Finished)


def test_a_command_votes_and_is_asked_once_for_each_document(tmp_path, texts):
    chosen = RULES, command(tmp_path)
    a_job = with_recognisers(job(tmp_path), *chosen)
    first = run(a_job)
    assert troubles(first) == []
    found = mentions_after(tmp_path, first, "a.txt")
    assert ("cold", "WEATHER") in found
    assert ("Hanoi", "GPE") in found
    assert len((tmp_path / "log").read_text().splitlines()) == len(TEXTS)
    run(a_job)
    (texts / "b.txt").write_text("It was cold in Laos.\n", encoding="utf-8")
    assert ("cold", "WEATHER") in mentions_after(tmp_path, run(a_job), "b.txt")
    assert len((tmp_path / "log").read_text().splitlines()) == len(TEXTS) + 1
    other = with_recognisers(job(tmp_path), *chosen[:1], replace(chosen[1], version="2"))
    run(other)
    assert len((tmp_path / "log").read_text().splitlines()) == 2 * len(TEXTS) + 1


def test_what_the_rules_find_can_be_seen_before_slow_ones_are_asked(tmp_path):
    many = {f"{i:03}.txt": f"Nguyen Van An saw {i} cows.\n" for i in range(60)}
    write(tmp_path / "texts", many)
    messages = run(with_recognisers(job(tmp_path), RULES, command(tmp_path)))
    ready = [m for m in messages if isinstance(m, SnapshotReady)]
    assert [m.recognised for m in ready] == [59, 60]
    assert not list(unloaded(tmp_path).places.cache.glob("part-*"))


def test_a_document_that_fails_is_told_and_tried_again_and_the_rest_goes_on(tmp_path, texts, asked):
    body = PROGRAM.replace(
        "start =", "if 'Luong' in asked['text']: sys.exit('out of memory')\n    start ="
    )
    a_job = with_recognisers(job(tmp_path), RULES, command(tmp_path, body))
    for _ in range(2):
        messages = run(a_job)
        [sentence] = troubles(messages)
        assert "ended with status 1 (out of memory)" in sentence
        assert "b.txt" in sentence
        assert ("cold", "WEATHER") in mentions_after(tmp_path, messages, "a.txt")
        assert ("Hanoi", "GPE") in mentions_after(tmp_path, messages, "b.txt")
    assert len(asked) == len(TEXTS)
    log = (tmp_path / "log").read_text().splitlines()
    assert len(log) == len(TEXTS) + 1


def test_a_program_that_is_not_there_and_a_missing_pipeline_are_told(tmp_path, texts):
    a_job = with_recognisers(
        job(tmp_path),
        RULES,
        Chosen("command", command=("no-such-program-here",)),
        Chosen("spacy", model="no_such_pipeline"),
    )
    messages = run(a_job)
    first, second = troubles(messages)
    assert "no-such-program-here is no program that can be run" in first
    assert "The rest is recognised without it." in first
    assert "-m pip install" in second
    assert ("Hanoi", "GPE") in mentions_after(tmp_path, messages, "a.txt")


def test_a_pattern_that_takes_too_long_is_left_out_and_the_rest_found(tmp_path, texts):
    (texts / "d.txt").write_text("x" * 50_000 + " Memo 7\n", encoding="utf-8")
    own_words(tmp_path).parent.mkdir()
    own_words(tmp_path).write_text(
        "patterns:\n  - {label: BAD, regex: '(x+x+)+y'}\n  - {label: LAW, regex: 'Memo \\d'}\n"
    )
    messages = run(job(tmp_path))
    [sentence] = troubles(messages)
    assert "entities.yaml, line 2: the pattern (x+x+)+y takes too long" in sentence
    assert ("Memo 7", "LAW") in mentions_after(tmp_path, messages, "d.txt")


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("recognisers:\n  - {command: [touch, MARK]}\n", "line 2, field command: is not run for a"),
        ("recognisers:\n  - {command: MARK}\n", "line 2, field command: is not run for a"),
        ("recognisers:\n  - spacy: ../../model\n", "line 2, field spacy: must name an installed"),
        ("recognisers:\n  - spacy: os\n", "pipeline os is not installed"),
        ("recognisers: [rulez]\n", "line 1, field recognisers: has an entry that is not rules"),
        ("recognisers: 5\n", "line 1, field recognisers: must be a list"),
        ("recognisers:\n- rules\nmore: 1\n", "line 3, field more: is not known"),
        ("recognisers: [", "line 1: "),
        (
            "recognisers:\n  - {spacy: x, languages: [english]}\n",
            "line 2, field languages: must be",
        ),
        (
            "recognisers:\n  - {spacy: x, timeout: 3}\n",
            "line 2, field timeout: is not known beside",
        ),
    ],
)
def test_a_collections_own_file_can_run_nothing(tmp_path, texts, text, sentence):
    mark = tmp_path / "mark"
    file = own_words(tmp_path).with_name("recognisers.yaml")
    file.parent.mkdir()
    file.write_text(text.replace("MARK", str(mark)), encoding="utf-8")
    corpus = opened(tmp_path)
    assert any(sentence in problem for problem in corpus.problems), corpus.problems
    assert not mark.exists()
    assert corpus.mentions(corpus.number_of("a.txt"))
    corpus.close()


def test_a_collection_can_do_without_the_rules(tmp_path, texts, asked):
    teach(own_words(tmp_path), "EVENT", name="morning")
    own_words(tmp_path).with_name("recognisers.yaml").write_text("recognisers: [patterns]\n")
    corpus = opened(tmp_path)
    assert {name for name, _ in asked} == {"patterns"}
    assert [m.text for m in corpus.mentions(corpus.number_of("a.txt"))] == ["morning"]
    corpus.close()


HANGS = """
import subprocess, sys, time
pipe = open({log!r} + ".fifo", "w")
sleep = "import time; time.sleep(600)"
subprocess.Popen([sys.executable, "-c", sleep], pass_fds=[pipe.fileno()])
pipe.write("both run"); pipe.flush()
time.sleep(600)
"""


@pytest.mark.parametrize("how", ["stopped", "screen gone"])
def test_what_was_started_ends_with_the_process_that_started_it(tmp_path, texts, how):
    fifo = tmp_path / "log.fifo"
    os.mkfifo(fifo)
    worker = WorkerProcess(with_recognisers(job(tmp_path), command(tmp_path, HANGS)))
    with fifo.open() as pipe:  # opened when the program has opened it as well
        assert pipe.read(8) == "both run"
        if how == "stopped":
            worker.stop()
        else:
            worker._in.close()
        assert pipe.read() == ""  # the end: no process holds it any more
    worker.stop()
