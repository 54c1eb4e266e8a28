"""The chairs of a consortium and those on the way, naming a mentor, the lead's decision; and a mentor's own page."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from taskgroups.kit.access import access
from taskgroups.kit.access.refused import Refused
from taskgroups.kit.design.lists import asked, page_of
from taskgroups.kit.design.words import day
from taskgroups.people.asking import Asked
from taskgroups.people.models import Person
from taskgroups.schools.models import Consortium, School
from taskgroups.schools.policy import anyone, leads, today
from taskgroups.training.accrediting import policy, reading, states
from taskgroups.training.accrediting.forms import DecisionForm, MentorForm
from taskgroups.training.accrediting.mentors import mentored_by, open_to_mentor
from taskgroups.training.domain import accredit
from taskgroups.training.domain import mentor as deciding
from taskgroups.training.models import Mentoring


@access(policy.consortium_of_chairs)
def page(request: Asked, consortium: Consortium) -> HttpResponse:
    """Show everybody who chairs or may come to: where they stand, who mentors them, by what they may chair."""
    text = asked(request, "q")
    found = page_of(request, reading.on_the_way(consortium, text))
    keys = [one.pk for one in found.object_list]
    mentors = Mentoring.objects.filter(person__in=keys, ended_at=None).select_related("mentor")
    context = {
        "consortium": consortium,
        "page": found,
        "text": text,
        "rights": reading.rights(keys, consortium, today()),
        "mentors": {one.person_id: one.mentor for one in mentors},
        "lead": leads(request.user, consortium),
        "defaults": states.DEFAULTS,
    }
    return render(request, "training/chairs.jinja", context)


@access(policy.way_looked_after)
def mentor(request: Asked, person: Person) -> HttpResponse:
    """Name the accredited chair who accompanies somebody."""
    now = reading.mentor_of(person)
    people = open_to_mentor(person)
    form = MentorForm(
        request.POST if request.method == "POST" else None, people=people, initial={"mentor": now and now.mentor_id}
    )
    if request.method == "POST" and form.is_valid():
        try:
            made = deciding.name_mentor(person=person, by=request.user, mentor=form.people[form.cleaned_data["mentor"]])
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, f"{made.mentor.name} mentors {person.name}. Both are told by e-mail.")
            return redirect("accreditation", person.pk)
    context = {"who": person, "form": form, "now": now, "people": people}
    return render(request, "training/mentor.jinja", context, status=422 if form.errors else 200)


@access(policy.may_decide)
def decide(request: Asked, found: tuple[Consortium, Person]) -> HttpResponse:
    """The lead decides that somebody may chair until a day, or ends that."""
    consortium, person = found
    standing = reading.standing_decisions(today()).filter(consortium=consortium, person=person).first()
    if request.method == "POST" and request.POST.get("do") == "end":
        deciding.end_decision(consortium=consortium, person=person, by=request.user)
        messages.success(request, f"Ended. {person.name} may chair once they are accredited.")
        return redirect("consortium-chairs", consortium.slug)
    form = DecisionForm(request.POST if request.method == "POST" else None, initial={"phases": School.Phase.values})
    if request.method == "POST" and form.is_valid():
        try:
            made = deciding.let_chair_until(consortium=consortium, person=person, by=request.user, **_said(form))
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, f"{person.name} may chair until {day(made.until)}. It is not an accreditation.")
            return redirect("consortium-chairs", consortium.slug)
    context = {"consortium": consortium, "who": person, "form": form, "decision": standing}
    return render(request, "training/decide.jinja", context, status=422 if form.errors else 200)


def _said(form: DecisionForm) -> dict[str, Any]:
    return {name: form.cleaned_data[name] for name in ("until", "reason", "phases")}


@access(anyone)
def mentoring(request: Asked, person: Person) -> HttpResponse:
    """Show whom somebody mentors, how far each has come, and what waits for their signature."""
    found = page_of(request, mentored_by(person))
    keys = [one.person_id for one in found.object_list]
    now = reading.standings(keys)
    told = accredit.why_not_sign_each(person, list(found.object_list))
    context = {"page": found, "standings": now, "told": told}
    return render(request, "training/mentoring.jinja", context)
