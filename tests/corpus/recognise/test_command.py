"""Programs as recognisers: real ones, that do well, crash, hang, babble and flood."""

from __future__ import annotations

import os
import sys
from contextlib import closing
from pathlib import Path

import pytest

from corpus.document import Document
from corpus.errors import InputError
from corpus.recognise.checked import CheckedRecogniser
from corpus.recognise.command import CommandRecogniser
from corpus.recognise.protocol import IncompleteError

TEXT = "Hanoi met Huế 🙂 and Đà Nẵng."

READ = """
import json, sys, os, time
def answer(id, *mentions, **more):
    print(json.dumps({"id": id, "mentions": list(mentions), **more}), flush=True)
for line in sys.stdin:
    asked = json.loads(line)
    id, text = asked["id"], asked["text"]
"""

FINDS = """
    for name in ("Đà Nẵng", "Huế"):
        pass
    found = [{"start": text.index(n), "end": text.index(n) + len(n), "label": "CITY", "score": 0.9}
             for n in ("Đà Nẵng", "Huế") if n in text]
    answer(id, *found)
"""


def document(text: str = TEXT, name: str = "a.txt") -> Document:
    return Document(name, "A title", text)


def command(body: str, **options) -> CommandRecogniser:
    return CommandRecogniser([sys.executable, "-c", READ + body], **options)


def found(recogniser, text: str = TEXT):
    return [(m.text, m.label, m.score) for m in recogniser.recognise(document(text))]


def test_it_finds_mentions_by_code_points_in_order() -> None:
    with closing(command(FINDS, labels={"CITY": "GPE"})) as recogniser:
        assert found(recogniser) == [("Huế", "GPE", 0.9), ("Đà Nẵng", "GPE", 0.9)]
        assert found(recogniser, "Huế") == [("Huế", "GPE", 0.9)]
        assert recogniser.recognise(document())[0].source.startswith("command:python")


def test_one_program_serves_all_documents_and_is_told_the_language() -> None:
    body = """
    label = f"{os.getpid()}-{asked['language']}-{asked['title'][0]}"
    answer(id, {"start": 0, "end": 1, "label": label})
"""
    with closing(command(body)) as recogniser:
        english = "The minister of foreign affairs spoke to the press for an hour."
        labels = {found(recogniser, text)[0][1] for text in (english, english + " He left.")}
        (label,) = labels
        assert label.endswith("-en-A")
        assert int(label.split("-")[0]) != os.getpid()


def test_a_label_can_be_left_out_and_a_score_be_missing() -> None:
    body = """
    answer(id, {"start": 0, "end": 5, "label": "MISC"}, {"start": 0, "end": 5, "label": "GPE"})
"""
    with closing(command(body, labels={"MISC": ""})) as recogniser:
        assert found(recogniser) == [("Hanoi", "GPE", 0.8)]


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        ("    sys.exit('no memory left')", r"ended with status 1 \(no memory left\)"),
        ("    os.kill(os.getpid(), 11)", "was ended by signal 11"),
        ("    os.close(1); time.sleep(600)", "closed its output"),
        (
            "    print('Loading the model ...', flush=True)",
            r"not JSON \(Loading the model \.\.\.\)",
        ),
        ("    print('[' * 100000, flush=True)", "not JSON"),
        ("    print('[1, 2]', flush=True)", "without id"),
        ("    print(json.dumps({'id': id}), flush=True)", "without a list of mentions"),
        ("    answer(id, mentions={})", "without a list of mentions"),
        ("    while True: answer('another' * 1000)", "more than 8 MB"),
        ("    while True: sys.stdout.write('x' * 9999)", "more than 8 MB"),
    ],
    ids=["exit", "signal", "closed", "babble", "nested", "list", "bare", "object", "ids", "flood"],
)
def test_a_failing_program_costs_one_document_then_itself(body: str, sentence: str) -> None:
    with closing(command(body)) as recogniser:
        for _ in range(2):
            with pytest.raises(IncompleteError, match=sentence):
                recogniser.recognise(document())
        with pytest.raises(InputError, match=f"{sentence}.*is not asked again"):
            recogniser.recognise(document())


HANGS = """
    if "hang" in text:
        print("thinking hard", file=sys.stderr, flush=True)
        time.sleep(600)
    answer(id, {"start": 0, "end": 2, "label": "X"})
"""


def test_a_hanging_program_is_ended_and_started_anew_for_the_next_document() -> None:
    with closing(command(HANGS, timeout=0.2, start=30)) as recogniser:
        assert found(recogniser, "ok")
        with pytest.raises(IncompleteError, match=r"did not answer in 0.2 s \(thinking hard\)"):
            recogniser.recognise(document("hang"))
        assert found(recogniser, "ok") == [("ok", "X", 0.8)]


def test_failures_with_successes_between_them_do_not_end_it_soon() -> None:
    body = """
    if "crash" in text: sys.exit(3)
    answer(id)
"""
    with closing(command(body)) as recogniser:
        for _ in range(4):
            with pytest.raises(IncompleteError, match="ended with status 3"):
                recogniser.recognise(document("crash"))
            assert found(recogniser) == []


