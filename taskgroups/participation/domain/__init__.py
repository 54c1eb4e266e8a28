"""What is done about taking part: keyword-only, by whom, whole or not at all."""
