"""What a school owns here: which rows that is, and all of it as one archive."""
