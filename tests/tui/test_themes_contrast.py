"""Our themes: readable everywhere, told apart, and complete."""

import itertools

import pytest

from corpus.document import BlockKind
from corpus.labels import HUES, Label, LabelSet, default_label_set
from tui.colours import READABLE, contrast, mix, readable, tint
from tui.theme import ROLES
from tui.theming import BUILTIN, faint_pairs, load_themes

THEMES = load_themes().themes
COLOURED = [name for name in BUILTIN if not THEMES[name].ansi]
LABELS = default_label_set()


def test_all_themes_are_there_with_names_of_their_own():
    loaded = load_themes()
    assert loaded.failures == ()
    assert tuple(loaded.themes) == BUILTIN
    assert len(BUILTIN) >= 6
    assert len({theme.title for theme in loaded.themes.values()}) == len(BUILTIN)


def test_contrast_is_that_of_the_standard():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
    assert contrast("#ff0000", "#0000ff") == pytest.approx(2.15, abs=0.01)
    assert contrast("#123456", "#123456") == 1


@pytest.mark.parametrize("name", COLOURED)
def test_every_pair_of_colours_is_readable(name):
    assert faint_pairs(THEMES[name]) == []


def test_high_contrast_is_high():
    assert faint_pairs(THEMES["high-contrast"], 7.0) == []


@pytest.mark.parametrize("name", COLOURED)
def test_the_pairs_are_those_that_widgets_draw(name):
    """Computed from the palette's styles themselves, laid over the page as widgets lay them."""
    palette = THEMES[name].palette(LABELS)
    page = palette.text
    over_the_page = [page, palette.dim, palette.accent, palette.saved, palette.warning]
    over_the_page += [palette.error, *palette.blocks.values(), palette.unknown.suggestion]
    over_the_page += [label.suggestion for label in palette.labels.values()]
    alone = [palette.cursor, palette.selection, palette.hit, palette.current]
    alone += [palette.unknown.annotation]
    alone += [label.annotation for label in palette.labels.values()]
    drawn = [page + style for style in (*over_the_page, *alone)]
    drawn += [page + style + palette.row for style in over_the_page]
    drawn += [page + below + above for below in over_the_page for above in alone]
    for style in drawn:
        colour, ground = style.color.triplet.hex, style.bgcolor.triplet.hex
        if style.reverse:
            colour, ground = ground, colour
        assert contrast(colour, ground) >= READABLE, style


@pytest.mark.parametrize("name", BUILTIN)
def test_every_theme_styles_everything(name):
    theme = THEMES[name]
    assert set(theme.styles) == set(ROLES)
    assert set(theme.blocks) == set(BlockKind)
    assert set(theme.labels) == {*HUES, "unknown"}


@pytest.mark.parametrize("name", BUILTIN)
def test_a_suggestion_is_underlined_and_an_annotation_looks_different(name):
    palette = THEMES[name].palette(LABELS)
    for label in (*palette.labels.values(), palette.unknown):
        assert label.suggestion.underline
        assert label.suggestion != label.annotation
        assert label.suggestion.bgcolor is None


@pytest.mark.parametrize("name", [name for name in BUILTIN if name != "monochrome"])
def test_labels_are_told_apart(name):
    palette = THEMES[name].palette(LABELS)
    suggestions = [str(label.suggestion) for label in palette.labels.values()]
    annotations = [str(label.annotation) for label in palette.labels.values()]
    assert len(set(suggestions)) == len(set(annotations)) == len(suggestions)


@pytest.mark.parametrize("name", BUILTIN)
def test_the_cursor_shows_on_everything_it_can_stand_on(name):
    palette = THEMES[name].palette(LABELS)
    below = [
        palette.text,
        palette.selection,
        palette.hit,
        palette.current,
        *palette.blocks.values(),
    ]
    for label in palette.labels.values():
        below += [label.suggestion, label.annotation]
    for style in below:
        drawn = palette.text + style
        assert drawn + palette.cursor != drawn


