"""What lists cost."""
