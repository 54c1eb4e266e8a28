"""Answering an invitation by the link in it, without an account. Looking never writes."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from taskgroups.kit.access import public
from taskgroups.kit.access.refused import Refused, telling
from taskgroups.meetings import protocols
from taskgroups.meetings.domain import invite
from taskgroups.meetings.domain import reply as domain
from taskgroups.meetings.models import Seat
from taskgroups.meetings.seated import opens_nothing

ANSWERS = (("yes", "Yes, I will come"), ("maybe", "Perhaps"), ("no", "No, I cannot come"))
WHY = "the link in an invitation is known only to the person invited, and shows them their own invitation"


@public(WHY)
def page(request: HttpRequest, token: str, answer: str = "") -> HttpResponse:
    """Show the invitation with three buttons; a press answers."""
    seat = _seat(token)
    if seat is None:
        return render(request, "meetings/reply_unknown.jinja", status=404)
    if request.method == "POST":
        return _answer(request, seat)
    known = {
        "seat": seat,
        "group": seat.task_group,
        "facts": invite.facts_of(seat),
        "where": invite.where(seat.task_group),
        "answers": ANSWERS,
        "answer": answer,
        "closed": domain.why_closed(seat),
        "protocols": protocols.current(),
        "accepted": seat.protocols_version == protocols.current().version,
        "items": [
            (place.item.title, place.reason) for place in seat.places.select_related("item").order_by("item__position")
        ],
    }
    return render(request, "meetings/reply.jinja", known)


def _seat(token: str) -> Seat | None:
    """The seat with this link; none of somebody who has left what it was for: the link goes, too."""
    found = Seat.objects.select_related("person", "task_group__school", "task_group__planned_by")
    seat = found.filter(reply_token=token).first()
    return None if seat and opens_nothing(seat) else seat


def _answer(request: HttpRequest, seat: Seat) -> HttpResponse:
    with telling(request):
        if "accept" in request.POST:
            domain.accept_protocols(seat=seat)
            messages.success(request, "Thank you. It is noted that you accept how we work together.")
        else:
            _refuse_another_date(request, seat)
            now = domain.reply(seat=seat, answer=request.POST.get("answer", ""))
            messages.success(request, f"Thank you. Your reply is noted: {now.get_reply_display().lower()}.")
    return redirect("reply", seat.reply_token)


def _refuse_another_date(request: HttpRequest, seat: Seat) -> None:
    now = seat.task_group.starts_at.isoformat()
    if request.POST.get("begins", now) != now:
        raise Refused("The Task Group has another date since you opened the page. Look at it below, then answer.")
