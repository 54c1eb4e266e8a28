"""Heads Up by e-mail: who gets it, and what an edition says."""
