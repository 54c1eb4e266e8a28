"""A school's progress from Task Group to Task Group: done, and apart from that what made a difference."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from taskgroups.improvement import courses, policy
from taskgroups.improvement.milestones import milestones
from taskgroups.improvement.models import ImprovementIssue
from taskgroups.improvement.reading_courses import courses_of
from taskgroups.kit.access import access
from taskgroups.schools.policy import today

MOST = 7


@access(policy.seen_improvement)
def page(request: HttpRequest, seen: policy.Seen) -> HttpResponse:
    """Show what is late or slips, the whole school's progress, and that of each open improvement issue."""
    known, day = courses_of(seen.school, own=seen.own), today()
    held = [(one.on, one.text) for one in milestones(seen.school) if one.on < day][-MOST:]
    days: list[tuple[date, str]] = [*held, (day, "Today")]
    issues = ImprovementIssue.objects.filter(school=seen.school, closed_on=None)
    whole = courses.tallies(known, days)
    context = {
        "seen": seen, "school": seen.school, "held": held, "whole": whole, "columns": courses.columns(whole),
        "early": [(one, why) for one in known if (why := one.slips(day))],
        "issues": [(one, _of(known, one.public_id, days)) for one in issues], "rule": courses,
    }  # fmt: skip
    return render(request, "improvement/progress.jinja", context)


def _of(known: list[courses.Course], issue: str, days: list[tuple[date, str]]) -> list[courses.Tally]:
    return courses.tallies([one for one in known if one.issue == issue], days)
