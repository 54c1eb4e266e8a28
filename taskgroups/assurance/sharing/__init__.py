"""What the school would share, as those people would see it, before it is shared."""
