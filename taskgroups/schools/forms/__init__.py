"""Forms about schools, consortia and people."""
