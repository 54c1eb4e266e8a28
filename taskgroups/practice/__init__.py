"""The chair's own account of what they asked and advised: for that person alone, and never in the shared log."""
