"""A school's risk of not being secure: the statement, its reasons, what lowers it most, and how it came to be so."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from taskgroups.evaluation.views.choosing import pack_asked, query_of
from taskgroups.frameworks import shelf
from taskgroups.improvement import policy, risk
from taskgroups.improvement.because import Because
from taskgroups.improvement.domain.expected import say_when
from taskgroups.improvement.forms import ExpectedForm
from taskgroups.improvement.lanes import lane, marks
from taskgroups.improvement.milestones import milestones
from taskgroups.improvement.reading_risk import SchoolRisk, risk_of
from taskgroups.improvement.views.rule import TONES
from taskgroups.kit.access import access
from taskgroups.kit.access.refused import Refused
from taskgroups.people.asking import Asked
from taskgroups.schools.models import School
from taskgroups.schools.policy import today

SHOWN = 5


@access(policy.seen_risk)
def page(request: HttpRequest, seen: policy.Seen) -> HttpResponse:
    """Show the statement under one framework version; what was said under another stays there, and is not converted."""
    pack = pack_asked(request)
    found = risk_of(seen.school, pack)
    best, unknown = found.effects() if seen.own else ((), ())
    held = milestones(seen.school)
    context: dict[str, Any] = {
        "seen": seen, "school": seen.school, "pack": pack, "query": query_of(pack), "found": found,
        "in_force": shelf.pack_on(today()), "others": [one for one in found.packs if one != pack],
        "lanes": {one.state.area.slug: lane(found.story, one.state.area.slug) for one in found.areas},
        "marks": marks(found.story, [one.on for one in held]), "best": best[:SHOWN], "unknown": unknown[:SHOWN],
        "more_unknown": len(unknown) - SHOWN, "days": by_day(found), "links": links_of(found, query_of(pack)),
        "names": {one.state.area.slug: one.state.area.name for one in found.areas},
        "words": risk, "tones": TONES, "gaps": len(found.gaps()) if seen.own else 0,
    }  # fmt: skip
    return render(request, "improvement/risk.jinja", context)


def by_day(found: SchoolRisk) -> list[tuple[Any, list[Any]]]:
    """Return the changes, the newest day first."""
    days: dict[Any, list[Any]] = {}
    for one in reversed(found.story.changes):
        days.setdefault(one.on, []).insert(0, one)
    return list(days.items())


def links_of(found: SchoolRisk, query: str) -> dict[Because, str]:
    """Return where each reason on the page leads, for those that name a place; no query."""
    reasons = {because for one in found.areas for because in (*one.distance, *one.showing)}
    reasons |= {because for one in found.story.changes for because in one.because}
    links = {}
    for one in reasons:
        kind, key = one.about.kind, one.about.key
        if kind in ("area", "statement"):
            area, _, descriptor = key.partition("/")
            address = reverse("school-evaluation-area", args=[found.school_urn, area]) + query
            links[one] = f"{address}#row-{descriptor}" if descriptor else address
        elif kind == "evidence" and (item := found.now.past.addresses.get(int(key))):
            links[one] = reverse("school-evidence-item", args=[found.school_urn, item])
    return links


@access(policy.set_for)
def expected(request: Asked, school: School) -> HttpResponse:
    """The school says from when it expects an inspection."""
    form = ExpectedForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            say_when(by=request.user, school=school, **form.cleaned_data)
            messages.success(request, "Kept. The risk is stated anew with it.")
            return redirect("school-risk", school.urn)
        except Refused as refused:
            form.refuse(refused)
    context = {"school": school, "form": form, "title": "When is an inspection expected?", "press": "Keep",
               "back": reverse("school-risk", args=[school.urn])}  # fmt: skip
    return render(request, "improvement/form.jinja", context, status=422 if form.errors else 200)
