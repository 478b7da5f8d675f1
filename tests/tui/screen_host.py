"""A small app to show one of our screens in, over something to cover."""

from textual.app import App
from textual.content import Content
from textual.widgets import Static

from corpus.labels import default_label_set
from tui.theming import load_themes

LABELS = default_label_set()
THEMES = load_themes().themes


class Host(App):
    """Shows a screen and keeps what it gave and which themes it asked for."""

    CSS = "Screen { background: $background; color: $foreground; }"
    ENABLE_COMMAND_PALETTE = False

    def __init__(self, theme="dark"):
        super().__init__()
        self.look = THEMES[theme]
        self.register_theme(self.look.textual_theme())
        self.theme = self.look.name
        self.previews = []
        self.results = []

    def compose(self):
        yield Static(Content("\n".join(f"beneath {number}" for number in range(100))))

    def get_line_filters(self):
        return self.look.line_filters(super().get_line_filters())

    @property
    def palette(self):
        return self.look.palette(LABELS)

    def preview(self, theme):
        self.previews.append(theme.name)
        self.look = theme
        self.register_theme(theme.textual_theme())
        self.theme = theme.name

    def open(self, screen):
        self.push_screen(screen, self.results.append)

    def lines(self):
        """What is on the screen, row by row."""
        strips = self.screen._compositor.render_strips()
        return ["".join(segment.text for segment in strip).rstrip() for strip in strips]
