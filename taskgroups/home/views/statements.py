"""The pages anybody may read about the service itself."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from taskgroups.kit.access import public


@public("says what a Task Group is")
def about(request: HttpRequest) -> HttpResponse:
    """What a Task Group is, for those who are signed in too."""
    return render(request, "home/about.jinja", {"cast": ()})


@public("an accessibility statement is for everybody")
def accessibility(request: HttpRequest) -> HttpResponse:
    """The accessibility statement."""
    return render(request, "home/accessibility.jinja")


@public("a privacy notice is for everybody")
def privacy(request: HttpRequest) -> HttpResponse:
    """The privacy notice."""
    return render(request, "home/privacy.jinja")


@public("help is for everybody")
def help_page(request: HttpRequest) -> HttpResponse:
    """Where to start, for each kind of person."""
    return render(request, "home/help.jinja")
