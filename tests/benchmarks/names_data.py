"""Synthetic names and the ways a person gets them wrong: seeded, the same on every machine."""

# ruff: noqa: SIM905  (so many words read better as lines than as lists)

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

__all__ = ["ABBREVIATIONS", "CORRUPTIONS", "Case", "cases", "names"]

_VIETNAMESE_FAMILY = (
    "Nguyễn Trần Lê Phạm Hoàng Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý Đào Đinh Lâm Mai "
    "Trịnh Tô Tạ Cao Chu Hà Lương Quách Tăng Thái"
).split()
_VIETNAMESE_GIVEN = (
    "Minh Chính Hùng Dũng Lan Hương Thảo Tuấn Anh Phương Linh Quang Hải Sơn Nam Bình Đức "
    "Thắng Hòa Thành Trung Kiên Long Khánh Ngọc Ánh Trang Mai Hạnh Tâm Trọng Phúc Xuân Thu "
    "Đông Hà Giang Việt Cường Thịnh Vượng Quốc Bảo Châu Duy Đạt Khoa Loan Nhung Oanh Quyên "
    "Thúy Tuyết Uyên Vân Yến"
).split()
_VIETNAMESE_MIDDLE = ("Văn Thị Minh Đình Hữu Ngọc Quang Xuân Thanh Đức Công Thế Bá Phú Kim").split()
_FAMILY = (
    "Müller Schäfer García Fernández Łukaszewski Nowak Wiśniewska Sørensen Jørgensen "
    "Åkerström Öberg Novák Dvořák Šimić Kovačević Yılmaz Öztürk Çelik Ionescu Popescu Smith "
    "Johnson Walker Bennett Carter Hughes Morgan Fletcher Whitman Ellison Dupont Lefèvre "
    "Rousseau Bianchi Ricci Ferrari Costa Almeida Gonçalves Magalhães Petrov Ivanova Sokolov "
    "Tanaka Suzuki Watanabe Kim Park Choi Singh Sharma Banerjee Okafor Adeyemi Mensah Haddad "
    "Rahman Siddiqui Hosseini"
).split()
_GIVEN = (
    "Anna Björn Çağla Damián Élodie François Günther Hélène Ivan José Katarzyna Łucja María "
    "Nikolai Olga Paweł Quentin René Søren Tomáš Ursula Václav William Xavier Yvonne Zoë "
    "James Mary Robert Patricia John Jennifer Michael Linda David Elizabeth Richard Barbara "
    "Thomas Susan Daniel Karen Amina Chidi Fatima Hiroshi Indira Jin Kwame Leila Mohammed "
    "Noor Priya Ravi Sana Yuki"
).split()
_SYLLABLES = (
    "an bar cor dal el fen gar hol is jar kel lan mar nor os pel quin ros sal tor ul ven wes "
    "yar zan bren cal dor esk fal grim hart ing kirk lo mil ness or pres rath ster thorn und "
    "val wick"
).split()
_PLACE_END = ("ville burg ton ford stad hausen ów ská grad mouth field bridge ham ås ø").split()
_PLACE_FIRST = (
    "North South East West New Old Upper Lower Saint Port Lake Mount San Bad Villa"
).split()
_ORG_FIRST = (
    "Ministry Department Institute University Academy Council Committee Agency Bank "
    "Federation Association Union Office Centre Commission Foundation Board Society Museum "
    "Court"
).split()
_SUBJECT = (
    "Foreign Trade Public Health Marine Research Rural Development Labour Science Technology "
    "Water Energy Transport Culture Sport Tourism Justice Finance Education Forestry "
    "Fisheries Mining Statistics Planning Defence Environment Housing Heritage Migration "
    "Standards Aviation"
).split()
_TITLE_WORD = (
    "reform growth treaty harbour railway election budget flood harvest market border summit "
    "coast delta festival museum vaccine strike tariff drought bridge airport village island "
    "river forest archive orchestra stadium canal power school hospital tunnel square garden "
    "ferry refinery mine"
).split()
_TITLE_LINK = (
    "and of in after before without against for on near beyond under across through"
).split()


def _person(rnd: random.Random) -> str:
    if rnd.random() < 0.5:
        given = rnd.choices(_VIETNAMESE_GIVEN, k=rnd.choice((1, 1, 2)))
        middle = [rnd.choice(_VIETNAMESE_MIDDLE)] if rnd.random() < 0.6 else []
        return " ".join([rnd.choice(_VIETNAMESE_FAMILY), *middle, *given])
    family = rnd.choice(_FAMILY)
    if rnd.random() < 0.5:
        family += "-" + rnd.choice(_FAMILY) if rnd.random() < 0.2 else f" {_word(rnd).capitalize()}"
    return f"{rnd.choice(_GIVEN)} {family}"


def _word(rnd: random.Random) -> str:
    return "".join(rnd.choices(_SYLLABLES, k=rnd.choice((2, 2, 3))))


def _place(rnd: random.Random) -> str:
    place = (_word(rnd) + rnd.choice(_PLACE_END)).capitalize()
    return f"{rnd.choice(_PLACE_FIRST)} {place}" if rnd.random() < 0.5 else place


