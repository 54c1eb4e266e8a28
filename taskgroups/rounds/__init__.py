"""Rounds: who chairs and who sits in whose Task Group this term, worked out for a consortium's lead."""
