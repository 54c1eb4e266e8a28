"""Who takes part in a consortium's Task Groups: who has chaired, sat and hosted, and who has not yet."""
