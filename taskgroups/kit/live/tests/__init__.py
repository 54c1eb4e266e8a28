"""Tests of the live ground."""
