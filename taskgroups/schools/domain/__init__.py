"""What is written about schools, consortia and roles."""
