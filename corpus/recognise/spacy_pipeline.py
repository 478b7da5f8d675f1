"""A recogniser that runs a spaCy pipeline (extra ``spacy``), its labels and spans made ours.

spaCy and the pipeline are loaded with the first document that is for them: that takes a second
and a hundred megabytes and more, so it belongs into a process beside the screen.
"""

from __future__ import annotations

import re
import shlex
import sys
import warnings
from collections.abc import Iterator, Sequence
from dataclasses import replace
from importlib import metadata, util
from pathlib import Path
from typing import TYPE_CHECKING, Any

from corpus.document import Document
from corpus.entity import Mention
from corpus.errors import InputError
from corpus.hostile import harmless, harmless_line
from corpus.pieces import cuts
from corpus.recognise.composed import Composed
from corpus.recognise.language import document_language
from corpus.recognise.protocol import in_order

if TYPE_CHECKING:
    from spacy.language import Language

__all__ = ["LABELS", "SpacyRecogniser"]

LABELS = {
    "PERSON": "PERSON",
    "PER": "PERSON",
    "ORG": "ORG",
    "GPE": "GPE",
    "LOC": "LOC",
    "FAC": "LOC",
    "NORP": "NORP",
    "EVENT": "EVENT",
    "LAW": "LAW",
    "DATE": "DATE",
    "MONEY": "MONEY",
    "PERCENT": "PERCENT",
    "CARDINAL": "CARDINAL",
}
"""What the labels of pipelines are here."""

_WITHOUT = frozenset(
    ("PRODUCT", "WORK_OF_ART", "LANGUAGE", "MISC", "TIME", "QUANTITY", "ORDINAL", "NUM")
)
"""Labels of pipelines for what is not marked here; any other one is somebody's own, and stays."""

_OTHER_TEXTS = 0.8
"""How much of its own figure a pipeline keeps on texts unlike those it was measured on."""

_UNTOLD = 0.8
"""The score of a pipeline that was not measured: somebody has trained it for these texts."""

_FORM = "1"
"""Changes when the same entities of a pipeline become other mentions."""

_UNUSED = (
    *("tagger", "parser", "lemmatizer", "trainable_lemmatizer", "attribute_ruler"),
    *("morphologizer", "senter", "sentencizer", "textcat", "textcat_multilabel", "entity_linker"),
)
_RULERS = {"entity_ruler", "span_ruler"}
"""Their patterns may ask for tags and lemmas: a pipeline with one keeps all its parts."""

_OFFICIAL = re.compile(r"[a-z]{2,3}_(?:core|ent|dep)_[a-z]+_(?:sm|md|lg|trf)")
_PACKAGE = re.compile(r"[A-Za-z][A-Za-z0-9_]*")

_ARTICLE = re.compile(r"(?:the|a|an)[ \u00a0]+", re.IGNORECASE)
_POSSESSIVE = re.compile(r"['’]s?$")
_EDGES = " \t\r\n\u00a0\"'“”‘’«»()[]{}<>|,;:–—-_*#…"
_LETTER = re.compile(r"[^\W\d_]")
_FIGURES = {"DATE", "MONEY", "PERCENT", "CARDINAL"}
_LABEL = re.compile(r"[A-Za-z0-9_-]{1,64}")


class SpacyRecogniser:
    """Finds what an installed spaCy pipeline, by name or path, holds for an entity.

    ``languages`` are codes of the languages its documents are in; empty: the pipeline's own, and
    all if it is for several. A document in another language is left to the other recognisers; one
    whose language cannot be told is not. ``check`` says early, ``recognise`` at its first document
    at the latest, by an InputError with one sentence, when spaCy or the pipeline cannot be used.
    """

    name = "spacy"

    def __init__(self, model: str, languages: Sequence[str] = ()) -> None:
        self._model = model
        self._languages = tuple(languages)
        self._pipeline: Language | None = None

    @property
    def version(self) -> str:
        """The version of spaCy, the pipeline's, and what is made of its entities."""
        parts = (self._model, _version_of_model(self._model), _version_of("spacy"), _FORM)
        return " ".join((*parts, *self._languages))

    def check(self) -> None:
        """Raises InputError when spaCy or the pipeline is not there; loads neither."""
        if util.find_spec("spacy") is None:
            raise InputError(
                "spaCy is not installed, so its pipelines are left out; install it with: "
                f"{_python()} -m pip install 'glossator[spacy]'."
            )
        if not _is_there(self._model):
            raise InputError(_missing(self._model))

    def recognise(self, document: Document) -> list[Mention]:
        """The entities of the document, as mentions in order; none overlap. Raises InputError."""
        if not self._is_for(document):
            return []
        composed = Composed(document)
        # What spaCy cannot read, as half a surrogate pair, is replaced one for one.
        text = harmless(composed.document.text).replace("\u00a0", " ")
        mentions: list[Mention] = []
        for start, end in self._stretches(composed.document):
            mentions += self._mentions(text[start:end], start)
        whole = document.text
        return [
            replace(mention, text=whole[mention.start : mention.end])
            for mention in composed.restored(in_order(mentions))
        ]

    def _is_for(self, document: Document) -> bool:
        wanted = self._languages or _language_of_name(self._model) or (self._loaded().lang,)
        if "xx" in wanted:
            return True
        return document_language(document) in ("", *wanted)

    def _stretches(self, document: Document) -> Iterator[tuple[int, int]]:
        """The blocks, or the whole of a text without any; none longer than the pipeline takes."""
        most = self._loaded().max_length
        spans = [(block.span.start, block.span.end) for block in document.blocks]
        for start, end in spans or [(0, len(document.text))]:
            pieces = cuts(document.text[start:end], most, ("\n\n", "\n", ". ", " "), strict=False)
            yield from ((start + first, start + last) for first, last in pieces)

    def _mentions(self, text: str, shift: int) -> Iterator[Mention]:
        if not text.strip():
            return
        source = f"{self.name}:{harmless_line(Path(self._model).name)}"
        for entity in self._loaded()(text).ents:
            label = _label(entity.label_)
            span = _trimmed(text, entity.start_char, entity.end_char)
            if not label or span is None:
                continue
            start, end = span
            name = text[start:end]
            if _is_plausible(name, label):
                yield Mention(
                    shift + start, shift + end, name, label, source, self._score(entity.label_)
                )

    def _score(self, label: str) -> float:
        """How often the pipeline is right about a label, as it says itself, made less."""
        figures = self._loaded().meta.get("performance") or {}
        by_label = figures.get("ents_per_type") if isinstance(figures, dict) else None
        try:
            precision = float(by_label[label]["p"])  # type: ignore[index]
        except (KeyError, TypeError, ValueError):
            return _UNTOLD
        return round(_OTHER_TEXTS * min(max(precision, 0.0), 1.0), 3)

    def _loaded(self) -> Language:
        if self._pipeline is None:
            self.check()
            self._pipeline = _load(self._model)
        return self._pipeline


