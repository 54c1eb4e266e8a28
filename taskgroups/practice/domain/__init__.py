"""Writes: a tap counted or taken back, a clause recoded."""
