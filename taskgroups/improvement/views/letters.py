"""How often somebody wants to be written to about their actions."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from taskgroups.improvement.domain.remind_owners import choose
from taskgroups.improvement.forms import LettersForm
from taskgroups.improvement.models import LetterChoice
from taskgroups.kit.access import access
from taskgroups.people.asking import Asked
from taskgroups.people.models import Person
from taskgroups.schools.models import Role
from taskgroups.schools.policy import anyone, holds

Often = LetterChoice.Often


@access(anyone)
def page(request: Asked, person: Person) -> HttpResponse:
    """Choose how often."""
    known = LetterChoice.objects.filter(person=person).first()
    begun = {"often": known.often, "digest": known.digest} if known else {"often": Often.AS_DUE, "digest": True}
    heads = holds(person, Role.Kind.HEAD)
    form = LettersForm(request.POST if request.method == "POST" else None, initial=begun, heads=heads)
    if request.method == "POST" and form.is_valid():
        digest = form.cleaned_data.get("digest", begun["digest"])
        choose(by=person, often=form.cleaned_data["often"], digest=bool(digest))
        messages.success(request, "Kept.")
        return redirect("my-actions")
    return render(request, "improvement/letters.jinja", {"form": form}, status=422 if form.errors else 200)