def test_a_program_that_reads_nothing_of_a_large_text_does_not_hold_up() -> None:
    silent = CommandRecogniser(
        [sys.executable, "-c", "import time; time.sleep(600)"], timeout=0.1, start=0.1
    )
    with closing(silent), pytest.raises(IncompleteError, match=r"did not answer in 0.2 s"):
        silent.recognise(document("x" * 3_000_000))


def test_an_answer_longer_than_a_pipe_holds_and_much_on_standard_error() -> None:
    body = """
    sys.stderr.write("warning " * 100000)
    answer(id, *({"start": i, "end": i + 1, "label": "X"} for i in range(len(text))))
"""
    with closing(command(body)) as recogniser:
        assert len(found(recogniser, "x" * 20_000)) == 20_000


def test_a_late_answer_to_an_earlier_question_is_passed_over() -> None:
    body = """
    answer("a.txt#0", {"start": 0, "end": 1, "label": "OLD"})
    answer(id, {"start": 0, "end": 1, "label": "NEW"})
    answer(id, {"start": 0, "end": 1, "label": "AGAIN"})
"""
    with closing(command(body)) as recogniser:
        assert [found(recogniser)[0][1] for _ in range(3)] == ["NEW"] * 3


def test_what_it_answers_wrongly_is_repaired_or_left_out_and_told_once() -> None:
    body = """
    m = lambda start, end, label="X", **more: {"start": start, "end": end, "label": label, **more}
    answer(id, m(6, 9), m(0, 5), m(3, 8, score=0.1), m(0, 5), m(-3, 2), m(5, 5), m(0, 999),
           m(1.5, 3), m(True, 3), m("0", 3), m(2**70, 2**71), m(10, 13, "not a label!"),
           m(10, 13, "OWN_label"), m(14, 15, score=7), m(20, 22, score=float("nan")),
           m(23, 24, score="high"), 5, None, [], {"start": 1})
"""
    with closing(CheckedRecogniser(command(body))) as recogniser:
        mentions = recogniser.recognise(document())
        assert [(m.start, m.end, m.label, m.score) for m in mentions] == [
            (0, 5, "X", 0.8),
            (6, 9, "X", 0.8),
            (10, 13, "OWN_label", 0.8),
            (14, 15, "X", 1.0),
            (20, 22, "X", 0.5),
            (23, 24, "X", 0.5),
        ]
        told = recogniser.troubles()
        assert len(told) == 5
        assert all(t.startswith("The recogniser command:python") for t in told), told
        assert any("outside of the text" in t and "5 times, first in a.txt" in t for t in told)
        recogniser.recognise(document())
        assert recogniser.troubles() == []


def test_what_is_no_program_is_a_sentence() -> None:
    for program, sentence in (
        ("no-such-program-here", "is no program that can be run"),
        ("/tmp", "is no program that can be run"),
        ("models/run", "by its full path"),
    ):
        with pytest.raises(InputError, match=sentence):
            CommandRecogniser([program]).recognise(document())


def test_a_program_that_the_system_cannot_start(tmp_path: Path) -> None:
    program = tmp_path / "program"
    program.write_bytes(b"\x7fELF nonsense")
    program.chmod(0o755)
    with pytest.raises(InputError, match="cannot be started"):
        CommandRecogniser([str(program)]).recognise(document())


def test_the_version_follows_command_labels_files_and_the_persons_word(tmp_path: Path) -> None:
    script = tmp_path / "model.py"
    script.write_text("one", encoding="utf-8")

    def version(**options) -> str:
        return CommandRecogniser([sys.executable, str(script)], **options).version

    first = version()
    assert version() == first
    others = {version(labels={"A": "B"}), version(version="2")}
    script.write_text("another", encoding="utf-8")
    assert len({first, *others, version()}) == 4


def holds_a_fifo(fifo: Path) -> str:
    """A program with a child that both hold a pipe open for writing, and hang."""
    return f"""
    import subprocess
    pipe = open({str(fifo)!r}, "w")
    child = "import time; time.sleep(600)"
    subprocess.Popen([sys.executable, "-c", child], pass_fds=[pipe.fileno()])
    pipe.write("both run"); pipe.flush()
    time.sleep(600)
"""


def test_ending_it_ends_all_that_it_started(tmp_path: Path) -> None:
    fifo = tmp_path / "fifo"
    os.mkfifo(fifo)
    reader = os.open(fifo, os.O_RDONLY | os.O_NONBLOCK)
    os.set_blocking(reader, True)
    with pytest.raises(IncompleteError, match="did not answer"):
        command(holds_a_fifo(fifo), timeout=1, start=0.5).recognise(document())
    with os.fdopen(reader) as pipe:
        assert pipe.read() == "both run"  # and then the end: nobody holds it any more


def test_the_program_in_the_documentation_works(tmp_path: Path) -> None:
    documentation = Path(__file__).parents[3] / "docs" / "recognisers.md"
    program = documentation.read_text(encoding="utf-8").split("```python\n")[1].split("```")[0]
    script = tmp_path / "diseases.py"
    script.write_text(program, encoding="utf-8")
    with closing(CommandRecogniser([sys.executable, str(script)])) as recogniser:
        assert found(recogniser, "Dengue in Huế") == [("Dengue", "DISEASE", 0.9)]
        assert found(recogniser, "None") == []