def _organisation(rnd: random.Random) -> str:
    subject = " ".join(rnd.sample(_SUBJECT, rnd.choice((1, 2))))
    if rnd.random() < 0.5:
        return f"{_place(rnd)} {subject} {rnd.choice(_ORG_FIRST)}"
    return f"{rnd.choice(_ORG_FIRST)} of {subject} {_place(rnd)}"


def _title(rnd: random.Random) -> str:
    head, tail = rnd.sample(_TITLE_WORD, 2)
    return f"{head.capitalize()} {rnd.choice(_TITLE_LINK)} {tail} {_word(rnd)}"


def names(count: int, seed: int = 1) -> list[str]:
    """Distinct names: people (half of all), places, organisations, titles."""
    rnd = random.Random(seed)
    makers = (_person, _person, _person, _person, _place, _place, _title, _organisation)
    found: dict[str, None] = {}
    while len(found) < count:
        name = rnd.choice(makers)(rnd)
        if name in found:
            # Few first and last names make many people of the same name; tell them apart.
            name = f"{name} {_word(rnd).capitalize()}"
        found[name] = None
    return list(found)


# What happens to a name on its way through the fingers. All take and give squashed names.

_LETTERS = "abcdefghijklmnopqrstuvwxyz"


def _inside(name: str, rnd: random.Random) -> int:
    """A place in a name that holds a letter, not the first of all."""
    places = [i for i, c in enumerate(name) if i and c != " "]
    return rnd.choice(places or [0])


def _delete(name: str, rnd: random.Random) -> str:
    at = _inside(name, rnd)
    return name[:at] + name[at + 1 :]


def _insert(name: str, rnd: random.Random) -> str:
    at = _inside(name, rnd)
    return name[:at] + rnd.choice(_LETTERS) + name[at:]


def _substitute(name: str, rnd: random.Random) -> str:
    at = _inside(name, rnd)
    return name[:at] + rnd.choice(_LETTERS.replace(name[at], "")) + name[at + 1 :]


def _transpose(name: str, rnd: random.Random) -> str:
    pairs = [i for i in range(len(name) - 1) if name[i] != name[i + 1]]
    at = rnd.choice(pairs or [0])
    return name[:at] + name[at + 1 : at + 2] + name[at : at + 1] + name[at + 2 :]


def _two(name: str, rnd: random.Random) -> str:
    edits = (_delete, _insert, _substitute, _transpose)
    return rnd.choice(edits)(rnd.choice(edits)(name, rnd), rnd)


def _swap(name: str, rnd: random.Random) -> str:
    words = name.split()
    at = rnd.randrange(1, len(words)) if len(words) > 1 else 0
    return " ".join(words[at:] + words[:at])


def _swap_typo(name: str, rnd: random.Random) -> str:
    return rnd.choice((_delete, _insert, _substitute, _transpose))(_swap(name, rnd), rnd)


def _beginnings(name: str, rnd: random.Random) -> str:
    return " ".join(word[: max(2, (len(word) + 1) // 2)] for word in name.split())


def _no_vowels(name: str, rnd: random.Random) -> str:
    return " ".join(w[0] + "".join(c for c in w[1:] if c not in "aeiouy") for w in name.split())


def _three_glued(name: str, rnd: random.Random) -> str:
    return "".join(word[:3] for word in name.split())


def _initials_last(name: str, rnd: random.Random) -> str:
    *head, last = name.split()
    return "".join(word[0] for word in head) + last


Corruption = Callable[[str, random.Random], str]

CORRUPTIONS: dict[str, Corruption] = {
    "exact": lambda name, rnd: name,
    "delete": _delete,
    "insert": _insert,
    "substitute": _substitute,
    "transpose": _transpose,
    "two typos": _two,
    "swapped words": _swap,
    "swapped, typo": _swap_typo,
    "no space": lambda name, rnd: name.replace(" ", ""),
    "first letter gone": lambda name, rnd: name[1:],
    "first 70 %": lambda name, rnd: name[: max(3, len(name) * 7 // 10)].rstrip(),
    "beginnings": _beginnings,
    "initials": lambda name, rnd: "".join(word[0] for word in name.split()),
}
ABBREVIATIONS: dict[str, Corruption] = {
    "no vowels": _no_vowels,
    "three letters each": _three_glued,
    "initials and last": _initials_last,
}


@dataclass(frozen=True, slots=True)
class Case:
    """A query and the squashed name it is meant to find."""

    kind: str
    query: str
    target: str


def cases(squashed: list[str], each: int = 25, seed: int = 2) -> list[Case]:
    """Queries of every kind, ``each`` of a kind, for names of two words or more.

    Initials are only asked of names of three words or more: two letters mean too many. A query
    that is another name, or the same words in another order as another name, has no one answer
    and is not asked.
    """
    rnd = random.Random(seed)
    there = Counter(" ".join(sorted(name.split())) for name in squashed)
    found: list[Case] = []
    for kind, corrupt in (CORRUPTIONS | ABBREVIATIONS).items():
        wanted = 3 if kind == "initials" else 2
        picked = 0
        while picked < each:
            name = rnd.choice(squashed)
            words = " ".join(sorted(name.split()))
            if len(name.split()) < wanted or there[words] > 1:
                continue
            query = corrupt(name, rnd)
            other = " ".join(sorted(query.split()))
            if query.strip() and (other == words or not there[other]):
                found.append(Case(kind, query, name))
                picked += 1
    return found
