"""What cannot be read, in a sentence for the person at the terminal."""


class Unreadable(Exception):
    """Input that is not what it should be. The message says what is wrong, then what to do."""
