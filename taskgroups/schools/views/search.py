"""Finding schools."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from taskgroups.kit.access import access
from taskgroups.kit.design.lists import asked, page_looked_for
from taskgroups.people.models import Person
from taskgroups.schools.models import School
from taskgroups.schools.policy import anyone
from taskgroups.schools.queries.search import Wanted, authorities, find


@access(anyone)
def page(request: HttpRequest, person: Person) -> HttpResponse:
    """Show the schools found; only the list of them where the page is already there."""
    wanted = Wanted(
        text=asked(request, "q"),
        phase=asked(request, "phase"),
        authority=asked(request, "authority", 3),
        closed=asked(request, "closed") == "yes",
        sort=asked(request, "sort") or "name",
    )
    swap = request.headers.get("HX-Request") == "true" and request.headers.get("HX-Target") == "found"
    context = {"wanted": wanted, "page": page_looked_for(request, find(wanted)), "search_text": wanted.text}
    if not swap:
        context |= {"authorities": authorities(), "phases": School.Phase.choices}
    return render(request, "schools/_found.jinja" if swap else "schools/search.jinja", context)
