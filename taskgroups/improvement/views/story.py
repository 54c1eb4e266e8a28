"""How a school's risk came to be so: six months of each area as a drawing, and what changed it, day by day."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from taskgroups.evaluation.views.choosing import pack_asked, query_of
from taskgroups.frameworks import shelf
from taskgroups.improvement import policy, risk
from taskgroups.improvement.because import Because
from taskgroups.improvement.lanes import lane, marks
from taskgroups.improvement.milestones import milestones
from taskgroups.improvement.reading_story import SchoolStory, story_of
from taskgroups.improvement.retelling import Change
from taskgroups.improvement.views.risk import places_of
from taskgroups.improvement.views.rule import TONES
from taskgroups.kit.access import access
from taskgroups.schools.policy import today


@access(policy.seen_risk)
def page(request: HttpRequest, seen: policy.Seen) -> HttpResponse:
    """Show the story under one framework version."""
    pack = pack_asked(request)
    found = story_of(seen.school, pack, agreed=seen.agreed)
    context: dict[str, Any] = {
        "seen": seen, "school": seen.school, "pack": pack, "query": query_of(pack), "found": found,
        "in_force": shelf.pack_on(today()), "lanes": {one.slug: lane(found.story, one.slug) for one in found.areas},
        "marks": marks(found.story, [one.on for one in milestones(seen.school)]), "days": by_day(found),
        "links": links_of(found, query_of(pack)), "names": {one.slug: one.name for one in found.areas},
        "words": risk, "tones": TONES,
    }  # fmt: skip
    return render(request, "improvement/story.jinja", context)


def by_day(found: SchoolStory) -> list[tuple[date, list[Change]]]:
    """Return the changes, the newest day first."""
    days: dict[date, list[Change]] = {}
    for one in reversed(found.story.changes):
        days.setdefault(one.on, []).insert(0, one)
    return list(days.items())


def links_of(found: SchoolStory, query: str) -> dict[Because, str]:
    """Return where each reason in the story leads, for those that name a place; no query."""
    reasons = {because for one in found.story.changes for because in one.because}
    return places_of(reasons, found.school_urn, found.now, query)
