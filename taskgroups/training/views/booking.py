"""What somebody does about their own place: book it, give it back, say that they came, take the certificate."""

import logging

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from taskgroups.kit.access import access
from taskgroups.kit.access.refused import Refused, telling
from taskgroups.kit.design.errors import no_file
from taskgroups.kit.paper.download import as_file
from taskgroups.kit.paper.pdf import to_pdf
from taskgroups.people.asking import Asked
from taskgroups.training import policy
from taskgroups.training.certificate import certificate
from taskgroups.training.domain import attend, book
from taskgroups.training.forms import CodeForm
from taskgroups.training.models import Booking, Material, TrainingSession
from taskgroups.training.views.programme import session_context

log = logging.getLogger(__name__)
PLACED = "You have a place. A letter with a calendar entry is on its way."
WAITS = "It is full, so you are on the waiting list. You move up by yourself, and a letter tells you."


@require_POST
@access(policy.any_session)
def take(request: Asked, session: TrainingSession) -> HttpResponse:
    """Book a place, or a turn on the waiting list."""
    with telling(request):
        mine = book.book(by=request.user, session=session)
        messages.success(request, PLACED if mine.state == Booking.State.PLACE else WAITS)
    return redirect(session)


@require_POST
@access(policy.own_booking)
def give_back(request: Asked, booking: Booking) -> HttpResponse:
    """Give a place, or a turn, back."""
    with telling(request):
        book.give_back(by=request.user, session=booking.session)
        messages.success(request, "Given back. Thank you: somebody else can come now.")
    return redirect(booking.session)


@require_POST
@access(policy.own_booking)
def came(request: Asked, booking: Booking) -> HttpResponse:
    """Take the code that the trainer shows."""
    form = CodeForm(request.POST)
    session = booking.session
    if form.is_valid():
        try:
            attend.enter_code(by=request.user, session=session, code=form.cleaned_data["code"])
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, "Noted: you are here. Your certificate is ready once the session has ended.")
            return redirect(session)
    counted = TrainingSession.objects.counted().get(pk=session.pk)
    context = session_context(request, counted, booking, form) | {"shows_code": True}
    return render(request, "training/session.jinja", context, status=422)


@access(policy.own_attendance)
def certificate_pdf(request: Asked, booking: Booking) -> HttpResponse:
    """Give the certificate to who came, once the session has ended."""
    if not booking.session.has_ended(timezone.now()):
        raise Http404
    paper = certificate(booking, on=timezone.localdate())
    return as_file(to_pdf(paper), f"certificate-{booking.session.public_id}.pdf")


@access(policy.handed_out)
def material(request: HttpRequest, material: Material) -> HttpResponseBase:
    """Send a file that is handed out: to save, never shown in our own pages."""
    try:
        content = material.file.open("rb")
    except FileNotFoundError:
        raise Http404 from None
    except OSError:
        log.exception("A file could not be read")
        return no_file(request, material.file_name, material.session.get_absolute_url())
    response = FileResponse(content, as_attachment=True, filename=material.file_name, content_type=material.file_type)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["Cache-Control"] = "private, no-store"
    return response
