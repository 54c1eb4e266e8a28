"""Lets the demonstration's past be told by the same verbs as the present."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.utils import timezone


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """Within the `with`, `timezone.now()` is this moment. Only for loading the demonstration, in its own process."""
    real = timezone.now
    timezone.now = lambda: moment
    try:
        yield
    finally:
        timezone.now = real
