"""Finding schools in the register as one types."""

from dataclasses import dataclass

from django.db.models import QuerySet

from taskgroups.schools.models import Authority, School
from taskgroups.schools.register.words import plain

SORTS = {
    "name": ("name", "urn"),
    "-name": ("-name", "urn"),
    "town": ("town", "name", "urn"),
    "-town": ("-town", "name", "urn"),
    "authority": ("authority__name", "name", "urn"),
    "-authority": ("-authority__name", "name", "urn"),
    "phase": ("phase", "name", "urn"),
    "-phase": ("-phase", "name", "urn"),
}


@dataclass(frozen=True)
class Wanted:
    """What somebody looks for: words, a phase, an authority's code, closed schools as well, and an order."""

    text: str = ""
    phase: str = ""
    authority: str = ""
    closed: bool = False
    sort: str = "name"


def find(wanted: Wanted) -> QuerySet[School]:
    """The schools that hold every word typed, in name, place, postcode or URN, in order."""
    found = School.objects.select_related("authority")
    for word in plain(wanted.text).split()[:8]:
        found = found.filter(search_text__contains=word)
    if wanted.phase:
        found = found.filter(phase=wanted.phase)
    if wanted.authority:
        found = found.filter(authority__code=wanted.authority)
    if not wanted.closed:
        found = found.filter(open=True)
    return found.order_by(*SORTS.get(wanted.sort, SORTS["name"]))


def authorities() -> list[tuple[str, str]]:
    """Every authority as (code, name), by name."""
    return list(Authority.objects.values_list("code", "name"))
