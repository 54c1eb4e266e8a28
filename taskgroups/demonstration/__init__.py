"""An invented consortium to try everything on. Refused in production."""
