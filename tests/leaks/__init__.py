"""Nothing of a school reaches anyone above the audience it set."""
