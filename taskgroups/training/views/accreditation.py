"""Somebody's way to accreditation: to read, and what leads, officers and mentors write on it."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from taskgroups.kit.access import access
from taskgroups.kit.access.refused import Refused, telling
from taskgroups.people.asking import Asked
from taskgroups.people.models import Person
from taskgroups.schools.models import School
from taskgroups.schools.policy import anyone, today
from taskgroups.training.accrediting import policy, reading, states
from taskgroups.training.accrediting.forms import ElsewhereForm, ReasonForm, RecordForm, SignForm
from taskgroups.training.accrediting.sources import names_for, practice_of
from taskgroups.training.accrediting.way import stations
from taskgroups.training.domain import accredit
from taskgroups.training.models import Mentoring, Step


@access(anyone)
def own(request: Asked, person: Person) -> HttpResponse:
    """Lead somebody to their own way."""
    return redirect("accreditation", person.pk)


@access(policy.way_seen)
def page(request: Asked, person: Person) -> HttpResponse:
    """Show how far somebody has come, the evidence of each step, and who wrote it down."""
    steps = list(reading.steps_of(person))
    now = reading.standing_of(person)
    mentoring, mine = reading.mentor_of(person), person == request.user
    signs = mentoring is not None and mentoring.mentor_id == request.user.pk
    context = {
        "who": person,
        "mine": mine,
        "standing": now,
        "stations": stations(now, steps),
        "steps": steps,
        "names": names_for(request.user, [one.source for one in steps]),
        "mentoring": mentoring,
        "signs": signs,
        "why_not_sign": accredit.why_not_sign(mentoring) if mentoring and signs else "",
        "looks_after": not mine and policy.may_look_after(request.user, person),
        "officer": policy.way_of_authority(request.user, person.pk) is not None,
        "decisions": reading.decisions_about(person),
        "practice": practice_of(person) if mine else None,
        "evidence": Step.EVIDENCE,
        "defaults": states.DEFAULTS,
    }
    return render(request, "training/accreditation.jinja", context)


@access(policy.way_looked_after)
def record(request: Asked, person: Person) -> HttpResponse:
    """Write down evidence by hand."""
    form = RecordForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            accredit.record(person=person, by=request.user, kind=said["kind"], on=said["on"], what=said["what"])
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, f"Written down for {person.name}.")
            return redirect("accreditation", person.pk)
    context = {"who": person, "form": form}
    return render(request, "training/accreditation_record.jinja", context, status=422 if form.errors else 200)


@access(policy.own_way)
@require_POST
def hand_over(request: Asked, person: Person) -> HttpResponse:
    """Hand over the figures of one's own practice."""
    with telling(request):
        accredit.hand_over_practice(by=person)
        messages.success(request, "Handed over: the figures, and nothing of what you wrote.")
    return redirect("accreditation", person.pk)


@access(policy.way_signed)
def sign(request: Asked, mentoring: Mentoring) -> HttpResponse:
    """The mentor signs, or is told what is wanting."""
    person = mentoring.person
    now = reading.standing_of(person)
    first = {"phases": sorted(now.phases) or School.Phase.values}
    form = SignForm(request.POST if request.method == "POST" else None, initial=first)
    if request.method == "POST" and form.is_valid():
        try:
            accredit.sign(mentoring=mentoring, phases=form.cleaned_data["phases"], what=form.cleaned_data["what"])
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, f"Signed. {person.name} is told by e-mail.")
            return redirect("accreditation", person.pk)
    context = {
        "who": person, "form": form, "standing": now, "why_not": accredit.why_not_sign(mentoring),
        "until": states.ends_on(today()), "defaults": states.DEFAULTS,
    }  # fmt: skip
    return render(request, "training/accreditation_sign.jinja", context, status=422 if form.errors else 200)


@access(policy.way_of_authority)
def elsewhere(request: Asked, person: Person) -> HttpResponse:
    """An officer records an accreditation that was given elsewhere."""
    first = {"phases": School.Phase.values}
    form = ElsewhereForm(request.POST if request.method == "POST" else None, initial=first)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            accredit.bring(person=person, by=request.user, on=said["on"], what=said["what"], phases=said["phases"])
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, f"Recorded. {person.name} is told by e-mail.")
            return redirect("accreditation", person.pk)
    context = {"who": person, "form": form, "defaults": states.DEFAULTS}
    return render(request, "training/accreditation_elsewhere.jinja", context, status=422 if form.errors else 200)


@access(policy.way_looked_after)
def withdraw(request: Asked, person: Person) -> HttpResponse:
    """Withdraw an accreditation."""

    def do(reason: str) -> None:
        accredit.withdraw(person=person, by=request.user, reason=reason)

    accredited = reading.standing_of(person).state in (states.State.ACCREDITED, states.State.LAPSED)
    told = f"Withdrawn. {person.name} is told by e-mail, with the reason."
    return _for_a_reason(request, person, do, told, step=None, nothing=not accredited)


@access(policy.step_looked_after)
def strike(request: Asked, step: Step) -> HttpResponse:
    """Strike out evidence that was written down by mistake."""

    def do(reason: str) -> None:
        accredit.strike(step=step, by=request.user, reason=reason)

    told = "Struck out. It stays on the page, with your reason."
    return _for_a_reason(request, step.person, do, told, step=step, nothing=False)


def _for_a_reason(
    request: Asked, who: Person, do: Callable[[str], None], told: str, *, step: Step | None, nothing: bool
) -> HttpResponse:
    """Ask for a reason, and do with it what needs one; `nothing` where there is nothing to do it to."""
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            do(form.cleaned_data["reason"])
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, told)
            return redirect("accreditation", who.pk)
    context = {"who": who, "form": form, "step": step, "nothing": nothing}
    return render(request, "training/accreditation_reason.jinja", context, status=422 if form.errors else 200)
