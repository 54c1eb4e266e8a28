"""Running the room from the page: open, pause, resume, close, move, hand over, who is here, held on paper."""

import uuid
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from taskgroups.kit import away
from taskgroups.kit.access import access
from taskgroups.kit.access.refused import Refused
from taskgroups.meetings import policy
from taskgroups.meetings.domain import run
from taskgroups.meetings.models import TaskGroup
from taskgroups.meetings.room.queries import seats_of
from taskgroups.meetings.room.run_forms import CloseForm, HandOverForm, PaperForm
from taskgroups.meetings.room.screen import screen_for
from taskgroups.meetings.seated import seat_of
from taskgroups.meetings.views.room.page import number, waiting
from taskgroups.people.asking import Asked
from taskgroups.schools.queries.circle import staff_of

CHANGED = {"HX-Trigger": "room:changed"}


@access(policy.run_task_group)
@require_POST
def open_room(request: Asked, group: TaskGroup) -> HttpResponse:
    """Open the room for everybody."""
    another_day = request.POST.get("another_day") == "yes"
    try:
        run.open_room(by=request.user, group=group, key=key_of(request), another_day=another_day)
    except Refused as refused:
        return waiting(request, group, str(refused), status=422)
    return redirect("task-group-room", group.public_id)


@access(policy.run_task_group)
def from_paper(request: Asked, group: TaskGroup) -> HttpResponse:
    """Begin to enter a meeting that was held on paper."""
    form = PaperForm(group, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            run.enter_from_paper(by=request.user, group=group, began=form.moment(), key=form.cleaned_data["key"])
            return redirect("task-group-room", group.public_id)
        except Refused as refused:
            form.refuse(refused)
    status = 422 if form.errors else 200
    return render(request, "meetings/room/paper.jinja", {"group": group, "form": form}, status=status)


@access(policy.run_task_group)
@require_POST
def pause(request: Asked, group: TaskGroup) -> HttpResponse:
    """Stop the clock."""
    reason = request.POST.get("reason", "")[:300]
    return answered(request, group, lambda: run.pause(group=group, reason=reason, **_stamp(request)))


@access(policy.run_task_group)
@require_POST
def resume(request: Asked, group: TaskGroup) -> HttpResponse:
    """Start the clock again."""
    return answered(request, group, lambda: run.resume(group=group, **_stamp(request)))


@access(policy.run_task_group)
@require_POST
def move(request: Asked, group: TaskGroup) -> HttpResponse:
    """Take the room to an item."""

    def go() -> TaskGroup:
        item = group.agenda.filter(pk=number(request, "to")).first()
        if item is None:
            raise Refused("That item is not on this agenda. Load the page again.")
        return run.move(group=group, item=item, came_from=number(request, "from") or None, **_stamp(request))

    return answered(request, group, go)


@access(policy.run_task_group)
@require_POST
def attendance(request: Asked, group: TaskGroup) -> HttpResponse:
    """Note who is here: one person, or everybody who has a seat."""
    seats = seats_of(group)
    wanted = number(request, "person")
    people = [seat.person for seat in seats if seat.person_id == wanted or request.POST.get("all")]
    came, at = request.POST.get("came") != "no", away.told_at(request)
    return answered(
        request, group, lambda: run.mark_attendance(by=request.user, group=group, people=people, came=came, at=at)
    )


@access(policy.seated_task_group)
@require_POST
def here(request: Asked, group: TaskGroup) -> HttpResponse:
    """Note that this person is here."""
    if seat_of(request.user, group) is None:
        return redirect("task-group-room", group.public_id)
    return answered(
        request, group, lambda: run.mark_attendance(by=request.user, group=group, people=[request.user], came=True)
    )


@access(policy.run_task_group)
def hand_over(request: Asked, group: TaskGroup) -> HttpResponse:
    """Give the chair to somebody else who is seated."""
    host = {role.person_id for role in staff_of(group.school)}
    seats = [seat for seat in seats_of(group) if seat.part != "chair" and seat.person_id not in host]
    people = {seat.person_id: seat.person for seat in seats}
    names = {seat.person_id: f"{seat.person.name}, {seat.get_part_display().lower()}" for seat in seats}
    form = HandOverForm(names, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        to = people[int(form.cleaned_data["to"])]
        try:
            run.hand_over(by=request.user, group=group, to=to, key=form.cleaned_data["key"])
            messages.success(request, f"{to.name} has the chair.")
            return redirect("task-group-room", group.public_id)
        except Refused as refused:
            form.refuse(refused)
    status = 422 if form.errors else 200
    found = {"group": group, "form": form, "anybody": bool(people)}
    return render(request, "meetings/room/hand_over.jinja", found, status=status)


@access(policy.run_task_group)
def close(request: Asked, group: TaskGroup) -> HttpResponse:
    """Ask once, naming what is unfinished; then close for good."""
    form = CloseForm(group, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        ended = form.cleaned_data.get("ended")
        at = group.on_the_day(ended) if ended else None
        try:
            run.close(by=request.user, group=group, key=form.cleaned_data["key"], at=at)
            messages.success(request, "The Task Group is closed. Its record can be written now.")
            return redirect("task-group-room", group.public_id)
        except Refused as refused:
            form.refuse(refused, "ended")
    screen = screen_for(request.user, group)
    found = {"group": group, "form": form, "screen": screen}
    return render(request, "meetings/room/close.jinja", found, status=422 if form.errors else 200)


def key_of(request: Asked) -> uuid.UUID | None:
    """Return the key the form carries, or None where it carries none that can be read."""
    try:
        return uuid.UUID(request.POST.get("key", ""))
    except ValueError:
        return None


def answered(request: Asked, group: TaskGroup, work: Callable[[], object], back: str = "") -> HttpResponse:
    """Do what was pressed and answer as it was asked: a device, a part of the page, or a page that goes back."""
    try:
        work()
    except Refused as refused:
        return refused_at(request, group, refused)
    if away.is_delivery(request):
        return away.done()
    if request.headers.get("HX-Request"):
        return HttpResponse(status=204, headers=CHANGED)
    return redirect(back or reverse("task-group-room", args=[group.public_id]))


def refused_at(request: Asked, group: TaskGroup, refused: Refused) -> HttpResponse:
    """Say at the top of the room what was refused; a page that follows the room loads itself again."""
    if away.is_delivery(request):
        return away.refused(str(refused))
    messages.error(request, str(refused))
    place = redirect("task-group-room", group.public_id)
    if request.headers.get("HX-Request"):
        return HttpResponse(status=204, headers={"HX-Redirect": place.url})
    return place


def _stamp(request: Asked) -> dict[str, Any]:
    """Who does it, with which key, and when: told by a device that was away, else now."""
    return {"by": request.user, "key": key_of(request), "at": away.told_at(request)}
