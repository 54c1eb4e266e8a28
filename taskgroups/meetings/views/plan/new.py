"""Setting up a Task Group: which school, then when, where and with whom."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from taskgroups.frameworks import shelf
from taskgroups.kit import post
from taskgroups.kit.access import access
from taskgroups.kit.access.refused import Refused
from taskgroups.kit.design.lists import asked, whole
from taskgroups.meetings import agenda, policy
from taskgroups.meetings.domain import plan as planning
from taskgroups.meetings.models import TaskGroup
from taskgroups.meetings.plan import rhythm
from taskgroups.meetings.plan.choosing import choices_in
from taskgroups.meetings.plan.forms import PlanForm
from taskgroups.meetings.plan.situation import latest_inspection
from taskgroups.people.asking import Asked
from taskgroups.schools.models import Consortium, School
from taskgroups.schools.queries.circle import heads_of

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
    known = {"school": school, "consortium": consortium, "heads": heads_of(school)}
    known["address"] = post.link("school-sharing", school.urn)
    return render(request, "meetings/not_agreed.jinja", known, status=422 if request.method == "POST" else 200)


def _choose_school(request: Asked, consortia: list[Consortium]) -> HttpResponse:
    return render(request, "meetings/choose_school.jinja", {"found": [(one, choices_in(one)) for one in consortia]})


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
