"""Whole addresses, for what is read away from the service: letters, feeds, a page that is passed on."""

from django.conf import settings
from django.urls import reverse


def link(page: str, *parts: str | int) -> str:
    """Return the whole address of a page, by its name and the parts of its address."""
    return f"{settings.ADDRESS}{reverse(page, args=parts)}"
