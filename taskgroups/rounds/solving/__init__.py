"""From what is kept of a round to a problem, and from its plan to words and pictures."""
