"""What production promises: it refuses to start unsafely, and bad input is answered in words."""
