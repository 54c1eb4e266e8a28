"""Sets of schools: the lead of a consortium names, changes and takes them away."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from taskgroups.kit.access import access
from taskgroups.kit.access.refused import Refused
from taskgroups.outcomes.domain.sets import change_set, make_set, remove_set
from taskgroups.outcomes.forms import SetForm
from taskgroups.outcomes.models import SchoolSet
from taskgroups.outcomes.policy import led_set
from taskgroups.outcomes.queries.areas import schools_of_consortium, schools_of_set
from taskgroups.people.asking import Asked
from taskgroups.schools.models import Consortium
from taskgroups.schools.policy import led_consortium

Keep = Callable[[str, list[int]], SchoolSet]


@access(led_consortium)
def new(request: Asked, consortium: Consortium) -> HttpResponse:
    """Name a set of schools."""

    def keep(name: str, urns: list[int]) -> SchoolSet:
        return make_set(consortium=consortium, name=name, urns=urns, by=request.user)

    return _form(request, consortium, None, keep, {})


@access(led_set)
def change(request: Asked, found: SchoolSet) -> HttpResponse:
    """Change the name of a set, or the schools in it."""

    def keep(name: str, urns: list[int]) -> SchoolSet:
        return change_set(found=found, name=name, urns=urns, by=request.user)

    urns = [str(urn) for urn in schools_of_set(found).values_list("urn", flat=True)]
    return _form(request, found.consortium, found, keep, {"name": found.name, "schools": urns})


@require_POST
@access(led_set)
def remove(request: Asked, found: SchoolSet) -> HttpResponse:
    """Take a set away."""
    remove_set(found=found, by=request.user)
    messages.success(request, f"The set {found.name} was taken away.")
    return redirect("consortium-outcomes", found.consortium.slug)


def _form(
    request: Asked, consortium: Consortium, found: SchoolSet | None, keep: Keep, initial: dict[str, object]
) -> HttpResponse:
    schools = list(schools_of_consortium(consortium).order_by("name", "urn"))
    form = SetForm(request.POST or None, schools=schools, initial=initial)
    if request.method == "POST" and form.is_valid():
        urns = [int(one) for one in form.cleaned_data["schools"]]
        try:
            kept = keep(form.cleaned_data["name"], urns)
        except Refused as refused:
            form.refuse(refused, "name")
        else:
            messages.success(request, f"The set {kept.name} is kept.")
            return redirect("set-outcomes", consortium.slug, kept.pk)
    context = {"consortium": consortium, "found": found, "form": form, "any": bool(schools)}
    return render(request, "outcomes/set_form.jinja", context, status=422 if form.errors else 200)
