"""Schools from the national register, the consortia they form, and who does what in them."""
