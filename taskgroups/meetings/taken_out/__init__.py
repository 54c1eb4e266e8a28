"""Words taken out for good: what is looked for, where it may stand, and what is put in its place."""
