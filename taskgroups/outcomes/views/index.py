"""Where the three outcomes can be looked at: what is near to a person, and every authority."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from taskgroups.kit.access import access
from taskgroups.kit.design.lists import asked, page_of
from taskgroups.outcomes.queries.near import authorities_named, near_to
from taskgroups.people.asking import Asked
from taskgroups.people.models import Person
from taskgroups.schools.policy import anyone


@access(anyone)
def page(request: Asked, person: Person) -> HttpResponse:
    """Show the areas this person belongs to, and all authorities by name."""
    text = asked(request, "q")
    near = [(name, kind, reverse(address, args=parts)) for name, kind, address, parts in near_to(person)]
    context = {"near": near, "text": text, "page": page_of(request, authorities_named(text))}
    return render(request, "outcomes/index.jinja", context)
