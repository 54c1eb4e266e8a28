"""Self-evaluation: the areas of the framework as a list of things to do, each with how far it has come."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from taskgroups.evaluation import queries
from taskgroups.evaluation.domain import draft
from taskgroups.evaluation.picture import AreaState, gaps
from taskgroups.evaluation.policy import Seen, seen_evaluation
from taskgroups.evaluation.views.choosing import pack_asked, query_of
from taskgroups.frameworks.shelf import pack_on
from taskgroups.kit.access import access
from taskgroups.people.asking import Asked
from taskgroups.schools.navigation import named_then


@access(seen_evaluation)
def page(request: Asked, seen: Seen) -> HttpResponse:
    """Show every area that applies to the school, and the frameworks it has judged itself under before."""
    pack = pack_asked(request)
    picture = queries.standing(seen.school, pack, evidence=seen.evidence, agreed=seen.agreed)
    waiting = draft.areas_with_drafts(seen.school, pack.slug, request.user) if seen.edit else frozenset[str]()
    now = pack_on(timezone.localdate())
    return render(
        request,
        "evaluation/areas.jinja",
        {
            "seen": seen,
            "school": seen.school,
            "pack": pack,
            "in_force": now,
            "picture": picture,
            "gaps": gaps(picture),
            "query": query_of(pack),
            "tasks": [_task(seen, state, query_of(pack), state.area.slug in waiting) for state in picture.areas],
            "others": [one for one in [now, *queries.packs_judged(seen.school)] if one.slug != pack.slug],
        },
    )


def _task(seen: Seen, state: AreaState, query: str, waiting: bool) -> dict[str, Any]:
    words, tone = state.state
    grade, agreed = state.grade, state.agreed_grade
    was = named_then(seen.school, state.said.made_at) if state.said and grade else ""
    hints = [
        f"The school: {grade.name}{was and ', said ' + was}." if grade else "",
        f"The Task Group: {agreed.name}." if agreed else "",
    ]
    hints.append("You have words here that are not saved yet." if waiting else "")
    address = reverse("school-evaluation-area", args=[seen.school.urn, state.area.slug])
    return {
        "text": state.area.name,
        "url": address + query,
        "state": words,
        "tone": tone,
        "hint": " ".join(filter(None, hints)),
    }
