from __future__ import annotations

import random

from tui.rendering.layers import Layer, Mark, lanes, marks_between, runs_of


def person(start, end, kind="suggestion", label="PERSON"):
    return Mark(start, end, label, kind)


def flatten(layers, start, end, hidden=frozenset()):
    return runs_of(marks_between(layers, start, end, hidden), start, end)


def test_marks_are_put_in_order_and_empty_ones_dropped():
    layer = Layer("suggestions", (person(5, 6), person(3, 3), person(0, 2), person(0, 9)))
    assert [(m.start, m.end) for m in layer.marks] == [(0, 9), (0, 2), (5, 6)]


def test_between_finds_what_a_plain_search_finds():
    rng = random.Random(4)
    marks = []
    for _ in range(400):
        start = rng.randrange(2000)
        marks.append(person(start, start + rng.choice((1, 3, 9, 9, 600))))
    layer = Layer("suggestions", tuple(marks))
    for start in range(0, 2000, 37):
        expected = [m for m in layer.marks if m.start < start + 20 and m.end > start]
        assert layer.between(start, start + 20) == expected


def test_runs_tile_and_tell_the_depth():
    low = Layer("suggestions", (person(2, 8),))
    high = Layer("annotations", (person(4, 12, "annotation", "ORG"),))
    runs = flatten([low, high], 0, 10)
    assert [(r.start, r.end, r.depth) for r in runs] == [
        (0, 2, 0),
        (2, 4, 1),
        (4, 8, 2),
        (8, 10, 1),
    ]
    assert [m.label for m in runs[2].marks] == ["PERSON", "ORG"]
    assert lanes(runs) == 1


def test_pointers_do_not_deepen():
    runs = flatten([Layer("hits", (Mark(0, 4, "", "hit"),))], 0, 6)
    assert [(r.start, r.end, r.depth) for r in runs] == [(0, 4, 0), (4, 6, 0)]


def test_hidden_labels_are_left_out_but_hits_are_not():
    layers = [
        Layer("a", (person(0, 3), person(1, 2, "annotation", "ORG"), Mark(0, 1, "PERSON", "hit")))
    ]
    runs = flatten(layers, 0, 3, {"PERSON"})
    assert {(m.label, m.kind) for r in runs for m in r.marks} == {
        ("ORG", "annotation"),
        ("PERSON", "hit"),
    }


def test_lanes_count_annotations_over_one_another():
    nested = [Layer("annotations", (person(0, 9, "annotation"), person(2, 4, "annotation")))]
    beside = [Layer("annotations", (person(0, 3, "annotation"), person(3, 6, "annotation")))]
    assert lanes(flatten(nested, 0, 10)) == 2
    assert lanes(flatten(beside, 0, 10)) == 1
    assert lanes(flatten([], 0, 10)) == 0
