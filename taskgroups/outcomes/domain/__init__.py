"""Writes across rows."""
