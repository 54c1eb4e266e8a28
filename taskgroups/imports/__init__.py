"""National files as they come in: loaded one at a time beside everything else, told of, and taken back exactly."""