@pytest.mark.parametrize("name", BUILTIN)
def test_bold_is_for_titles(name):
    palette = THEMES[name].palette(LABELS)
    assert palette.blocks[BlockKind.TITLE].bold
    for kind in (BlockKind.PARAGRAPH, BlockKind.QUOTATION, BlockKind.CAPTION, BlockKind.DATELINE):
        assert not palette.blocks[kind].bold


def test_monochrome_has_no_colour_and_only_monochrome():
    assert [name for name in BUILTIN if THEMES[name].colourless] == ["monochrome"]
    theme = THEMES["monochrome"]
    own = LabelSet("own", (Label("GAP", "g", "G", hue="#ff8800"), Label("X", "x", "X", hue="?")))
    for labels in (LABELS, own):
        palette = theme.palette(labels)
        for style in (*palette.blocks.values(), palette.cursor, palette.row, palette.error):
            assert style.color is None or style.color.is_default
        for label in palette.labels.values():
            for style in (label.suggestion, label.annotation):
                assert style.color is None
                assert style.bgcolor is None


# What people with other colour vision see: Machado, Oliveira and Fernandes 2009, severity 1,
# in linear RGB.
VISION = {
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}


def oklab(colour, vision):
    values = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in values]
    seen = [
        min(1.0, max(0.0, sum(m * v for m, v in zip(row, linear, strict=True)))) for row in vision
    ]
    r, g, b = seen
    long = (0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b) ** (1 / 3)
    middle = (0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b) ** (1 / 3)
    short = (0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b) ** (1 / 3)
    return (
        0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short,
    )


@pytest.mark.parametrize("name", ["colour-blind", "colour-blind-light"])
@pytest.mark.parametrize("vision", VISION)
def test_colour_blind_safe_hues_stay_apart(name, vision):
    """No two hues of the same slant come nearer than a clearly visible difference (OKLab)."""
    marks = {}
    for hue, (_, annotation) in THEMES[name].labels.items():
        if hue != "unknown" and "italic" not in annotation.attributes:
            marks[hue] = oklab(annotation.ground, VISION[vision])
    assert len(marks) >= 6
    for one, other in itertools.combinations(marks, 2):
        apart = sum((a - b) ** 2 for a, b in zip(marks[one], marks[other], strict=True)) ** 0.5
        assert apart >= 0.04, (one, other, apart)


# Labels of one's own


@pytest.mark.parametrize("name", COLOURED)
@pytest.mark.parametrize("hue", ["#ff0000", "#00ff00", "#0000ff", "#ffff00", "#000000", "#ffffff"])
def test_any_colour_becomes_a_readable_label(name, hue):
    theme = THEMES[name]
    suggestion, annotation = theme.looks_of(hue)
    text, row = theme.styles["text"], theme.styles["row"]
    assert contrast(suggestion.colour, text.ground) >= READABLE
    assert contrast(suggestion.colour, row.ground) >= READABLE
    assert contrast(annotation.colour, annotation.ground) >= READABLE


def test_terminal_colours_take_the_nearest_of_the_sixteen():
    theme = THEMES["ansi"]
    assert theme.looks_of("#e01010")[0].colour == "red"
    assert theme.looks_of("#10c040")[1].ground == "green"
    assert theme.looks_of("#808080")[0].colour == "default"


def test_an_unknown_hue_and_an_unknown_label_look_unknown():
    theme = THEMES["dark"]
    assert theme.looks_of("puce") == theme.labels["unknown"]
    palette = theme.palette(LabelSet("own", (Label("A", "a", "A", hue="puce"),)))
    assert palette.label("A").letter == "A"
    assert palette.label("A").suggestion == palette.unknown.suggestion
    assert palette.label("B") is palette.unknown


def test_mixing_stops_as_soon_as_it_reads():
    assert readable("#ffffff", ("#000000",), "#888888") == "#ffffff"
    assert contrast(readable("#333333", ("#000000",), "#ffffff"), "#000000") >= READABLE
    assert tint("#ffffff", "#000000", "#ffffff") != "#000000"
    assert mix("#ffffff", "#000000", 0.5) == "#808080"
