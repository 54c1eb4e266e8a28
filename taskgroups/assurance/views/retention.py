"""How long each kind of thing is kept, and the papers about data that a school asks for."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from taskgroups.assurance.domain.retain import last_done
from taskgroups.assurance.retention import RULES
from taskgroups.kit.access import public


@public("how long things are kept is for everybody to know")
def page(request: HttpRequest) -> HttpResponse:
    """The table that the deleting goes by, and when it was last done."""
    return render(request, "assurance/retention.jinja", {"rules": RULES, "last": last_done()})


@public("a school reads it before it decides to take part")
def impact(request: HttpRequest) -> HttpResponse:
    """A template for the school's own data-protection impact assessment, filled in as far as the software goes."""
    return render(request, "assurance/impact.jinja", {"rules": RULES})
