"""What a school owns here: what that is, and all of it to take away."""

import logging

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_POST

from taskgroups.assurance.domain.archive import ask_for_archive, take_archive
from taskgroups.assurance.models import Archive
from taskgroups.assurance.owning.tables import LEFT_OUT
from taskgroups.assurance.policy import own_archive, owned_school
from taskgroups.kit.access import access
from taskgroups.kit.design.errors import no_file
from taskgroups.kit.design.lists import page_of
from taskgroups.kit.design.words import day
from taskgroups.people.asking import Asked
from taskgroups.schools.models import School

log = logging.getLogger(__name__)


@access(owned_school)
def page(request: Asked, school: School) -> HttpResponse:
    """Show what the school owns here, its archives and how far one being made is."""
    archives = page_of(request, Archive.objects.filter(school=school).select_related("asked_by"))
    context = {"school": school, "page": archives, "left_out": LEFT_OUT, "state": Archive.State}
    context["before"] = School.objects.filter(passed_to=school, passed_whole=False).order_by("name")
    return render(request, "assurance/owning.jinja", context)


@require_POST
@access(owned_school)
def ask(request: Asked, school: School) -> HttpResponse:
    """Begin an archive of all the school owns."""
    ask_for_archive(school=school, by=request.user)
    messages.success(request, "The archive is being made. This page shows how far it is; you may go on elsewhere.")
    return redirect("school-owning", school.urn)


@access(own_archive)
def download(request: Asked, archive: Archive) -> HttpResponseBase:
    """Send the archive. Who took it is noted."""
    if archive.state != Archive.State.READY:
        raise Http404
    try:
        content = archive.file.open("rb")
    except FileNotFoundError:
        raise Http404 from None
    except OSError:
        log.exception("An archive could not be read")
        made = f"The archive of {day(archive.asked_at)}"
        return no_file(request, made, reverse("school-owning", args=[archive.school.urn]))
    take_archive(archive=archive, by=request.user)
    asked_on = timezone.localdate(archive.asked_at).isoformat()
    name = f"{slugify(archive.school.name)[:60]}-{archive.school.urn}-{asked_on}.zip"
    response = FileResponse(content, as_attachment=True, filename=name, content_type="application/zip")
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["Cache-Control"] = "private, no-store"
    return response
