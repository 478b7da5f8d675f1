"""Organisations by one name, and whose they are: ministries, parliaments, companies."""

from __future__ import annotations

import re
from collections.abc import Mapping

from corpus.linking.normalise import fold, normalise
from corpus.linking.places import country_of
from corpus.recognise.lexicon import words_in

__all__ = ["body_name", "office_name", "respelt"]

_COMPANY = re.compile(
    r"(?P<name>.+?)(?: (?:inc|incorporated|corp|ltd|limited|llc|plc|gmbh|jsc|co|sa|ag|nv))+"
)
_STATE = frozenset(
    words_in("ministry department parliament assembly government army navy senate politburo")
)
_OWNER = re.compile(r"(?:the )?(?P<owner>[^'’]{2,40})['’]s? (?P<rest>.{4,})")
_OF = re.compile(r"(?P<rest>.+) of (?:the )?(?P<owner>.+)")
_PEOPLES = re.compile(
    r"(?:peoples (?P<body>committee|council) of|(?P<vietnamese>uy ban|hoi dong) nhan dan) "
    r"(?:(?:the |thanh pho |tp |tinh |city of |province of ))?(?P<place>.+?)(?: city| province)?"
)
_PARTY = r"(?:cpv|party|communist party of vietnam|vietnam communist party)"
_OF_THE_PARTY = re.compile(
    rf"(?P<organ>.+?) of (?:the )?{_PARTY}(?: central committee)?"
    rf"|{_PARTY}(?: central committee)?(?:s)? (?P<after>.+)"
)
"""The organs of a party with one in power: its Politburo, its Secretariat."""
_VIETNAMESE_BODIES = {"uy ban": "committee", "hoi dong": "council"}
_INVERTED = re.compile(r"(?P<what>.+) (?P<head>ministry|department)")
_MINISTER = re.compile(
    r"(?P<rank>(?:(?:standing|permanent|deputy|vice|acting|former|first) )*)(?P<what>.+) minister"
)
_NO_MINISTRY = frozenset(words_in("prime cabinet senior junior state chief first party"))
_MINISTRIES = {"foreign": "foreign affairs", "defense": "national defense"}
_SPELLINGS = {
    "&": "and", "organisation": "organization", "organisations": "organizations",
    "defence": "defense", "centre": "center", "programme": "program", "labour": "labor",
    "co-operation": "cooperation", "cooperative": "cooperative", "harbour": "harbor",
    "theatre": "theater", "saint": "st", "univ": "university", "dept": "department",
    "assn": "association", "intl": "international",
}  # fmt: skip


def respelt(name: str) -> str:
    """A normalised name in one of the spellings that English has for some words."""
    if " " not in name:
        return name
    return " ".join(_SPELLINGS.get(word, word) for word in name.split())


def body_name(text: str, name: str, aliases: Mapping[str, str]) -> tuple[str, str]:
    """The name of an organisation, and the country whose it is, when the words say so.

    ``name`` is normalised, ``text`` how it was written. Only bodies that every state has are
    parted from their country: ``Chinese Foreign Ministry`` is the Ministry of Foreign Affairs,
    of China. Countries are normalised names, empty when none is told.
    """
    if name in aliases:
        return aliases[name], ""
    company = _COMPANY.fullmatch(name)
    if company:
        name = company["name"]
        return aliases.get(name, name), ""
    party = _OF_THE_PARTY.fullmatch(name)
    if party and (organ := party["organ"] or party["after"]) in aliases.values():
        return organ, ""
    peoples = _PEOPLES.fullmatch(name)
    if peoples:
        body = peoples["body"] or _VIETNAMESE_BODIES[peoples["vietnamese"]]
        return f"{peoples['place']} peoples {body}", ""
    if not _STATE & set(name.split()):
        return name, ""
    rest, country = _parted(text, name)
    rest = aliases.get(rest, rest)
    inverted = _INVERTED.fullmatch(rest)
    if inverted and inverted["what"] not in ("state", "prime"):
        rest = f"{inverted['head']} of {inverted['what']}"
    return aliases.get(rest, rest), country


def office_name(name: str) -> str:
    """Ministers by what their ministries are called: of foreign affairs, not foreign."""
    match = _MINISTER.fullmatch(name)
    if match is None or match["what"] in _NO_MINISTRY or " minister" in match["what"]:
        return name
    return f"{match['rank']}minister of {_MINISTRIES.get(match['what'], match['what'])}"


def _parted(text: str, name: str) -> tuple[str, str]:
    """What remains of a name without its country, which may stand before or after it."""
    if "'" in text or "’" in text:
        owned = _OWNER.fullmatch(" ".join(fold(text).split()))
        country = country_of(normalise(owned["owner"])) if owned else ""
        if owned and country:
            return respelt(normalise(owned["rest"])), country
    after = _OF.fullmatch(name)
    if after and (country := country_of(after["owner"])) and _STATE & set(after["rest"].split()):
        return after["rest"], country
    words = name.split()
    for length in (3, 2, 1):
        country = country_of(" ".join(words[:length]))
        if country and _STATE & set(words[length:]):
            return " ".join(words[length:]), country
    return name, ""
