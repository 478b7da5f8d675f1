"""The terminal program: commands, screens, widgets and how text is drawn."""
