"""Who is met with whom: what counts as near, what is left out, and where it leads."""

from __future__ import annotations

from made_mentions import At, number_of, ruled_of

from corpus.facts.company import company
from corpus.facts.likelihood import log_likelihood

LAM, HANOI, HUE, MOSS = "PERSON To Lam", "GPE Hanoi", "GPE Hue", "ORG Moss"


def meeting(document: int, at: int, *who: str) -> list[At]:
    """Mentions one after the other, 20 code points apart."""
    return [At(document, at + 20 * i, at + 20 * i + 8, name) for i, name in enumerate(who)]


def far_apart(document: int, *who: str) -> list[At]:
    return [At(document, 1000 * i, 1000 * i + 8, name) for i, name in enumerate(who)]


def names(ruled, found) -> list[str]:
    return [ruled[one.number].name for one in found]


def test_those_beside_it_are_its_company_and_those_far_off_are_not() -> None:
    ruled = ruled_of(
        [
            *meeting(0, 0, LAM, HANOI),
            *meeting(1, 0, HANOI, LAM),
            *far_apart(2, LAM, MOSS, HUE, MOSS, HUE),
        ]
    )
    found = company(ruled, number_of(ruled, LAM))
    assert names(ruled, found) == ["Hanoi"]
    assert (found[0].together, found[0].documents) == (2, 2)
    # Two of two mentions near him, of six in all that are not his.
    assert found[0].expected == 2 * 2 / 6
    assert found[0].score == log_likelihood(2, 2, 2, 6)
    assert (ruled.document[found[0].row], ruled.start[found[0].row]) == (0, 20)


def test_the_reach_is_counted_in_code_points_from_either_end() -> None:
    ruled = ruled_of(
        [
            At(0, 100, 105, HUE),
            At(0, 400, 410, LAM),
            At(0, 710, 715, HANOI),
            *far_apart(1, MOSS, MOSS),
        ]
    )
    him = number_of(ruled, LAM)
    assert set(names(ruled, company(ruled, him))) == {"Hue", "Hanoi"}
    assert names(ruled, company(ruled, him, reach=299)) == []


def test_another_document_is_never_near() -> None:
    ruled = ruled_of([At(0, 0, 6, LAM), At(1, 0, 5, HANOI), *far_apart(2, MOSS, MOSS)])
    assert company(ruled, number_of(ruled, LAM)) == ()


def test_a_mention_near_two_of_its_mentions_counts_once() -> None:
    ruled = ruled_of([*meeting(0, 0, LAM, HANOI, LAM), *far_apart(1, MOSS, HUE)])
    (found,) = company(ruled, number_of(ruled, LAM))
    assert found.together == 1


def test_figures_are_no_company_unless_they_are_asked_for() -> None:
    ruled = ruled_of([*meeting(0, 0, LAM, "DATE 2026", "MONEY 3 USD"), *far_apart(1, MOSS, HUE)])
    him = number_of(ruled, LAM)
    assert company(ruled, him) == ()
    assert set(names(ruled, company(ruled, him, without=frozenset()))) == {"2026", "3 USD"}


def test_a_name_inside_its_name_or_around_it_is_no_company() -> None:
    ministry, minister, vietnam = "ORG Ministry", "TITLE Minister", "GPE Vietnam"
    ruled = ruled_of(
        [
            At(0, 0, 40, minister),
            At(0, 10, 40, ministry),
            At(0, 30, 40, vietnam),
            At(0, 50, 56, LAM),
            *far_apart(1, MOSS, HUE),
        ]
    )
    assert names(ruled, company(ruled, number_of(ruled, ministry))) == ["To Lam"]


def test_who_is_everywhere_is_nobodys_company() -> None:
    ruled = ruled_of(
        [
            *meeting(0, 0, LAM, HANOI),
            *far_apart(1, HANOI, HANOI, HANOI, HANOI),
            *meeting(2, 0, HANOI),
        ]
    )
    assert company(ruled, number_of(ruled, LAM)) == ()


def test_the_surest_come_first_and_no_more_than_asked_for() -> None:
    mentions = [at for n in range(5) for at in meeting(n, 0, LAM, HANOI)]
    mentions += [at for n in (5, 6) for at in meeting(n, 0, LAM, HUE)]
    mentions += far_apart(7, *([MOSS] * 20))
    ruled = ruled_of(mentions)
    him = number_of(ruled, LAM)
    assert names(ruled, company(ruled, him)) == ["Hanoi", "Hue"]
    assert names(ruled, company(ruled, him, limit=1)) == ["Hanoi"]
    assert company(ruled, him)[0].significance == "p<.0001"


def test_what_is_met_once_is_told_only_of_what_hardly_occurs() -> None:
    once = [*meeting(0, 0, LAM, HUE), *far_apart(1, *([MOSS] * 20))]
    ruled = ruled_of(once)
    assert names(ruled, company(ruled, number_of(ruled, LAM))) == ["Hue"]
    ruled = ruled_of([*once, *far_apart(2, LAM, LAM)])
    assert company(ruled, number_of(ruled, LAM)) == ()


def test_who_is_met_in_several_documents_comes_before_a_crowd_in_one() -> None:
    crowd = [at for n in range(6) for at in meeting(0, 900 * n, LAM, MOSS)]
    spread = [at for n in (1, 2, 3) for at in meeting(n, 0, LAM, HUE)]
    ruled = ruled_of([*crowd, *spread, *far_apart(4, *([HANOI] * 40))])
    found = company(ruled, number_of(ruled, LAM))
    assert [(ruled[one.number].name, one.documents) for one in found] == [("Hue", 3), ("Moss", 1)]
    assert found[0].score < found[1].score
