from __future__ import annotations

from corpus.document import Document
from corpus.entity import Mention
from corpus.recognise import combine, merge, settle
from corpus.recognise.patterns import read_patterns
from corpus.recognise.rules import RuleRecogniser
from corpus.recognise.vote import vote


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


# Votes: the first group leads, the others are models.


def test_what_only_a_small_model_sees_is_left_out() -> None:
    rules = [mention(0, 4, "PERSON", 0.6)]
    assert vote([rules, [mention(6, 9, "PERSON", 0.7)]]) == rules
    assert len(vote([rules, [mention(6, 9, "PERSON", 0.75)]])) == 2
    assert len(vote([rules, [mention(6, 9, "DISEASE", 0.3)]])) == 2


def test_a_guess_needs_a_model_that_knows_the_label_to_see_something() -> None:
    guess, sure = mention(0, 4, "ORG", 0.3), mention(20, 24, "ORG", 0.5)
    other = mention(40, 44, "ORG", 0.6)
    assert vote([[guess, sure], [other]]) == [sure]
    assert guess in vote([[guess, sure], [mention(40, 44, "GPE", 0.6)]])
    assert guess in vote([[guess, sure], [mention(0, 4, "GPE", 0.5), other]])
    [agreed] = vote([[guess], [mention(0, 4, "ORG", 0.6)]])
    assert agreed.score == 1 - 0.7 * 0.4


def test_a_model_never_cuts_a_name_nor_relabels_it_alone() -> None:
    whole = mention(0, 14, "PERSON", 0.5)
    for label in ("PERSON", "GPE"):
        for start, end in ((0, 11), (7, 14), (3, 20)):
            model = [mention(start, end, label, 0.7, "m")]
            assert vote([[whole], model]) == [whole]
    assert vote([[whole], [mention(0, 14, "GPE", 0.7)]])[0].label == "PERSON"
    assert vote([[whole], [mention(0, 14, "GPE", 0.9)]])[0].label == "GPE"


def test_agreement_on_a_name_leaves_what_is_nested_in_it() -> None:
    nested = [mention(0, 9, "TITLE", 0.9), mention(2, 6, "ORG", 0.5)]
    assert len(vote([nested, [mention(2, 6, "ORG", 0.6)]])) == 2


def test_two_models_that_agree_outvote_the_rules() -> None:
    models = [[mention(0, 4, "GPE", 0.7)], [mention(0, 4, "GPE", 0.7, "b")]]
    [elected] = vote([[mention(0, 4, "PERSON", 0.6)], *models])
    assert elected.label == "GPE"


def test_one_that_is_alone_is_not_doubted() -> None:
    found = [mention(0, 9, "ORG", 0.2), mention(0, 3, "GPE", 0.1)]
    for groups in ([found], [[], found], [found, []], [[], found, []]):
        assert vote(groups) == found
    assert vote([]) == vote([[], []]) == []


def test_in_a_language_the_rules_do_not_know_the_model_leads() -> None:
    rules, model = [mention(0, 5, "ORG", 0.6)], [mention(0, 5, "PERSON", 0.7)]
    french = "Jean Moulin est dans les rues de la ville avec des amis pour les voir."
    english = "Jean Moulin is in the streets of the town with friends to see them."
    assert settle(Document("d", "", french), [rules, model])[0].label == "PERSON"
    assert settle(Document("d", "", english), [rules, model])[0].label == "ORG"


def test_nothing_outvotes_a_persons_own_words() -> None:
    machines = [[mention(0, 9, "ORG", 0.99)], [mention(0, 9, "ORG", 0.99, "b")]]
    for own in (mention(0, 9, "LAW", 1.0), mention(4, 20, "LAW", 1.0)):
        found = settle(Document("d", "", "x" * 20), machines, [[own]])
        assert own in found
        assert not any(m.label == "ORG" for m in found)
