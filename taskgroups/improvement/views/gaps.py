"""The gaps of a school: each with its reason; proposed as an action, set aside, or taken up again."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from taskgroups.evaluation.views.choosing import pack_asked, query_of
from taskgroups.frameworks.pack import Pack
from taskgroups.improvement import policy, risk
from taskgroups.improvement.domain.actions import set_action
from taskgroups.improvement.domain.gaps import set_aside, take_up
from taskgroups.improvement.forms import AsideForm, ProposedForm
from taskgroups.improvement.gaps import KINDS, WHOLE, Gap
from taskgroups.improvement.lowering import Open
from taskgroups.improvement.models import Action, GapAside, ImprovementIssue
from taskgroups.improvement.proposal import proposal
from taskgroups.improvement.reading_risk import risk_of
from taskgroups.improvement.views.rule import TONES
from taskgroups.improvement.wording import about_the_verb
from taskgroups.kit.access import access
from taskgroups.kit.access.refused import Refused
from taskgroups.kit.design.lists import asked, page_of
from taskgroups.people.asking import Asked
from taskgroups.people.models import Person
from taskgroups.schools.models import School
from taskgroups.schools.policy import today


@dataclass(frozen=True)
class Row:
    """A gap with what the school decided: an action that is open for it, or that it is set aside."""

    gap: Gap
    action: Open | None = None
    aside: GapAside | None = None


@access(policy.set_for)
def page(request: HttpRequest, school: School) -> HttpResponse:
    """Show what is still to decide, then what has an action, then what is set aside; of one area where asked for."""
    pack = pack_asked(request)
    every, area = _rows(school, pack), asked(request, "area")
    rows = [row for row in every if area in ("", row.gap.area.slug)]
    undecided = [row for row in rows if not row.action and not row.aside]
    shown = page_of(request, undecided)
    context = {
        "school": school, "pack": pack, "query": query_of(pack), "page": shown, "rows": shown.object_list,
        "with_action": [row for row in rows if row.action], "kinds": KINDS, "risks": risk.RISKS, "tones": TONES,
        "aside": [row for row in rows if row.aside and not row.action], "area": area,
        "areas": [one for one in pack.areas if one.slug in {row.gap.area.slug for row in every}],
    }  # fmt: skip
    return render(request, "improvement/gaps.jinja", context)


def _rows(school: School, pack: Pack) -> list[Row]:
    """Return every gap with what was decided about it; one query more than the risk."""
    found = risk_of(school, pack)
    by_place = {(one.area, one.descriptor): one for one in reversed(found.open) if one.area and one.descriptor}
    known = GapAside.objects.filter(school=school, pack=pack.slug, taken_up_at=None).select_related("by")
    aside = {(one.area, one.descriptor, one.kind): one for one in known}
    return [Row(gap, by_place.get((gap.key[0], gap.key[1])), aside.get(gap.key)) for gap in found.gaps()]


def _gap(school: School, pack: Pack, area: str, place: str, kind: str) -> Gap:
    """The gap an address names. 404 where it is closed meanwhile, or never was."""
    key = (area, "" if place == WHOLE else place, kind)
    found = next((gap for gap in risk_of(school, pack).gaps() if gap.key == key), None)
    if found is None:
        raise Http404
    return found


@access(policy.set_for)
def propose(request: Asked, school: School, area: str, place: str, kind: str) -> HttpResponse:
    """Propose an action for a gap: the words are the school's to change, and who owns it is for the school to say."""
    pack = pack_asked(request)
    gap = _gap(school, pack, area, place, kind)
    words = proposal(gap, today())
    begun = {"what": words.what, "proof": words.proof, "due": words.due}
    form = ProposedForm(school, request.POST if request.method == "POST" else None, initial=begun)
    if request.method == "POST" and form.is_valid():
        try:
            action = _set(request.user, school, pack, gap, form.cleaned_data)
            messages.success(request, "The action is set.")
            if hint := about_the_verb(action.what):
                messages.info(request, hint)
            return redirect("school-action", school.urn, action.public_id)
        except Refused as refused:
            form.refuse(refused)
    context = {"school": school, "form": form, "gap": gap, "kinds": KINDS, "title": "Set an action for this gap",
               "press": "Set action", "back": _back(school, pack)}  # fmt: skip
    return render(request, "improvement/gap.jinja", context, status=422 if form.errors else 200)


def _set(by: Person, school: School, pack: Pack, gap: Gap, said: dict[str, Any]) -> Action:
    issue = ImprovementIssue.objects.filter(school=school, public_id=said["issue"]).first() if said["issue"] else None
    return set_action(
        by=by, school=school, what=said["what"], owner=Person.objects.get(pk=said["owner"]), due=said["due"],
        proof=said["proof"], pack=pack.slug, area=gap.area.slug, descriptor=gap.key[1], issue=issue,
    )  # fmt: skip


@access(policy.set_for)
def put_aside(request: Asked, school: School, area: str, place: str, kind: str) -> HttpResponse:
    """Set a gap aside, with a reason."""
    pack = pack_asked(request)
    gap = _gap(school, pack, area, place, kind)
    form = AsideForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            set_aside(by=request.user, school=school, pack=pack.slug, key=gap.key, reason=form.cleaned_data["reason"])
            messages.success(request, "The gap is set aside. It stands at the end of this page, with your reason.")
            return redirect(_back(school, pack))
        except Refused as refused:
            form.refuse(refused)
    context = {"school": school, "form": form, "gap": gap, "kinds": KINDS, "title": "Set this gap aside",
               "press": "Set aside", "back": _back(school, pack)}  # fmt: skip
    return render(request, "improvement/gap.jinja", context, status=422 if form.errors else 200)


@access(policy.set_for)
def take_it_up(request: Asked, school: School, area: str, place: str, kind: str) -> HttpResponse:
    """Take a gap up again."""
    pack = pack_asked(request)
    if request.method == "POST":
        key = (area, "" if place == WHOLE else place, kind)
        if take_up(by=request.user, school=school, pack=pack.slug, key=key):
            messages.success(request, "The gap is taken up again.")
    return redirect(_back(school, pack))


def _back(school: School, pack: Pack) -> str:
    return reverse("school-gaps", args=[school.urn]) + query_of(pack)
