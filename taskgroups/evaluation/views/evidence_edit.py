"""Adding evidence, changing it, withdrawing it and putting it back."""

from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.dateparse import parse_datetime
from django.views.decorators.http import require_POST

from taskgroups.evaluation.domain.evidence import (
    BothChanged,
    NotKept,
    add_evidence,
    change_evidence,
    restore,
    withdraw,
)
from taskgroups.evaluation.evidence_history import changes_since
from taskgroups.evaluation.forms import FACTS, EvidenceForm
from taskgroups.evaluation.models import Evidence
from taskgroups.evaluation.policy import own_evidence
from taskgroups.evaluation.views.choosing import pack_asked, query_of
from taskgroups.frameworks.pack import Pack
from taskgroups.kit.access import access
from taskgroups.people.asking import Asked
from taskgroups.schools.models import School
from taskgroups.schools.policy import own_school


@access(own_school)
def add(request: Asked, school: School) -> HttpResponse:
    """Show the form for a new item; keep it. A descriptor in the address comes ticked, and is gone back to."""
    form, pack = _form(request, school)
    if request.method != "POST" or not form.is_valid():
        return _page(request, school, form, "Add evidence")
    upload = form.cleaned_data["file"]
    try:
        add_evidence(school=school, facts=form.facts, places=form.chosen, upload=upload, by=request.user)
    except NotKept as refused:
        form.refuse(refused)
        return _page(request, school, form, "Add evidence")
    messages.success(request, f"‘{form.facts.title}’ is in the evidence base.")
    return _back(request, school, pack)


@access(own_evidence)
def change(request: Asked, item: Evidence) -> HttpResponse:
    """Show the form for an item; keep what changed. Another's change meanwhile is shown beside one's own words."""
    initial = {name: getattr(item, name) for name in FACTS}
    form, pack = _form(request, item.school, item, initial)
    if request.method != "POST" or not form.is_valid():
        return _page(request, item.school, form, "Change evidence", item=item)
    base, upload = _base(request.POST.get("base", "")), form.cleaned_data["file"]
    places, were = form.chosen, form.places_of(form.were)
    try:
        change_evidence(
            evidence=item, facts=form.facts, base=base, places=places, were=were, upload=upload, by=request.user
        )
    except BothChanged as meanwhile:
        theirs, again = changes_since(meanwhile.now, base), _again(form, meanwhile, _ticked(request, pack, item))
        more = {"item": meanwhile.now, "theirs": theirs, "file_lost": bool(upload)}
        return _page(request, item.school, again, "Change evidence", 409, **more)
    except NotKept as refused:
        form.refuse(refused)
        return _page(request, item.school, form, "Change evidence", item=item)
    messages.success(request, f"‘{form.facts.title}’ is changed.")
    return redirect("school-evidence-item", item.school.urn, item.public_id)


def _again(form: EvidenceForm, meanwhile: BothChanged, ticked: list[str]) -> EvidenceForm:
    """The form with one's own words where both wrote, and theirs where only they did."""
    mine = {place for place in form.cleaned_data["places"] if place not in form.were}
    left = [place for place in ticked if place not in form.were or place in form.cleaned_data["places"]]
    start = asdict(meanwhile.merged) | {"places": [*left, *sorted(mine - set(left))]}
    return EvidenceForm(pack=form.pack, areas=form.areas, initial=start, were=ticked)


def _form(
    request: Asked, school: School, item: Evidence | None = None, initial: dict[str, Any] | None = None
) -> tuple[EvidenceForm, Pack]:
    pack = pack_asked(request)
    areas = pack.areas_for(early_years=school.early_years, post_16=school.post_16)
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    ticked = _ticked(request, pack, item)
    start = dict(initial or {}, places=ticked)
    were = request.POST.getlist("were") if sent else ticked
    too_large = getattr(request, "too_large", False)
    return EvidenceForm(*sent, pack=pack, areas=areas, too_large=too_large, initial=start, were=were), pack


def _ticked(request: Asked, pack: Pack, item: Evidence | None) -> list[str]:
    if item is None:
        area = request.GET.get("area", "")
        return [f"{area}/{request.GET.get('descriptor', '')}"] if area else []
    uses = item.uses.filter(pack=pack.slug, unlinked_at=None)
    return [f"{area}/{descriptor}" for area, descriptor in uses.values_list("area", "descriptor")]


def _page(
    request: Asked, school: School, form: EvidenceForm, heading: str, status: int = 200, **more: Any
) -> HttpResponse:
    status = 422 if form.is_bound and form.errors else status
    back = {name: request.POST.get(name) or request.GET.get(name, "") for name in ("area", "descriptor")}
    context = {"school": school, "form": form, "heading_text": heading, "pack": form.pack, "back": back, **more}
    if status == 422:  # another's change meanwhile is still to be seen
        context["base"] = request.POST.get("base", "")
    return render(request, "evaluation/evidence_form.jinja", context, status=status)


def _base(text: str) -> datetime | None:
    try:
        return parse_datetime(text)
    except ValueError:
        return None


def _back(request: Asked, school: School, pack: Pack) -> HttpResponse:
    area, descriptor = request.POST.get("area", ""), request.POST.get("descriptor", "")
    if pack.area(area) is None:
        return redirect("school-evidence", school.urn)
    address = reverse("school-evaluation-area", args=[school.urn, area]) + query_of(pack)
    return HttpResponseRedirect(f"{address}#row-{descriptor}" if pack.area(area).by_slug.get(descriptor) else address)  # type: ignore[union-attr]


@access(own_evidence)
@require_POST
def take_out(request: Asked, item: Evidence) -> HttpResponse:
    """Withdraw the item; the list then offers to put it back."""
    withdraw(evidence=item, by=request.user)
    return HttpResponseRedirect(f"{reverse('school-evidence', args=[item.school.urn])}?withdrawn={item.public_id}")


@access(own_evidence)
@require_POST
def put_back(request: Asked, item: Evidence) -> HttpResponse:
    """Put a withdrawn item back where it was."""
    restore(evidence=item, by=request.user)
    messages.success(request, f"‘{item.title}’ is back in the evidence base.")
    return redirect("school-evidence-item", item.school.urn, item.public_id)
