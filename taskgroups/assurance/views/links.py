"""Links to a statement: the head makes and revokes them; whoever has one reads what stands."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from taskgroups.assurance.domain.link import make_link, note_opening, revoke_link
from taskgroups.assurance.models import Link, Opening
from taskgroups.assurance.policy import link_of_headed_school
from taskgroups.assurance.statement.current import Shown, behind, paper
from taskgroups.assurance.statement.forms import LinkForm
from taskgroups.assurance.views.statement import file_of, show
from taskgroups.kit.access import access, public
from taskgroups.kit.access.refused import Refused
from taskgroups.kit.design.words import day
from taskgroups.people.asking import Asked
from taskgroups.schools.models import School
from taskgroups.schools.policy import headed_school

WHY = "whoever the head gave the link reads what the head released, and nothing else"


@require_POST
@access(headed_school)
def make(request: Asked, school: School) -> HttpResponse:
    """Make a link."""
    form = LinkForm(request.POST)
    if form.is_valid():
        try:
            made = make_link(by=request.user, school=school, **form.cleaned_data)
            messages.success(request, f"Link for {made.whom} made. It opens until {day(made.until)}.")
            return redirect("school-statement", urn=school.urn)
        except Refused as refused:
            form.refuse(refused)
    return show(request, school, form)


@require_POST
@access(link_of_headed_school)
def revoke(request: Asked, link: Link) -> HttpResponse:
    """Revoke it at once."""
    revoke_link(by=request.user, link=link)
    messages.success(request, f"The link for {link.whom} opens nothing any more.")
    return redirect("school-statement", urn=link.school.urn)


@public(WHY)
def opened(request: HttpRequest, token: str) -> HttpResponse:
    """The statement on screen."""
    shown = behind(token)
    if shown is None:
        return _closed(request)
    _noted(request, shown, Opening.Way.PAGE)
    context = {"document": paper(shown.statement), "token": token, "until": shown.link.until}
    return _kept_apart(render(request, "assurance/opened.jinja", context))


@public(WHY)
def opened_pdf(request: HttpRequest, token: str) -> HttpResponse:
    """The statement as PDF."""
    return _file(request, token, Opening.Way.PDF)


@public(WHY)
def opened_word(request: HttpRequest, token: str) -> HttpResponse:
    """The statement as Word."""
    return _file(request, token, Opening.Way.WORD)


def _file(request: HttpRequest, token: str, way: Opening.Way) -> HttpResponse:
    shown = behind(token)
    if shown is None:
        return _closed(request)
    _noted(request, shown, way)
    return _kept_apart(file_of(shown.link.school, paper(shown.statement), way.value))


def _noted(request: HttpRequest, shown: Shown, way: str) -> None:
    """Count a look; a machine that only asks whether the page is there (HEAD) looked at nothing."""
    if request.method != "HEAD":
        note_opening(link=shown.link, way=way)


def _closed(request: HttpRequest) -> HttpResponse:
    """One page for a link that is over, revoked, unknown, or shows nothing now: it tells none from the others."""
    return _kept_apart(render(request, "assurance/link_closed.jinja", status=404))


def _kept_apart(response: HttpResponse) -> HttpResponse:
    """No machine lists it or keeps it, and no other address learns where the reader came from."""
    response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    response["Referrer-Policy"] = "no-referrer"
    response["Cache-Control"] = "no-store, private"
    return response
