"""The national register of schools, read without Django."""
