"""Writes: a statement chosen, released and withdrawn, and links to it made, revoked and opened."""
