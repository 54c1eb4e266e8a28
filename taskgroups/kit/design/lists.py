"""Lists, thirty rows to a page, and what addresses and forms ask of them: nothing odd breaks a page."""

from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest

ROWS = 30


def page_of(request: HttpRequest, rows: Any) -> Page[Any]:
    """The page of a list that the address asks for; the nearest there is where it asks for another."""
    return Paginator(rows, ROWS).get_page(request.GET.get("page"))


def page_looked_for(request: HttpRequest, rows: QuerySet[Any]) -> Page[Any]:
    """The same of rows that many others are looked through for: those that fit on one page are not counted apart."""
    if request.GET.get("page", "1") != "1":
        return page_of(request, rows)
    first = list(rows[: ROWS + 1])
    if len(first) <= ROWS:
        return Paginator(first, ROWS).get_page(1)
    return Page(first[:ROWS], 1, Paginator(rows, ROWS))


def asked(request: HttpRequest, name: str, most: int = 100) -> str:
    """A part of the address, without what no list can use."""
    return request.GET.get(name, "").strip()[:most]


def whole(text: str) -> int | None:
    """The whole number that a text is, as far as a database can hold it; None where it is none.

    `str.isdigit` alone will not do: it takes '²', which is no number.
    """
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None
