"""Labels: the categories a project marks, each with its key and letter; read from YAML.

    name: news
    labels:
      - name: PERSON        # letters, digits, _ and -
        key: "1"            # one character: what marks it
        letter: P           # one character: what stands for it without colour
        description: People, real or not
        hue: person         # one of the default labels in lower case, or #rrggbb

``letter`` is the first of the name, in capitals, and ``hue`` the name in lower case where they
are left out.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from corpus.entity import DEFAULT_LABELS

__all__ = [
    "HUES",
    "UNKNOWN_HUE",
    "Label",
    "LabelSet",
    "default_label_set",
    "find_label_set",
    "is_sign",
    "load_label_set",
]

HUES = tuple(name.lower() for name in DEFAULT_LABELS)
"""The hues every theme has a colour for."""

UNKNOWN_HUE = "unknown"
"""The hue of a label that is none of the default ones and names no colour."""

_FILES = (Path(".glossator", "labels.yaml"), Path("labels.yaml"))


@dataclass(frozen=True, slots=True)
class Label:
    """One category: its name in files, the key that marks it, the letter that stands for it."""

    name: str
    key: str
    letter: str
    description: str = ""
    hue: str = UNKNOWN_HUE


@dataclass(frozen=True, slots=True)
class LabelSet:
    """The labels of a project, in the order they are shown."""

    name: str
    labels: tuple[Label, ...]

    def get(self, name: str) -> Label | None:
        """The label of that name."""
        return next((label for label in self.labels if label.name == name), None)


_DEFAULT = (
    ("PERSON", "1", "P", "People, real or not"),
    ("ORG", "2", "O", "Companies, agencies, parties, committees, media"),
    ("GPE", "3", "G", "Countries, provinces, cities: places that are governed"),
    ("LOC", "4", "L", "Other places: seas, mountains, regions, roads"),
    ("NORP", "5", "N", "Nationalities, religious and political groups"),
    ("EVENT", "6", "E", "Named events: congresses, wars, festivals"),
    ("LAW", "7", "W", "Resolutions, laws, treaties, plans with a name"),
    ("TITLE", "8", "T", "Offices and roles: Prime Minister"),
    ("DATE", "9", "D", "Dates and periods"),
    ("MONEY", "m", "M", "Amounts of money, with their unit"),
    ("PERCENT", "p", "%", "Percentages, with their sign or word"),
    ("CARDINAL", "c", "#", "Other numbers"),
)


@cache
def default_label_set() -> LabelSet:
    """The twelve labels there are without a file."""
    labels = (Label(*fields, hue=fields[0].lower()) for fields in _DEFAULT)
    return LabelSet("default", tuple(labels))


def find_label_set(root: Path) -> Path | None:
    """The file with a collection's label set: in ``.glossator``, or else beside the texts."""
    for file in _FILES:
        place = root / file
        try:
            if place.is_file():
                return place
        except OSError:
            continue
    return None


def load_label_set(source: Path | str, name: str = "") -> LabelSet:
    """Read a label set from a file, or from a text, called ``name`` in complaints.

    Raises InputError that names file, line and field, and says what to do.
    """
    from corpus.label_file import read_label_set  # YAML only when there is a file

    return read_label_set(source, name)


def is_sign(text: str) -> bool:
    """Whether a text is one visible character, one cell wide, that a key can give."""
    return (
        len(text) == 1
        and text.isprintable()
        and not text.isspace()
        and not unicodedata.combining(text)
        and unicodedata.category(text) not in {"Mn", "Me", "Cf"}
        and unicodedata.east_asian_width(text) not in {"W", "F"}
    )
