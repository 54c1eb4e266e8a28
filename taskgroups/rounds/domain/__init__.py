"""What is done in a round: keyword-only, by whom, whole or not at all."""
