"""Screens: they turn messages into calls on the corpus and hand widgets new data."""
