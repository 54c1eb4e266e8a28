"""The plan of a Task Group, changing it, and sending its invitations."""

from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from taskgroups.frameworks import shelf
from taskgroups.kit.access import access
from taskgroups.kit.access.refused import ChangedMeanwhile, Refused, telling
from taskgroups.kit.design.words import day, plural
from taskgroups.meetings import policy, queries
from taskgroups.meetings.domain import invite
from taskgroups.meetings.domain import plan as planning
from taskgroups.meetings.models import Seat, TaskGroup
from taskgroups.meetings.named import reads_who_comes
from taskgroups.meetings.plan import rhythm
from taskgroups.meetings.plan.forms import PlanForm, initial_of
from taskgroups.meetings.plan.may_chair import why_not
from taskgroups.meetings.plan.situation import latest_inspection
from taskgroups.meetings.plan.steps import next_steps
from taskgroups.meetings.seated import seat_of
from taskgroups.people.asking import Asked
from taskgroups.schools import policy as schools
from taskgroups.schools.policy import is_head


@access(policy.known_task_group)
def page(request: Asked, group: TaskGroup) -> HttpResponse:
    """The plan: when, where, why each item is there, and what is still to do."""
    person = request.user
    plans = policy.plans(person, group)
    seats = queries.seats_of(group)
    called = queries.called_in(group, seats, named=reads_who_comes(person, group))
    rows = queries.agenda_rows(group, with_school=policy.may_read_preparation(person, group), called=called)
    in_force = shelf.pack_on(timezone.localdate(group.starts_at))
    known = {
        "group": group,
        "plans": plans,
        "may_change": plans and group.is_before,
        "heads": is_head(person, group.school),
        "seat": seat_of(person, group),
        "seats": seats,
        "known_as": called,
        "rows": rows,
        "total": sum(row.item.minutes for row in rows),
        "pack": shelf.pack(group.pack),
        "in_force": in_force,
        "chair": next((seat for seat in seats if seat.part == Seat.Part.CHAIR), None),
        "clerk": next((seat for seat in seats if seat.part == Seat.Part.CLERK), None),
        "replies": queries.reply_counts(seats),
        "not_invited": [seat for seat in seats if not seat.invited_at],
        "past": group.starts_at <= timezone.now(),
        "over": group.ends_at <= timezone.now(),
    }
    known["steps"] = next_steps(group, known)
    if plans:
        proposed = rhythm.propose(latest_inspection(group.school))
        known["chair_may_not"] = _chair_may_not(request, group, seats)
        known |= {"rhythm": proposed, "next_day": proposed.next_after(timezone.localdate(group.starts_at))}
    return render(request, "meetings/plan.jinja", known)


def _chair_may_not(request: Asked, group: TaskGroup, seats: Sequence[Seat]) -> str:
    """Why whoever is to chair may not by rights, for the lead and for themselves, while it can be changed."""
    chair = next((seat for seat in seats if seat.part == Seat.Part.CHAIR), None)
    told = chair and (chair.person_id == request.user.pk or schools.leads(request.user, group.consortium))
    if not (chair and told and group.is_before):
        return ""
    return why_not(chair.person, group.consortium, group.school, timezone.localdate(group.starts_at))


@access(policy.planned_task_group)
def change(request: Asked, group: TaskGroup) -> HttpResponse:
    """Change when, where, the framework, the chair or the clerk."""
    form = PlanForm(request.POST or None, consortium=group.consortium, school=group.school, initial=initial_of(group))
    outdated: ChangedMeanwhile | None = None
    if request.method == "POST" and form.is_valid():
        try:
            base = form.cleaned_data["base"] or 0
            changed = planning.change(group=group, by=request.user, base=base, wanted=form.plan())
        except ChangedMeanwhile as found:
            outdated = found
            form = _with_new_base(request, group, found.now.plan_version)
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, _said(group, changed))
            return redirect("task-group", group.public_id)
    known = {
        "form": form,
        "group": group,
        "outdated": outdated,
        "invited": group.seats.current().exclude(invited_at=None).count(),
    }
    status = 409 if outdated else 422 if form.errors else 200
    return render(request, "meetings/change.jinja", known, status=status)


def _with_new_base(request: Asked, group: TaskGroup, version: int) -> PlanForm:
    """The same words, to be sent again over the plan as it is now."""
    data = request.POST.copy()
    data["base"] = str(version)
    return PlanForm(data, consortium=group.consortium, school=group.school)


def _said(before: TaskGroup, after: TaskGroup) -> str:
    if after.invitation_sequence == before.invitation_sequence:
        return "The plan is saved."
    told = after.seats.current().exclude(invited_at=None).count()
    return f"The plan is saved for {day(after.starts_at)}, and {plural(told, 'person', 'people')} told by e-mail."


@access(policy.planned_task_group)
def send(request: Asked, group: TaskGroup) -> HttpResponse:
    """Send the invitations that were not sent yet."""
    if request.method == "POST":
        with telling(request):
            sent = invite.send_invitations(group=group, by=request.user)
            said = (
                f"{plural(len(sent), 'invitation')} sent."
                if sent
                else "Everybody with a seat has been invited already."
            )
            messages.success(request, said)
    return redirect("task-group-people", group.public_id)
