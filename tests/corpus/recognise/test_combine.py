from __future__ import annotations

from corpus.document import Document
from corpus.entity import Mention
from corpus.recognise import combine, merge
from corpus.recognise.patterns import read_patterns
from corpus.recognise.rules import RuleRecogniser


def mention(start: int, end: int, label: str = "ORG", score: float = 0.5, by: str = "a") -> Mention:
    return Mention(start, end, "x" * (end - start), label, by, score)


def spans(mentions: list[Mention]) -> list[tuple[int, int, str]]:
    return [(m.start, m.end, m.label) for m in mentions]


def test_agreement_raises_the_score() -> None:
    (one,) = merge([[mention(0, 4, score=0.6)], [mention(0, 4, score=0.5, by="b")]])
    assert one.score == 0.8
    assert one.source == "a"


def test_the_label_with_most_weight_wins() -> None:
    votes = [[mention(0, 4, "GPE", 0.7)], [mention(0, 4, "ORG", 0.4)], [mention(0, 4, "ORG", 0.4)]]
    assert spans(merge(votes)) == [(0, 4, "ORG")]


def test_of_two_that_cross_the_surer_stays() -> None:
    assert spans(merge([[mention(0, 5, score=0.4), mention(3, 8, score=0.9)]])) == [(3, 8, "ORG")]
    assert spans(merge([[mention(0, 5, score=0.9), mention(3, 8, score=0.4)]])) == [(0, 5, "ORG")]


def test_of_equals_that_cross_the_longer_stays_then_the_earlier() -> None:
    assert spans(merge([[mention(0, 4), mention(3, 9)]])) == [(3, 9, "ORG")]
    assert spans(merge([[mention(0, 4), mention(3, 7)]])) == [(0, 4, "ORG")]


def test_nested_mentions_stay_in_order() -> None:
    group = [mention(2, 4, "GPE"), mention(0, 9), mention(0, 3, "TITLE")]
    assert spans(merge([group])) == [(0, 9, "ORG"), (2, 4, "GPE")] or spans(merge([group])) == [
        (0, 9, "ORG"),
        (0, 3, "TITLE"),
    ]
    assert spans(merge([[mention(4, 6), mention(0, 9)]])) == [(0, 9, "ORG"), (4, 6, "ORG")]


def test_one_that_crosses_several_loses_to_a_single_surer_one() -> None:
    inner = [mention(0, 9, score=0.9), mention(2, 8, score=0.2), mention(5, 12, score=0.5)]
    assert spans(merge([inner])) == [(0, 9, "ORG"), (2, 8, "ORG")]


def test_a_single_recogniser_is_itself() -> None:
    rules = RuleRecogniser()
    assert combine([rules]) is rules


def test_own_names_win_over_rules_and_version_knows_both() -> None:
    own = read_patterns("gazetteer: {EVENT: [Hanoi Harvest Days]}", "entities.yaml")
    both = combine([RuleRecogniser()], [own])
    document = Document("d", "", "They met at the Hanoi Harvest Days in 2025.")
    first = both.recognise(document)[0]
    assert (first.label, first.text) == ("EVENT", "Hanoi Harvest Days")
    assert own.version in both.version
    assert both.name == "rules+patterns"
