from opened_corpus import TEXTS, opened, write


def test_the_collections_own_names_and_patterns_are_found(tmp_path):
    write(tmp_path / "texts", {**TEXTS, "d.txt": "The Red River Charter quotes Memo 12/QX.\n"})
    own = tmp_path / "texts" / ".glossator" / "entities.yaml"
    own.parent.mkdir()
    own.write_text(
        "gazetteer:\n  LAW: [Red River Charter]\n"
        "patterns:\n  - label: LAW\n    regex: 'Memo \\d+/[A-Z]+'\n",
        encoding="utf-8",
    )
    corpus = opened(tmp_path)
    mentions = corpus.mentions(corpus.number_of("d.txt"))
    assert [m.text for m in mentions if m.label == "LAW"] == ["Red River Charter", "Memo 12/QX"]
    corpus.close()


def test_patterns_that_cannot_be_used_are_told_and_left_out(tmp_path):
    write(tmp_path / "texts")
    own = tmp_path / "texts" / ".glossator" / "entities.yaml"
    own.parent.mkdir()
    own.write_text("patterns:\n  - label: LAW\n    regex: '(unclosed'\n", encoding="utf-8")
    corpus = opened(tmp_path)
    assert any("entities.yaml" in problem and "3" in problem for problem in corpus.problems)
    assert corpus.mentions(corpus.number_of("a.txt"))
    corpus.close()
