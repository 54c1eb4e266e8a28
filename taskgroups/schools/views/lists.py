"""Lists of pages: thirty rows each."""

from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpRequest

ROWS = 30


def page_of(request: HttpRequest, rows: Any) -> Page[Any]:
    """The page of a list that the address asks for; the nearest there is where it asks for another."""
    return Paginator(rows, ROWS).get_page(request.GET.get("page"))


def asked(request: HttpRequest, name: str, most: int = 100) -> str:
    """A part of the address, without what no list can use."""
    return request.GET.get(name, "").replace("\x00", "").strip()[:most]
