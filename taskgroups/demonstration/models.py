"""The mark of a demonstration: where it stands, production refuses to start."""

from django.db import models


class Loaded(models.Model):
    """When the demonstration was loaded. At most one row."""

    at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"Demonstration of {self.at:%Y-%m-%d}"
