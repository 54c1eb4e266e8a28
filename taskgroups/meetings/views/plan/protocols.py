"""How a Task Group works, and accepting it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from taskgroups.kit.access import access
from taskgroups.kit.access.refused import telling
from taskgroups.meetings import policy, protocols
from taskgroups.meetings.domain import reply as domain
from taskgroups.meetings.models import TaskGroup
from taskgroups.meetings.seated import seat_of
from taskgroups.people.asking import Asked


@access(policy.known_task_group)
def page(request: Asked, group: TaskGroup) -> HttpResponse:
    """The protocols; those with a seat accept them here."""
    seat = seat_of(request.user, group)
    current = protocols.current()
    if request.method == "POST" and seat is not None:
        with telling(request):
            domain.accept_protocols(seat=seat)
            messages.success(request, "It is noted that you accept how we work together.")
        return redirect("task-group-people", group.public_id)
    accepted = seat is not None and seat.protocols_version == current.version
    known = {"group": group, "seat": seat, "protocols": current, "accepted": accepted}
    return render(request, "meetings/protocols.jinja", known)
