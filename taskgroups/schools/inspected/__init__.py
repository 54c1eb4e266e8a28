"""The published inspection outcomes, read without Django."""
