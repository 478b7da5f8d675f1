"""One theme: its styles, how it is read from YAML, and what it gives to Textual and to widgets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from corpus.document import BlockKind
from corpus.labels import HUES, UNKNOWN_HUE
from tui.colours import is_colour, nearest_name, readable, tint

if TYPE_CHECKING:
    from rich.style import Style
    from textual.filter import LineFilter
    from textual.theme import Theme as TextualTheme

    from corpus.labels import LabelSet
    from tui.rendering.palette import LabelStyle, Palette
    from tui.yaml_fields import Field

__all__ = ["ROLES", "Look", "Theme", "read_theme"]

ROLES = (
    "text",
    "dim",
    "strong",
    "accent",
    "rule",
    "cursor",
    "selection",
    "row",
    "hit",
    "current",
    "saved",
    "warning",
    "error",
)
"""The styles every theme has."""

_ATTRIBUTES = ("bold", "italic", "underline", "underline2", "reverse", "dim")
_BRIGHT = ("black", "red", "green", "yellow", "blue", "magenta", "cyan", "white")
_TERMINAL = ("default", *_BRIGHT, *(f"bright_{name}" for name in _BRIGHT))


@dataclass(frozen=True, slots=True)
class Look:
    """How something looks: a colour, a ground (empty: as what is around it), and attributes."""

    colour: str = ""
    ground: str = ""
    attributes: frozenset[str] = frozenset()

    def style(self) -> Style:
        """The Rich style. One with a ground is never reversed by what it lies on."""
        from rich.style import Style

        words = [name for name in _ATTRIBUTES if name in self.attributes]
        if self.ground and "reverse" not in self.attributes:
            words.append("not reverse")
        if self.colour:
            words.append(self.colour)
        if self.ground:
            words.append(f"on {self.ground}")
        return Style.parse(" ".join(words)) if words else Style.null()


@dataclass(frozen=True, slots=True)
class Theme:
    """Colours for everything. ``labels`` has for each hue the looks of a suggestion and a mark.

    ``ansi`` themes use the terminal's own colours; ``file`` is where the theme was read.
    """

    name: str
    title: str
    dark: bool
    ansi: bool
    styles: Mapping[str, Look]
    blocks: Mapping[BlockKind, Look]
    labels: Mapping[str, tuple[Look, Look]]
    file: str

    @property
    def colourless(self) -> bool:
        """Whether it uses attributes only: nothing but the terminal's default colours."""
        return self.ansi and all(
            colour in {"", "default"} for look in self._looks() for colour in _colours(look)
        )

    def _looks(self) -> Iterator[Look]:
        yield from self.styles.values()
        yield from self.blocks.values()
        for suggestion, annotation in self.labels.values():
            yield suggestion
            yield annotation

    def pairs(self) -> Iterator[tuple[str, str, str]]:
        """(what, colour, ground) of everything that is read; nothing for ``ansi`` themes.

        Whatever has no ground of its own must be readable on the page and on a chosen row.
        """
        if self.ansi:
            return
        text, page = self.styles["text"].colour, self.styles["text"].ground
        grounds = {"page": page, "row": self.styles["row"].ground or page}
        named = [(f"styles.{role}", look) for role, look in self.styles.items() if role != "rule"]
        named += [(f"blocks.{kind.value}", look) for kind, look in self.blocks.items()]
        for hue, (suggestion, annotation) in self.labels.items():
            named.append((f"labels.{hue} (suggestion)", suggestion))
            named.append((f"labels.{hue} (annotation)", annotation))
        for what, look in named:
            colour = look.colour or text
            if look.ground:
                yield what, *_seen(look, colour, look.ground)
            else:
                for where, ground in grounds.items():
                    yield f"{what} on the {where}", *_seen(look, colour, ground)

    def palette(self, label_set: LabelSet) -> Palette:
        """The styles that widgets draw with, for these labels."""
        from tui.rendering.palette import LabelStyle, Palette

        style = {role: look.style() for role, look in self.styles.items()}
        unknown = self.labels[UNKNOWN_HUE]
        return Palette(
            text=style["text"],
            dim=style["dim"],
            strong=style["strong"],
            accent=style["accent"],
            rule=style["rule"],
            cursor=style["cursor"],
            selection=style["selection"],
            row=style["row"],
            hit=style["hit"],
            current=style["current"],
            saved=style["saved"],
            warning=style["warning"],
            error=style["error"],
            blocks={kind: look.style() for kind, look in self.blocks.items()},
            unknown=LabelStyle(unknown[0].style(), unknown[1].style(), "?"),
            labels={
                label.name: self._label_style(label.hue, label.letter) for label in label_set.labels
            },
        )

    def _label_style(self, hue: str, letter: str) -> LabelStyle:
        from tui.rendering.palette import LabelStyle

        suggestion, annotation = self.looks_of(hue)
        return LabelStyle(suggestion.style(), annotation.style(), letter)

    def looks_of(self, hue: str) -> tuple[Look, Look]:
        """The looks of a suggestion and of an annotation for a hue: a name, or ``#rrggbb``."""
        if not is_colour(hue):
            return self.labels.get(hue, self.labels[UNKNOWN_HUE])
        if self.colourless:
            return self.labels[UNKNOWN_HUE]
        underlined = frozenset({"underline"})
        if self.ansi:
            name = nearest_name(hue)
            ground = "white" if name == "default" else name
            return Look(name, "", underlined), Look("black", ground)
        text = self.styles["text"]
        grounds = (text.ground, self.styles["row"].ground or text.ground)
        return (
            Look(readable(hue, grounds, text.colour), "", underlined),
            Look(text.colour, tint(hue, text.ground, text.colour)),
        )

    def textual_theme(self) -> TextualTheme:
        """The theme for Textual, with the variables of ``variables`` for stylesheets."""
        from textual.theme import Theme as TextualTheme

        colour = {
            role: _css(look.colour or self.styles["text"].colour)
            for role, look in self.styles.items()
        }
        page = _css(self.styles["text"].ground)
        return TextualTheme(
            name=self.name,
            primary=colour["accent"],
            secondary=colour["accent"],
            accent=colour["accent"],
            success=colour["saved"],
            warning=colour["warning"],
            error=colour["error"],
            foreground=colour["text"],
            background=page,
            surface=page,
            panel=page,
            boost=page,
            dark=self.dark,
            ansi=self.ansi,
            variables=self.variables(),
        )

    def line_filters(self, filters: Iterable[LineFilter]) -> list[LineFilter]:
        """What an app's ``get_line_filters`` should give, from what Textual has.

        A theme without colour lets none through, not even from widgets that name colours. Others
        are chosen knowingly, also where ``NO_COLOR`` is set: Textual's greys for it are left out.
        """
        from textual.filter import Monochrome, NoColor

        kept = [one for one in filters if not isinstance(one, Monochrome | NoColor)]
        return [*kept, NoColor()] if self.colourless else kept

    def variables(self) -> dict[str, str]:
        """Variables for stylesheets: Textual's own where they matter, and ours.

        Ours: ``$dim``, ``$rule``, ``$saved``, and for cursor, selection, row, hit and
        current ``$NAME-foreground``, ``$NAME-background`` and ``$NAME-text-style``.
        """
        text, page = _css(self.styles["text"].colour), _css(self.styles["text"].ground)
        found: dict[str, str] = {}
        for role in ("dim", "rule", "saved"):
            found[role] = _css(self.styles[role].colour) if self.styles[role].colour else text
        for role in ("cursor", "selection", "row", "hit", "current"):
            look = self.styles[role]
            found[f"{role}-foreground"] = _css(look.colour) if look.colour else text
            found[f"{role}-background"] = _css(look.ground) if look.ground else page
            found[f"{role}-text-style"] = _text_style(look)
        found["text"] = found["foreground"] = found["ansi-foreground"] = text
        found["ansi-background"] = page
        found["text-muted"] = found["text-disabled"] = found["foreground-muted"] = found["dim"]
        found["border"] = (
            _css(self.styles["accent"].colour) if self.styles["accent"].colour else text
        )
        found["border-blurred"] = found["scrollbar"] = found["rule"]
        found["scrollbar-hover"] = found["scrollbar-active"] = found["border"]
        for part in ("", "-hover", "-active"):
            found[f"scrollbar-background{part}"] = page
        found["scrollbar-corner-color"] = page
        for target, role in (
            ("block-cursor", "row"),
            ("input-cursor", "cursor"),
            ("input-selection", "selection"),
            ("screen-selection", "selection"),
        ):
            for part in ("foreground", "background"):
                found[f"{target}-{part}"] = found[f"{role}-{part}"]
        found["block-cursor-text-style"] = found["row-text-style"]
        found["input-cursor-text-style"] = found["cursor-text-style"]
        return found


