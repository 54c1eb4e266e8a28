"""Lists of actions: a school's, as a page and as a spreadsheet, and one's own."""

from typing import Any

from django.db.models import Case, F, Value, When
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.text import slugify

from taskgroups.improvement import listing, policy
from taskgroups.improvement.models import Action
from taskgroups.kit.access import access
from taskgroups.kit.design.lists import page_of
from taskgroups.kit.paper.download import as_file
from taskgroups.kit.paper.sheet import to_csv, to_excel
from taskgroups.people.models import Person
from taskgroups.schools.policy import anyone, staffed_by, today

OPEN_FIRST = Case(When(status__in=Action.UNFINISHED, then=Value(0)), default=Value(1))


@access(policy.seen_improvement)
def page(request: HttpRequest, seen: policy.Seen) -> HttpResponse:
    """The school's actions, thirty to a page, searched and narrowed as asked."""
    want = listing.wanted(request.GET)
    found = page_of(request, listing.actions_of(seen.school, want, own=seen.own))
    context = {
        "seen": seen,
        "school": seen.school,
        "want": want,
        "page": found,
        "rows": listing.rows(found, own=seen.own),
        "choices": listing.choices_of(seen.school, own=seen.own),
        "query": request.GET.urlencode(),
    }
    return render(request, "improvement/actions.jinja", context)


@access(policy.seen_improvement)
def excel(request: HttpRequest, seen: policy.Seen) -> HttpResponse:
    """The same list as an Excel workbook."""
    return _file(to_excel("Actions", listing.headers(own=seen.own), _cells(request, seen)), seen, "xlsx")


@access(policy.seen_improvement)
def csv(request: HttpRequest, seen: policy.Seen) -> HttpResponse:
    """The same list as CSV."""
    return _file(to_csv(listing.headers(own=seen.own), _cells(request, seen)).encode(), seen, "csv")


def _cells(request: HttpRequest, seen: policy.Seen) -> list[list[Any]]:
    want = listing.wanted(request.GET)
    found = listing.actions_of(seen.school, want, own=seen.own)
    return [listing.cells(row, own=seen.own) for row in listing.rows(found, own=seen.own)]


def _file(content: bytes, seen: policy.Seen, ending: str) -> HttpResponse:
    return as_file(content, f"actions-{slugify(seen.school.name)[:60]}-{today():%Y-%m-%d}.{ending}")


@access(anyone)
def mine(request: HttpRequest, person: Person) -> HttpResponse:
    """The actions a person owns, in the schools they belong to today: what is open first, then stopped, then done."""
    schools = staffed_by(person)
    owned = listing.with_owner(Action.objects.filter(owner=person, school__in=schools))
    found = page_of(request, owned.order_by(OPEN_FIRST, F("done_on").asc(nulls_first=True), "due", "id"))
    return render(request, "improvement/mine.jinja", {"page": found, "rows": listing.rows(found, own=True)})
