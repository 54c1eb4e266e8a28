"""Tests of settings and serving."""
