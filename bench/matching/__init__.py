"""Counties to match rounds in, and a plan by hand to hold the solver's against."""
