"""Whose a title is, by where it stands; since when; and what the text must have between."""

from __future__ import annotations

from made_mentions import At, number_of, ruled_of

from corpus.facts.offices import holders, offices

PM, FM, DPM, GS = (
    "TITLE Prime Minister",
    "TITLE Foreign Minister",
    "TITLE Deputy Prime Minister",
    "TITLE General Secretary",
)
CHINH, LAM, MINH = "PERSON Pham Minh Chinh", "PERSON To Lam", "PERSON Pham Binh Minh"


def mentions_in(texts: list[str]) -> list[At]:
    """The names above wherever they stand, the longer first."""
    known = [name.partition(" ")[2] for name in (DPM, PM, FM, GS, CHINH, LAM, MINH)]
    labelled = dict(zip(known, (DPM, PM, FM, GS, CHINH, LAM, MINH), strict=True))
    found = []
    for number, text in enumerate(texts):
        at = 0
        while at < len(text):
            name = next((name for name in known if text.startswith(name, at)), "")
            if name:
                found.append(At(number, at, at + len(name), labelled[name]))
            at += max(1, len(name))
    return found


class Told:
    """The offices and holders that some texts tell."""

    def __init__(self, *texts: str, dates: tuple[str, ...] = (), read: bool = True) -> None:
        self.ruled = ruled_of(mentions_in(list(texts)))
        self.dates = dates or ("",) * len(texts)
        self.text_of = texts.__getitem__ if read else None

    def offices(self, name: str):
        number = number_of(self.ruled, name)
        return offices(self.ruled, self.dates, number, text_of=self.text_of)

    def holders(self, name: str):
        number = number_of(self.ruled, name)
        return holders(self.ruled, self.dates, number, text_of=self.text_of)

    def names(self, name: str) -> list[str]:
        return [office.name for office in self.offices(name)]


def test_directly_before_the_name() -> None:
    told = Told("Yesterday Prime Minister Pham Minh Chinh met General Secretary To Lam.")
    assert told.names(CHINH) == ["Prime Minister"]
    assert told.names(LAM) == ["General Secretary"]


def test_after_the_name_with_a_comma_or_in_brackets() -> None:
    told = Told("Pham Minh Chinh, Prime Minister, spoke. To Lam (General Secretary) answered.")
    assert told.names(CHINH) == ["Prime Minister"]
    assert told.names(LAM) == ["General Secretary"]


def test_joined_titles_are_both_the_persons() -> None:
    before = Told("Deputy Prime Minister and Foreign Minister Pham Binh Minh spoke.")
    after = Told("Pham Binh Minh, Deputy Prime Minister and Foreign Minister, spoke.")
    for told in (before, after):
        assert told.names(MINH) == ["Deputy Prime Minister", "Foreign Minister"]


def test_the_title_of_the_next_person_is_not_ones_own() -> None:
    told = Told("With To Lam, Prime Minister Pham Minh Chinh came, and many others.")
    assert told.names(LAM) == []
    assert told.names(CHINH) == ["Prime Minister"]


def test_a_title_that_begins_the_next_sentence_is_nobodys() -> None:
    told = Told("They thanked To Lam. Prime Minister and guests then left.")
    assert told.names(LAM) == []


def test_a_list_of_people_that_leaves_it_open_says_nothing() -> None:
    told = Told("There were To Lam, General Secretary, Prime Minister Pham Minh Chinh.")
    assert told.names(LAM) == []
    assert told.names(CHINH) == ["Prime Minister"]


def test_without_texts_distances_alone_decide() -> None:
    told = Told("They thanked To Lam. Prime Minister and guests then left.", read=False)
    assert told.names(LAM) == ["Prime Minister"]


def test_counts_and_dates_of_the_documents() -> None:
    said = "Prime Minister Pham Minh Chinh spoke."
    told = Told(said, said + " " + said, said, dates=("2026-01-14", "2025-03", ""))
    (office,) = told.offices(CHINH)
    assert (office.mentions, office.first, office.last) == (4, "2025-03", "2026-01-14")
    assert told.ruled.document[office.row] == 1
    assert told.ruled.start[office.row] == 0


def test_the_most_frequent_office_comes_first() -> None:
    told = Told("Foreign Minister Pham Binh Minh. " + "Deputy Prime Minister Pham Binh Minh. " * 3)
    assert [(o.name, o.mentions) for o in told.offices(MINH)] == [
        ("Deputy Prime Minister", 3),
        ("Foreign Minister", 1),
    ]


def test_who_held_an_office() -> None:
    told = Told(
        "Prime Minister Pham Minh Chinh met To Lam.",
        "Prime Minister Pham Binh Minh.",
        "Prime Minister Pham Minh Chinh.",
        dates=("2026-01-01", "", "2024"),
    )
    assert [(o.name, o.mentions, o.first, o.last) for o in told.holders(PM)] == [
        ("Pham Minh Chinh", 2, "2024", "2026-01-01"),
        ("Pham Binh Minh", 1, "", ""),
    ]


def test_names_within_a_title_do_not_hide_the_person() -> None:
    text = "Minister of Foreign Affairs of Vietnam Pham Binh Minh"
    ruled = ruled_of(
        [
            At(0, 0, 38, "TITLE Minister"),
            At(0, 12, 38, "ORG Foreign Affairs of Vietnam"),
            At(0, 31, 38, "GPE Vietnam"),
            At(0, 39, len(text), MINH),
        ]
    )
    (office,) = offices(ruled, [""], number_of(ruled, MINH))
    assert office.name == "Minister"


def test_a_person_without_titles_and_nobody_at_all() -> None:
    told = Told("To Lam spoke.")
    assert told.offices(LAM) == ()
    assert holders(told.ruled, told.dates, number_of(told.ruled, LAM)) == ()


def test_a_title_within_a_longer_one_is_not_held() -> None:
    ruled = ruled_of([At(0, 0, 21, DPM), At(0, 7, 21, PM), At(0, 22, 36, MINH)])
    (office,) = offices(ruled, [""], number_of(ruled, MINH))
    assert office.name == "Deputy Prime Minister"
    assert holders(ruled, [""], number_of(ruled, PM)) == ()
