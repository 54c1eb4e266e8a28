"""The first page: what a Task Group is for those who are not signed in, what needs them for those who are."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.module_loading import import_string

from taskgroups.home.beginning import first_steps
from taskgroups.home.places import places_of
from taskgroups.home.waiting import what_needs
from taskgroups.kit.access import public


@public("says what a Task Group is; what needs somebody is shown to that person only")
def page(request: HttpRequest) -> HttpResponse:
    """Show the right first page."""
    if request.user.is_authenticated:
        mine = {"rows": what_needs(request.user) or first_steps(request.user), "places": places_of(request.user)}
        return render(request, "home/waiting.jinja", {**mine, "cast": _cast()})
    return render(request, "home/about.jinja", {"cast": _cast()})


def _cast() -> tuple[object, ...]:
    """The people of the demonstration one may become, where it is loaded; nobody in production."""
    found: tuple[object, ...] = import_string(settings.CAST)() if settings.CAST else ()
    return found