def _load(model: str) -> Language:
    """The pipeline with only the parts that entities need. Raises InputError."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of versions: whether it works is seen below
            import spacy

            given: Any = Path(model).expanduser() if _is_path(model) else model
            pipeline = spacy.load(given, exclude=_UNUSED)
            if _RULERS & set(pipeline.pipe_names):
                pipeline = spacy.load(given)
            for name, part in list(pipeline.pipeline):
                if getattr(part, "listening_components", None) == []:
                    pipeline.disable_pipe(name)
            pipeline("A first sentence.")
    except Exception as error:  # (a pipeline is a program: what goes wrong in it can be anything)
        reason = harmless_line(" ".join(str(error).split()))[:200] or type(error).__name__
        raise InputError(
            f"The spaCy pipeline {_shown(model)} cannot be loaded with spaCy "
            f"{_version_of('spacy')} ({reason}); {_remedy(model)}."
        ) from error
    if not {"ner", "beam_ner", *_RULERS} & set(pipeline.pipe_names) and not any(
        "doc.ents" in pipeline.get_pipe_meta(name).assigns for name in pipeline.pipe_names
    ):
        raise InputError(
            f"The spaCy pipeline {_shown(model)} finds no entities; name one with the part ner."
        )
    return pipeline


def _is_path(model: str) -> bool:
    return "/" in model or model.startswith((".", "~"))


def _is_there(model: str) -> bool:
    if _is_path(model):
        return (Path(model).expanduser() / "config.cfg").is_file()
    return bool(_PACKAGE.fullmatch(model)) and bool(_version_of(model))


def _version_of(package: str) -> str:
    try:
        return metadata.version(package)
    except (metadata.PackageNotFoundError, ValueError):
        return ""


def _version_of_model(model: str) -> str:
    """What changes when the pipeline does, without loading it."""
    if not _is_path(model):
        return _version_of(model)
    try:
        status = (Path(model).expanduser() / "config.cfg").stat()
    except OSError:
        return ""
    return f"{status.st_size}:{status.st_mtime_ns}"


def _missing(model: str) -> str:
    if _is_path(model):
        return (
            f"There is no spaCy pipeline in {_shown(model)} (a folder with config.cfg); "
            "correct the path."
        )
    return f"The spaCy pipeline {_shown(model)} is not installed; {_remedy(model)}."


def _remedy(model: str) -> str:
    if _is_path(model):
        return "train or package it anew for this spaCy, or name another"
    if _OFFICIAL.fullmatch(model):
        return f"install the one for this spaCy with: {_python()} -m spacy download {model}"
    name = model.replace("_", "-") if _PACKAGE.fullmatch(model) else "NAME"
    return (
        "if you trust its maker, install the package that brings it: "
        f"{_python()} -m pip install -U {name}"
    )


def _python() -> str:
    return shlex.quote(sys.executable or "python3")


def _shown(model: str) -> str:
    return harmless_line(model)[:100]


def _language_of_name(model: str) -> tuple[str, ...]:
    """The language that the usual name of a pipeline begins with."""
    match = re.match(r"([a-z]{2,3})_(?:core|ent|dep)_", Path(model).name)
    return (match[1],) if match else ()


def _trimmed(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The span without articles, possessive endings, quotation marks; None when nothing stays.

    Of one that goes over a line's end only the longer part can be a name.
    """
    lines = text[start:end].splitlines(keepends=True)
    if len(lines) > 1:
        longest = max(range(len(lines)), key=lambda number: len(lines[number].strip()))
        start += sum(map(len, lines[:longest]))
        end = start + len(lines[longest])
    while start < end:
        if text[start] in _EDGES:
            start += 1
        elif text[end - 1] in _EDGES:
            end -= 1
        elif possessive := _POSSESSIVE.search(text[start:end]):
            end = start + possessive.start()
        elif article := _ARTICLE.match(text, start, end):
            start = article.end()
        else:
            return start, end
    return None


def _label(theirs: str) -> str:
    """Our label for one of a pipeline; empty when there is none."""
    label = LABELS.get(theirs, theirs)
    return label if theirs not in _WITHOUT and _LABEL.fullmatch(label) else ""


def _is_plausible(name: str, label: str) -> bool:
    """Whether there is a letter in a name; in a date a digit: "last year" is not marked here."""
    if label == "DATE":
        return any(map(str.isdigit, name))
    return label in _FIGURES or bool(_LETTER.search(name))