def _colours(look: Look) -> tuple[str, str]:
    return look.colour, look.ground


def _seen(look: Look, colour: str, ground: str) -> tuple[str, str]:
    return (ground, colour) if "reverse" in look.attributes else (colour, ground)


def _css(colour: str) -> str:
    """A colour as stylesheets write it."""
    return colour if is_colour(colour) else f"ansi_{colour}"


def _text_style(look: Look) -> str:
    """Attributes as stylesheets write them, which know no double underline."""
    names = {"underline" if name == "underline2" else name for name in look.attributes}
    return " ".join(name for name in _ATTRIBUTES if name in names) or "none"


def read_theme(field: Field) -> Theme:
    """The theme a YAML file describes. Raises InputError with file, line and field."""
    fields = field.fields()
    known = ("name", "title", "dark", "ansi", "styles", "blocks", "labels")
    _check_names(field, fields, known, optional=("title", "ansi"))
    name = fields["name"].text()
    if not name.replace("-", "").replace("_", "").isalnum():
        raise fields["name"].error("must be letters, digits, _ and -")
    ansi = fields["ansi"].flag() if "ansi" in fields else False
    title = fields["title"].text() if "title" in fields else ""
    reader = _LookReader(ansi, fields["styles"])
    kinds = {kind.value: kind for kind in BlockKind}
    blocks = fields["blocks"].fields()
    _check_names(fields["blocks"], blocks, tuple(kinds))
    labels = fields["labels"].fields()
    _check_names(fields["labels"], labels, (*HUES, UNKNOWN_HUE))
    return Theme(
        name=name,
        title=title if title.isprintable() and title else name,
        dark=fields["dark"].flag(),
        ansi=ansi,
        styles=reader.styles,
        blocks={kinds[kind]: reader.look(value) for kind, value in blocks.items()},
        labels={hue: reader.label(value) for hue, value in labels.items()},
        file=field.file,
    )


