"""The first page: what a Task Group is for those who are not signed in, what needs them for those who are."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from taskgroups.kit.access import public


@public("says what a Task Group is; what needs somebody is shown to that person only")
def page(request: HttpRequest) -> HttpResponse:
    """Show the right first page."""
    return render(request, "home/about.jinja")
