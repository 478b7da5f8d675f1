"""The first letter of a search does not wait for anything to be imported."""

import subprocess
import sys

from opened_corpus import write

PROGRAM = """
import sys
from pathlib import Path
from corpus.corpus import Corpus, Places
from corpus.ingest import Ingest
home = Path(sys.argv[1])
places = Places(home / "d", home / "s", home / "c")
corpus = Corpus.open([home / "texts"], places=places, author="an")
if sys.argv[2] == "again":
    from corpus.finder import warm_up
    warm_up()
for message in Ingest(corpus.job()).run():
    corpus.take(message)
before = set(sys.modules)
found = corpus.find("ha", 0).groups
print(len(found), *sorted(set(sys.modules) - before))
"""


def test_after_warming_up_a_search_imports_nothing(tmp_path):
    write(tmp_path / "texts")

    def run(turn):
        command = [sys.executable, "-c", PROGRAM, str(tmp_path), turn]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()

    assert len(run("first")) > 1
    groups, *imported = run("again")
    assert int(groups) > 0
    assert imported == []
