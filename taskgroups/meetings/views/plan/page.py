"""Setting up a Task Group, its plan, and changing it."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from taskgroups.frameworks import shelf
from taskgroups.kit import post
from taskgroups.kit.access import access
from taskgroups.kit.access.refused import ChangedMeanwhile, Refused, telling
from taskgroups.kit.design.lists import asked, whole
from taskgroups.kit.design.words import day, plural
from taskgroups.meetings import agenda, policy, queries
from taskgroups.meetings.domain import invite
from taskgroups.meetings.domain import plan as planning
from taskgroups.meetings.models import Seat, TaskGroup
from taskgroups.meetings.plan import rhythm
from taskgroups.meetings.plan.forms import PlanForm, initial_of
from taskgroups.meetings.plan.may_chair import why_not
from taskgroups.meetings.plan.situation import latest_inspection, latest_inspections
from taskgroups.meetings.plan.steps import next_steps
from taskgroups.people.asking import Asked
from taskgroups.schools import policy as schools
from taskgroups.schools.models import Consortium, School
from taskgroups.schools.policy import is_head

USUAL_START = time(13, 30)
WEEKS_AHEAD = 4


@access(policy.planned_consortia)
def new(request: Asked, consortia: list[Consortium]) -> HttpResponse:
    """Choose the school, then say when, where and with whom."""
    wanted = request.GET.get("consortium", "")
    consortium = next((one for one in consortia if one.slug == wanted), None)
    if not asked(request, "school"):
        return _choose_school(request, consortia)
    if consortium is None:
        raise Http404
    known = consortium.schools.filter(open=True).select_related("authority")
    urn = whole(asked(request, "school"))
    school = known.filter(urn=urn).first() if urn is not None else None
    if school is None:
        raise Http404
    if consortium.memberships.filter(school=school, waits=True).exists():
        return _not_agreed(request, consortium, school)
    return _new_for(request, consortium, school)


def _not_agreed(request: Asked, consortium: Consortium, school: School) -> HttpResponse:
    """Say that the school's head is to agree first, who that is, and where they do it."""
    known = {"school": school, "consortium": consortium, "heads": schools.heads_of(school)}
    known["address"] = post.link("school-sharing", school.urn)
    return render(request, "meetings/not_agreed.jinja", known, status=422 if request.method == "POST" else 200)


def _choose_school(request: Asked, consortia: list[Consortium]) -> HttpResponse:
    found = []
    for consortium in consortia:
        here = list(consortium.schools.filter(open=True).order_by("name"))
        asked_first = set(consortium.memberships.filter(waits=True).values_list("school_id", flat=True))
        inspected = latest_inspections(here)
        groups = TaskGroup.objects.filter(school__in=here).exclude(state=TaskGroup.State.CANCELLED)
        last: dict[int, datetime] = {}
        following: dict[int, datetime] = {}
        for key, starts in groups.order_by("-starts_at").values_list("school", "starts_at"):
            if starts > timezone.now():
                following[key] = starts
            else:
                last.setdefault(key, starts)
        rows = [
            (one, rhythm.propose(inspected.get(one.pk)), last.get(one.pk), following.get(one.pk), one.pk in asked_first)
            for one in here
        ]
        found.append((consortium, rows))
    return render(request, "meetings/choose_school.jinja", {"found": found})


def _new_for(request: Asked, consortium: Consortium, school: School) -> HttpResponse:
    proposed = rhythm.propose(latest_inspection(school))
    last = TaskGroup.objects.filter(school=school).exclude(state=TaskGroup.State.CANCELLED).first()
    form = PlanForm(
        request.POST or None, consortium=consortium, school=school, initial=_first_words(school, proposed, last)
    )
    if request.method == "POST" and form.is_valid():
        try:
            group = planning.plan(by=request.user, consortium=consortium, school=school, wanted=form.plan())
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(
                request, "The Task Group is planned. Look at its agenda and people, then send the invitations."
            )
            return redirect("task-group", group.public_id)
    known = {"form": form, "school": school, "consortium": consortium, "rhythm": proposed, "last": last}
    return render(request, "meetings/new.jinja", known, status=422 if form.errors else 200)


def _first_words(school: School, proposed: rhythm.Rhythm, last: TaskGroup | None) -> dict[str, Any]:
    held_on = _proposed_day(proposed, last)
    pack = shelf.pack_on(held_on)
    known = agenda.Situation(
        early_years=school.early_years, post_16=school.post_16, first=last is None, open_actions=last is not None
    )
    minutes = agenda.propose(pack, known).minutes
    ends = datetime.combine(held_on, USUAL_START) + timedelta(minutes=minutes)
    return {"day": held_on, "start": USUAL_START, "end": ends.time(), "place": _place(school)}


def _proposed_day(proposed: rhythm.Rhythm, last: TaskGroup | None) -> date:
    """The rhythm's day after the last Task Group, or four weeks from now; no weekend, holiday or day gone by."""
    soonest = timezone.localdate() + timedelta(weeks=WEEKS_AHEAD)
    wanted = max(soonest, proposed.next_after(timezone.localdate(last.starts_at))) if last else soonest
    return rhythm.in_term(wanted + timedelta(days=max(0, 7 - wanted.weekday()) if wanted.weekday() > 4 else 0))


def _place(school: School) -> str:
    return ", ".join(filter(None, [school.name, school.postcode]))


@access(policy.known_task_group)
def page(request: Asked, group: TaskGroup) -> HttpResponse:
    """The plan: when, where, why each item is there, and what is still to do."""
    person = request.user
    plans = policy.plans(person, group)
    seats = queries.seats_of(group)
    called = queries.called_in(group, seats, named=policy.reads_who_comes(person, group))
    rows = queries.agenda_rows(group, with_school=policy.may_read_preparation(person, group), called=called)
    in_force = shelf.pack_on(timezone.localdate(group.starts_at))
    known = {
        "group": group,
        "plans": plans,
        "may_change": plans and group.is_before,
        "heads": is_head(person, group.school),
        "seat": policy.seat_of(person, group),
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
