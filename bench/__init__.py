"""Benchmarks that anybody can run again: `make bench`."""
