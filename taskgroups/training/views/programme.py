"""The programme for everybody, one session, and what somebody has booked."""

from dataclasses import dataclass
from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from taskgroups.kit.access import access, public
from taskgroups.kit.design.lists import page_of
from taskgroups.people.asking import Asked
from taskgroups.people.models import Person
from taskgroups.schools.policy import anyone
from taskgroups.training import policy, queries
from taskgroups.training.domain.hear import why_closed
from taskgroups.training.forms import CodeForm
from taskgroups.training.models import Booking, Feedback, TrainingSession

WHY = "the programme is for everybody; it names nobody who booked, and shows no video link"


@dataclass(frozen=True)
class Said:
    """What somebody who came said of a session: when, whether it is known as theirs, whether they may say more."""

    at: datetime | None
    held: bool
    is_open: bool


@public(WHY)
def page(request: HttpRequest) -> HttpResponse:
    """List the sessions to come, or those held."""
    past = request.GET.get("when") == "past"
    runs = bool(request.user.is_authenticated and policy.runs_or_arranges(request.user))
    context = {
        "page": page_of(request, queries.programme(timezone.now(), past=past)),
        "past": past,
        "runs": runs,
        "arranges": bool(request.user.is_authenticated and policy.arranges(request.user)),
    }
    return render(request, "training/programme.jinja", context)


@public(WHY)
def one(request: HttpRequest, session_id: str) -> HttpResponse:
    """Show a session; to somebody who booked, their place and what goes with it."""
    session = TrainingSession.objects.counted().select_related("run_by").filter(public_id=session_id).first()
    if session is None:
        raise Http404
    mine = _mine(request, session)
    return render(request, "training/session.jinja", session_context(request, session, mine))


def _mine(request: HttpRequest, session: TrainingSession) -> Booking | None:
    return policy.own_booking(request.user, session.public_id) if request.user.is_authenticated else None


def session_context(
    request: HttpRequest, session: TrainingSession, mine: Booking | None, form: CodeForm | None = None
) -> dict[str, object]:
    """Return what a session's own page shows: the same where a code was wrong."""
    now = timezone.now()
    runs = bool(request.user.is_authenticated and policy.is_run_by(request.user, session))
    placed = bool(mine and (mine.state == Booking.State.PLACE or mine.came))
    return {
        "session": session,
        "mine": mine,
        "placed": placed,
        "runs": runs,
        "arranges": runs and request.user.is_authenticated and policy.is_arranged_by(request.user, session),
        "materials": list(session.materials.all()) if runs or placed else [],
        "is_open": session.is_open(now),
        "begun": session.has_begun(now),
        "ended": session.has_ended(now),
        "shows_code": bool(placed and mine and not mine.came and session.code_until and now <= session.code_until),
        "form": form or CodeForm(),
        "turn": _turn(mine) if mine and mine.state == Booking.State.WAITING else 0,
        "said": _said(mine, now) if mine and mine.came else None,
    }


def _said(mine: Booking, now: datetime) -> Said:
    """What the page offers somebody who came: to say how it was, to change or read that, or nothing any more."""
    held = mine.said_at is not None and Feedback.objects.filter(booking=mine).exists()
    return Said(mine.said_at, held, is_open=not why_closed(mine, now))


def _turn(mine: Booking) -> int:
    """How many wait before somebody, and they themselves."""
    waiting = Booking.objects.filter(session=mine.session_id, state=Booking.State.WAITING)
    return waiting.filter(queued_at__lt=mine.queued_at).count() + 1


@access(anyone)
def yours(request: Asked, person: Person) -> HttpResponse:
    """Show what somebody has booked, and where they were."""
    now = timezone.now()
    context = {
        "coming": list(queries.booked_by(person, now, past=False)),
        "page": page_of(request, queries.booked_by(person, now, past=True)),
        "to_say": {one.pk for one in queries.to_say(person, now)},
    }
    return render(request, "training/yours.jinja", context)


@access(policy.runs_or_arranges)
def arranged(request: Asked, person: Person) -> HttpResponse:
    """List the sessions somebody arranges or runs, with how many booked, came and said how it was."""
    page = page_of(request, queries.run_by_person(person))
    context = {
        "page": page,
        "heard": queries.heard_of(page.object_list),
        "arrangers": policy.arrangers_of(person),
        "now": timezone.now(),
    }
    return render(request, "training/arranged.jinja", context)
