"""What falls short becomes work: improvement issues, actions, and what they changed."""
