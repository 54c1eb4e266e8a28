"""A notice board: the smallest application with live channels, for tests alone."""
