"""The three outcomes of an authority, a trust, a consortium or a set of its schools: as a page, and as a sheet."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify

from taskgroups.kit.access import access
from taskgroups.kit.paper.download import as_file
from taskgroups.kit.paper.sheet import to_csv, to_excel
from taskgroups.outcomes import policy
from taskgroups.outcomes.models import SchoolSet
from taskgroups.outcomes.queries.areas import (
    codes_of,
    of_authority,
    of_schools,
    schools_of_consortium,
    schools_of_set,
)
from taskgroups.outcomes.shown.kept import shown
from taskgroups.outcomes.shown.panels import Outcome
from taskgroups.outcomes.shown.whole import HEADERS, rows
from taskgroups.people.asking import Asked
from taskgroups.schools.models import Authority, Consortium, School, Trust
from taskgroups.schools.policy import leads

MAKERS: dict[str, Callable[[tuple[Outcome, ...]], bytes]] = {
    "xlsx": lambda outcomes: to_excel("Three outcomes", HEADERS, rows(outcomes)),
    "csv": lambda outcomes: to_csv(HEADERS, rows(outcomes)).encode(),
}


@dataclass(frozen=True)
class Place:
    """Whose outcomes: what it is called, what it is where its name does not say, and which schools are counted."""

    name: str
    kind: str
    who: str
    download: str
    parts: tuple[str | int, ...]

    @property
    def sheets(self) -> list[tuple[str, str]]:
        """The sheets to take along: what each is called, and its address."""
        kinds = (("Excel", "xlsx"), ("CSV", "csv"))
        return [(text, reverse(self.download, args=[*self.parts, ending])) for text, ending in kinds]


@access(policy.any_authority)
def authority(request: Asked, authority: Authority) -> HttpResponse:
    """Show the outcomes of a local authority."""
    return render(
        request, "outcomes/area.jinja", _page(_of_authority(authority), authority.code, lambda: of_authority(authority))
    )


@access(policy.any_authority)
def authority_sheet(request: Asked, authority: Authority, ending: str) -> HttpResponse:
    """Give them as a sheet."""
    return _sheet(authority.name, ending, lambda: of_authority(authority))


@access(policy.any_trust)
def trust(request: Asked, trust: Trust) -> HttpResponse:
    """Show the outcomes of the schools of a trust."""
    who = "The open schools that the register has in the trust, whatever authority they are in."
    place = Place(trust.name, ", trust", who, "trust-outcomes-download", (trust.pk,))
    return render(request, "outcomes/area.jinja", _page_of(place, _schools_of(trust)))


@access(policy.any_trust)
def trust_sheet(request: Asked, trust: Trust, ending: str) -> HttpResponse:
    """Give them as a sheet."""
    return _sheet_of(trust.name, ending, _schools_of(trust))


@access(policy.counted_consortium)
def consortium(request: Asked, consortium: Consortium) -> HttpResponse:
    """Show the outcomes of the schools of a consortium, and the sets its lead has named."""
    who = "The open schools that are in the consortium now, on every day shown."
    place = Place(consortium.name, "", who, "consortium-outcomes-download", (consortium.slug,))
    sets = SchoolSet.objects.filter(consortium=consortium)
    more = {"consortium": consortium, "sets": list(sets), "lead": leads(request.user, consortium)}
    return render(request, "outcomes/consortium.jinja", _page_of(place, schools_of_consortium(consortium)) | more)


@access(policy.counted_consortium)
def consortium_sheet(request: Asked, consortium: Consortium, ending: str) -> HttpResponse:
    """Give them as a sheet."""
    return _sheet_of(consortium.name, ending, schools_of_consortium(consortium))


@access(policy.counted_set)
def set_of_schools(request: Asked, found: SchoolSet) -> HttpResponse:
    """Show the outcomes of a set of schools."""
    schools = list(schools_of_set(found).order_by("name", "urn"))
    who = "The schools the lead of the consortium put together, as far as they are in it now: "
    who += ", ".join(one.name for one in schools) + "." if schools else "none of them is any more."
    place = Place(found.name, ", set of schools", who, "set-outcomes-download", (found.consortium.slug, found.pk))
    more = {"consortium": found.consortium, "found": found, "lead": leads(request.user, found.consortium)}
    return render(request, "outcomes/set.jinja", _page_of(place, schools_of_set(found)) | more)


@access(policy.counted_set)
def set_sheet(request: Asked, found: SchoolSet, ending: str) -> HttpResponse:
    """Give them as a sheet."""
    return _sheet_of(found.name, ending, schools_of_set(found))


def _of_authority(authority: Authority) -> Place:
    who = "The state-funded schools of the authority, on each day as the file of that day has them."
    return Place(authority.name, ", local authority", who, "authority-outcomes-download", (authority.code,))


def _schools_of(trust: Trust) -> QuerySet[School]:
    return School.objects.filter(trust=trust, open=True)


def _page(place: Place, key: object, outcomes: Callable[[], tuple[Outcome, ...]]) -> dict[str, object]:
    return {"place": place, "shown": shown(place.name, key, outcomes)}


def _page_of(place: Place, schools: QuerySet[School]) -> dict[str, object]:
    codes = codes_of(schools)
    return _page(place, sorted(codes.items()), lambda: of_schools(place.name, codes))


def _sheet_of(name: str, ending: str, schools: QuerySet[School]) -> HttpResponse:
    return _sheet(name, ending, lambda: of_schools(name, codes_of(schools)))


def _sheet(name: str, ending: str, outcomes: Callable[[], tuple[Outcome, ...]]) -> HttpResponse:
    if ending not in MAKERS:
        raise Http404
    today = timezone.localdate()
    return as_file(MAKERS[ending](outcomes()), f"three-outcomes-{slugify(name)[:60]}-{today:%Y-%m-%d}.{ending}")
