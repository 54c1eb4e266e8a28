"""Measures the live streams: the server, the bare server beside it, and the screens that load both."""
