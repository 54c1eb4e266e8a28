"""Who takes part: the list for the lead, counts for officers, and what schools give and receive."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from taskgroups.kit.access import access
from taskgroups.kit.design.lists import asked, page_of, whole
from taskgroups.kit.paper.download import as_file
from taskgroups.kit.paper.sheet import Value, to_csv, to_excel
from taskgroups.participation.counting import counts_of
from taskgroups.participation.parts import Part, Taking, narrowed, year_of
from taskgroups.participation.picture import draw
from taskgroups.participation.policy import counted_consortium, school_taking_part
from taskgroups.participation.queries import Exchange, Year, exchanges_of, offers_of, years_of
from taskgroups.participation.table import HEADERS, cells_of
from taskgroups.people.asking import Asked
from taskgroups.rounds.queries import words_on_chairing
from taskgroups.schools.models import Consortium, ConsortiumSchool
from taskgroups.schools.policy import leads, led_consortium

YES = "yes"


@access(led_consortium)
def page(request: Asked, consortium: Consortium) -> HttpResponse:
    """Show everybody who could take part, by name, with the parts they had in a school year."""
    year, years = year_asked(request, consortium)
    everybody = year.people()
    rows = _narrowed(request, everybody)
    context = {
        "consortium": consortium,
        "year": year.year,
        "years": years,
        "text": asked(request, "q"),
        "none_only": asked(request, "none") == YES,
        "page": page_of(request, rows),
        "without": sum(one.none_yet for one in everybody),
        "everybody": len(everybody),
        "offers": offers_of(consortium),
        "not_chairing": words_on_chairing(consortium, request.user),
        "query": request.GET.urlencode(),
    }
    return render(request, "participation/page.jinja", context)


@access(led_consortium)
def excel(request: Asked, consortium: Consortium) -> HttpResponse:
    """The same list, narrowed as asked, as an Excel workbook."""
    year, cells = _cells(request, consortium)
    return as_file(to_excel("Participation", HEADERS, cells), f"participation-{consortium.slug}-{year}.xlsx")


@access(led_consortium)
def csv(request: Asked, consortium: Consortium) -> HttpResponse:
    """The same list, narrowed as asked, as CSV."""
    year, cells = _cells(request, consortium)
    return as_file(to_csv(HEADERS, cells).encode(), f"participation-{consortium.slug}-{year}.csv")


@access(counted_consortium)
def counts(request: Asked, consortium: Consortium) -> HttpResponse:
    """Show how many take part, in sixes, and nobody by name."""
    year, years = year_asked(request, consortium)
    context = {
        "consortium": consortium,
        "year": year.year,
        "years": years,
        "found": counts_of(year.people()),
        "lead": leads(request.user, consortium),
    }
    return render(request, "participation/counts.jinja", context)


@access(led_consortium)
def schools(request: Asked, consortium: Consortium) -> HttpResponse:
    """Draw what each school gives and receives, by name, thirty to a page."""
    year, years = year_asked(request, consortium)
    page = page_of(request, consortium.agreed_schools().order_by("name", "urn"))
    found = exchanges_of(year, list(page))
    rows = [(one.school.name, [*one.gave, *one.received]) for one in found]
    context = {
        "consortium": consortium,
        "year": year.year,
        "years": years,
        "page": page,
        "found": found,
        "picture": draw(year.year, rows, timezone.localdate()),
    }
    return render(request, "participation/schools.jinja", context)


@access(school_taking_part)
def school(request: Asked, place: ConsortiumSchool) -> HttpResponse:
    """Draw what one school gives and receives."""
    year, years = year_asked(request, place.consortium)
    [found] = exchanges_of(year, [place.school])
    context = {
        "consortium": place.consortium,
        "school": place.school,
        "year": year.year,
        "years": years,
        "found": found,
        "picture": draw(year.year, _sides(found), timezone.localdate()),
        "lead": leads(request.user, place.consortium),
    }
    return render(request, "participation/school.jinja", context)


def _sides(found: Exchange) -> list[tuple[str, tuple[Part, ...]]]:
    return [("Gives", found.gave), ("Receives", found.received)]


def year_asked(request: Asked, consortium: Consortium) -> tuple[Year, list[tuple[int, str]]]:
    """The school year that the address asks for, this one where it asks for none of those there are."""
    years = years_of(consortium, timezone.localdate())
    wanted = whole(asked(request, "year"))
    chosen = wanted if wanted in dict(years) else year_of(timezone.localdate())
    return Year(consortium, int(chosen or 0), request.user), years


def _narrowed(request: HttpRequest, rows: list[Taking]) -> list[Taking]:
    return narrowed(rows, asked(request, "q"), asked(request, "none") == YES)


def _cells(request: Asked, consortium: Consortium) -> tuple[int, list[list[Value]]]:
    year, _ = year_asked(request, consortium)
    return year.year, cells_of(_narrowed(request, year.people()))
