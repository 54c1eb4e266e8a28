"""The plan of a round as a calendar, and as lines on a map drawn here."""

from django.http import HttpResponse
from django.shortcuts import redirect, render

from taskgroups.kit.access import access
from taskgroups.kit.design.lists import asked, whole
from taskgroups.people.asking import Asked
from taskgroups.rounds import shown
from taskgroups.rounds.models import Round
from taskgroups.rounds.picture import calendar_of, lines_of
from taskgroups.rounds.policy import led_round
from taskgroups.schools import map as picture
from taskgroups.schools.models import School


@access(led_round)
def calendar(request: Asked, round: Round) -> HttpResponse:
    """Show the plan by half-days."""
    if round.current is None:
        return redirect("round-plan", round.consortium.slug, round.number)
    plan = shown.plan_of(round.current, shown.names_of([round.current.problem]))
    context = {"round": round, "plan": plan, "days": calendar_of(plan, round.current.problem["slots"])}
    return render(request, "rounds/calendar.jinja", context)


@access(led_round)
def map_page(request: Asked, round: Round) -> HttpResponse:
    """Show who travels where: a line from each school to where its people sit, and the same as a table."""
    if round.current is None:
        return redirect("round-plan", round.consortium.slug, round.number)
    problem = round.current.problem
    plan = shown.plan_of(round.current, shown.names_of([problem]))
    urns = [one["urn"] for one in problem["schools"]]
    schools = list(School.objects.filter(urn__in=urns).order_by("name", "urn"))
    drawn, only = picture.draw(schools), whole(asked(request, "school"))
    only = only if only in urns else None
    context = {
        "round": round,
        "plan": plan,
        "map": drawn,
        "schools": schools,
        "only": only,
        "lines": lines_of(plan, drawn, only),
        "hosts": {group.urn for group in plan.groups},
    }
    return render(request, "rounds/map.jinja", context)
