"""The name of an entity that is written in capitals more often than not."""

from __future__ import annotations

from corpus.entity import Mention
from corpus.linking import DocumentMentions, link


def names(*forms, label="GPE"):
    mentions, at = [], 0
    for form in forms:
        mentions.append(Mention(at, at + len(form), form, label, "rules:test"))
        at += len(form) + 10
    return [entity.name for entity in link([DocumentMentions("a", mentions)]).entities]


def test_capitals_of_datelines_are_no_name_where_there_is_another():
    assert names("HANOI", "HANOI", "HANOI", "Hanoi") == ["Hanoi"]


def test_capitals_stay_where_they_are_the_only_way_to_write_it():
    assert names("ASEAN", "ASEAN", label="ORG") == ["ASEAN"]
