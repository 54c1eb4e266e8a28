"""Words taken out for good, over all floors."""
