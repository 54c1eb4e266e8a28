"""Postponing and cancelling a Task Group, and taking that back."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from taskgroups.kit.access import access
from taskgroups.kit.access.refused import Refused, telling
from taskgroups.kit.design.words import day_clock
from taskgroups.meetings import policy
from taskgroups.meetings.domain import postpone as domain
from taskgroups.meetings.models import TaskGroup
from taskgroups.meetings.plan.forms import CancelForm, PostponeForm
from taskgroups.people.asking import Asked


@access(policy.planned_task_group)
def postpone(request: Asked, group: TaskGroup) -> HttpResponse:
    """Put it off, with a reason, and to a new date where it is known."""
    form = PostponeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        found = form.cleaned_data
        starts_at, ends_at = form.times() if found["day"] else (None, None)
        try:
            after = domain.postpone(
                group=group, by=request.user, reason=found["reason"], starts_at=starts_at, ends_at=ends_at
            )
        except Refused as refused:
            form.refuse(refused)
        else:
            to = f"to {day_clock(after.starts_at)}" if starts_at else "until it has a new date"
            messages.success(request, f"The Task Group is postponed {to}. Its agenda, people and preparation stay.")
            return redirect("task-group", group.public_id)
    known = {"form": form, "group": group}
    return render(request, "meetings/postpone.jinja", known, status=422 if form.errors else 200)


@access(policy.planned_task_group)
def cancel(request: Asked, group: TaskGroup) -> HttpResponse:
    """Call it off, with a reason."""
    form = CancelForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            domain.cancel(group=group, by=request.user, reason=form.cleaned_data["reason"])
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, "The Task Group is cancelled. You can take that back on this page.")
            return redirect("task-group", group.public_id)
    known = {"form": form, "group": group}
    return render(request, "meetings/cancel.jinja", known, status=422 if form.errors else 200)


@access(policy.planned_task_group)
def restore(request: Asked, group: TaskGroup) -> HttpResponse:
    """Take a cancellation back."""
    if request.method == "POST":
        with telling(request):
            after = domain.restore(group=group, by=request.user)
            messages.success(request, f"The cancellation is taken back. It is {after.get_state_display().lower()}.")
    return redirect("task-group", group.public_id)
