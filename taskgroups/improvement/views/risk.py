"""A school's risk of not being secure: the statement, its reasons, and what lowers it most."""

from collections.abc import Iterable
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
from taskgroups.improvement.reading_risk import SchoolRisk, risk_of
from taskgroups.improvement.retelling import Today
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
    found = risk_of(seen.school, pack, agreed=seen.agreed)
    best, unknown = found.effects() if seen.own else ((), ())
    context: dict[str, Any] = {
        "seen": seen, "school": seen.school, "pack": pack, "query": query_of(pack), "found": found,
        "in_force": shelf.pack_on(today()), "others": [one for one in found.packs if one != pack],
        "best": best[:SHOWN], "unknown": unknown[:SHOWN], "more_unknown": len(unknown) - SHOWN,
        "links": links_of(found, query_of(pack)), "words": risk, "tones": TONES,
        "names": {one.state.area.slug: one.state.area.name for one in found.areas},
        "gaps": len(found.gaps()) if seen.own else 0,
    }  # fmt: skip
    return render(request, "improvement/risk.jinja", context)


def links_of(found: SchoolRisk, query: str) -> dict[Because, str]:
    """Return where each reason on the page leads, for those that name a place; no query."""
    reasons = {because for one in found.areas for because in (*one.distance, *one.showing)}
    return places_of(reasons, found.school_urn, found.now, query)


def places_of(reasons: Iterable[Because], urn: int, now: Today, query: str) -> dict[Because, str]:
    """Return where reasons lead, for those that name an area, a statement or evidence; no query."""
    links = {}
    for one in reasons:
        kind, key = one.about.kind, one.about.key
        if kind in ("area", "statement"):
            area, _, descriptor = key.partition("/")
            address = reverse("school-evaluation-area", args=[urn, area]) + query
            links[one] = f"{address}#row-{descriptor}" if descriptor else address
        elif kind == "evidence" and (item := now.past.addresses.get(int(key))):
            links[one] = reverse("school-evidence-item", args=[urn, item])
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
