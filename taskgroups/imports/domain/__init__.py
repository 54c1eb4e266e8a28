"""Writes across rows: asking, working, taking back."""
