"""Paper: one document tree written the same as a page, PDF or Word; sheets; calendar entries. Knows no school."""
