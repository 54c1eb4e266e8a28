"""Task Groups: school-to-school challenge and support."""
