"""What is kept about one person: all of it to read, and their details taken out."""
