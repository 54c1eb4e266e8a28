"""The statement of challenge and support: what it may hold, what a head chose of that, and the paper made of both."""