def _check_names(
    parent: Field,
    fields: Mapping[str, Field],
    names: tuple[str, ...],
    optional: tuple[str, ...] = (),
) -> None:
    for name, value in fields.items():
        if name not in names:
            raise value.error(f"not known here; there are {', '.join(names)}")
    for name in names:
        if name not in fields and name not in optional:
            full = f"{parent.name}.{name}" if parent.name else name
            raise parent.error(f"{full} is missing")


class _LookReader:
    """Reads looks; ``text``, ``background`` and ``accent`` stand for the theme's own colours."""

    def __init__(self, ansi: bool, styles: Field) -> None:  # noqa: FBT001 - a property of the theme
        self._ansi = ansi
        self._own: dict[str, str] = {}
        fields = styles.fields()
        _check_names(styles, fields, ROLES)
        text = self.look(fields["text"])
        if not (text.colour and text.ground):
            raise fields["text"].error("needs a colour and a ground (#rrggbb on #rrggbb)")
        self._own = {"text": text.colour, "background": text.ground}
        self._own["accent"] = self.look(fields["accent"]).colour or text.colour
        self.styles = {role: self.look(fields[role]) for role in ROLES}

    def look(self, field: Field) -> Look:
        """What ``bold #rrggbb on #rrggbb`` says."""
        colour = ground = ""
        attributes: set[str] = set()
        words = iter(field.text().split())
        for word in words:
            if word in _ATTRIBUTES:
                attributes.add(word)
            elif word == "on":
                ground = self._colour(field, next(words, ""))
            elif colour:
                raise field.error(f"two colours, “{colour}” and “{word}”; a ground follows “on”")
            else:
                colour = self._colour(field, word)
        return Look(colour, ground, frozenset(attributes))

    def label(self, field: Field) -> tuple[Look, Look]:
        """The looks of a suggestion and of an annotation: given one by one, or ``hue on tint``."""
        if isinstance(field.value, Mapping):
            parts = field.fields()
            _check_names(field, parts, ("suggestion", "annotation"))
            return self.look(parts["suggestion"]), self.look(parts["annotation"])
        both = self.look(field)
        if not (both.colour and both.ground):
            raise field.error("needs a hue and a tint (#rrggbb on #rrggbb)")
        return (
            Look(both.colour, "", both.attributes | {"underline"}),
            Look(self._own["text"], both.ground, both.attributes),
        )

    def _colour(self, field: Field, word: str) -> str:
        if word in self._own:
            return self._own[word]
        if self._ansi:
            if word in _TERMINAL:
                return word
            raise field.error(f"“{word}” is none of {', '.join((*_ATTRIBUTES, *_TERMINAL))}")
        if is_colour(word):
            return word.lower()
        raise field.error(f"“{word}” is no colour (#rrggbb) and none of {', '.join(_ATTRIBUTES)}")
