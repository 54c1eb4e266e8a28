"""Choosing the schools of a consortium, from a list beside a map of pins."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from taskgroups.kit.access import access
from taskgroups.kit.design.lists import asked
from taskgroups.people.asking import Asked
from taskgroups.people.models import Person
from taskgroups.schools import map as picture
from taskgroups.schools.domain.form_consortium import form_consortium, set_schools
from taskgroups.schools.forms.consortium import ConsortiumForm, picked
from taskgroups.schools.models import Authority, Consortium, Role, School
from taskgroups.schools.policy import a_lead, led_consortium, roles_of
from taskgroups.schools.queries.search import Wanted, authorities, find

SHOWN = 300
NONE_CHOSEN = "No school is chosen. Tick one in the list, then go on."


@access(a_lead)
def form(request: Asked, person: Person) -> HttpResponse:
    """A lead forms another consortium: schools first, then its name."""
    chosen = picked(request.POST.getlist("pick") or request.GET.getlist("pick"))
    named = ConsortiumForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and named.is_valid() and chosen:
        made = form_consortium(name=named.cleaned_data["name"], schools=chosen, by=person)
        messages.success(request, f"{made.name} has been formed with {len(chosen)} schools. You are its lead.")
        return redirect("consortium", slug=made.slug)
    if request.method == "POST" and not chosen:
        named.add_error(None, "Choose at least one school.")
    if request.method == "POST" or (asked(request, "step") == "name" and chosen):
        context = {"form": named, "chosen": chosen, "action": request.path, "consortium": None}
        return render(request, "schools/consortium_name.jinja", context, status=422 if named.errors else 200)
    return _choose(request, chosen, None, _where_they_lead(person))


@access(led_consortium)
def change(request: Asked, consortium: Consortium) -> HttpResponse:
    """The lead changes which schools belong."""
    if request.method == "POST":
        kept = picked(request.POST.getlist("pick"), consortium)
        if not kept:
            messages.error(request, "No school was chosen, so nothing was changed. Choose at least one school.")
            return redirect("consortium-schools", slug=consortium.slug)
        had = picked(request.POST.getlist("had"), consortium)
        joined, left = set_schools(consortium=consortium, schools=kept, had=had, by=request.user)
        messages.success(request, f"Schools saved: {joined} joined, {left} left.")
        return redirect("consortium", slug=consortium.slug)
    sent = bool(request.GET)
    own = list(consortium.schools.select_related("authority"))
    chosen = picked(request.GET.getlist("pick"), consortium) if sent else own
    if asked(request, "step") == "name" and chosen:
        context = {
            "form": None,
            "chosen": chosen,
            "had": own,
            "changes": {"Joining": _without(chosen, own), "Leaving": _without(own, chosen)},
            "action": request.path,
            "consortium": consortium,
        }
        return render(request, "schools/consortium_name.jinja", context)
    return _choose(request, chosen, consortium, consortium.authority)


def _without(some: list[School], others: list[School]) -> list[School]:
    known = {one.pk for one in others}
    return [one for one in some if one.pk not in known]


def _where_they_lead(person: Person) -> Authority | None:
    led = (role.consortium for role in roles_of(person) if role.kind == Role.Kind.LEAD)
    return next((one.authority for one in led if one and one.authority), None)


def _choose(
    request: Asked, chosen: list[School], consortium: Consortium | None, near: Authority | None
) -> HttpResponse:
    """The list and the map, of the authority asked for, else that of a chosen school, else the one `near`."""
    if asked(request, "step") == "name" and not chosen:
        messages.error(request, NONE_CHOSEN)
    known = authorities()
    first = chosen[0].authority if chosen else near
    code = asked(request, "authority", 3) or (first.code if first else known[0][0] if known else "")
    wanted = Wanted(text=asked(request, "q"), phase=asked(request, "phase"), authority=code)
    shown = list(find(wanted)[: SHOWN + 1])
    picks = {one.urn for one in chosen}
    elsewhere = [one for one in chosen if one.urn not in {school.urn for school in shown[:SHOWN]}]
    context = {
        "wanted": wanted,
        "authorities": known,
        "phases": School.Phase.choices,
        "schools": shown[:SHOWN],
        "more": len(shown) > SHOWN,
        "picks": picks,
        "elsewhere": elsewhere,
        "map": picture.draw(shown[:SHOWN]),
        "consortium": consortium,
    }
    return render(request, "schools/choose.jinja", context)
