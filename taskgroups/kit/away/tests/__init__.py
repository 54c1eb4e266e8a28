"""Tests of devices that were away."""
