"""Words taken out for good."""
