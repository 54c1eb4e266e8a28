"""Search, from every page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from taskgroups.home.searching import search
from taskgroups.kit.access import access
from taskgroups.people.models import Person
from taskgroups.schools.policy import anyone


@access(anyone)
def page(request: HttpRequest, person: Person) -> HttpResponse:
    """Show what was found for the words asked (120 characters at most)."""
    words = request.GET.get("q", "").replace("\x00", "").strip()[:120]
    return render(request, "home/search.jinja", {"search_text": words, "found": search(person, words)})
