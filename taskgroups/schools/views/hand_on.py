"""A closed school: which school has its work now."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from taskgroups.kit.access import access
from taskgroups.kit.access.refused import Refused
from taskgroups.people.models import Person
from taskgroups.schools.domain.hand_on import become, name_reader
from taskgroups.schools.forms.school import HandOnForm
from taskgroups.schools.models import School
from taskgroups.schools.policy import school_to_hand_on
from taskgroups.schools.queries.lineage import successors, what_it_became


@access(school_to_hand_on)
def page(request: HttpRequest, school: School) -> HttpResponse:
    """Name the school that has a closed school's work, among those the register tells."""
    form = _form(request, school)
    if request.method == "POST" and form.is_valid():
        try:
            told = _hand_on(school, form, request.user)  # type: ignore[arg-type]
        except Refused as refused:
            form.add_error("to", str(refused))
        else:
            messages.success(request, told)
            return redirect("school", urn=school.urn)
    context = {"school": school, "form": form}
    return render(request, "schools/hand_on.jinja", context, status=422 if form.errors else 200)


def _form(request: HttpRequest, school: School) -> HandOnForm:
    became = what_it_became(school)
    return HandOnForm(
        request.POST if request.method == "POST" else None,
        school=school,
        became=became[0] if became else None,
        successors=successors(school),
    )


def _hand_on(school: School, form: HandOnForm, by: Person) -> str:
    whole, chosen = form.choice()
    if whole:
        return f"All that {school} had is {become(old=school, by=by)}'s now."
    named = name_reader(old=school, new=chosen, by=by).passed_to
    if named is None:
        return f"Nobody new reads what {school} left."
    return f"The people of {named} may read what {school} left. Nobody changes it any more."
