"""A person's own account: name, e-mail, password, one-time codes."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from taskgroups.kit.access import access
from taskgroups.people.models import Person
from taskgroups.people.policy import oneself


@access(oneself)
def page(request: HttpRequest, person: Person) -> HttpResponse:
    """Show the account and where to change it."""
    return render(request, "people/yourself.jinja", {"person": person})
