from __future__ import annotations

from pathlib import Path

import pytest

from corpus.index.names import NameIndex

NAMES = [
    "Phạm Minh Chính",
    "Phạm Bình Minh",
    "Tô Lâm",
    "Resolution 59-NQ/TW",
    "Resolution No. 59 of the Politburo",
    "Điện Biên Phủ",
    "National Assembly",
    "Ministry of Foreign Affairs",
    "Łukasz Wiśniewski",
    "中国",
    "习近平",
    "!!!",
    "😀",
    "",
    "New York",
    "York New Hampshire",
]


@pytest.fixture(scope="module")
def index() -> NameIndex:
    return NameIndex(NAMES)


@pytest.mark.parametrize(
    ("query", "best"),
    [
        ("pham minh chinh", "Phạm Minh Chính"),
        ("Phạm Minh Chính", "Phạm Minh Chính"),
        ("phm minh chin", "Phạm Minh Chính"),
        ("chinh pham minh", "Phạm Minh Chính"),
        ("pmc", "Phạm Minh Chính"),
        ("phminhchi", "Phạm Minh Chính"),
        ("pmchinh", "Phạm Minh Chính"),
        ("phm mnh chnh", "Phạm Minh Chính"),
        ("resolution 59", "Resolution 59-NQ/TW"),
        ("dien bien phu", "Điện Biên Phủ"),
        ("dienbienphu", "Điện Biên Phủ"),
        ("to lam", "Tô Lâm"),
        ("lukas wisniewsky", "Łukasz Wiśniewski"),
        ("minfor aff", "Ministry of Foreign Affairs"),
        ("mofa", "Ministry of Foreign Affairs"),
        ("中国", "中国"),
        ("近平", "习近平"),
        ("!!!", "!!!"),
        ("😀", "😀"),
        ("t", "Tô Lâm"),
    ],
)
def test_best_name(index: NameIndex, query: str, best: str) -> None:
    assert NAMES[index.search(query)[0].index] == best


def test_the_name_itself_scores_100_and_more_than_any_other(index: NameIndex) -> None:
    for number, name in enumerate(NAMES):
        if name:
            first, *rest = index.search(name)
            assert (first.index, first.score) == (number, 100.0)
            assert all(hit.score < 100 for hit in rest)


def test_scores_fall_and_stay_between_0_and_100(index: NameIndex) -> None:
    for query in ("minh", "resolution", "a", "york new", "zzz"):
        scores = [hit.score for hit in index.search(query)]
        assert scores == sorted(scores, reverse=True)
        assert all(0 <= score <= 100 for score in scores)


@pytest.mark.parametrize("query", ["", "   ", "\u0301", "x" * 10_000, "\x00", "\ud800", "\n"])
def test_odd_queries_are_harmless(index: NameIndex, query: str) -> None:
    assert all(0 <= hit.index < len(NAMES) for hit in index.search(query))


def test_nothing_to_search() -> None:
    assert NameIndex([]).search("anything") == []
    assert NameIndex([""]).search("anything") == []
    assert NameIndex(["name"]).search("name", 0) == []
    assert len(NameIndex([])) == 0


def test_limit(index: NameIndex) -> None:
    assert len(index.search("minh", 1)) == 1


def test_of_equal_names_the_earlier_comes_first() -> None:
    index = NameIndex(["Anna", "ANNA", "Ánna"])
    assert [hit.index for hit in index.search("anna")] == [0, 1, 2]


def test_more_equal_names_than_are_compared_are_all_given() -> None:
    index = NameIndex(["Minh"] * 1000 + ["Chinh"])
    assert index.search("chinh")[0].index == 1000
    assert len(index.search("minh", 700)) == 700


def test_add_gives_the_next_indexes_and_finds_them() -> None:
    index = NameIndex(NAMES)
    added = index.add(["Nguyễn Phú Trọng", "Võ Văn Thưởng"])
    assert added == range(len(NAMES), len(NAMES) + 2)
    assert index.search("nguyen phu trong")[0].index == len(NAMES)
    assert index.search("pham minh chinh")[0].index == 0
    assert index.add([]) == range(len(NAMES) + 2, len(NAMES) + 2)
    assert len(index) == len(NAMES) + 2


def test_added_one_by_one_is_the_same_as_at_once() -> None:
    index = NameIndex()
    for name in NAMES:
        index.add([name])
    at_once = NameIndex(NAMES)
    for query in ("minh", "resolution", "pmc", "phminhchi", "york"):
        assert index.search(query) == at_once.search(query)


def test_removed_names_are_never_found() -> None:
    index = NameIndex(NAMES)
    index.remove([0])
    for query in ("pham minh chinh", "pmc", "phminhchi", "chinh"):
        assert 0 not in [hit.index for hit in index.search(query)]
    assert index.search("to lam")[0].index == 2
    assert len(index) == len(NAMES) - 1


def test_saved_and_loaded(tmp_path: Path) -> None:
    index = NameIndex(NAMES)
    index.add(["Nguyễn Phú Trọng"])
    index.remove([6])
    index.save(tmp_path)
    loaded = NameIndex.load(tmp_path)
    for query in ("pham minh chinh", "pmc", "national assembly", "phu trong", "中国"):
        assert loaded.search(query) == index.search(query)
    assert loaded.add(["One more"]) == range(len(NAMES) + 1, len(NAMES) + 2)
    assert loaded.search("one more")[0].score == 100
    loaded.remove([0])
    assert loaded.search("pham minh chinh")[0].index != 0


def test_an_empty_index_can_be_saved(tmp_path: Path) -> None:
    NameIndex([]).save(tmp_path)
    loaded = NameIndex.load(tmp_path)
    assert loaded.search("x") == []
    loaded.add(["x y"])
    assert loaded.search("x y")[0].score == 100


def test_damage_is_noticed(tmp_path: Path) -> None:
    NameIndex(NAMES).save(tmp_path)
    (tmp_path / "names.txt").write_text("one\n", encoding="utf-8")
    with pytest.raises(ValueError, match="damaged"):
        NameIndex.load(tmp_path)
    (tmp_path / "names.json").unlink()
    with pytest.raises(OSError, match=r"names\.json"):
        NameIndex.load(tmp_path)


def test_misspelt_names_are_found_among_many() -> None:
    from corpus.index.fold import squash
    from tests.benchmarks.names_data import ABBREVIATIONS, cases, names

    given = names(5000)
    squashed = [squash(name) for name in given]
    index = NameIndex(given)
    asked = cases(squashed, each=8)
    found = [
        case.target in [squashed[hit.index] for hit in index.search(case.query, 10)]
        for case in asked
    ]
    plain = [hit for hit, case in zip(found, asked, strict=True) if case.kind not in ABBREVIATIONS]
    short = [hit for hit, case in zip(found, asked, strict=True) if case.kind in ABBREVIATIONS]
    assert sum(plain) >= 0.98 * len(plain)
    assert sum(short) >= 0.94 * len(short)
