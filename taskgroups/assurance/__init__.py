"""What a school shows the world of the challenge and support it had, and what it owns; the school chooses each."""
