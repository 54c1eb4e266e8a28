"""The room: the page, the parts of it that follow the meeting, and the wall screen."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone

from taskgroups.kit import live
from taskgroups.kit.access import access
from taskgroups.kit.away import delivery
from taskgroups.kit.design.lists import whole
from taskgroups.meetings import policy
from taskgroups.meetings.models import Seat, TaskGroup
from taskgroups.meetings.room.forms import CaptureForm, panels
from taskgroups.meetings.room.many import earlier_of, look_for_many, side_key, side_of
from taskgroups.meetings.room.queries import agenda_of, seats_of
from taskgroups.meetings.room.screen import Screen, screen_for, sight_of
from taskgroups.people.asking import Asked

State = TaskGroup.State
DELIVERED_TO = delivery.PERSON  # a page that a device fetches to keep takes no message away from the person
MET = (State.OPEN, State.PAUSED, State.CLOSED)


@access(policy.seated_task_group)
def page(request: Asked, group: TaskGroup) -> HttpResponse:
    """Show the room as the person's part has it; before it opens, what waits."""
    if group.state not in MET:
        return waiting(request, group)
    return shown(request, screen_of(request, group))


@access(policy.seated_task_group)
def wall(request: Asked, group: TaskGroup) -> HttpResponse:
    """Show what all share, large enough to read from across the room."""
    if group.state not in MET:
        return waiting(request, group)
    return render(request, "meetings/room/wall.jinja", context(request, screen_of(request, group, wall=True)))


@access(policy.seated_task_group)
def look(request: Asked, group: TaskGroup) -> HttpResponse:
    """Return the parts of a screen that may have changed since `seen`; 204 where nothing has.

    With `if`, the parts as they will be once the room is at that item, for a device that may go away. Before the room
    opens there are none: what the school sent for a Task Group that was then cancelled is the school's again.
    """
    if group.state not in MET:
        return HttpResponse(status=204)
    if supposed := number(request, "if"):
        screen = screen_for(request.user, group, item_id=supposed, supposed=True)
        return render(request, "meetings/room/look.jinja", context(request, screen))
    if group.last_number <= number(request, "seen"):
        return HttpResponse(status=204)
    if "waiting" in request.GET:
        return HttpResponse(status=204, headers={"HX-Refresh": "true"})
    wall = "wall" in request.GET
    sight = sight_of(request.user, group, wall=wall)
    if not sight.runs and request.GET.get("had", "").endswith(side_of(sight, writes=False)):
        shared = look_for_many(sight, group, number(request, "item"))
        if shared.is_for(request.user):
            own = {"group": group, "absent": request.user.pk in shared.absent}
            mine = "" if wall else render_to_string("meetings/room/mine.jinja", own, request)
            return HttpResponse(shared.text + mine)
    screen = screen_of(request, group, wall=wall)
    new_side = request.GET.get("had") != side_key(screen)
    found = context(request, screen, with_forms=new_side) | {"new_side": new_side}
    return render(request, "meetings/room/look.jinja", found)


@access(policy.seated_task_group)
def help_page(request: Asked, group: TaskGroup) -> HttpResponse:
    """Say what the keys do, and how the room works."""
    return render(request, "meetings/room/help.jinja", {"group": group})


def screen_of(request: Asked, group: TaskGroup, *, wall: bool = False) -> Screen:
    """Return the screen for this request, at the item its address or its form names."""
    wanted = number(request, "item")
    screen = screen_for(request.user, group, item_id=wanted or None, wall=wall)
    screen.answers = number(request, "answers") or None
    return screen


def shown(request: Asked, screen: Screen, bound: CaptureForm | None = None, status: int = 200) -> HttpResponse:
    """Return the whole page, with one form as it was sent where it must be put right."""
    found = context(request, screen, bound)
    return render(request, "meetings/room/page.jinja", found, status=status)


def context(
    request: Asked, screen: Screen, bound: CaptureForm | None = None, with_forms: bool = True
) -> dict[str, Any]:
    """Return what every template of the room takes; the forms' own reads only where they are shown."""
    forms = panels(screen) if with_forms else {}
    if bound is not None:
        forms[bound.name] = bound
    return {
        "screen": screen,
        "group": screen.group,
        "panels": forms,
        "form": bound,
        "side_key": side_key(screen),
        "opens": bound.name if bound else "",
        "token": live.make_token(screen.group.channel, request.user.pk),
        "new_side": True,
        "absent": request.user.pk in screen.absent,
        "kept": DELIVERED_TO in request.headers,
        "earlier": earlier_of(screen),
    }


def waiting(request: Asked, group: TaskGroup, problem: str = "", status: int = 200) -> HttpResponse:
    """Show the room before it opens: when it does, and what waits."""
    seats = seats_of(group)
    mine = next((seat for seat in seats if seat.person_id == request.user.pk), None)
    found = {
        "group": group,
        "here": "room",
        "seat": mine,
        "seats": seats,
        "runs": mine is not None and mine.part in (Seat.Part.CHAIR, Seat.Part.CLERK),
        "clerk": next((seat for seat in seats if seat.part == Seat.Part.CLERK), None),
        "chair": next((seat for seat in seats if seat.part == Seat.Part.CHAIR), None),
        "unread": [seat for seat in seats if seat.protocols_accepted_at is None],
        "items": agenda_of(group),
        "today": timezone.localdate() == timezone.localdate(group.starts_at),
        "begun": group.starts_at <= timezone.now(),
        "over": group.ends_at <= timezone.now(),
        "token": live.make_token(group.channel, request.user.pk),
        "problem": problem,
    }
    return render(request, "meetings/room/before.jinja", found, status=status)


def number(request: Asked, name: str) -> int:
    """Return a number of the address, or of the form sent; 0 where there is none."""
    given = request.GET.get(name) or request.POST.get(name) or ""
    return whole(given) or 0
