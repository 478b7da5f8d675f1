"""Commands of the program itself: help, palette, themes, stepping back, leaving."""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpus.hostile import harmless_line
from tui.commands import Command
from tui.screens.reading_base import ReadingBase

if TYPE_CHECKING:
    from tui.terminal.driver import TerminalDriver

__all__ = ["ProgramActions"]


class ProgramActions(ReadingBase):
    """What every screen of a program can do."""

    async def run_command(self, command: Command) -> None:
        """Do what a command says."""
        raise NotImplementedError

    def action_app_help(self) -> None:
        """List every key."""
        from tui.screens.help import HelpScreen

        ascii_only = self.session.settings.use_ascii()
        self.app.push_screen(HelpScreen(self.session.keymap, self.palette, ascii_only=ascii_only))

    def action_app_commands(self) -> None:
        """Choose any command by name."""
        from tui.screens.command_palette import CommandPalette

        def chosen(identifier: str | None) -> None:
            if identifier is not None:
                self.call_later(self.run_command, self.session.keymap.command(identifier))

        ascii_only = self.session.settings.use_ascii()
        screen = CommandPalette(self.session.keymap, self.palette, ascii_only=ascii_only)
        self.app.push_screen(screen, chosen)

    def action_app_themes(self) -> None:
        """Choose the colours, and see them while choosing."""
        from tui.app import GlossatorApp
        from tui.screens.theme_picker import ThemePicker
        from tui.theming import load_themes

        app = self.app
        assert isinstance(app, GlossatorApp)
        settings = self.session.settings
        picker = ThemePicker(
            load_themes(settings.path.parent / "themes"),
            app.glossator_theme,
            self.labels,
            app.use_theme,
            settings=settings.path,
            ascii_only=settings.use_ascii(),
        )
        app.push_screen(picker, lambda _: self.update_status())

    # Stepping back

    def action_app_back(self) -> None:
        """Close, cancel or leave what is on top; at the top, stop loading."""
        loader = self.session.loader
        if self.view.selection is not None:
            self.view.cancel_selection()
        elif self._region == "reader" and self._region_count() == 1:
            self.go_to_region("documents")
        elif self._region == "documents" and loader is not None and loader.running:
            self.action_app_cancel_loading()
        elif self._region == "reader":
            self.go_to_region("documents")

    def _region_count(self) -> int:
        return 2 if self.query_one("#rule").display else 1

    def action_app_cancel_loading(self) -> None:
        """Stop reading documents; what is loaded stays."""
        loader = self.session.loader
        if loader is None or not loader.running:
            self.say("Everything is loaded.")
            return
        loader.stop()
        self.loading_stopped()
        self.say("Loading was cancelled; what was read stays.", "warning")

    def loading_stopped(self) -> None:
        """Show that nothing more will come."""
        raise NotImplementedError

    def action_app_quit(self) -> None:
        """Step back; at the top, leave the program."""
        if self.view.selection is not None:
            self.view.cancel_selection()
        elif self._region_count() == 1 and self._region == "reader" and len(self.order) > 1:
            self.go_to_region("documents")
        else:
            self.action_app_force_quit()

    def action_app_force_quit(self) -> None:
        """Leave the program from anywhere; the place is kept."""
        self.keep_position()
        self.app.exit()

    def keep_position(self) -> None:
        """Remember where the reader is."""
        raise NotImplementedError

    def action_app_suspend(self) -> None:
        """Return to the shell; ``fg`` comes back."""
        self.keep_position()
        self.app.action_suspend_process()

    # The meter

    def action_app_meter(self) -> None:
        """Show what each key costs, or no more."""
        terminal = self._terminal()
        if terminal is None:
            self.say("There is no terminal to measure.")
            return
        terminal.metering = not terminal.metering
        self.update_status()

    def key_cost(self) -> str:
        """What the last key cost, in words; empty when nobody wants to know."""
        terminal = self._terminal()
        return str(terminal.meter.cost) if terminal is not None and terminal.metering else ""

    def _terminal(self) -> TerminalDriver | None:
        from tui.app import GlossatorApp

        return self.app.terminal if isinstance(self.app, GlossatorApp) else None

    # Copying

    def action_app_copy(self) -> None:
        """Copy the selection, or the mark or mention under the cursor."""
        from tui.clipboard import copy_sequence

        if self.document is None:
            return
        span = self.view.selection
        if span is None and (annotations := self.annotations_here()):
            span = annotations[0].span
        if span is None and (mentions := self.mentions_here()):
            span = mentions[0].span
        if span is None:
            self.say("Nothing to copy here: select something (v), or go to a mention.")
            return
        copied = copy_sequence(span.text_of(self.document.text))
        if copied.text:
            self.app.copy_to_clipboard(copied.text)
        self.say(harmless_line(copied.message), "saved" if copied.complete else "warning")
