"""The Task Groups a person knows of, and those of one school."""

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render

from taskgroups.kit.access import access
from taskgroups.kit.design.lists import asked, page_of
from taskgroups.meetings import hosted, policy, queries
from taskgroups.meetings.models import TaskGroup
from taskgroups.meetings.named import read_who_comes
from taskgroups.people.asking import Asked
from taskgroups.people.models import Person
from taskgroups.schools import policy as schools
from taskgroups.schools.models import School


@access(schools.anyone)
def page(request: Asked, person: Person) -> HttpResponse:
    """Every Task Group this person has a part in, leads, or whose host school is theirs."""
    known = policy.task_groups_for(person)
    urns = known.order_by("school__name").values_list("school__urn", "school__name").distinct()
    return _list(request, person, known, {"schools": list(urns), "may_plan": bool(policy.planned_consortia(person))})


@access(hosted.met_school)
def of_school(request: Asked, school: School) -> HttpResponse:
    """The school's Task Groups, as far as this person knows of them."""
    known = hosted.task_groups_of(request.user, school)
    consortia = policy.planned_consortia(request.user) or []
    may_plan = bool(consortia) and school.memberships.filter(consortium__in=consortia, waits=False).exists()
    plans = set(policy.task_groups_for(request.user).filter(school=school).values_list("pk", flat=True))
    more = {"school": school, "schools": [], "may_plan": may_plan, "plans": plans}
    return _list(request, request.user, known, more)


def _list(request: Asked, person: Person, known: QuerySet[TaskGroup], more: dict[str, object]) -> HttpResponse:
    wanted = queries.Wanted(
        when="past" if asked(request, "when") == "past" else "coming",
        text=asked(request, "q"),
        state=asked(request, "state"),
        school=asked(request, "school"),
        sort=asked(request, "sort"),
    )
    page = page_of(request, queries.listed(known, wanted, person))
    named = read_who_comes(person, [group for group in page if not group.own_part])
    elsewhere = [group for group in page if not group.own_part and group.pk not in named]
    staff = schools.staffed_by(person)
    context = {
        "page": page,
        "wanted": wanted,
        "counts": queries.counts(known),
        "states": TaskGroup.State.choices,
        "parts": dict(policy.Part.choices),
        "own_schools": staff,
        "led": schools.led_by(person),
        "by_role": queries.chairs_by_role(elsewhere),  # nobody is named to who has no part there
        **more,
    }
    return render(request, "meetings/list.jinja", context)
