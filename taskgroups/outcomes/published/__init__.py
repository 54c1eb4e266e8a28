"""What the published performance files say, row by row. No Django here."""
